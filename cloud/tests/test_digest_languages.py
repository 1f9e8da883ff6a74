"""The digest as a dealer reads it in each language: its mail and its page, held against golden files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import speaking
from cloud.core.analysis.finding import KINDS, METER, STANDSTILL
from cloud.core.digest.csv_table import mail_view_of
from cloud.core.digest.letter import letter_of, short_letter_of
from cloud.core.messages import LANGUAGES, finding_sentences
from made_digest import FOUND, made_digest

if TYPE_CHECKING:
    from email.message import EmailMessage

    from cloud.core.analysis.finding import Finding

GOLDEN = Path(__file__).parent / "golden"
_HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def shown(page: str) -> str:
    """Return the text of a page: a line for each row, heading and paragraph."""
    text = re.sub(r"\s*\n\s*", " ", _HEAD.sub("", page))
    text = re.sub(r"</dt>|</t[dh]>(?!\s*</tr>)", " | ", text)
    text = re.sub(r"</(h1|h2|p|tr|dl|div|section)>", "\n", text)
    lines = (" ".join(unescape(_TAG.sub("", line)).split(" ")).strip() for line in text.splitlines())
    return "\n".join(re.sub(" +", " ", line) for line in lines if line) + "\n"


def read(letter: EmailMessage) -> str:
    """Return the text of a mail: subject, plain part, page."""
    html = letter.get_body(("html",))
    assert html is not None
    return f"{letter['Subject']}\n\n{body_of(letter)}\n{shown(html.get_content())}"


def body_of(letter: EmailMessage) -> str:
    plain = letter.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digest_reads_as_it_is_meant_to(language: str) -> None:
    letter = letter_of(made_digest(language), "post@meters.example", "shop@acme.example")

    assert read(letter) == (GOLDEN / f"digest.{language}.txt").read_text("utf-8")


def test_the_made_digest_has_every_kind() -> None:
    assert {one.kind for one in FOUND} == set(KINDS)


@pytest.mark.parametrize("found", FOUND, ids=lambda one: f"{one.kind} {one.subject}")
def test_a_sentence_is_the_one_that_was_found_and_no_english_one_in_another_language(found: Finding) -> None:
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = finding_sentences.sentence(found.kind, found.subject, found.details, found.text)

    assert said["en"] == found.text
    assert len(set(said.values())) == len(LANGUAGES)


@pytest.mark.parametrize("kind", [STANDSTILL, METER, "a kind of tomorrow"])
def test_a_finding_without_what_a_sentence_needs_keeps_its_english_text(kind: str) -> None:
    with speaking("de"):
        assert finding_sentences.sentence(kind, "d", {"device": "d"}, "Says so.") == "Says so."


def test_the_table_is_for_programs_and_the_same_in_each_language() -> None:
    tables = {mail_view_of(made_digest(language)) for language in LANGUAGES}

    assert len(tables) == 1
    assert b"2026-03-01T23:30:00+00:00" in tables.pop()


def test_a_digest_that_no_mail_can_carry_says_so_in_the_dealer_s_language() -> None:
    letter = short_letter_of(made_digest("de"), "post@meters.example", "shop@acme.example", "digests/x.html")

    assert letter["Subject"] == "Acme Office, 4. März 2026"
    assert "Diese Übersicht ist zu groß für eine E-Mail." in letter.get_content()
