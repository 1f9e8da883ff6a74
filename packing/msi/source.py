"""The WiX source of the package, which wixl builds from.

Identifiers of folders have lower-case letters: such properties can't be set from a command line, so nobody
moves the program out of Program Files, where only administrators write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from packing.msi.codes import UPGRADE_CODE, code, product_code
from packing.msi.contents import contents_of

if TYPE_CHECKING:
    from pathlib import Path

    from packing.msi.contents import Contents, Entry

NAME = "Meters Agent"
MAKER = "The Meters Agent founders"
PROGRAM = "meters.exe"
PROGRAM_FOLDER, DATA_FOLDER, DATA_COMPONENT = "ProgramFolder", "DataFolder", "Data"
# With the property AUTOSTART=1 the icon of each user starts at sign-in; the next version keeps that.
START_COMPONENT, STARTED_BEFORE = "Start", "STARTEDBEFORE"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
START_COMMAND = f"&quot;[{PROGRAM_FOLDER}]{PROGRAM}&quot; --at-sign-in"
# One package speaks to everybody, so each refusal stands in both languages.
NEWER = "A newer Meters Agent is installed. / Ein neuerer Meters Agent ist installiert."
TOO_OLD = "Meters Agent needs Windows 10 or later. / Meters Agent braucht Windows 10 oder neuer."
NO_REPAIR = (
    "Meters Agent can't be repaired: remove it, then install it. Data and settings stay. / "
    "Meters Agent kann nicht repariert werden: bitte entfernen, dann installieren. "
    "Daten und Einstellungen bleiben."
)
EACH_USER = (
    "Removal keeps all data. Each user's own is removed before by: meters remove / "
    "Beim Entfernen bleiben alle Daten. Die eigenen entfernt jeder Benutzer vorher mit: meters remove"
)
HIGHEST = 255, 255, 65535  # of the three numbers that Windows Installer compares


def source_of(folder: Path, version: str, program_files: str) -> str:
    """Return the text; `program_files` is the path of the folder as wixl is to open it, relative to it.

    SystemExit where the folder has no meters.exe, or Windows Installer can't compare such a version.
    """
    _require_version(version)
    contents = contents_of(folder)
    if PROGRAM not in {entry.path for entry in contents.files}:
        raise SystemExit(f"{folder} holds no {PROGRAM}: is it the folder of the Windows build?")
    references = "".join(f"<ComponentRef Id={quoteattr(f'C{each.identifier}')}/>" for each in contents.files)
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{product_code(version)[1:-1]}" UpgradeCode="{UPGRADE_CODE}" Version="{version}"
 Name="{NAME}" Manufacturer="{MAKER}" Language="1033">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
<MajorUpgrade DowngradeErrorMessage={quoteattr(NEWER)}/>
<Media Id="1" Cabinet="meters.cab" EmbedCab="yes"/>
<Property Id="ARPNOMODIFY" Value="1"/>
<Property Id="ARPNOREPAIR" Value="1"/>
<Property Id="ARPCOMMENTS" Value={quoteattr(EACH_USER)}/>
<Property Id="ARPPRODUCTICON" Value="meters.ico"/>
<Property Id="{STARTED_BEFORE}">
<RegistrySearch Id="StartEntry" Root="HKLM" Key="{RUN_KEY}" Name="{NAME}" Type="raw" Win64="yes"/></Property>
<Icon Id="meters.ico" SourceFile="meters.ico"/>
<Condition Message={quoteattr(TOO_OLD)}>Installed OR VersionNT &gt;= 603</Condition>
<Condition Message={quoteattr(NO_REPAIR)}>NOT REINSTALL</Condition>
{_directories(contents, program_files)}<Feature Id="Program" Level="1">
<ComponentRef Id="{DATA_COMPONENT}"/><ComponentRef Id="{START_COMPONENT}"/>{references}</Feature>
</Product>
</Wix>
"""


def _directories(contents: Contents, program_files: str) -> str:
    return f"""\
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramMenuFolder"/>
<Directory Id="ProgramFiles64Folder"><Directory Id="{PROGRAM_FOLDER}" Name="METERSAG|{NAME}">
{_below("", contents, program_files)}
</Directory></Directory>
<Directory Id="CommonAppDataFolder"><Directory Id="{DATA_FOLDER}" Name="METERSAG|{NAME}">
<Component Id="{DATA_COMPONENT}" Guid="{code("data")[1:-1]}" Win64="yes"><CreateFolder/></Component>
<Component Id="{START_COMPONENT}" Guid="{code("start")[1:-1]}" Win64="yes"><RegistryValue Root="HKLM"
 Key="{RUN_KEY}" Name="{NAME}" Type="string" Value="{START_COMMAND}" KeyPath="yes"/></Component>
</Directory></Directory>
</Directory>
"""


def _below(parent: str, contents: Contents, program_files: str) -> str:
    files = [_component(entry, program_files) for entry in contents.files if entry.parent == parent]
    folders = [
        f'<Directory Id="{entry.identifier}" Name={quoteattr(entry.name)}>\n'
        f"{_below(entry.identifier, contents, program_files)}\n</Directory>"
        for entry in contents.folders
        if entry.parent == parent
    ]
    return "\n".join([*files, *folders])


def _component(entry: Entry, program_files: str) -> str:
    shortcut = (
        f'<Shortcut Id="StartMenu" Directory="ProgramMenuFolder" Name="METERSAG|{NAME}"'
        f' Target="[{PROGRAM_FOLDER}]{PROGRAM}" Icon="meters.ico"/>'
        if entry.path == PROGRAM
        else ""
    )
    return (
        f'<Component Id="C{entry.identifier}" Guid="{code("file", entry.path)[1:-1]}" Win64="yes">'
        f'<File Id="{entry.identifier}" Name={quoteattr(entry.name)} KeyPath="yes"'
        f" Source={quoteattr(f'{program_files}/{entry.path}')}/>{shortcut}</Component>"
    )


def _require_version(version: str) -> None:
    numbers = version.split(".")
    if len(numbers) != len(HIGHEST) or not all(
        number.isascii() and number.isdigit() and int(number) <= highest
        for number, highest in zip(numbers, HIGHEST, strict=True)
    ):
        raise SystemExit(
            f"{version} is no version for Windows Installer: three numbers, at most 255.255.65535."
        )
