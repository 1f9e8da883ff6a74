"""The PIN: typed once, seen by nobody but the token, and never tried twice."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

import failures
from tests.support.sign_rig import PIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sign_fixtures import Spy
    from tests.support.sign_terminal import SigningTerminal

# Takes the place of osslsigncode, notes what anybody on this computer can see of it, and becomes it.
WITNESS = """#!/bin/sh
tr '\\0' '\\n' < /proc/$$/cmdline >> {seen}
tr '\\0' '\\n' < /proc/$$/environ >> {seen}
tr '\\0' '\\n' < /proc/$PPID/cmdline >> {seen}
tr '\\0' '\\n' < /proc/$PPID/environ >> {seen}
grep -rls {pin} {folders} >> {seen}
exec osslsigncode "$@"
"""


def test_the_pin_is_seen_in_no_argument_no_variable_no_file_and_not_on_the_screen(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("witness")
    seen, witness = outside / "seen", outside / "witness"
    folders = f"{unsigned.parent} {terminal.folder}"
    witness.write_text(WITNESS.format(seen=seen, pin=PIN, folders=folders))
    witness.chmod(0o755)
    terminal.configure(program=str(witness))

    ended = terminal.sign("sign", unsigned)

    shown = seen.read_text()
    assert ended.code == 0, ended.seen
    assert shown.count("-readpass\n") == 1
    assert "SOFTHSM2_CONF=" in shown
    assert PIN not in shown + ended.seen
    files = [
        file for folder in (unsigned.parent, terminal.folder) for file in folder.rglob("*") if file.is_file()
    ]
    assert not [file for file in files if PIN.encode() in file.read_bytes()]


def test_a_wrong_pin_is_shown_to_the_token_once_however_many_files_wait(
    terminal: SigningTerminal, unsigned: Path, spy: Spy
) -> None:
    other = unsigned.with_name("other.exe")
    shutil.copyfile(unsigned, other)
    terminal.configure(module=spy.module)

    ended = terminal.sign("sign", unsigned, other, typed="11111111", **spy.environment)

    assert ended.code == failures.PIN_INCORRECT.code
    assert failures.PIN_INCORRECT.title in ended.seen
    assert spy.logins() == 1
    assert terminal.clock.asked == []


@pytest.mark.parametrize("typed", ["", "123"])
def test_what_cannot_be_the_pin_costs_no_try(
    terminal: SigningTerminal, unsigned: Path, spy: Spy, typed: str
) -> None:
    terminal.configure(module=spy.module)

    ended = terminal.sign("sign", unsigned, typed=typed, **spy.environment)

    assert ended.code == failures.CANCELLED.code
    assert spy.logins() == 0


@pytest.mark.parametrize(("key", "failure"), [("\x03", failures.CANCELLED), ("\x04", failures.CANCELLED)])
def test_whoever_presses_ctrl_c_or_ctrl_d_signs_nothing(
    terminal: SigningTerminal, unsigned: Path, key: str, failure: failures.Failure
) -> None:
    ended = terminal.sign("sign", unsigned, typed=key)

    assert ended.code == failure.code
    assert "Traceback" not in ended.seen


def test_token_and_certificate_are_looked_at_without_the_pin(terminal: SigningTerminal, spy: Spy) -> None:
    terminal.configure(module=spy.module)

    ended = terminal.sign("check", **spy.environment)

    assert ended.code == 0, ended.seen
    assert terminal.thumbprint in ended.seen
    assert spy.logins() == 0


def test_the_signing_program_finds_no_terminal_to_ask_for_the_pin_again(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stand_in = tmp_path_factory.mktemp("stand-in") / "osslsigncode"
    stand_in.write_text("#!/bin/sh\nif (: </dev/tty) 2>/dev/null; then echo may ask; fi; exit 7\n")
    stand_in.chmod(0o755)
    terminal.configure(program=str(stand_in))

    ended = terminal.sign("sign", unsigned)

    assert "exit code 7" in ended.seen
    assert "may ask" not in ended.seen


def test_without_a_terminal_nobody_is_asked(terminal: SigningTerminal, unsigned: Path) -> None:
    ended = subprocess.run(
        terminal.command("sign", unsigned),
        input=PIN.encode(),
        env=terminal.environment,
        start_new_session=True,
        capture_output=True,
        check=False,
    )

    assert ended.returncode == failures.NO_TERMINAL.code
