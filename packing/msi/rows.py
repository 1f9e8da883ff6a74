"""What the package needs beyond wixl's words, as SQL for msibuild.

Source: "Database Tables" of the Windows Installer SDK.
"""

from __future__ import annotations

from packing.msi.source import DATA_COMPONENT, DATA_FOLDER

# Administrators and the system change what lies there, all others read: DACL, protected, inherited by all below.
CLOSED = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FRFX;;;BU)"
REMOVE_DATA = "REMOVEDATA"  # the property: msiexec /x meters.msi REMOVEDATA=1
_TO_REMOVE = "DataToRemove"  # the folder then; without a value RemoveFiles leaves its rows out
_PROVISION = "provision.toml"
_SECURE = f"WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;{REMOVE_DATA}"
_ASKED = f'{REMOVE_DATA} = "1" AND REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE'

STATEMENTS = (
    f"UPDATE Property SET Value='{_SECURE}' WHERE Property='SecureCustomProperties'",
    # The new version's files come in the same transaction that takes the old ones: a failure brings those back.
    "UPDATE InstallExecuteSequence SET Sequence=1501 WHERE Action='RemoveExistingProducts'",
    # The folder is closed in the step that makes it, by the installer itself: no program of ours changes rights.
    "CREATE TABLE MsiLockPermissionsEx (MsiLockPermissionsEx CHAR(72) NOT NULL, LockObject CHAR(72) NOT NULL, "
    "`Table` CHAR(32) NOT NULL, SDDLText CHAR(0) NOT NULL, Condition CHAR(255) PRIMARY KEY MsiLockPermissionsEx)",
    "INSERT INTO MsiLockPermissionsEx (MsiLockPermissionsEx, LockObject, `Table`, SDDLText) "
    f"VALUES ('Closed', '{DATA_FOLDER}', 'CreateFolder', '{CLOSED}')",
    # A provision file beside the package is copied into that folder; where there is none, nothing is.
    "CREATE TABLE MoveFile (FileKey CHAR(72) NOT NULL, Component_ CHAR(72) NOT NULL, "
    "SourceName CHAR(255) LOCALIZABLE, DestName CHAR(255) LOCALIZABLE, SourceFolder CHAR(72), "
    "DestFolder CHAR(72) NOT NULL, Options INT NOT NULL PRIMARY KEY FileKey)",
    "INSERT INTO MoveFile (FileKey, Component_, SourceName, DestFolder, SourceFolder, Options) "
    f"VALUES ('Provision', '{DATA_COMPONENT}', '{_PROVISION}', '{DATA_FOLDER}', 'SourceDir', 0)",
    # Where the package lies is asked for at the installation alone: at the removal it may be gone.
    "INSERT INTO InstallExecuteSequence (Action, Condition, Sequence) "
    "VALUES ('ResolveSource', 'NOT Installed', 850)",
    "INSERT INTO InstallExecuteSequence (Action, Sequence) VALUES ('MoveFiles', 3800)",
    # Data goes only with the last version, and only where that was asked for.
    "INSERT INTO CustomAction (Action, Type, Source, Target) "
    f"VALUES ('ChooseData', 51, '{_TO_REMOVE}', '[{DATA_FOLDER}]')",  # 51: sets a property, runs nothing
    "INSERT INTO InstallExecuteSequence (Action, Condition, Sequence) "
    f"VALUES ('ChooseData', '{_ASKED}', 1010)",
    "INSERT INTO RemoveFile (FileKey, Component_, FileName, DirProperty, InstallMode) "
    f"VALUES ('Provision', '{DATA_COMPONENT}', '{_PROVISION}', '{_TO_REMOVE}', 2)",  # 2: at removal
)
