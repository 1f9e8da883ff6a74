"""The signing key through its life in a real keyring: made, changed, lost; and the mails tell it all."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import signing_key as messages
from tests.support.command_line import attached, with_mail
from tests.support.desktop_rig import LONGEST, MISSING, desktop
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program
    from tests.support.desktop_rig import Desktop


@dataclass(frozen=True, slots=True)
class Office:
    """An agent in a desktop session with a keyring, and the folder where its mails are kept."""

    session: Desktop
    sink: MailSink
    folder: Path

    def meters(self, *arguments: str, code: int = 0) -> str:
        """Run a command in the session and return all that it says; it must end with this code."""
        ended = subprocess.run(
            [sys.executable, "-m", "agent", "--data", str(self.folder / "data"), *arguments],
            env=dict(self.session.environment),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        said = ended.stdout + ended.stderr
        assert ended.returncode == code, said
        return said

    def scan(self, code: int = 0) -> dict[str, str]:
        """Scan, keep the mail as a file and return who its report says sent it."""
        self.meters("scan", code=code)
        mail = self.sink.messages[-1]
        (self.folder / "mails" / f"{len(self.sink.messages)}.eml").write_bytes(mail)
        agent: dict[str, str] = json.loads(attached(mail)["meters.json"])["agent"]
        return agent

    def verify(self, *key: str) -> str:
        """Verify all mails; all must be well."""
        return self.meters("verify", str(self.folder / "mails"), *key)


@pytest.fixture
def office(tmp_path: Path, sink: MailSink) -> Iterator[Office]:
    for folder in ("data", "mails"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data" / "settings.toml").write_text(with_mail(sink.port))
    with desktop(tmp_path / "home") as session:
        yield Office(session, sink, tmp_path)


@needs_127_8
@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
@pytest.mark.usefixtures("simulated_office")
def test_a_key_is_made_changed_and_lost_and_the_mails_tell_it_all(office: Office) -> None:
    first = office.scan()
    assert first["public_key"] in office.meters("key")
    announced = office.meters("key", "rotate")
    assert office.meters("key", "rotate") == announced
    assert announced.splitlines()[0] in office.meters("key")

    second = office.scan()
    assert second["public_key"] in announced
    shown = office.meters("key")
    assert second["public_key"] in shown
    assert messages.before(first["public_key"]) in shown
    assert "The next report changes" not in shown
    for key in (first["public_key"], second["public_key"]):
        assert (
            "reports 1-2 complete, unchanged, signed with 2 keys, each confirmed by the previous key."
            in office.verify("--key", key)
        )

    office.session.run(sys.executable, "-m", "keyring", "del", f"Meters Agent {second['id']}", "signing-key")
    assert messages.KEY_LOST.title in office.meters("key", "rotate", code=2)
    third = office.scan(code=1)
    assert b"signing key was lost" in office.sink.messages[-1]
    office.scan(code=1)  # that the agent is a new one stands until the dealer can have confirmed it
    told = office.verify()
    assert f"this chain follows report 2 of agent {second['id']}" in told
    for agent in (second, third):
        assert f"Agent {agent['id']}: reports 1-2 complete, unchanged" in told
    assert messages.follows(second["id"], 2) in office.meters("key")


def test_before_the_first_signed_report_there_is_no_key_to_show_or_to_change(program: Program) -> None:
    for arguments in (["key"], ["key", "rotate"]):
        ended = program.run(*arguments)
        assert ended.code == 2
        assert messages.NO_KEY_YET.title in ended.stderr.decode()
