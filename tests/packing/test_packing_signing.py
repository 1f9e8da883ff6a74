"""How the Windows programs' parts are signed before they are packed, from the build's side."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import failures
from packing.release import NOT_SIGNED, require_place, words
from tests.support.patience import PATIENCE
from tests.support.sign_fixtures import LAUNCHER
from tests.support.sign_rig import PIN
from tests.support.sign_terminal import at_a_terminal

if TYPE_CHECKING:
    from tests.support.sign_terminal import Ended, SigningTerminal

ROOT = Path(__file__).parents[2]
# What the Windows rig packs, where it was assembled: Pillow's own module, and the OpenSSL that ezsnmp brings.
PACKAGES = ROOT / ".cache" / "windows" / "python" / "Lib" / "site-packages"
REAL = [*PACKAGES.glob("PIL/_imaging.*.pyd"), *PACKAGES.glob("ezsnmp.libs/libcrypto*.dll")]
CALL = "import json, sys; from pathlib import Path; from packing.signing import {function}; {call}"
SIGNED = (
    "entries = signed(json.loads(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]); print(json.dumps(entries))"
)
PROGRAMS = "sign_programs([Path(path) for path in json.loads(sys.argv[1])], sys.argv[2:])"
# Stands in for PyInstaller: it talks into its log, and lets the libraries be signed as build.spec does.
PYINSTALLER = """
import json, os, sys
from packing.signing import KEPT, signed
print("not for the terminal", file=sys.stderr)
assert sys.argv[-1] == "--backend=osslsigncode"
signed(json.loads(os.environ["BINARIES"]), KEPT, json.loads(os.environ["OPTIONS"]))
"""


@pytest.fixture
def binaries(tmp_path: Path, signed: Path) -> list[list[str]]:
    """Return PyInstaller's entries: programs of two kinds without a signature, and one that has it."""
    source = tmp_path / "source"
    source.mkdir()
    for name, program in {"_meters.pyd": LAUNCHER, "net.dll": LAUNCHER.with_name("gui-64.exe")}.items():
        shutil.copyfile(program, source / name)
    shutil.copyfile(signed, source / "python3.dll")
    for library in REAL:
        shutil.copyfile(library, source / library.name)
    return [[f"lib/{file.name}", str(file), "BINARY"] for file in sorted(source.iterdir())]


def options(terminal: SigningTerminal) -> list[str]:
    return ["--backend", "osslsigncode", "--config", str(terminal.folder / "sign.toml")]


def call(terminal: SigningTerminal, function: str, code: str, *arguments: str) -> Ended:
    """Call a function of packing.signing at a terminal."""
    command = [
        sys.executable,
        "-c",
        CALL.format(function=function, call=code),
        *arguments,
        *options(terminal),
    ]
    return at_a_terminal(command, PIN, terminal.environment | {"PYTHONPATH": str(ROOT)})


def failing_at(terminal: SigningTerminal, folder: Path, name: str) -> None:
    """Let the terminal have an osslsigncode that fails where it comes to `name`."""
    folder.mkdir()
    place = folder / "osslsigncode"
    place.write_text(f'#!/bin/sh\ncase "$*" in sign*{name}*) exit 9;; esac\nexec osslsigncode "$@"\n')
    place.chmod(0o755)
    terminal.configure(program=str(place))


def test_a_second_build_signs_nothing_anew(
    terminal: SigningTerminal, binaries: list[list[str]], tmp_path: Path
) -> None:
    before = {source: Path(source).read_bytes() for _, source, _ in binaries}
    arguments = (json.dumps(binaries), str(tmp_path / "kept"))

    first = call(terminal, "signed", SIGNED, *arguments)
    entries = json.loads(first.seen.splitlines()[-1])
    after_first = [Path(source).read_bytes() for _, source, _ in entries]
    second = call(terminal, "signed", SIGNED, *arguments)

    assert first.code == 0, first.seen
    assert f"To be signed: {len(binaries) - 1} files." in first.seen
    assert first.seen.count("PIN of the token") == 1
    assert [(name, kind) for name, _, kind in entries] == [(name, kind) for name, _, kind in binaries]
    assert all(Path(source).name == Path(name).name for name, source, _ in entries)
    assert terminal.sign("verify", *(Path(source) for _, source, _ in entries)).code == 0
    assert {source: Path(source).read_bytes() for source in before} == before
    assert second.code == 0, second.seen
    assert "To be signed: 0 files." in second.seen
    assert "PIN" not in second.seen
    assert [Path(source).read_bytes() for _, source, _ in entries] == after_first


def test_a_library_that_changed_is_signed_and_the_old_one_is_left_alone(
    terminal: SigningTerminal, binaries: list[list[str]], tmp_path: Path
) -> None:
    arguments = (json.dumps(binaries), str(tmp_path / "kept"))
    assert call(terminal, "signed", SIGNED, *arguments).code == 0
    changed = next(Path(source) for name, source, _ in binaries if name == "lib/net.dll")
    shutil.copyfile(LAUNCHER.with_name("cli-32.exe"), changed)

    ended = call(terminal, "signed", SIGNED, *arguments)

    assert ended.code == 0, ended.seen
    assert "To be signed: 1 files." in ended.seen
    assert f"Signed already: {len(binaries) - 1} files" in ended.seen


def build(terminal: SigningTerminal, tree: Path, binaries: list[list[str]]) -> Ended:
    """Build as packing.release does, in a copy of the source, with what stands in for PyInstaller."""
    code = "from pathlib import Path; from packing.build import build; "
    code += "build(Path('dist').absolute(), both=True, backend='osslsigncode')"
    given = {"BINARIES": json.dumps(binaries), "OPTIONS": json.dumps(options(terminal))}
    environment = terminal.environment | given | {"PYTHONPATH": str(tree), "SOURCE_DATE_EPOCH": "1"}
    return at_a_terminal([sys.executable, "-P", "-c", code], PIN, environment)


def test_who_builds_sees_the_signer_s_words_and_gets_its_exit_code_and_goes_on_from_there(
    terminal: SigningTerminal, binaries: list[list[str]], tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    for name in ("packing", "sign"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "PyInstaller").mkdir()
    (tree / "PyInstaller" / "__main__.py").write_text(PYINSTALLER)
    last = max(
        (Path(source) for name, source, _ in binaries if name != "lib/python3.dll"),
        key=lambda source: hashlib.sha256(source.read_bytes()).hexdigest(),
    )
    failing_at(terminal, tmp_path / "program", last.name)

    failed = build(terminal, tree, binaries)
    terminal.configure()
    again = build(terminal, tree, binaries)

    assert failed.code == failures.SIGNING_FAILED.code, failed.seen
    assert failed.seen.count(failures.SIGNING_FAILED.title) == 1
    assert again.code == 0, again.seen
    assert "To be signed: 1 files." in again.seen
    assert "not for the terminal" not in failed.seen + again.seen


def test_the_signer_s_own_sums_are_not_packed(terminal: SigningTerminal, unsigned: Path) -> None:
    folder = unsigned.parent / "Meters Agent"
    folder.mkdir()
    other = Path(shutil.copy(unsigned, folder))

    ended = call(terminal, "sign_programs", PROGRAMS, json.dumps([str(unsigned), str(other)]))

    assert ended.code == 0, ended.seen
    assert ended.seen.count("Signed, timestamped, verified.") == 2
    assert list(folder.iterdir()) == [other]
    assert sorted(unsigned.parent.iterdir()) == [folder, unsigned]


def test_a_release_s_own_call_of_the_signer_hands_on_its_exit_code(
    terminal: SigningTerminal, signed: Path
) -> None:
    ended = call(terminal, "sign_programs", PROGRAMS, json.dumps([str(signed)]))

    assert ended.code == failures.ALREADY_SIGNED.code
    assert failures.ALREADY_SIGNED.advice in ended.seen


@pytest.mark.parametrize("backend", ["signtool", "osslsigncode"])
def test_a_signed_release_is_refused_before_anything_is_built_or_removed_where_no_windows_is(
    backend: str, tmp_path: Path
) -> None:
    require_place(backend, "win32")
    (tmp_path / "meters").write_text("of before")
    command = [sys.executable, "-m", "packing.release", "--backend", backend, "--dist", str(tmp_path)]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert ended.returncode == 1
    assert "python sign/sign.py meters.exe" in ended.stderr
    assert "unsigned" in ended.stderr
    assert (tmp_path / "meters").read_text() == "of before"


def test_an_unsigned_release_ends_by_saying_that_it_must_not_be_published(tmp_path: Path) -> None:
    file = tmp_path / "meters.exe"
    file.write_bytes(b"MZ")

    assert words([file], "none").endswith(f"{file}\n{NOT_SIGNED}")
    assert NOT_SIGNED not in words([file], "signtool")
