"""meters remove: what this user has is named and gone; what is somebody else's, or in use, stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent.edge.lock import hold
from tests.support.command_line import ROOT, TARGETS
from tests.support.keyring_session import SESSION, needs_secret_service
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [needs_secret_service, pytest.mark.usefixtures("simulated_office")]

# Port 9 of loopback takes no mail, so the report waits.
OFFICE = f"""
[network]
targets = {json.dumps(TARGETS)}
communities = ["public", "keyring:warehouse"]
[mail]
host = "127.0.0.1"
port = 9
security = "none"
user = "meters"
sender = "meters@example.com"
recipients = ["office@example.com"]
"""
METERS = f'"{sys.executable}" -m agent --data "$DATA"'
SET_UP = f"""
printf geheim-1 | {METERS} settings password mail
printf geheim-2 | {METERS} settings password community:warehouse
printf geheim-3 | {METERS} settings password community:former
{METERS} scan > /dev/null 2>&1
{METERS} watch --install > /dev/null
mkdir -p "$XDG_CONFIG_HOME/autostart"; touch "$XDG_CONFIG_HOME/autostart/meters-agent.desktop"
"""
LIST = """
import secretstorage
from contextlib import closing
with closing(secretstorage.dbus_init()) as bus:
    for item in secretstorage.get_default_collection(bus).get_all_items():
        print("LEFT", item.get_attributes())
"""
ALL = f"'{sys.executable}' -c '{LIST}'"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with an office's settings in it."""
    data = tmp_path / "data"
    (data / "profiles").mkdir(parents=True)
    data.chmod(0o700)
    (data / "settings.toml").write_text(OFFICE)
    (data / "profiles" / "mine.toml").write_text("")
    return tmp_path


def run(home: Path, script: str, code: int = 0) -> str:
    """Run a shell script in a session with a keyring; return what it says."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        **dict.fromkeys(names, str(home)),
        "DATA": str(home / "data"),
    }
    ended = subprocess.run(
        (*SESSION, "bash", "-c", script),
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == code, said
    assert "Traceback" not in said
    assert "geheim" not in said
    return said


def test_everything_of_this_user_is_named_first_and_then_gone(home: Path) -> None:
    said = run(home, f"{SET_UP}\n{METERS} remove; echo CODE $?; {METERS} remove --yes && {ALL}")
    refused, _, removed = said.partition("CODE 2")
    assert refused.index("1 report has not been sent yet. It will be lost:") < refused.index("for good:")
    assert "report 1 of" in refused
    for name in ("mail", "community:warehouse", "community:former", "signing-key"):
        assert f'"{name}" in the keyring' in refused
    assert "the start of the icon at sign-in" in refused
    assert "the start of the daily loop at sign-in" in refused
    assert "Removed." in removed
    assert "LEFT" not in removed
    kept = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert not [name for name in kept if "meters" in name.lower() or name.startswith("data")]
    assert not (home / "data").exists()


def test_a_second_time_there_is_nothing_to_remove(home: Path) -> None:
    said = run(home, f"{METERS} status; {METERS} remove --yes; {METERS} remove")
    assert "There is nothing to remove for this user." in said
    assert not (home / "data").exists()


def test_without_a_yes_nothing_is_left_behind(home: Path) -> None:
    run(home, f"{METERS} status")
    before = sorted(path.name for path in (home / "data").iterdir())
    assert "agent.db" in before
    run(home, f"{METERS} remove", code=2)  # nobody can be asked
    assert sorted(path.name for path in (home / "data").iterdir()) == before


def test_what_others_put_there_stays_and_no_link_is_followed(home: Path) -> None:
    outside = home / "outside"
    outside.mkdir()
    (outside / "settings.toml").write_text("precious")
    data = home / "data"
    (data / "holiday.jpg").write_text("precious")
    (data / "folder").mkdir()
    (data / "folder" / "settings.toml").write_text("precious")
    (data / "profiles" / "mine.toml").unlink()
    (data / "profiles").rmdir()
    (data / "profiles").symlink_to(outside)
    said = run(home, f"{METERS} status > /dev/null 2>&1; {METERS} remove --yes")
    assert "Not made by Meters Agent and kept in" in said
    assert "folder, holiday.jpg, profiles" in said
    assert sorted(path.name for path in data.iterdir()) == ["folder", "holiday.jpg", "profiles"]
    for path in (outside, data / "folder"):
        assert (path / "settings.toml").read_text() == "precious"


@pytest.mark.parametrize("lock", ["tray.lock", "agent.lock", "send.lock"])
def test_nothing_goes_while_the_icon_or_a_scan_is_at_work(home: Path, lock: str) -> None:
    run(home, f"{METERS} status > /dev/null 2>&1; true")
    with hold(home / "data" / lock):
        said = run(home, f"{METERS} remove --yes", code=3)
    assert (home / "data" / "settings.toml").read_text() == OFFICE
    assert ("Choose Quit in the menu" in said) == (lock == "tray.lock")


def test_a_damaged_database_or_settings_keep_nobody_from_removing(home: Path) -> None:
    run(home, f"{METERS} status > /dev/null 2>&1; true")
    (home / "data" / "settings.toml").write_text("=")
    with closing((home / "data" / "agent.db").open("r+b")) as file:
        file.write(b"no database at all" * 100)
    run(home, f"{METERS} remove --yes")
    assert not (home / "data").exists()


def test_a_kill_in_the_middle_leaves_what_the_next_one_finishes(home: Path) -> None:
    killed = (
        "import os, signal\nfrom agent.edge import own_files\n"
        "def stop(*_):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "own_files.remove = stop\n"
        "import sys; from agent.__main__ import main; sys.exit(main())"
    )
    first = f"'{sys.executable}' -c '{killed}' --data \"$DATA\" remove --yes"
    said = run(home, f"{SET_UP}\n{first}; {METERS} remove --yes && {ALL}")
    assert "Removed." in said
    assert "LEFT" not in said
    assert not (home / "data").exists()


def test_a_folder_where_the_program_never_was_is_left_alone(home: Path) -> None:
    said = run(home, f"{METERS} remove --yes")
    assert "There is nothing to remove" in said
    assert (home / "data" / "settings.toml").read_text() == OFFICE
    assert (home / "data" / "profiles" / "mine.toml").exists()
