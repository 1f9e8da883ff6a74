"""A release, made in another folder than the exe of the other tests: the same bytes, and all around."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from agent import __version__
from packing.release import section
from tests.support.exe_rig import BUILDER, LONGEST_BUILD, ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.exe,
    pytest.mark.skipif(sys.platform == "win32", reason="the exe for Windows has tests of its own"),
]

SOURCE = ("agent", "assets", "packing", "build.spec", "pyproject.toml", "LICENSE", "CHANGELOG.md")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a release from a copy of the source, as who wants to see whether it is from this source."""
    tree, dist = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("release")
    for name in SOURCE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tree / name)
    (tree / ".cache").symlink_to(ROOT / ".cache")
    asked = ["git", "log", "-1", "--format=%ct"]
    moment = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    command = [str(BUILDER), "-m", "packing.release", "--dist", str(dist), "--notes", "Unreleased"]
    ended = subprocess.run(
        command,
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": moment},  # the copy has no git to ask
        capture_output=True,
        text=True,
        timeout=2 * LONGEST_BUILD,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return dist


def test_two_builds_in_two_folders_give_the_same_bytes(released: Path, exe: Path) -> None:
    ours, theirs = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (exe, released / "meters"))
    assert ours == theirs


def test_the_sums_are_those_of_every_file_beside_them(released: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607 (as a person types it)
        cwd=released,
        capture_output=True,
        text=True,
        check=True,
    )
    named = {line.partition(":")[0] for line in checked.stdout.splitlines()}
    assert named == {path.name for path in released.iterdir()} - {"SHA256SUMS"}


def test_the_folder_in_the_zip_runs_and_keeps_no_trace_of_the_machine_that_built_it(
    released: Path, tmp_path: Path
) -> None:
    archive = next(released.glob(f"meters-{__version__}-*.zip"))
    subprocess.run(["unzip", "-q", str(archive), "-d", str(tmp_path)], check=True)  # noqa: S607 (as a person does)
    program = tmp_path / "Meters Agent" / "meters"
    shown = subprocess.run([str(program), "demo"], capture_output=True, text=True, timeout=60, check=False)
    assert "delivered and verified" in shown.stdout, shown.stderr
    with zipfile.ZipFile(archive) as file:
        own = [name for name in file.namelist() if "/agent/" in name or name.endswith(".txt")]
        assert own
        assert not any(str(ROOT).encode() in file.read(name) for name in own)


def test_the_list_of_parts_names_packages_and_libraries_that_are_inside(released: Path) -> None:
    document = json.loads((released / "meters.cdx.json").read_text(encoding="utf-8"))
    assert document["metadata"]["component"]["version"] == __version__
    versions = {part["name"].lower(): part["version"] for part in document["components"]}
    assert {"pystray", "pillow", "easysnmp", "keyring", "schedule", "cpython", "net-snmp", "openssl"} <= set(
        versions
    )
    assert not {"pytest", "mypy", "pip", "setuptools", "pyinstaller"} & set(versions)
    locked = (ROOT / ".ci" / "runtime.txt").read_text(encoding="utf-8")
    assert f"keyring=={versions['keyring']} " in locked


def test_the_licences_name_every_part_and_quote_its_text(released: Path) -> None:
    document = json.loads((released / "meters.cdx.json").read_text(encoding="utf-8"))
    text = (released / "THIRD-PARTY-LICENCES.txt").read_text(encoding="utf-8").lower()
    packages = [part for part in document["components"] if part.get("purl", "").startswith("pkg:pypi")]
    assert [
        part["name"] for part in packages if f"\n{part['name'].lower()} {part['version']}\n" not in text
    ] == []
    assert "gnu lesser general public license" in text  # pystray's
    assert "openssl" in text


def test_the_notes_are_the_section_of_the_changelog_and_nothing_else() -> None:
    changelog = "# Changelog\n\n## [1.0.0] - 2027-01-01\n\nNew.\n\n## [0.9.0]\n\nOld.\n\n## [0.8.0]\n"
    assert section(changelog, "1.0.0") == "New.\n"
    assert section(changelog, "0.9.0") == "Old.\n"
    for version in ("0.8.0", "0.1.0"):
        with pytest.raises(SystemExit, match="no section"):
            section(changelog, version)
