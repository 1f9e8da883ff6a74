"""Whatever goes wrong has its own exit code and sentence, and leaves the file and its folder as they were."""

from __future__ import annotations

import http.server
import shutil
import threading
from typing import TYPE_CHECKING

import failures
from tests.support.sign_fixtures import LAUNCHER
from tests.support.sign_rig import make_tokens, module_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.sign_terminal import Ended, SigningTerminal

OTHER_PROGRAM = LAUNCHER.with_name("gui-64.exe")


def require_refused(
    terminal: SigningTerminal, unsigned: Path, failure: failures.Failure, **variables: str
) -> Ended:
    """Try to sign; require this failure, with its words, and that nothing was touched."""
    before = {file.name: file.read_bytes() for file in unsigned.parent.iterdir()}
    ended = terminal.sign("sign", unsigned, **variables)
    assert (ended.code, ended.seen.count(failure.title)) == (failure.code, 1), ended.seen
    assert failure.advice in ended.seen
    assert "Traceback" not in ended.seen
    assert {file.name: file.read_bytes() for file in unsigned.parent.iterdir()} == before
    return ended


def script(folder: Path, text: str) -> str:
    """Write a program that stands in for osslsigncode where that one would have to be broken."""
    file = folder / "stand-in"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return str(file)


def test_a_module_that_is_not_there_or_none(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(module="/nowhere/libeToken.so")
    require_refused(terminal, unsigned, failures.MODULE)

    terminal.configure(module=str(terminal.folder / "sign.toml"))
    require_refused(terminal, unsigned, failures.MODULE)


def test_no_reader(terminal: SigningTerminal, unsigned: Path) -> None:
    module = module_path()
    assert module is not None
    terminal.configure(module=str(next(module.parents[1].glob("**/opensc-pkcs11.so"))))

    require_refused(terminal, unsigned, failures.READER_ABSENT)


def test_no_token(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = make_tokens(tmp_path_factory.mktemp("empty"), terminal.tokens.authority)

    require_refused(terminal, unsigned, failures.TOKEN_ABSENT, **empty.environment)


def test_another_certificate_than_the_configured_one(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(thumbprint="0F" * 20)

    ended = require_refused(terminal, unsigned, failures.CERTIFICATE_ABSENT)

    assert "0F" * 20 in ended.seen
    assert terminal.thumbprint in ended.seen


def test_no_thumbprint_configured_yet(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(thumbprint="")
    require_refused(terminal, unsigned, failures.CONFIGURATION)

    found = terminal.sign("check")
    assert found.code == failures.CERTIFICATE_ABSENT.code
    assert terminal.thumbprint in found.seen


def test_two_certificates_for_one_key(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tokens = make_tokens(tmp_path_factory.mktemp("renewed"), terminal.tokens.authority)
    tokens.new()
    tokens.new_key()
    tokens.new_certificate("Old")
    terminal.configure(thumbprint=tokens.new_certificate("New"))

    require_refused(terminal, unsigned, failures.AMBIGUOUS, **tokens.environment)


def test_a_certificate_that_ends(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tokens = make_tokens(tmp_path_factory.mktemp("ending"), terminal.tokens.authority)
    tokens.new()
    tokens.new_key("01")
    tokens.new_key("02")
    terminal.configure(thumbprint=tokens.new_certificate("Ended", days=-1, identifier="01"))
    require_refused(terminal, unsigned, failures.EXPIRED, **tokens.environment)

    terminal.configure(thumbprint=tokens.new_certificate("Ends soon", days=59, identifier="02"))
    assert terminal.sign("check", **tokens.environment).code == failures.EXPIRES_SOON.code
    ended = terminal.sign("sign", unsigned, **tokens.environment)
    assert ended.code == 0, ended.seen
    assert failures.EXPIRES_SOON.title in ended.seen


def test_a_certificate_without_its_key(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tokens = make_tokens(tmp_path_factory.mktemp("keyless"), terminal.tokens.authority)
    tokens.new()
    tokens.new_key("01")
    certificate = tokens.new_certificate("Example Ltd", identifier="01", stored_under="02")
    terminal.configure(thumbprint=certificate)

    require_refused(terminal, unsigned, failures.TOKEN_ABSENT, **tokens.environment)


def test_no_timestamp_server_answers(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(servers='"http://127.0.0.1:1", "http://127.0.0.1:2"')

    ended = require_refused(terminal, unsigned, failures.TIMESTAMP_FAILED)

    assert "127.0.0.1:1" in ended.seen
    assert "127.0.0.1:2" in ended.seen


class Page(http.server.BaseHTTPRequestHandler):
    """What a hotel's network answers to everything."""

    def do_POST(self) -> None:
        """Answer with a page."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>Please log in</html>")

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def test_an_answer_that_is_no_timestamp(terminal: SigningTerminal, unsigned: Path) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        terminal.configure(servers=f'"http://127.0.0.1:{server.server_address[1]}"')
        require_refused(terminal, unsigned, failures.TIMESTAMP_FAILED)
        server.shutdown()


def test_a_timestamp_of_an_authority_that_is_not_trusted(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(time_roots=str(terminal.tokens.authority.folder / "code-root.pem"))

    require_refused(terminal, unsigned, failures.NO_TIMESTAMP)


def test_intermediates_of_another_issuer(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(intermediates=str(terminal.tokens.authority.folder / "time-root.pem"))

    require_refused(terminal, unsigned, failures.SIGNATURE_INVALID)


def test_a_file_of_certificates_that_is_not_there(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(intermediates="nowhere.pem")

    require_refused(terminal, unsigned, failures.CONFIGURATION)


def test_a_signing_program_that_is_not_there(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(program="/nowhere/osslsigncode")

    require_refused(terminal, unsigned, failures.TOOL_MISSING)


def test_a_signing_program_that_hangs(terminal: SigningTerminal, unsigned: Path) -> None:
    terminal.configure(program=script(terminal.folder, "exec sleep 60"), deadline="0.3")

    require_refused(terminal, unsigned, failures.TIMED_OUT)


def test_a_signing_program_that_fails_in_a_way_nobody_knows(
    terminal: SigningTerminal, unsigned: Path
) -> None:
    terminal.configure(program=script(terminal.folder, "echo the moon is full >&2; exit 7"))

    ended = require_refused(terminal, unsigned, failures.SIGNING_FAILED)

    assert "the moon is full" in ended.seen
    assert "exit code 7" in ended.seen


def test_a_signing_program_that_signs_something_else(terminal: SigningTerminal, unsigned: Path) -> None:
    swap = f'for one do shift; case $one in {unsigned}) one={OTHER_PROGRAM};; esac; set -- "$@" "$one"; done'
    terminal.configure(program=script(terminal.folder, f'{swap}; exec osslsigncode "$@"'))

    require_refused(terminal, unsigned, failures.NOT_WHAT_WAS_BUILT)


def test_a_file_that_is_no_program_or_not_there(terminal: SigningTerminal, unsigned: Path) -> None:
    require_refused(terminal, unsigned.with_name("absent.exe"), failures.UNREADABLE)

    unsigned.write_bytes(b"MZ and nothing else")
    require_refused(terminal, unsigned, failures.NOT_A_PROGRAM)


def test_every_file_is_looked_at_before_the_pin_is_asked_for(
    terminal: SigningTerminal, unsigned: Path
) -> None:
    other = unsigned.with_name("notes.exe")
    other.write_text("no program")
    before = unsigned.read_bytes()

    ended = terminal.sign("sign", unsigned, other)

    assert ended.code == failures.NOT_A_PROGRAM.code
    assert "PIN" not in ended.seen
    assert unsigned.read_bytes() == before


def test_a_program_that_is_signed_already(terminal: SigningTerminal, signed: Path, unsigned: Path) -> None:
    shutil.copyfile(signed, unsigned)

    require_refused(terminal, unsigned, failures.ALREADY_SIGNED)


def test_verifying_what_is_not_signed_or_with_another_certificate(
    terminal: SigningTerminal, unsigned: Path, signed: Path
) -> None:
    assert terminal.sign("verify", unsigned).code == failures.NOT_SIGNED.code

    terminal.configure(thumbprint="0F" * 20)
    assert terminal.sign("verify", signed).code == failures.OTHER_CERTIFICATE.code


def test_verifying_what_is_neither_a_program_nor_named_by_the_sums(
    terminal: SigningTerminal, unsigned: Path
) -> None:
    notes = unsigned.with_name("RELEASE-NOTES.md")
    notes.write_text("New.")
    assert terminal.sign("verify", notes).code == failures.NOT_A_PROGRAM.code

    assert terminal.sign("sums", notes, unsigned).code == 0
    assert terminal.sign("verify", notes).code == 0
