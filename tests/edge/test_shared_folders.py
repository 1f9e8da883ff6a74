"""The folders that the service shares with users: another user reads one, asks in the other, and no more."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import service as messages
from agent.core.model.errors import AgentError
from agent.core.service.user_requests import file_of_request
from tests.support.own_etc import AS_NOBODY, open_place
from tests.support.patience import PATIENCE

if sys.platform == "win32":
    pytest.skip("Windows has access lists instead of modes", allow_module_level=True)

from agent.edge.shared_folders import ask, prepare, show, shown, take_requests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = os.getuid()
needs_nobody = pytest.mark.skipif(
    OWN != 0 or shutil.which("setpriv") is None, reason="needs root and setpriv, to be another user"
)
GOOD = file_of_request("collect", b"12345678")


@pytest.fixture
def place() -> Iterator[Path]:
    """Return a place with both folders that other users may pass through."""
    with open_place() as made:
        prepare(made)
        yield made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def as_nobody(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Reading everything, as AS_NOBODY may, would not show what a user of an office can't read.
    plain = [word for word in AS_NOBODY if "caps" not in word]
    command = [*plain, "/usr/bin/env", "sh", "-c", code, "sh", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_one_folder_is_for_reading_the_other_for_writing_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        prepare(tmp_path)
        show(tmp_path, "state.json", "fine")
        show(tmp_path, "state.json", "still fine")
    finally:
        os.umask(before)
    assert (mode(tmp_path / "shown"), mode(tmp_path / "asked")) == (0o755, 0o1733)
    assert mode(tmp_path / "shown" / "state.json") == 0o644
    assert shown(tmp_path, OWN, "state.json", 100) == "still fine"
    assert shown(tmp_path, OWN, "state.json", 5) == "still"
    assert shown(tmp_path, OWN, "report.html", 100) is None


@needs_nobody
def test_another_user_reads_asks_and_can_do_nothing_else(place: Path) -> None:
    show(place, "state.json", "fine")
    asked, of_another = place / "asked" / GOOD, place / "asked" / file_of_request("send", b"87654321")
    of_another.touch()
    assert as_nobody('cat "$1"', str(place / "shown" / "state.json")).stdout == "fine"
    assert as_nobody(': > "$1"', str(asked)).returncode == 0
    refused = [
        as_nobody('ls "$1"', str(place / "asked")),
        as_nobody('rm -f "$1"', str(of_another)),
        as_nobody('mv "$1" "$1.x"', str(of_another)),
        as_nobody('echo x > "$1"', str(place / "shown" / "state.json")),
        as_nobody('rm -f "$1"', str(place / "shown" / "state.json")),
        as_nobody(': > "$1/new"', str(place / "shown")),
        as_nobody('rmdir "$1"', str(place / "asked")),
    ]
    assert [one.returncode != 0 for one in refused] == [True] * len(refused)
    assert take_requests(place) == {"collect", "send"}
    assert list((place / "asked").iterdir()) == []


def test_what_is_asked_twice_is_done_once_and_then_forgotten(place: Path) -> None:
    ask(place, OWN, "collect")
    ask(place, OWN, "collect")
    assert take_requests(place) == {"collect"}
    assert take_requests(place) == frozenset()


def test_only_an_empty_file_of_a_known_name_is_a_request(place: Path, tmp_path: Path) -> None:
    asked, target = place / "asked", tmp_path / "target"
    target.touch()  # empty, as a request is
    (tmp_path / "linked").touch()
    (asked / GOOD).symlink_to(tmp_path / "linked")
    (asked / file_of_request("send", b"22222222")).write_text("content")
    (asked / file_of_request("collect", b"33333333")).mkdir()
    os.mkfifo(asked / file_of_request("collect", b"44444444"))
    os.link(target, asked / file_of_request("collect", b"55555555"))
    (asked / "collect").touch()
    (asked / "rm -rf\n").touch()
    assert take_requests(place) == frozenset()
    assert list(asked.iterdir()) == []
    assert target.exists()


def test_a_folder_that_is_in_the_way_is_no_request_and_stops_none(place: Path) -> None:
    full = place / "asked" / GOOD
    full.mkdir()
    (full / "something").touch()
    ask(place, OWN, "send")
    assert take_requests(place) == {"send"}


@pytest.mark.parametrize("name", ["shown", "asked"])
def test_a_link_in_the_place_of_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / name).symlink_to(elsewhere)
    with pytest.raises(AgentError) as caught:
        prepare(tmp_path)
    assert caught.value.kind is messages.FOLDER_OF_ANOTHER
    assert list(elsewhere.iterdir()) == []


@needs_nobody
def test_folders_of_another_account_than_the_services_are_neither_read_nor_asked(place: Path) -> None:
    show(place, "state.json", "fine")
    with pytest.raises(AgentError) as caught:
        shown(place, 12345, "state.json", 100)
    assert caught.value.kind is messages.FOLDER_OF_ANOTHER
    with pytest.raises(AgentError) as caught:
        ask(place, 12345, "collect")
    assert caught.value.kind is messages.FOLDER_OF_ANOTHER
    os.chown(place / "asked", 12345, -1)
    with pytest.raises(AgentError):
        prepare(place)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AgentError) as caught:
        take_requests(tmp_path)
    assert caught.value.kind is messages.FOLDER_UNUSABLE
    with pytest.raises(AgentError) as caught:
        ask(tmp_path, OWN, "collect")
    assert caught.value.kind is messages.FOLDER_UNUSABLE
    assert shown(tmp_path, OWN, "state.json", 100) is None
