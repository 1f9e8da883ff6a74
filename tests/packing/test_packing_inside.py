"""The DLLs in the list of parts, each by name and hash, whoever brought it; and the bytes of the source."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from packing.inside import files
from packing.sbom import parts_list

ROOT = Path(__file__).parents[2]


def libraries(folder: Path) -> list[Path]:
    made = []
    for place, name, content in (
        ("python", "libcrypto-3.dll", b"first"),
        ("ezsnmp.libs", "libcrypto-3.dll", b"second"),
        ("copy", "libcrypto-3.dll", b"first"),
        ("python", "_ssl.pyd", b"module"),
        ("python", "TK86T.DLL", b"window"),
    ):
        path = folder / place / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        made.append(path)
    return made


def versions(library: Path) -> str:
    return "8.6.2.12" if library.suffix == ".DLL" else ""


def test_two_dlls_of_one_name_are_two_parts_and_a_copy_is_none(tmp_path: Path) -> None:
    parts = files(libraries(tmp_path), versions)

    assert {(part["name"], part["hashes"][0]["content"]) for part in parts} == {
        (name, hashlib.sha256(content).hexdigest())
        for name, content in (
            ("libcrypto-3.dll", b"first"),
            ("libcrypto-3.dll", b"second"),
            ("TK86T.DLL", b"window"),
        )
    }
    assert len(parts) == 3
    assert {part["name"]: part.get("version") for part in parts} == {
        "libcrypto-3.dll": None,
        "TK86T.DLL": "8.6.2.12",
    }
    assert {part["type"] for part in parts} == {"file"}


def test_they_become_parts_of_the_program(tmp_path: Path) -> None:
    root = {"bom-ref": "root", "name": "meters-agent"}
    environment = {"metadata": {"component": root}, "components": [], "dependencies": [{"ref": "root"}]}
    parts = files(libraries(tmp_path), versions)

    document = parts_list(environment, parts, set())

    assert document["components"] == parts
    (edges,) = [edge["dependsOn"] for edge in document["dependencies"] if edge["ref"] == "root"]
    assert edges == sorted(part["bom-ref"] for part in parts)
    assert len(set(edges)) == 3


def test_git_changes_no_line_end_of_what_is_packed() -> None:
    asked = ["git", "check-attr", "text", "--", "build.spec", "agent/__main__.py", "sign/sign.ps1"]
    said = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert said.count(": text: unset\n") == 3
