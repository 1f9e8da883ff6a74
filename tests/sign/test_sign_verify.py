"""Verifying what is published: all files of a folder by a pattern, its SHA256SUMS, and what a ZIP holds."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import failures
import unpacking
from tests.support.sign_fixtures import LAUNCHER

if TYPE_CHECKING:
    from tests.support.sign_terminal import SigningTerminal

LIBRARY = "Meters Agent/_internal/_meters.pyd"
PROGRAM = "Meters Agent/meters.exe"


def zipped(archive: Path, entries: dict[str, Path]) -> Path:
    with zipfile.ZipFile(archive, "w") as file:
        for name, source in entries.items():
            file.writestr(name, source.read_bytes())
        file.writestr("Meters Agent/LICENSE", "whatever it says")
    return archive


def test_a_pattern_that_no_shell_expanded_means_every_file_but_the_list_itself(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    dist = tmp_path / "dist [1]"
    dist.mkdir()
    shutil.copyfile(signed, dist / "meters.exe")
    zipped(dist / "meters.zip", {PROGRAM: signed, LIBRARY: signed})
    (dist / "RELEASE-NOTES.md").write_text("New.\n")
    everything = Path(str(dist).replace("[", "[[]")) / "*"

    for _ in range(2):  # the second call finds a list there
        assert terminal.sign("sums", everything).code == 0
    ended = terminal.sign("verify", everything)

    assert ended.code == 0, ended.seen
    assert ended.seen.count("It is the file that SHA256SUMS names.") == 3
    assert ended.seen.count("Signature and timestamp hold.") == 1
    assert "Signatures inside hold: 2 files." in ended.seen
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607 (as a person types it)
        cwd=dist,
        check=True,
        capture_output=True,
        text=True,
    )
    assert checked.stdout.count(": OK") == 3


def test_digest_and_sign_take_patterns_too(terminal: SigningTerminal, unsigned: Path) -> None:
    shutil.copyfile(unsigned, unsigned.with_name("part.dll"))

    assert len(terminal.sign("digest", unsigned.parent / "*.*").seen.splitlines()) == 2
    ended = terminal.sign("sign", unsigned.with_name("*.dll"), unsigned.with_name("m?ters.exe"))

    assert ended.code == 0, ended.seen
    assert ended.seen.count("Signed, timestamped, verified.") == 2


@pytest.mark.parametrize("command", ["sums", "verify", "digest", "sign"])
def test_a_pattern_for_nothing_is_no_success(terminal: SigningTerminal, tmp_path: Path, command: str) -> None:
    assert terminal.sign(command, tmp_path / "*.exe").code == failures.UNREADABLE.code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["sums", "verify"])
def test_the_list_alone_is_no_success(terminal: SigningTerminal, tmp_path: Path, command: str) -> None:
    (tmp_path / "SHA256SUMS").write_text("")

    assert terminal.sign(command, tmp_path / "SHA256SUMS").code == failures.UNREADABLE.code


@pytest.mark.parametrize("missing", [LIBRARY, PROGRAM])
def test_a_zip_with_an_unsigned_program_is_refused_by_its_name(
    terminal: SigningTerminal, signed: Path, tmp_path: Path, missing: str
) -> None:
    entries = {PROGRAM: signed, LIBRARY: signed, missing: LAUNCHER}
    archive = zipped(tmp_path / "meters.zip", entries)
    assert terminal.sign("sums", archive).code == 0

    ended = terminal.sign("verify", archive)

    assert ended.code == failures.NOT_SIGNED.code
    assert missing in ended.seen


def test_a_zip_whose_program_others_signed_is_refused(
    terminal: SigningTerminal, signed: Path, tmp_path: Path
) -> None:
    library = zipped(tmp_path / "library.zip", {LIBRARY: signed})
    program = zipped(tmp_path / "program.zip", {PROGRAM: signed})
    terminal.configure(thumbprint="0F" * 20)

    assert terminal.sign("verify", library).code == 0
    assert terminal.sign("verify", program).code == failures.OTHER_CERTIFICATE.code


def test_a_zip_without_any_program_counts_only_where_the_sums_name_it(
    terminal: SigningTerminal, tmp_path: Path
) -> None:
    archive = zipped(tmp_path / "meters.zip", {})
    assert terminal.sign("verify", archive).code == failures.NOT_A_PROGRAM.code

    assert terminal.sign("sums", archive).code == 0
    assert terminal.sign("verify", archive).code == 0


@pytest.mark.parametrize(
    "name", ["../meters.exe", "/meters.exe", "a/../../meters.exe", "..\\meters.exe", "C:meters.exe"]
)
def test_a_zip_that_reaches_out_of_its_folder_is_refused(
    terminal: SigningTerminal, tmp_path: Path, name: str
) -> None:
    archive = zipped(tmp_path / "meters.zip", {name: LAUNCHER})

    assert terminal.sign("verify", archive).code == failures.ARCHIVE.code
    assert list(tmp_path.iterdir()) == [archive]


def test_a_zip_that_is_broken_or_hides_a_file_behind_another_is_refused(
    terminal: SigningTerminal, tmp_path: Path
) -> None:
    archive = zipped(tmp_path / "meters.zip", {PROGRAM: LAUNCHER, PROGRAM.upper(): LAUNCHER})
    assert terminal.sign("verify", archive).code == failures.ARCHIVE.code

    archive.write_bytes(b"PK")
    assert terminal.sign("sums", archive).code == 0
    assert terminal.sign("verify", archive).code == failures.ARCHIVE.code


def test_a_zip_that_unpacks_to_more_than_a_release_ever_is_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = zipped(tmp_path / "meters.zip", {PROGRAM: LAUNCHER})
    for bound in ("LARGEST", "MOST"):
        with monkeypatch.context() as smaller:
            smaller.setattr(unpacking, bound, 1)
            with pytest.raises(failures.SigningError) as refused:
                unpacking.unpack(archive, tmp_path / bound)
        assert refused.value.failure == failures.ARCHIVE
        assert not (tmp_path / bound).exists()
