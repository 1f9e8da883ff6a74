"""Each fact has one place. A rule is shown twice: our code keeps it; a file that breaks it is found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.model import retention
from agent.core.model.exit_codes import ExitCode
from tests.support.one_place import (
    algorithms_elsewhere,
    assigned_twice,
    bare_exit_codes,
    periods_elsewhere,
    periods_in_sentences,
    ports_elsewhere,
    supply_groups_elsewhere,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    Rule = Callable[[Path], list[str]]

ROOT = Path(__file__).parents[1]
RULES: tuple[Rule, ...] = (
    assigned_twice,
    bare_exit_codes,
    periods_elsewhere,
    periods_in_sentences,
    algorithms_elsewhere,
    supply_groups_elsewhere,
    ports_elsewhere,
)


@pytest.mark.parametrize("rule", RULES)
def test_each_fact_has_one_place(rule: Rule) -> None:
    assert rule(ROOT / "agent") == []


BREACHES = [
    (assigned_twice, "core/a.py", "TITLE = 'One'\nADVICE, TITLE = 'a', 'b'"),
    (ports_elsewhere, "jobs/a.py", "class SecretStore(Protocol):\n    pass"),
    (algorithms_elsewhere, "ui/a.py", "KNOWN = ('MD5', 'SHA', 'SHA-224', 'SHA-256', 'SHA-512')"),
    (algorithms_elsewhere, "core/a.py", "one_of('SHA-224', 'SHA-512')"),
    (supply_groups_elsewhere, "core/a.py", "TONER = frozenset({'toner', 'tonerCartridge'})"),
    (supply_groups_elsewhere, "core/a.py", "NAMES = {'ink': 1, 'inkCartridge': 2}"),
    (periods_elsewhere, "edge/a.py", "LETTERS_FOR = timedelta(days=90)"),
    (periods_elsewhere, "core/a.py", "GIVEN_UP_AFTER = timedelta(weeks=12)"),
    (periods_in_sentences, "core/messages/texts/a.py", "LAST = 'Last 90 days'"),
    (periods_in_sentences, "core/messages/languages/de.po", 'msgstr "Seit 90 Tagen"'),
    (periods_in_sentences, "ui/page/a.html", "<p>Last 90 days</p>"),
    (bare_exit_codes, "edge/a.py", "raise AgentError(title, advice, code=1)"),
    (bare_exit_codes, "commands/a.py", "def run(arguments) -> int:\n    return 0"),
    (
        bare_exit_codes,
        "context/a.py",
        "def run(arguments) -> int:\n    if x:\n        return 1 if x else FINE",
    ),
]
FINE = [
    (ports_elsewhere, "jobs/ports.py", "class SecretStore(Protocol):\n    pass"),
    (ports_elsewhere, "edge/a.py", "class Channel(Protocol):\n    pass"),
    (algorithms_elsewhere, "edge/a.py", "DEFAULT = ('SHA-512', 'AES')"),
    (supply_groups_elsewhere, "edge/a.py", "FOUND = {'toner', 'ink'}"),
    (supply_groups_elsewhere, "demo/a.py", "LASTS = {'toner': 55, 'tonerCartridge': 55}"),
    (periods_elsewhere, "core/model/retention.py", "LETTERS_FOR = timedelta(days=90)"),
    (periods_elsewhere, "core/a.py", "LETTERS_FOR = timedelta(hours=3)"),
    (periods_elsewhere, "core/a.py", "DAY = timedelta(days=1)"),
    (periods_in_sentences, "core/messages/texts/a.py", "LAST = 'Last {days} days'"),
    (periods_in_sentences, "core/messages/texts/a.py", "def f():\n    'Return \"in 3 days\".'"),
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


# What readers are told of periods: the document, the words before the number, the period.
TOLD_PERIODS = [
    ("docs/user/troubleshooting.md", "sent again by itself, for up to ", retention.LETTERS_WAIT_FOR),
    ("docs/user/de/troubleshooting.md", "von selbst wieder gesendet, bis zu ", retention.LETTERS_WAIT_FOR),
    ("docs/admin/security.md", "Whole readings and sent emails ", retention.WHOLE_READINGS_FOR),
    ("docs/admin/security.md", "Whole readings and sent emails ", retention.LETTERS_FOR),
    ("docs/admin/security.md", "one reading of each device and day ", retention.DAILY_READINGS_FOR),
    ("docs/develop/limits.md", "can be sent again for ", retention.LETTERS_FOR),
    ("docs/dealer/verifying.md", "`cancelled_runs` for ", retention.CANCELLED_RUNS_FOR),
    ("docs/dealer/report-format.md", "answered within the last ", retention.SILENT_FOR),
    ("docs/dealer/report-format.md", "given up: silent for more than ", retention.SILENT_FOR),
    ("docs/dealer/report-format.md", "Told until ", retention.SILENT_FOR + retention.RETIRED_FOR),
    ("docs/dealer/report-format.md", "no gap. Told for ", retention.CANCELLED_RUNS_FOR),
    ("docs/dealer/report-format.md", "missing = silent for more than ", retention.STALE_FOR),
    ("docs/dealer/report-format.md", "were changed within ", retention.EVENTS_FOR),
    ("docs/dealer/report-format.md", "to its counters within ", retention.EVENTS_FOR),
]


@pytest.mark.parametrize(("document", "words", "period"), TOLD_PERIODS)
def test_readers_are_told_the_periods_that_the_code_keeps(
    document: str, words: str, period: timedelta
) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")

    assert re.findall(rf"{re.escape(words)}(\d+) (?:days|Tage)\b", text) == [str(period.days)]
