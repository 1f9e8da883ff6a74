"""The installer package: what it says to Windows Installer, and that the same folder gives the same bytes."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent import __version__
from agent.core.settings.access_list import others_may_write
from agent.edge.paths import MARK
from packing.msi.__main__ import NAME, require_version
from packing.msi.codes import UPGRADE_CODE, product_code
from packing.msi.contents import contents_of
from packing.msi.package import build_msi
from packing.msi.source import source_of
from packing.release import pack
from tests.support.made_msi import MOMENT, VERSION, require_tools, small_msi, small_program, table

ROOT = Path(__file__).parents[2]
SHORT = re.compile(r"[A-Z0-9_-]{1,8}(\.[A-Z0-9_-]{1,3})?", re.IGNORECASE)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a package that the tests only look at."""
    return small_msi(tmp_path_factory.mktemp("msi"))


def properties(package: Path) -> dict[str, str]:
    return {row["Property"]: row["Value"] for row in table(package, "Property")}


def test_the_same_folder_gives_the_same_bytes_wherever_it_lies(package: Path, tmp_path: Path) -> None:
    folder = small_program(tmp_path / "program")
    for path in folder.rglob("*"):
        os.utime(path, (MOMENT, MOMENT - 1_000_000))
    build_msi(folder, VERSION, MOMENT, tmp_path / "other.msi")
    assert (tmp_path / "other.msi").read_bytes() == package.read_bytes()


def test_each_file_carries_the_time_that_the_package_was_told(package: Path) -> None:
    command = ["msiinfo", "extract", str(package), "meters.cab"]
    cabinet = subprocess.run(command, check=True, capture_output=True).stdout
    (begin,) = struct.unpack_from("<I", cabinet, 16)  # [MS-CAB]: coffFiles
    (count,) = struct.unpack_from("<H", cabinet, 28)  # cFiles
    moment = datetime.fromtimestamp(MOMENT, UTC)
    date = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    for _ in range(count):
        assert struct.unpack_from("<HH", cabinet, begin + 10) == (date, time)
        begin = cabinet.index(b"\0", begin + 16) + 1
    assert count == 4


def test_another_content_is_another_package_of_the_same_product(package: Path, tmp_path: Path) -> None:
    """Windows takes two packages of one code for the same file, and would install the one it has kept."""
    folder = small_program(tmp_path / "program")
    (folder / "_internal" / "LICENSE").write_text("signed")
    build_msi(folder, VERSION, MOMENT, tmp_path / "other.msi")
    assert properties(tmp_path / "other.msi")["ProductCode"] == properties(package)["ProductCode"]
    assert package_code_of(tmp_path / "other.msi") != package_code_of(package)


def package_code_of(package: Path) -> str:
    command = ["msiinfo", "suminfo", str(package)]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"^Revision number \(UUID\): (\{[0-9A-F-]{36}\})$", shown, re.MULTILINE)
    assert found
    return found[1]


def test_all_that_is_inside_comes_out(package: Path, tmp_path: Path) -> None:
    command = ["msiextract", "-C", str(tmp_path), str(package)]
    subprocess.run(command, check=True, capture_output=True)
    (out,) = tmp_path.rglob("Meters Agent")
    source = package.parent / "program"
    names = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    assert {path.relative_to(out) for path in out.rglob("*") if path.is_file()} == names
    assert all((out / name).read_bytes() == (source / name).read_bytes() for name in names)


def test_it_is_per_machine_and_nobody_moves_repairs_or_modifies_it(package: Path) -> None:
    found = properties(package)
    assert (found["ALLUSERS"], found["ARPNOMODIFY"], found["ARPNOREPAIR"]) == ("1", "1", "1")
    assert "NOT REINSTALL" in {row["Condition"] for row in table(package, "LaunchCondition")}
    folders = {row["Directory"]: row["Directory_Parent"] for row in table(package, "Directory")}
    # A property in capitals alone could be set from a command line; TARGETDIR has nothing of ours below it.
    assert {name for name in folders if name.isupper()} == {"TARGETDIR"}
    assert folders["ProgramFolder"] == "ProgramFiles64Folder"
    assert folders["DataFolder"] == "CommonAppDataFolder"


def test_nothing_of_ours_is_run_by_the_installer(package: Path) -> None:
    assert [(row["Action"], row["Type"]) for row in table(package, "CustomAction")] == [("ChooseData", "51")]


def test_the_data_folder_is_closed_by_the_installer_itself(package: Path) -> None:
    (row,) = table(package, "MsiLockPermissionsEx")
    assert (row["LockObject"], row["Table"]) == ("DataFolder", "CreateFolder")
    # Where a user has laid a junction, the list would be set on the folder behind that.
    assert row["Condition"] == "NOT DATAFOLDERTHERE"
    (search,) = table(package, "DrLocator")
    assert search["Path"] == "[CommonAppDataFolder]Meters Agent"
    assert {"Property": "DATAFOLDERTHERE", "Signature_": search["Signature_"]} in table(package, "AppSearch")
    assert not others_may_write(f"O:BA{row['SDDLText']}")
    assert others_may_write(f"O:BA{row['SDDLText'].replace('FRFX', 'FA')}")
    assert {"Directory_": "DataFolder", "Component_": "Data"} in table(package, "CreateFolder")


def test_icons_start_at_sign_in_only_where_that_is_asked_for(package: Path) -> None:
    (row,) = table(package, "Registry")
    assert (row["Root"], row["Name"]) == ("2", "Meters Agent")  # 2: HKEY_LOCAL_MACHINE
    assert row["Value"] == '"[ProgramFolder]meters.exe" --at-sign-in'
    conditions = {row["Component"]: row["Condition"] for row in table(package, "Component")}
    assert conditions.pop("Start") == 'AUTOSTART = "1" OR (STARTEDBEFORE AND NOT AUTOSTART)'
    assert set(conditions.values()) == {""}


def test_an_upgrade_takes_the_old_version_out_in_one_transaction_and_leaves_the_data(package: Path) -> None:
    order = {row["Action"]: int(row["Sequence"]) for row in table(package, "InstallExecuteSequence")}
    assert order["InstallInitialize"] < order["RemoveExistingProducts"] < order["ProcessComponents"]
    assert order["CostFinalize"] < order["ChooseData"] < order["RemoveFiles"]
    (asked,) = (row for row in table(package, "InstallExecuteSequence") if row["Action"] == "ChooseData")
    assert asked["Condition"] == 'REMOVEDATA = "1" AND REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE'
    assert "REMOVEDATA" in properties(package)["SecureCustomProperties"].split(";")
    older, newer = table(package, "Upgrade")
    code = f"{{{UPGRADE_CODE}}}".upper()
    assert (older["UpgradeCode"], newer["UpgradeCode"]) == (code, code)
    assert (older["VersionMax"], newer["VersionMin"]) == (VERSION, VERSION)


def test_each_name_has_a_short_one_that_is_the_only_one_of_its_folder(package: Path) -> None:
    names = [row["FileName"] for row in table(package, "File")]
    names += [
        row["DefaultDir"]
        for row in table(package, "Directory")
        if row["DefaultDir"] not in {".", "SourceDir"}
    ]
    assert len(names) > 5
    assert [name for name in names if not SHORT.fullmatch(name.partition("|")[0])] == []


def test_the_version_of_this_source_is_one_that_windows_installer_compares() -> None:
    assert re.fullmatch(r"\{[0-9A-F-]{36}\}", product_code(__version__))
    assert product_code("1.0.0") != product_code("1.0.1")


@pytest.mark.parametrize("version", ["1.0", "1.0.0.0", "1.0.0b1", "256.0.0", "1.0.65536", "1.0.\u0661"])
def test_a_version_that_windows_installer_would_read_otherwise_is_refused(
    version: str, tmp_path: Path
) -> None:
    with pytest.raises(SystemExit, match="no version for Windows Installer"):
        source_of(small_program(tmp_path / "program"), version, "app")


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meters").write_text("of Linux")
    with pytest.raises(SystemExit, match=r"holds no meters\.exe"):
        source_of(tmp_path, VERSION, "app")


def test_a_link_in_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    with pytest.raises(SystemExit, match="neither a file nor a folder"):
        contents_of(tmp_path)


@pytest.mark.parametrize("names", [("ü.txt",), ("Readme", "README")])
def test_names_that_windows_would_read_otherwise_are_refused(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text("")
    with pytest.raises(SystemExit, match="Windows knows no case"):
        contents_of(tmp_path)


def test_a_program_of_another_version_is_refused(tmp_path: Path) -> None:
    folder = small_program(tmp_path / "program")
    with pytest.raises(SystemExit, match=r"holds version none, and this source is 1\.2\.3"):
        require_version(folder, VERSION)
    (folder / "_internal" / MARK).write_text("Meters Agent 1.2.2\n")
    with pytest.raises(SystemExit, match=r"holds version 1\.2\.2"):
        require_version(folder, VERSION)
    (folder / "_internal" / MARK).write_text(f"Meters Agent {VERSION}\n")
    require_version(folder, VERSION)


def test_a_name_with_signs_of_xml_and_quotes_is_installed_under_that_name(tmp_path: Path) -> None:
    require_tools()
    folder = small_program(tmp_path / "program")
    (folder / "_internal" / "a & 'b' [c]{d}.txt").write_text("odd")
    build_msi(folder, VERSION, MOMENT, tmp_path / "odd.msi")
    assert "a & 'b' [c]{d}.txt" in {
        row["FileName"].partition("|")[2] for row in table(tmp_path / "odd.msi", "File")
    }


def test_what_wixl_would_leave_out_with_a_warning_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_tools()
    folder = small_program(tmp_path / "program")
    text = source_of(folder, VERSION, "app").replace("<MajorUpgrade ", '<MajorUpgrade Schedule="x" ')
    monkeypatch.setattr("packing.msi.package.source_of", lambda *_: text)
    with pytest.raises(SystemExit, match="Schedule"):
        build_msi(folder, VERSION, MOMENT, tmp_path / "out.msi")
    assert not (tmp_path / "out.msi").exists()


def test_the_folder_is_only_read(tmp_path: Path) -> None:
    require_tools()
    folder = small_program(tmp_path / "program")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    build_msi(folder, VERSION, MOMENT, tmp_path / "out.msi")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    shutil.rmtree(folder)


def test_the_command_takes_the_zip_of_a_release_and_its_sums_name_the_package(tmp_path: Path) -> None:
    require_tools()
    archive = tmp_path / "meters.zip"
    folder = small_program(tmp_path / "source" / "Meters Agent")
    (folder / "_internal" / MARK).write_text(f"Meters Agent {__version__}\n")
    pack(folder, archive, MOMENT)
    command = [sys.executable, "-m", "packing.msi", str(archive)]
    for _ in range(2):  # the second call finds sums there
        ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert f"{tmp_path / NAME} " in ended.stdout
    assert "not signed" in ended.stdout
    checked = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    shown = subprocess.run(checked, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert shown == f"{NAME}: OK\nmeters.zip: OK\n"


def test_what_is_no_zip_of_a_release_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "meters.zip").write_text("an error page")
    command = [sys.executable, "-m", "packing.msi", str(tmp_path / "meters.zip")]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr == f"{tmp_path / 'meters.zip'}: File is not a zip file\n"
