"""The Debian package around a folder that stands in for the program's: its content, the same bytes twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from agent import __version__
from agent.core.service.linux_unit import DATA, UNIT, service_unit
from packing.deb import SCRIPTS, build_deb
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
MOMENT = 1_790_000_000


def program(folder: Path) -> Path:
    """Return a folder as PyInstaller leaves it: a program, a library, a link, data; modes as they come."""
    made = folder / "Meters Agent"
    (made / "_internal" / "agent").mkdir(parents=True)
    (made / "meters").write_text("#!/bin/sh\necho stand-in\n")
    (made / "meters").chmod(0o700)
    (made / "_internal" / "libx.so.1").write_bytes(os.urandom(10) * 1000)
    (made / "_internal" / "libx.so").symlink_to("libx.so.1")
    (made / "_internal" / "agent" / "a file.txt").write_text("text\n")
    (made / "_internal" / "agent").chmod(0o700)
    return made


def asked(*command: str) -> str:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build_deb(program(tmp_path), tmp_path, MOMENT)


def test_the_same_folder_gives_the_same_bytes_wherever_and_whenever(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(
        tmp_path / "Meters Agent", other / "Meters Agent", symlinks=True, copy_function=shutil.copyfile
    )
    (other / "Meters Agent" / "meters").chmod(0o755)
    os.utime(other / "Meters Agent" / "meters", (1, 1))
    before = os.umask(0o077)
    try:
        again = build_deb(other / "Meters Agent", other, MOMENT)
    finally:
        os.umask(before)
    assert again.read_bytes() == package.read_bytes()


def test_it_holds_the_folder_the_unit_the_account_and_the_menu_entry(package: Path, tmp_path: Path) -> None:
    asked("dpkg-deb", "--extract", str(package), str(tmp_path / "root"))
    root, ours = tmp_path / "root", tmp_path / "Meters Agent"
    installed = root / "usr/lib/meters-agent"
    compared = subprocess.run(["diff", "--recursive", str(ours), str(installed)], check=False)  # noqa: S607 (a tool)
    assert compared.returncode == 0
    assert (installed / "_internal" / "libx.so").readlink() == Path("libx.so.1")
    assert (root / "usr/bin/meters").readlink() == Path("../lib/meters-agent/meters")
    unit = (root / "usr/lib/systemd/system" / UNIT).read_text()
    assert unit == service_unit(("/usr/lib/meters-agent/meters", "watch", "--data", DATA))
    entry = (root / "usr/share/applications/meters-agent.desktop").read_text()
    assert 'Exec="/usr/bin/meters"' in entry
    assert (root / "usr/share/icons/hicolor/256x256/apps/meters-agent.png").read_bytes()[1:4] == b"PNG"
    assert (root / "usr/lib/sysusers.d/meters-agent.conf").read_text().startswith("u meters-agent ")
    asked(
        "sh", "-c", 'cd "$1" && md5sum --quiet --check "$2"', "sh", str(root), str(sums_of(package, tmp_path))
    )


def sums_of(package: Path, tmp_path: Path) -> Path:
    asked("dpkg-deb", "--control", str(package), str(tmp_path / "control"))
    return tmp_path / "control" / "md5sums"


def test_all_is_roots_and_closed_to_changes_of_others(package: Path) -> None:
    lines = asked("dpkg-deb", "--contents", str(package)).splitlines()
    assert {line.split()[1] for line in lines} == {"root/root"}
    assert {line.split()[0] for line in lines} == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}
    programs = [line for line in lines if line.startswith("-rwx")]
    assert [line.split()[-1] for line in programs] == ["./usr/lib/meters-agent/meters"]


def test_its_fields_are_what_dpkg_shows(package: Path) -> None:
    fields = "${Package} ${Version} ${Installed-Size}"
    assert (
        asked("dpkg-deb", "--show", f"--showformat={fields}", str(package))
        == f"meters-agent {__version__} 25"
    )
    assert package.name.startswith(f"meters-agent_{__version__}_")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_of_it_is_one_that_a_shell_reads(name: str, package: Path, tmp_path: Path) -> None:
    asked("dpkg-deb", "--control", str(package), str(tmp_path / "control"))
    asked("sh", "-n", str(tmp_path / "control" / name))
    assert os.access(tmp_path / "control" / name, os.X_OK)


def test_what_dpkg_refuses_ends_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="dpkg-deb"):
        build_deb(program(tmp_path), tmp_path / "nowhere", MOMENT)
