"""What an office reads of a printer's alerts: sentences, never a bare word of a standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import LANGUAGES, printers, set_language
from agent.core.mib import objects
from agent.core.mib.enumerations import ALERT_CODE
from agent.core.mib.state_reasons import reason_of_alert
from agent.core.model.access import Endpoint
from agent.core.reporting.attention import need_of
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import validated
from tests.support.documents import part
from tests.support.loopback import OWN_PORT, needs_127_8
from tests.support.made_printers import OFFICE_PRINTER, made, merged, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.model.walk import Oid
    from tests.support.command_line import Program

CRITICAL, WARNING = 3, 4
MARKER, INPUT = 10, 8
ALERT_TABLE = objects.PRT_ALERT_CODE[:-1]
GROUPS = range(71)
REASONS = sorted(
    {reason for code in ALERT_CODE for group in GROUPS if (reason := reason_of_alert(code, CRITICAL, group))}
)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_keyword_that_an_alert_can_give_has_a_sentence(language: str) -> None:
    set_language(language)
    # "unknown error" is a sentence of ours; every other "error" is left over from a keyword.
    raw = re.compile(r"printer reports:|Meldung des Druckers: |[{}-]|(?<!unknown )\berror\b|\bother\b")
    bare = [reason for reason in REASONS if raw.search(printers.reason(reason))]
    assert len(REASONS) > 500
    assert bare == []
    assert printers.reason("made-up-error") == printers.reported("made-up")


@pytest.mark.parametrize("alerts", [None, [], [{}], [{"reason": "other-error", "description": None}]])
def test_what_a_report_leaves_out_of_its_alerts_is_not_needed(alerts: list[dict[str, str]] | None) -> None:
    absent = dict.fromkeys(("location", "host_name", "manufacturer", "model", "input_trays", "alerts"))
    entry = {**absent, "ip_address": "10.0.0.7", "read_status": "ok", "supplies": [], "alerts": alerts}
    need = need_of(part({**entry, "state_reasons": ["other-error", "media-empty-error"]}))
    assert need is not None
    assert need.sentences == ("unknown error", "no paper")


Alert = tuple[int, int, int, bytes]  # severity, group, code, description


@needs_127_8
@pytest.mark.parametrize(
    ("alerts", "sentences"),
    [
        ([(CRITICAL, MARKER, 1, b"Fuser drive 50.4.")], ["printer reports: Fuser drive 50.4"]),
        ([(CRITICAL, MARKER, 99_999, b" ")], ["unknown error"]),
        ([(CRITICAL, MARKER, 2, b"")], ["unknown error"]),
        (
            [
                (CRITICAL, MARKER, 1, b"Fan 1"),
                (WARNING, INPUT, 2, b"Lift\r\nstuck"),
                (CRITICAL, 1, 1, b"Fan 1"),
            ],
            ["printer reports: Fan 1", "printer reports: Lift stuck"],
        ),
        ([(WARNING, MARKER, 1, b"x" * 255)], [f"printer reports: {'x' * 119}…"]),
        ([(0, MARKER, 1, b"Ready")], []),
    ],
)
def test_a_fault_without_a_keyword_is_told_in_the_printers_own_words(
    program: Program, alerts: list[Alert], sentences: list[str]
) -> None:
    rows: dict[tuple[Oid, Oid], int | bytes | Oid] = {}
    for number, (severity, group, code, description) in enumerate(alerts, 1):
        rows[objects.PRT_ALERT_SEVERITY_LEVEL, (1, number)] = severity
        rows[objects.PRT_ALERT_GROUP, (1, number)] = group
        rows[objects.PRT_ALERT_CODE, (1, number)] = code
        rows[objects.PRT_ALERT_DESCRIPTION, (1, number)] = description
    walk = merged(without(OFFICE_PRINTER, ALERT_TABLE, objects.HR_PRINTER_DETECTED_ERROR_STATE), made(rows))
    with serve([SimulatedAgent(walk, Endpoint("127.84.2.1", OWN_PORT))]) as (agent,):
        (entry,) = validated(program.run("scan", str(agent.endpoint), "--json", "-").stdout)["printers"]
    need = need_of(entry)
    assert (list(need.sentences) if need else []) == sentences
