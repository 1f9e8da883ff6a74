"""Each fact has one place. A rule is shown twice: our code keeps it; a file that breaks it is found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.model.exit_codes import ExitCode
from tests.support.one_place import bare_exit_codes

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[Path], list[str]]

ROOT = Path(__file__).parents[1]
RULES: tuple[Rule, ...] = (bare_exit_codes,)


@pytest.mark.parametrize("rule", RULES)
def test_each_fact_has_one_place(rule: Rule) -> None:
    assert rule(ROOT / "agent") == []


BREACHES = [
    (bare_exit_codes, "edge/a.py", "raise AgentError(title, advice, code=1)"),
    (bare_exit_codes, "commands/a.py", "def run(arguments) -> int:\n    return 0"),
    (
        bare_exit_codes,
        "context/a.py",
        "def run(arguments) -> int:\n    if x:\n        return 1 if x else FINE",
    ),
]
FINE = [
    (bare_exit_codes, "edge/a.py", "raise AgentError(title, advice, code=ExitCode.BUG)"),
    (bare_exit_codes, "edge/a.py", "def answers() -> int:\n    return 0"),
    (bare_exit_codes, "commands/a.py", "def run(arguments) -> int:\n    return ExitCode.FINE"),
]


def made_up(folder: Path, file: str, source: str) -> Path:
    """Write one file into an `agent` folder of its own and return that folder."""
    path = folder / "agent" / file
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    return folder / "agent"


@pytest.mark.parametrize(("rule", "file", "source"), BREACHES)
def test_a_fact_in_a_second_place_is_found(rule: Rule, file: str, source: str, tmp_path: Path) -> None:
    found = rule(made_up(tmp_path, file, source))
    assert len(found) == 1
    assert f"agent/{file}" in found[0]


@pytest.mark.parametrize(("rule", "file", "source"), FINE)
def test_the_fact_itself_is_let_pass(rule: Rule, file: str, source: str, tmp_path: Path) -> None:
    assert rule(made_up(tmp_path, file, source)) == []


def test_administrators_read_the_exit_codes_that_commands_have() -> None:
    table = (ROOT / "docs/admin/exit-codes.md").read_text(encoding="utf-8")

    assert [int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == list(ExitCode)
