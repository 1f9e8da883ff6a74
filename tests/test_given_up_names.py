"""Names in the field's words. A rule is shown twice: our code keeps it; a file that breaks it is found."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.given_up_names import classes_of_one_name, given_up_names, given_up_phrases
from tests.support.module_names import modules_of_one_name, parallel_names_that_are_gone

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[Path], list[str]]

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "rule",
    [
        given_up_names,
        given_up_phrases,
        classes_of_one_name,
        modules_of_one_name,
        parallel_names_that_are_gone,
    ],
)
def test_names_are_those_of_the_field(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(
    ("rule", "file", "source"),
    [
        (given_up_names, "agent/core/vault.py", "x = 1\n"),
        (given_up_names, "agent/a.py", "class KeyringDrawer:\n    pass\n"),
        (given_up_names, "cloud/a.py", "def next_errand():\n    pass\n"),
        (given_up_names, "agent/a.py", "def f(spared):\n    pass\n"),
        (given_up_names, "sign/rooms.py", "x = 1\n"),
        (given_up_names, "sign/a.py", "class Told:\n    pass\n"),
        (given_up_names, "agent/a.py", "needs_a_hand = True\n"),
        (given_up_phrases, "agent/a.py", '"""Return who made it."""\n'),
        (given_up_phrases, "tools/a.py", "x = 1  # this needs a hand\n"),
        (classes_of_one_name, "agent/a.py", "class Condition:\n    pass\n"),
    ],
)
def test_a_name_that_was_given_up_is_found(rule: Rule, file: str, source: str, tmp_path: Path) -> None:
    subprocess.run(("/usr/bin/env", "git", "init", "--quiet", str(tmp_path)), check=True)
    other = tmp_path / "agent" / "core" / "conditions.py"
    for path, text in ((other, "class Condition:\n    pass\n"), (tmp_path / file, source)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    found = rule(tmp_path)

    assert len(found) == 1
    assert file in found[0]


@pytest.mark.parametrize("name", ["roommate", "verbose", "desktop", "keywords", "sparedness"])
def test_a_longer_word_is_another(name: str, tmp_path: Path) -> None:
    subprocess.run(("/usr/bin/env", "git", "init", "--quiet", str(tmp_path)), check=True)
    (tmp_path / "agent").mkdir()
    (tmp_path / "agent" / "a.py").write_text(f"{name} = 1\n", encoding="utf-8")

    assert given_up_names(tmp_path) == []


def test_a_name_of_parallel_layers_is_allowed_in_these_alone(tmp_path: Path) -> None:
    subprocess.run(("/usr/bin/env", "git", "init", "--quiet", str(tmp_path)), check=True)
    for folder in ("agent/commands", "agent/jobs", "agent/core/mail", "cloud/tests"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "verify.py").write_text("x = 1\n", encoding="utf-8")
    for name in ("agent/commands/pace.py", "agent/jobs/pace.py"):
        (tmp_path / name).write_text("x = 1\n", encoding="utf-8")

    assert modules_of_one_name(tmp_path) == [
        "pace.py stands in agent/commands, too, beside ['agent/jobs']",
        "pace.py stands in agent/jobs, too, beside ['agent/commands']",
        "verify.py stands in agent/core/mail, too, beside ['agent/commands', 'agent/jobs']",
    ]
    assert "agent/edge has no theme.py, and PARALLEL names it" in parallel_names_that_are_gone(tmp_path)
    assert not [gone for gone in parallel_names_that_are_gone(tmp_path) if "verify" in gone]
