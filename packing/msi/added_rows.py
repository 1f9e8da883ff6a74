"""What the package needs beyond wixl's words, as SQL for msibuild.

Source: "Database Tables" of the Windows Installer SDK.
"""
# ruff: noqa: S608 (the values are this file's own, the database is the one that was just made)

from __future__ import annotations

from packing.msi.source import DATA_COMPONENT, DATA_FOLDER, NAME, START_COMPONENT, STARTED_BEFORE

# Administrators and the system change what lies there, all others read: protected, inherited by all below.
CLOSED = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FRFX;;;BU)"
REMOVE_DATA = "REMOVEDATA"  # the property: msiexec /x meters.msi REMOVEDATA=1
THERE_BEFORE = "DATAFOLDERTHERE"
AUTOSTART = "AUTOSTART"  # the property: 1 starts each user's icon at sign-in, 0 no longer, else as before
_STARTS = f'{AUTOSTART} = "1" OR ({STARTED_BEFORE} AND NOT {AUTOSTART})'
_TO_REMOVE = "DataToRemove"  # the folder then; without a value RemoveFiles leaves its rows out
_PROVISION = "provision.toml"
_SECURE = f"WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;{REMOVE_DATA};{AUTOSTART};"
_SECURE += f"{STARTED_BEFORE};{THERE_BEFORE}"
_ASKED = f'{REMOVE_DATA} = "1" AND REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE'
_SETS_A_PROPERTY, _AT_REMOVAL, _COPY = 51, 2, 0

_LOCKS = """CREATE TABLE MsiLockPermissionsEx (MsiLockPermissionsEx CHAR(72) NOT NULL,
LockObject CHAR(72) NOT NULL, `Table` CHAR(32) NOT NULL, SDDLText CHAR(0) NOT NULL, Condition CHAR(255)
PRIMARY KEY MsiLockPermissionsEx)"""
_SEARCHES = """CREATE TABLE DrLocator (Signature_ CHAR(72) NOT NULL, Parent CHAR(72), Path CHAR(255),
Depth INT PRIMARY KEY Signature_, Parent, Path)"""
_COPIES = """CREATE TABLE MoveFile (FileKey CHAR(72) NOT NULL, Component_ CHAR(72) NOT NULL,
SourceName CHAR(255) LOCALIZABLE, DestName CHAR(255) LOCALIZABLE, SourceFolder CHAR(72),
DestFolder CHAR(72) NOT NULL, Options INT NOT NULL PRIMARY KEY FileKey)"""


def statements() -> list[str]:
    """Return the statements in their order; each is one call of msibuild."""
    return [
        f"UPDATE Property SET Value='{_SECURE}' WHERE Property='SecureCustomProperties'",
        # The new files come in the transaction that takes the old ones: a failure brings those back.
        "UPDATE InstallExecuteSequence SET Sequence=1501 WHERE Action='RemoveExistingProducts'",
        f"UPDATE Component SET Condition='{_STARTS}' WHERE Component='{START_COMPONENT}'",
        *_closed_folder(),
        *_provision_file(),
        *_data_to_remove(),
    ]


def _closed_folder() -> list[str]:
    """Return the rows that close the folder in the step that makes it: no program of ours changes rights.

    One that is there keeps its list: it is ours, closed before, or a user has laid a junction in its place,
    and the list would be set on the folder behind that.
    """
    search = {"Signature_": "DataFolderThere"}
    row = {"LockObject": DATA_FOLDER, "Table": "CreateFolder", "SDDLText": CLOSED}
    row["Condition"] = f"NOT {THERE_BEFORE}"
    return [
        _SEARCHES,
        _insert("DrLocator", Path=f"[CommonAppDataFolder]{NAME}", Depth=0, **search),
        _insert("AppSearch", Property=THERE_BEFORE, **search),
        _LOCKS,
        _insert("MsiLockPermissionsEx", MsiLockPermissionsEx="Closed", **row),
    ]


def _provision_file() -> list[str]:
    """Return the rows that copy a provision file beside the package into that folder."""
    places = {"SourceName": _PROVISION, "SourceFolder": "SourceDir", "DestFolder": DATA_FOLDER}
    return [
        _COPIES,
        _insert("MoveFile", FileKey="Provision", Component_=DATA_COMPONENT, Options=_COPY, **places),
        # Where the package lies is asked for at the installation alone: at the removal it may be gone.
        _insert("InstallExecuteSequence", Action="ResolveSource", Condition="NOT Installed", Sequence=850),
        _insert("InstallExecuteSequence", Action="MoveFiles", Sequence=3800),
    ]


def _data_to_remove() -> list[str]:
    """Return the rows that remove data with the last version, and only where that was asked for."""
    key = {"FileKey": "Provision", "Component_": DATA_COMPONENT}
    choice = {"Source": _TO_REMOVE, "Target": f"[{DATA_FOLDER}]"}
    return [
        _insert("CustomAction", Action="ChooseData", Type=_SETS_A_PROPERTY, **choice),
        _insert("InstallExecuteSequence", Action="ChooseData", Condition=_ASKED, Sequence=1010),
        _insert("RemoveFile", FileName=_PROVISION, DirProperty=_TO_REMOVE, InstallMode=_AT_REMOVAL, **key),
    ]


def _insert(table: str, **row: str | int) -> str:
    names = ", ".join(f"`{name}`" for name in row)
    values = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in row.values())
    return f"INSERT INTO {table} ({names}) VALUES ({values})"
