"""`meters service` where the program can't be a service; where it can, tests/whole/test_linux_service.py."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.commands import service as command
from agent.context.service_share import ServiceShare
from agent.core.messages import service as messages
from agent.core.model.errors import AgentError
from agent.core.service.shown_state import LARGEST, STATE_FILE, of_text
from agent.edge import shared_folders
from tests.core.service.test_shown_state import SCHEDULE, STATUS
from tests.support.command_line import Program

if TYPE_CHECKING:
    from collections.abc import Mapping


WITHOUT_SYSTEMD = pytest.mark.skipif(
    not sys.platform.startswith("linux") or Path("/run/systemd/system").is_dir(),
    reason="systemd runs this computer; tests/whole/test_linux_service.py looks at that",
)
SAID: Mapping[str, str] = {
    "C.UTF-8": "This computer is not run by systemd 250 or later, which the service needs.",
    "de_DE.UTF-8": "Auf diesem Computer läuft kein systemd ab Version 250; der Dienst braucht es.",
}


@WITHOUT_SYSTEMD
@pytest.mark.parametrize("locale", SAID)
@pytest.mark.parametrize("action", [(), ("status",), ("install",), ("remove", "--purge"), ("password",)])
def test_without_systemd_each_action_ends_with_a_sentence(
    locale: str, action: tuple[str, ...], tmp_path: Path
) -> None:
    ended = Program(tmp_path / "data", locale).run("service", *action)
    assert (ended.code, ended.stdout) == (2, b"")
    assert ended.stderr.decode().startswith(SAID[locale])
    assert not (tmp_path / "data").exists()


def test_where_there_is_no_service_nobody_is_asked(tmp_path: Path) -> None:
    ended = Program(tmp_path / "data").run("service", "ask", "collect")
    assert ended.code == 2
    assert ended.stderr.decode().startswith("This computer has no service that could be asked.")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_system_without_a_service_is_told_the_other_way(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(AgentError) as caught:
        command.run(Namespace(action="install"))
    assert (caught.value.kind, caught.value.code) == (messages.SESSION_ONLY, 2)


def test_settings_that_can_not_be_used_stand_since_they_were_met_and_go_when_they_are_mended(
    tmp_path: Path,
) -> None:
    def seen() -> list[str]:
        shown = of_text(shared_folders.shown(tmp_path, tmp_path.stat().st_uid, STATE_FILE, LARGEST) or "")
        assert shown is not None
        conditions = shown.tray_state.status.conditions
        return [f"{one.kind} {one.since.isoformat()} {dict(one.facts)}" for one in conditions]

    share = ServiceShare(tmp_path, lambda _command, _deadline: pytest.fail("no page of no new scan"))
    share.prepare()
    share.show_unusable("Line 3.")
    first = seen()
    share.show_unusable("Line 3.")
    assert seen() == first
    share.show_unusable("Line 4.")
    assert seen() != first
    share.page_of = STATUS.last_scan
    share.show(STATUS, SCHEDULE, "a key")
    assert [line.partition(" ")[0] for line in seen()] == ["disk_full"]
    assert share.shown
    assert share.shown.public_key == "a key"
