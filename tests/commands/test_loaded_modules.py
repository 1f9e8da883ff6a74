"""A command loads only what it needs: help is quick, and a look at the status waits for no mail."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from agent.demo.mail_sink import MailSink
from tests.support.command_line import Program, with_mail
from tests.support.loaded_modules import NEEDED, costly_for_nothing, loaded_by
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Return an office with one scan and its report in the store."""
    program = Program(tmp_path_factory.mktemp("office") / "data")
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        assert program.run("scan").code == 0
        yield program


def test_a_scan_asks_before_it_loads_what_comes_of_the_answers() -> None:
    command = "import sys, agent.commands.scan; print(*sys.modules, sep='\\n')"
    listed = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    loaded = set(listed.stdout.splitlines())
    assert "agent.jobs.scan" in loaded
    late = {"agent.core.interpretation", "agent.core.mail.letter", "agent.jobs.report", "agent.ui.mail_page"}
    assert late & loaded == set()


@pytest.mark.parametrize("command", NEEDED, ids=" ".join)
def test_a_command_loads_nothing_costly_that_it_does_not_need(
    office: Program, command: tuple[str, ...]
) -> None:
    loaded = loaded_by(office.data, *command)
    assert "agent.__main__" in loaded
    assert costly_for_nothing(loaded, NEEDED[command]) == []
