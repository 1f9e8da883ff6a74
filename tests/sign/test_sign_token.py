"""A real program is signed with a key that never leaves its token, timestamped, verified, then changed."""

from __future__ import annotations

import random
import shutil
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import failures
import portable_executable
from configuration import read_settings
from osslsigncode import Osslsigncode
from tests.support.sign_fixtures import HOLDER, LAUNCHER, RELEASE

if TYPE_CHECKING:
    from child import Pin
    from tests.support.sign_fixtures import Spy
    from tests.support.sign_terminal import SigningTerminal

FLIPS = 40


def digest_of(file: Path) -> str:
    data = file.read_bytes()
    places = portable_executable.layout(data)
    assert places is not None
    return portable_executable.digest(data, places)


def nobody_asks(_question: str) -> Pin:
    pytest.fail("the PIN was asked for")


def verdict(terminal: SigningTerminal, file: Path) -> failures.Failure | None:
    """Return why a file is refused, None where it is not."""
    try:
        Osslsigncode(read_settings(terminal.folder / "sign.toml"), nobody_asks).verify(file)
    except failures.SigningError as error:
        return error.failure
    return None


def test_a_signed_program_is_verified_and_still_the_one_that_was_built(
    terminal: SigningTerminal, signed_release: Path
) -> None:
    assert digest_of(signed_release) == digest_of(RELEASE)
    assert signed_release.read_bytes() != RELEASE.read_bytes()
    assert terminal.sign("verify", signed_release).code == 0
    assert sorted(file.name for file in signed_release.parent.iterdir()) == ["SHA256SUMS", "meters.exe"]


def test_a_signed_program_keeps_its_rights_and_whose_it_is_is_said(
    terminal: SigningTerminal, unsigned: Path
) -> None:
    unsigned.chmod(0o750)

    ended = terminal.sign("sign", unsigned)

    assert ended.code == 0, ended.seen
    assert HOLDER in ended.seen
    assert stat.S_IMODE(unsigned.stat().st_mode) == 0o750


def test_the_digest_tells_that_a_signed_program_is_the_built_one(
    terminal: SigningTerminal, signed: Path
) -> None:
    shown = [line.split() for line in terminal.sign("digest", signed, LAUNCHER).seen.splitlines()]

    assert shown == [[digest_of(LAUNCHER), str(signed)], [digest_of(LAUNCHER), str(LAUNCHER)]]


def test_our_digest_is_the_one_that_was_signed(signed_release: Path) -> None:
    command = ["osslsigncode", "verify", str(signed_release)]
    shown = subprocess.run(command, capture_output=True, check=False, text=True).stdout

    assert f"Current message digest    : {digest_of(RELEASE).upper()}" in shown


def test_sha256sum_checks_our_sums(signed: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    subprocess.run(command, cwd=signed.parent, check=True)


def test_a_flipped_bit_in_what_is_signed_is_refused(
    terminal: SigningTerminal, signed_release: Path, tmp_path: Path
) -> None:
    data = signed_release.read_bytes()
    places = portable_executable.layout(data)
    assert places is not None
    # The checksum and the entry of the signature's own table are what a signature can't cover.
    open_to_change = {
        *range(places.checksum, places.checksum + 4),
        *range(places.table_entry, places.table_entry + 8),
    }
    chance = random.Random(20260301)  # noqa: S311 (the same places each time)
    some = chance.sample(range(places.table), FLIPS + len(open_to_change))
    covered = [place for place in some if place not in open_to_change][:FLIPS]

    assert verdict(terminal, signed_release) is None
    for place in covered:
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        (tmp_path / "changed.exe").write_bytes(changed)
        assert verdict(terminal, tmp_path / "changed.exe") is not None, place


def test_any_flipped_bit_at_all_is_refused_beside_the_sums(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    data = bytearray(signed.read_bytes())
    places = portable_executable.layout(bytes(data))
    assert places is not None
    data[places.checksum] ^= 1
    (tmp_path / "meters.exe").write_bytes(data)
    shutil.copy(signed.with_name("SHA256SUMS"), tmp_path)

    assert terminal.sign("verify", tmp_path / "meters.exe").code == failures.CHECKSUM.code


def test_a_byte_behind_the_signature_is_refused(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    (tmp_path / "meters.exe").write_bytes(signed.read_bytes() + bytes(8))

    assert verdict(terminal, tmp_path / "meters.exe") is not None


def test_many_files_ask_for_the_pin_once_and_pause_between_timestamps(
    terminal: SigningTerminal, unsigned: Path
) -> None:
    terminal.configure(pause="0.3")
    others = [Path(shutil.copy(unsigned, unsigned.with_name(f"part{number}.dll"))) for number in range(2)]

    ended = terminal.sign("sign", unsigned, *others)

    assert ended.code == 0, ended.seen
    assert ended.seen.count("PIN of the token") == 1
    first, second, third = terminal.clock.asked
    assert second - first >= 0.3
    assert third - second >= 0.3
    assert len((unsigned.parent / "SHA256SUMS").read_text().splitlines()) == 3


def test_a_server_that_fails_is_followed_by_the_next_and_the_token_is_asked_once(
    terminal: SigningTerminal, unsigned: Path, spy: Spy
) -> None:
    dead = "http://127.0.0.1:1"
    terminal.configure(servers=f'"{dead}", "{terminal.clock.address}"', module=spy.module)

    ended = terminal.sign("sign", unsigned, **spy.environment)

    assert ended.code == 0, ended.seen
    assert spy.logins() == 1
