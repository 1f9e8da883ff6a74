"""A start entry names its agent: an empty folder or another agent's is refused, and waited for."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from agent.core.messages.texts import starting as messages
from agent.edge.files import Folder, noted_agent
from agent.edge.store import Store
from agent.jobs.watch import TICK
from tests.support.command_line import ENVIRONMENT, LONGEST, Program, with_mail
from tests.support.documents import part
from tests.support.loopback import needs_127_8
from tests.support.store_samples import NOW, composed
from tests.support.tray_rig import MISSING, tray_desktop, tray_of, until

if TYPE_CHECKING:
    from pathlib import Path

    from agent.core.model.records import Letter
    from agent.demo.mail_sink import MailSink

A_TICK = 90.0  # seconds: the loop looks every 30 seconds, and two cores may be busy with other work


def begun(data: Path, agent_id: str) -> None:
    """Let an agent have begun in a folder."""
    data.mkdir(mode=0o700, parents=True)
    with Store.open(data / "agent.db", NOW) as store:
        store.agents.identity("machine of no test", agent_id, NOW)


def test_a_command_for_an_agent_refuses_a_folder_that_is_absent_empty_or_anothers(program: Program) -> None:
    shown = f"The data folder of agent agent-1 was not found: {program.data}.".encode()
    for command in (
        ("status",),
        ("scan", "--no-send"),
        ("send",),
        ("settings", "check"),
        ("status", "--tray"),
    ):
        ended = program.run("--agent", "agent-1", *command)
        assert (ended.code, shown in ended.stderr) == (2, True), ended.stderr
        assert not program.data.exists()
    program.data.mkdir(mode=0o700)
    assert program.run("status", "--agent", "agent-1").code == 2
    assert list(program.data.iterdir()) == []
    program.data.rmdir()
    begun(program.data, "agent-2")
    another = program.run("--agent", "agent-1", "status")
    assert another.code == 2
    assert (
        f"The data folder {program.data} belongs to agent agent-2, not to agent agent-1.".encode()
        in another.stderr
    )


def test_the_agent_itself_and_those_that_came_after_it_are_served(program: Program) -> None:
    begun(program.data, "agent-1")
    # On this machine the folder is one that was moved: its agent follows the former one.
    assert program.run("--agent", "agent-1", "status").code == 1  # that its agent is a new one stands
    present = noted_agent(Folder(program.data))
    assert present is not None
    assert (present.agent_id != "agent-1", present.former) == (True, ("agent-1",))
    assert program.run("--agent", "agent-1", "status").code == 1
    assert program.run("--agent", present.agent_id, "status").code == 1
    assert program.run("--agent", "agent-9", "status").code == 2


def test_the_note_is_renewed_with_each_letter(tmp_path: Path) -> None:
    def letter(run_number: int, previous: str | None) -> Letter:
        return composed(b"%d" % run_number)(run_number, previous)

    with Store.open(tmp_path / "agent.db", NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
        for run in (1, 2):
            store.scans.close(store.scans.begin(NOW, 0), NOW, part({}), letter, f"<{run}>")
            end = noted_agent(Folder(tmp_path))
            assert end is not None
            assert end.run_number == run


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="systemd is Linux's")
def test_the_unit_names_the_agent(program: Program, tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "HOME": str(tmp_path), "PATH": str(tmp_path), "XDG_CONFIG_HOME": ""}
    command = [sys.executable, "-m", "agent", "--data", str(program.data), "watch", "--install"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=LONGEST)
    present = noted_agent(Folder(program.data))
    assert present is not None
    unit = (tmp_path / ".config/systemd/user/meters-agent.service").read_text()
    assert f'"--data" "{program.data}" "--agent" "{present.agent_id}"' in unit


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_watch_says_once_what_it_waits_for_and_goes_on_when_the_folder_is_there(
    program: Program, sink: MailSink
) -> None:
    away = Program(program.data.with_name("not mounted yet"))
    away.settings(with_mail(sink.port))
    assert away.run("status").code == 0
    present = noted_agent(Folder(away.data))
    assert present is not None
    with program.started("watch", "--agent", present.agent_id) as watch:
        try:
            assert watch.stderr is not None
            assert watch.stderr.readline().decode().rstrip() == (
                f"The data folder of agent {present.agent_id} was not found: {program.data}."
            )
            assert not program.data.exists()
            away.data.rename(program.data)
            until(lambda: len(sink.messages) > 0, "the first report", A_TICK)
        finally:
            watch.terminate()
            watch.wait(LONGEST)
        assert watch.stderr.read().decode().count(messages.WAITS_FOR_FOLDER) == 1
    assert noted_agent(Folder(program.data)) is not None


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_a_folder_that_goes_away_under_watch_is_not_begun_anew(program: Program, sink: MailSink) -> None:
    program.settings(with_mail(sink.port))
    with program.started("watch") as watch:
        try:
            until(lambda: len(sink.messages) > 0, "the first report", A_TICK)
            log = program.data / "agent.log"
            until(lambda: b"scan ended with" in log.read_bytes(), "the end of the scan", A_TICK)
            time.sleep(2)  # what the loop still writes of that run is written: a share goes at rest, too
            program.data.rename(program.data.with_name("unmounted"))
            program.settings(with_mail(sink.port))
            # One tick of the loop. One that went on would be seen within a second; on a slower machine this
            # test is a weaker one, and never red.
            time.sleep(TICK + 5)
        finally:
            watch.terminate()
            watch.communicate(timeout=LONGEST)
    assert [file.name for file in program.data.iterdir()] == ["settings.toml"]


@needs_127_8
@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
@pytest.mark.usefixtures("simulated_office")
def test_the_icon_waits_for_the_folder_and_then_takes_it(
    program: Program, sink: MailSink, tmp_path: Path
) -> None:
    away = Program(program.data.with_name("not mounted yet"))
    away.settings(with_mail(sink.port))
    assert away.run("status").code == 0
    present = noted_agent(Folder(away.data))
    assert present is not None
    start = (sys.executable, "-m", "agent", "--agent", present.agent_id)
    home = tmp_path / "home"
    home.mkdir()
    with tray_desktop(home) as session, tray_of(start, session, program.data):
        assert not program.data.exists()
        away.data.rename(program.data)
        until(lambda: len(sink.messages) > 0, "the first report", A_TICK)
        assert (program.data / "tray.lock").exists()
        entry = home / ".config" / "autostart" / "meters-agent.desktop"
        configured = session.environment.get("XDG_CONFIG_HOME")
        if configured:
            entry = type(entry)(configured) / "autostart" / "meters-agent.desktop"
        until(entry.exists, "the start entry")
        assert f'"--agent" "{present.agent_id}"' in entry.read_text()
