"""The subject of a letter, for people, and its header X-Meters, for programs."""

from __future__ import annotations

import unicodedata
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.core.mail.envelope import build_message
from agent.core.mail.letter import text
from agent.core.mail.subject import LONGEST_NAME, MARK, subject, x_meters
from agent.core.messages import set_language
from agent.core.model.records import Delivery, Letter
from tests.support.hostile_names import NAMES
from tests.support.report_example import example_report
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from tests.support.documents import Document

FINE = {"read_status": "ok", "state_reasons": [], "supplies": []}
DELIVERY = Delivery("<r-1@meters.invalid>", 1, NOW, "waiting", 0, NOW, None, None)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def report_of(printers: int, attention: int, **site: str) -> Document:
    made = example_report()
    entry = made["printers"][0] | FINE
    entries = [entry | {"id": f"p-{n}"} for n in range(printers)]
    wrong = [one | {"state_reasons": ["media-jam-error"]} for one in entries[:attention]]
    return made | {
        "site": {"id": "hill-street", "name": "Hill Street"} | site,
        "scan": made["scan"] | {"began": "2026-11-30T08:30:00+01:00"},
        "printers": wrong + entries[attention:],
    }


def message_of(report: Document, lines: str | None = None) -> EmailMessage:
    words = text(report, signed=True) if lines is None else lines
    letter = Letter("r-1", 1, NOW, b"{}", None, b"a", subject(report), words, "<p>x</p>")
    data = build_message(letter, DELIVERY, "a@office.test", ["b@office.test"], NOW)
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\r\nSubject: [meters] " in data  # some filters read the line of the name alone
    return message_from_bytes(data, policy=default)


@pytest.mark.parametrize(
    ("printers", "attention", "english", "german"),
    [
        (8, 4, "4 of 8 printers need attention", "4 von 8 Druckern brauchen Aufmerksamkeit"),
        (8, 1, "1 of 8 printers needs attention", "1 von 8 Druckern braucht Aufmerksamkeit"),
        (8, 8, "8 of 8 printers need attention", "8 von 8 Druckern brauchen Aufmerksamkeit"),
        (8, 0, "8 printers, no problems", "8 Drucker, keine Probleme"),
        (1, 0, "1 printer, no problems", "1 Drucker, keine Probleme"),
        (1, 1, "1 printer needs attention", "1 Drucker braucht Aufmerksamkeit"),
        (0, 0, "no printers found", "keine Drucker gefunden"),
        (1200, 3, "3 of 1,200 printers need attention", "3 von 1.200 Druckern brauchen Aufmerksamkeit"),
    ],
)
def test_the_subject_is_for_people(printers: int, attention: int, english: str, german: str) -> None:
    report = report_of(printers, attention)
    assert subject(report) == f"[meters] Hill Street: {english}, 30 November 2026"
    set_language("de")
    assert subject(report) == f"[meters] Hill Street: {german}, 30. November 2026"


def test_an_office_without_a_name_goes_by_its_short_one_or_by_none() -> None:
    end = "4 of 8 printers need attention, 30 November 2026"
    assert subject(report_of(8, 4, name="")) == f"[meters] hill-street: {end}"
    assert subject(report_of(8, 4, name=" \t ")) == f"[meters] hill-street: {end}"
    assert subject(report_of(8, 4, name="", id="")) == f"[meters] {end}"


@given(st.text(st.characters(), max_size=200))
@example("👩\u200d🔧 Reception 🖨️")
@example("x\r\nBcc: thief@evil.test")
@example("粉" * 100)
@example("𝑻𝒉𝒆 𝒒𝒖𝒊𝒄𝒌 𝒃𝒓𝒐𝒘𝒏 𝒇𝒐𝒙 𝒋𝒖𝒎𝒑𝒔 𝒐𝒗𝒆𝒓 𝒕𝒉𝒆 𝒍𝒂𝒛𝒚 𝒅𝒐𝒈")  # noqa: RUF001 (letters beyond the first plane)
@example("=?utf-8?q?evil?=")
@example("Hill Street office, second floor")
def test_whatever_an_office_is_called_its_subject_arrives(name: str) -> None:
    report = report_of(8, 4, name=name)
    sent = subject(report)
    message = message_of(report)
    assert message["Subject"] == sent
    assert message["Bcc"] is None
    assert sent.startswith(MARK)
    assert sent.endswith(": 4 of 8 printers need attention, 30 November 2026")
    assert len(sent) <= len(MARK) + LONGEST_NAME + 60


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_moves_what_programs_read(name: str) -> None:
    header = message_of(report_of(8, 3, name=name))["X-Meters"]
    assert header == "site=hill-street; report=2026-11-30; devices=8; ok=5; attention=3"
    assert not [c for c in subject(report_of(8, 3, name=name)) if unicodedata.category(c)[0] == "C"]


def test_programs_are_told_the_same_in_every_language() -> None:
    header = message_of(report_of(8, 4))["X-Meters"]
    assert header == "site=hill-street; report=2026-11-30; devices=8; ok=4; attention=4"
    set_language("de")
    assert message_of(report_of(8, 4))["X-Meters"] == header
    assert (
        message_of(report_of(0, 0, id=""))["X-Meters"]
        == "site=; report=2026-11-30; devices=0; ok=0; attention=0"
    )
    longest = message_of(report_of(8, 4, id="x" * 64))["X-Meters"].strip()  # folded behind its name
    assert longest == f"site={'x' * 64}; report=2026-11-30; devices=8; ok=4; attention=4"


def test_a_letter_that_an_older_version_queued_leaves_without_what_it_does_not_say() -> None:
    report = report_of(8, 4)
    older = text(report, signed=True).replace("ATTENTION = 4\n", "")
    assert message_of(report, older)["X-Meters"] is None
    assert message_of(report, "A few lines.\n")["X-Meters"] is None


def test_the_lines_of_people_are_no_data() -> None:
    words = text(report_of(8, 4), signed=True)
    assert x_meters(f"SITE_ID = other\nATTENTION = 0\n{words}") == x_meters(words)
