"""The installer package under wine's Windows Installer, around the real program: in, up, not down, out.

wine knows no accounts and no access lists, so who may write where is not shown: docs/admin/deployment.md.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

import build_exe
import wine
from agent import __version__
from packing.msi.codes import product_code
from packing.msi.package import MISSING as NO_TOOLS
from packing.msi.package import build_msi
from packing.msi.source import RUN_KEY
from tests.support.command_line import attached, validated, with_mail
from tests.support.loopback import needs_127_8
from tests.support.made_msi import MOMENT
from tests.support.real_mta import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.demo.mail_sink import MailSink
    from wine import Ended, Wine

MISSING = [*wine.MISSING, *NO_TOOLS, *([] if build_exe.ONEDIR.exists() else [build_exe.ONEDIR.name])]
pytestmark = [
    pytest.mark.windows,
    needs_127_8,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

NEWER = "100.0.0"  # than this source's; wine takes numbers from 128 on for negative ones
LISTED = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"
LIMIT = 180.0  # seconds for one call of the installer; it takes two on a quiet machine
PROVISION = "[mail]\nhost = 'dealer.example'\n"


@dataclass(frozen=True, slots=True)
class Share:
    """A folder with packages of two versions, as IT has it."""

    folder: Path

    @property
    def package(self) -> Path:
        """This source's version."""
        return self.folder / "meters.msi"

    @property
    def newer(self) -> Path:
        """A later version, which has one more file and lacks another."""
        return self.folder / "newer.msi"


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """Return a share with both packages, around the folder of the Windows build."""
    share = Share(tmp_path_factory.mktemp("share"))
    build_msi(build_exe.ONEDIR, __version__, MOMENT, share.package)
    changed = share.folder / "changed"
    shutil.copytree(build_exe.ONEDIR, changed)
    (changed / "_internal" / "LICENSE").rename(changed / "_internal" / "a new file.txt")
    build_msi(changed, NEWER, MOMENT, share.newer)
    return share


@dataclass(frozen=True, slots=True)
class Computer:
    """A Windows where IT installs."""

    wine: Wine

    @property
    def program(self) -> Path:
        """The folder of the installed program."""
        return self.wine.prefix / "drive_c" / "Program Files" / "Meters Agent"

    @property
    def data(self) -> Path:
        """The folder of all users' data."""
        return self.wine.prefix / "drive_c" / "ProgramData" / "Meters Agent"

    def installer(self, *arguments: str) -> int | None:
        """Call the installer silently; return its exit code."""
        return self.wine.run("msiexec", *arguments, "/qn", limit=LIMIT).code

    def install(self, package: Path) -> int | None:
        """Install a package silently; return the exit code."""
        return self.installer("/i", wine.windows_path(package))

    def run(self, *arguments: str) -> Ended:
        """Run the installed program in the data folder that it finds by itself."""
        return self.wine.run(str(self.program / "meters.exe"), *arguments)

    def listed(self, version: str) -> str | None:
        """Return the version under which Windows lists the program, None where it does not."""
        return self.wine.text_in_registry(rf"{LISTED}\{product_code(version)}", "DisplayVersion")


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    """Yield a new Windows."""
    prefix = tmp_path / "windows"
    with wine.windows(prefix) as running:
        yield Computer(running)
    shutil.rmtree(prefix, ignore_errors=True)


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_silent_installation_brings_the_program_and_what_lies_beside_the_package(
    computer: Computer, share: Share
) -> None:
    beside = share.folder / "provision.toml"
    beside.write_text(PROVISION, encoding="utf-8")
    try:
        assert computer.install(share.package) == 0
    finally:
        beside.unlink()
    assert files(computer.program) == files(build_exe.ONEDIR)
    assert files(computer.data) == {"provision.toml": PROVISION.encode()}
    assert list(computer.wine.prefix.rglob("Start Menu/**/Meters Agent.lnk"))
    assert computer.listed(__version__) == __version__
    shown = computer.run("--version")
    assert (shown.code, shown.stdout) == (0, f"Meters Agent {__version__}\n")
    assert r"C:\ProgramData\Meters Agent\provision.toml" in " ".join(computer.run("status").stdout.split())


@pytest.mark.usefixtures("simulated_office")
def test_an_upgrade_keeps_settings_key_and_the_report_that_waits(
    computer: Computer, share: Share, sink: MailSink
) -> None:
    assert computer.install(share.package) == 0
    local = computer.wine.home() / "AppData" / "Local" / "Meters Agent"
    local.mkdir(parents=True)
    (local / "settings.toml").write_text(with_mail(free_port()), encoding="utf-8")
    computer.run("scan")
    assert "waiting" in computer.run("status").stdout
    provision = computer.data / "provision.toml"
    provision.write_text(PROVISION, encoding="utf-8")

    assert computer.install(share.newer) == 0

    assert (computer.listed(__version__), computer.listed(NEWER)) == (None, NEWER)
    installed = set(files(computer.program))
    assert "_internal/a new file.txt" in installed
    assert "_internal/LICENSE" not in installed
    assert provision.read_text(encoding="utf-8") == PROVISION
    assert computer.run("settings", "set", "mail.port", str(sink.port)).code == 0
    assert computer.run("scan").code == 0
    first, second = (validated(attached(mail)["meters.json"]) for mail in sink.messages)
    assert (first["run_number"], second["run_number"]) == (1, 2)
    assert first["agent"]["public_key"] == second["agent"]["public_key"]


def test_a_downgrade_and_a_repair_are_refused_and_change_nothing(computer: Computer, share: Share) -> None:
    assert computer.install(share.newer) == 0
    before = files(computer.program)
    assert computer.install(share.package) != 0
    assert (computer.listed(__version__), computer.listed(NEWER)) == (None, NEWER)
    assert files(computer.program) == before
    (computer.program / "_internal" / "a new file.txt").unlink()
    assert computer.installer("/fa", wine.windows_path(share.newer)) != 0
    assert not (computer.program / "_internal" / "a new file.txt").exists()
    # The same package again, as scripts of IT do, is no error.
    assert computer.install(share.newer) == 0


def test_nobody_moves_the_program_from_the_command_line(computer: Computer, share: Share) -> None:
    elsewhere = "C:\\elsewhere"
    folders = [f"{name}={elsewhere}" for name in ("INSTALLDIR", "TARGETDIR", "PROGRAMFOLDER", "DATAFOLDER")]
    assert computer.installer("/i", wine.windows_path(share.package), *folders) == 0
    assert (computer.program / "meters.exe").is_file()
    assert not (computer.wine.prefix / "drive_c" / "elsewhere").exists()


def test_a_folder_that_was_there_before_is_known_to_the_installer(computer: Computer, share: Share) -> None:
    """Its list stays as it is: a user may have laid a junction there."""
    known = []
    for number in (1, 2):
        log = computer.wine.prefix / "drive_c" / f"{number}.log"
        assert computer.installer("/i", wine.windows_path(share.package), "/l*v", f"C:\\{log.name}") == 0
        known.append(b"DATAFOLDERTHERE = C:" in log.read_bytes().replace(b"\0", b""))
        assert computer.installer("/x", product_code(__version__)) == 0
        assert not computer.data.exists()
        computer.data.mkdir()
    assert known == [False, True]


def test_icons_start_at_sign_in_only_where_that_was_asked_for_and_an_upgrade_keeps_it(
    computer: Computer, share: Share
) -> None:
    start = rf"HKLM\{RUN_KEY}", "Meters Agent"
    assert computer.install(share.package) == 0
    assert computer.wine.text_in_registry(*start) is None
    assert computer.installer("/x", product_code(__version__)) == 0
    assert computer.installer("/i", wine.windows_path(share.package), "AUTOSTART=1") == 0
    command = '"C:\\Program Files\\Meters Agent\\meters.exe" --at-sign-in'
    assert computer.wine.text_in_registry(*start) == command
    assert computer.install(share.newer) == 0
    assert computer.wine.text_in_registry(*start) == command
    assert computer.installer("/x", product_code(NEWER)) == 0
    assert computer.wine.text_in_registry(*start) is None
    assert computer.installer("/i", wine.windows_path(share.package), "AUTOSTART=1") == 0
    assert computer.installer("/i", wine.windows_path(share.newer), "AUTOSTART=0") == 0
    assert computer.wine.text_in_registry(*start) is None


@pytest.mark.parametrize("asked", [False, True])
def test_removal_keeps_data_unless_asked(computer: Computer, share: Share, asked: bool) -> None:
    assert computer.install(share.package) == 0
    (computer.data / "provision.toml").write_text(PROVISION, encoding="utf-8")
    removed = computer.installer("/x", product_code(__version__), *(["REMOVEDATA=1"] if asked else []))
    assert removed == 0
    assert not computer.program.exists()
    assert computer.data.exists() is not asked
    assert computer.listed(__version__) is None
    assert not list(computer.wine.prefix.rglob("Meters Agent.lnk"))
