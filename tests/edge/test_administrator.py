"""Whose a file is: an administrator's where nobody else could have written it or anything above it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.edge.administrator import is_administrators, provision_file

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs root")
NOBODY = 65534


@pytest.fixture
def place() -> Iterator[Path]:
    """Yield a folder that only root can write, all folders above it being so, too."""
    with tempfile.TemporaryDirectory(dir="/root" if Path("/root").is_dir() else "/") as name:
        yield Path(name)


def written(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    path.chmod(0o644)
    return path


def test_what_root_alone_could_write_is_an_administrators(place: Path) -> None:
    assert is_administrators(written(place / "policy.toml"))


def test_what_is_not_there_is_nobodys(place: Path) -> None:
    assert not is_administrators(place / "policy.toml")


@pytest.mark.parametrize("what", ["file", "folder", "folder above"])
@pytest.mark.parametrize("how", ["group", "others", "owner"])
def test_what_somebody_else_could_write_or_replace_is_not(place: Path, what: str, how: str) -> None:
    path = written(place / "folder" / "policy.toml")
    changed = {"file": path, "folder": path.parent, "folder above": place}[what]
    if how == "owner":
        os.chown(changed, NOBODY, NOBODY)
    else:
        changed.chmod({"group": 0o775, "others": 0o757}[how])
    assert not is_administrators(path)


def test_a_link_in_the_way_counts_on_both_of_its_ends(place: Path) -> None:
    real = written(place / "real" / "policy.toml")
    (place / "link").symlink_to(real.parent)
    assert is_administrators(place / "link" / "policy.toml")
    os.chown(place / "link", NOBODY, NOBODY, follow_symlinks=False)
    assert not is_administrators(place / "link" / "policy.toml")
    os.chown(place / "link", 0, 0, follow_symlinks=False)
    real.parent.chmod(0o777)
    assert not is_administrators(place / "link" / "policy.toml")


def test_a_folder_for_all_such_as_tmp_is_not(tmp_path: Path) -> None:
    assert not is_administrators(written(tmp_path / "policy.toml"))


def test_beside_the_program_lies_a_file_a_pipe_or_a_dangling_link(tmp_path: Path) -> None:
    program = tmp_path / "meters"
    assert provision_file(program) is None
    (tmp_path / "provision.toml").symlink_to("nowhere")
    assert provision_file(program) == tmp_path / "provision.toml"
