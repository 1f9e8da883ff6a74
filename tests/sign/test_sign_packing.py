"""Before packing: every program in a folder that has no signature gets one, the others stay as they are."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import failures
import portable_executable
from tests.support.sign_fixtures import LAUNCHER

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.sign_terminal import SigningTerminal


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def bundle(folder: Path, signed: Path) -> Path:
    """Lay out what is to be packed: two programs without a signature, one with, and other files."""
    (folder / "lib").mkdir()
    shutil.copyfile(LAUNCHER, folder / "lib" / "_meters.pyd")
    shutil.copyfile(LAUNCHER, folder / "tool without a known ending")
    shutil.copyfile(signed, folder / "python3.dll")
    (folder / "notes.dll").write_text("no program, whatever its name says")
    (folder / "lib" / "link.dll").symlink_to(folder / "notes.dll")
    return folder


def test_programs_without_a_signature_are_signed_and_all_else_is_left(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    before = contents(bundle(tmp_path, signed))

    ended = terminal.sign("before-packing", tmp_path)

    after = contents(tmp_path)
    assert ended.code == 0, ended.seen
    assert sorted(after) == sorted(before)
    assert {name for name in after if after[name] != before[name]} == {
        "lib/_meters.pyd",
        "tool without a known ending",
    }
    assert terminal.sign("verify", tmp_path / "lib" / "_meters.pyd", tmp_path / "python3.dll").code == 0


def test_a_second_call_finds_nothing_to_do_and_asks_nobody(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    shutil.copyfile(signed, tmp_path / "python3.dll")
    before = contents(tmp_path)

    ended = terminal.sign("before-packing", tmp_path)

    assert ended.code == 0, ended.seen
    assert "PIN" not in ended.seen
    assert contents(tmp_path) == before


def test_another_maker_s_signature_is_left_where_it_is_whole(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    shutil.copyfile(signed, tmp_path / "python3.dll")
    nobody_we_know = str(terminal.tokens.authority.folder / "time-root.pem")
    terminal.configure(thumbprint="0F" * 20, intermediates=nobody_we_know)

    assert terminal.sign("before-packing", tmp_path).code == 0


def test_two_signatures_over_one_file_are_whole(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    keys = terminal.tokens.authority.folder
    command = ["osslsigncode", "sign", "-nest", "-h", "sha1", "-certs", str(keys / "clock.pem")]
    command += ["-key", str(keys / "clock.key"), "-in", str(signed), "-out", str(tmp_path / "old.dll")]
    subprocess.run(command, check=True, capture_output=True)
    before = contents(tmp_path)

    assert terminal.sign("before-packing", tmp_path).code == 0
    assert contents(tmp_path) == before


def test_a_broken_signature_stops_everything(terminal: SigningTerminal, signed: Path, tmp_path: Path) -> None:
    data = bytearray(bundle(tmp_path, signed).joinpath("python3.dll").read_bytes())
    places = portable_executable.layout(bytes(data))
    assert places is not None
    data[places.table // 2] ^= 1
    (tmp_path / "python3.dll").write_bytes(data)
    before = contents(tmp_path)

    ended = terminal.sign("before-packing", tmp_path)

    assert ended.code == failures.SIGNATURE_INVALID.code
    assert "python3.dll" in ended.seen
    assert "PIN" not in ended.seen
    assert contents(tmp_path) == before


def test_a_folder_that_is_not_there(terminal: SigningTerminal, tmp_path: Path) -> None:
    assert terminal.sign("before-packing", tmp_path / "absent").code == failures.UNREADABLE.code


def test_what_was_signed_before_something_failed_is_not_signed_again(
    terminal: SigningTerminal, signed: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bundle(tmp_path, signed)
    stand_in = tmp_path_factory.mktemp("stand-in") / "osslsigncode"
    # The second file's signature fails.
    stand_in.write_text('#!/bin/sh\ncase "$*" in sign*tool*) exit 9;; esac\nexec osslsigncode "$@"\n')
    stand_in.chmod(0o755)
    terminal.configure(program=str(stand_in))
    assert terminal.sign("before-packing", tmp_path).code == failures.SIGNING_FAILED.code
    first = (tmp_path / "lib" / "_meters.pyd").read_bytes()
    assert terminal.sign("verify", tmp_path / "lib" / "_meters.pyd").code == 0

    terminal.configure()
    ended = terminal.sign("before-packing", tmp_path)

    assert ended.code == 0, ended.seen
    assert "To be signed: 1 " in ended.seen
    assert (tmp_path / "lib" / "_meters.pyd").read_bytes() == first
