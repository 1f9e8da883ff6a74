"""What the operating system refused is said in the office's language, not in the system's."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import LANGUAGES, set_language, system_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_line import Program

UNUSUAL = errno.EDOM  # no file and no socket of ours meets it


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def refused(path: str) -> OSError:
    """Return the system's text for a file that can't be opened."""
    with pytest.raises((FileNotFoundError, IsADirectoryError)) as caught:
        Path(path).read_bytes()
    return caught.value


def test_a_reason_of_the_system_is_said_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    missing, folder = refused(str(tmp_path / "missing")), refused(str(tmp_path))
    assert system_errors.reason_of(missing) == "file or folder not found"
    set_language("de")
    assert [system_errors.reason_of(missing), system_errors.reason_of(folder)] == [
        "Datei oder Ordner nicht gefunden",
        "das ist ein Ordner",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reason_is_the_systems_own_text_and_each_is_a_real_one(language: str) -> None:
    set_language(language)
    for name, reason in system_errors.REASONS.items():
        assert hasattr(errno, name), name
        assert (reason[-1] == ".", reason == os.strerror(getattr(errno, name))) == (False, False), name


def test_what_nobody_translated_is_said_as_the_system_says_it() -> None:
    assert system_errors.reason_of(OSError(UNUSUAL, "strange")) == "strange"
    assert system_errors.reason_of(OSError("no number at all")) == "no number at all"


def test_verify_says_in_german_that_a_file_is_missing(program: Program, tmp_path: Path) -> None:
    program.settings('[site]\nid = "north"\nlanguage = "de"\n')
    said = program.run("verify", str(tmp_path / "missing.json"))
    text = (said.stdout + said.stderr).decode()
    assert "kann nicht gelesen werden: Datei oder Ordner nicht gefunden." in text
    assert "No such file" not in text
