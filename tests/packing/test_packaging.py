"""What `pip install .` would put on a machine: the wheel, built offline from a copy of the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = {
    name: ROOT / ".ci" / f"{name}.txt" for name in ("requirements", "runtime", "browser", "exe", "release")
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the wheel from a copy, so that no leftover of an older build gets in; text by file name."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "agent", tree / "agent", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, tree)
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", str(out), str(tree)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_file_of_the_program_is_in_the_wheel(wheel: dict[str, str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "agent").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sorted(files - wheel.keys()) == []


def test_nothing_but_the_program_is_in_the_wheel(wheel: dict[str, str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"agent", "meters_agent"}


def test_the_wheel_brings_the_meters_command_and_the_licence(wheel: dict[str, str]) -> None:
    beside = {name.partition(".dist-info/")[2]: text for name, text in wheel.items()}
    assert "meters = agent.__main__:main" in beside["entry_points.txt"]
    assert "Apache License" in beside["licenses/LICENSE"]


def locked(lock: str) -> dict[str, str]:
    """Give a lock's entries, hashes included, by package name."""
    entries = re.split(r"\n(?=[a-z0-9])", LOCKS[lock].read_text(encoding="utf-8"))
    return {entry.partition("==")[0]: entry for entry in entries[1:]}


def test_the_locks_name_every_package_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runs, groups = project["project"]["dependencies"], project["dependency-groups"]
    asked = {
        "requirements": [*runs, *groups["dev"]],
        "runtime": runs,
        **{name: groups[name] for name in ("browser", "exe", "release")},
    }
    for lock, requirements in asked.items():
        names = {re.split(r"[^a-z0-9-]", requirement.lower(), maxsplit=1)[0] for requirement in requirements}
        assert sorted(names - locked(lock).keys()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(lock: str) -> None:
    entries = locked(lock).items()
    assert [name for name, entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_what_goes_into_the_exe_is_what_the_tests_ran_with() -> None:
    tested, packed = (
        {name: re.findall(r"==\S+|sha256:\w+", entry) for name, entry in locked(lock).items()}
        for lock in ("requirements", "runtime")
    )
    assert [name for name in packed if tested.get(name) != packed[name]] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_folder_of_a_machine(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links| /\w+", text) == []
