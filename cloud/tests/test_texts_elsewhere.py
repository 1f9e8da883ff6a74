"""No text for people stands outside of core/messages: in no code of pages and digest, in no template."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cloud
from tests.support.architecture import sources
from tests.support.architecture_sentences import said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOUD = Path(next(iter(cloud.__path__)))
CODE = ("portal", "core/digest", "core/portal", "core/analysis")
# ProblemDetails, and Conflict that is one, speak to programs, in English: people read messages.not_answered.
FOR_PROGRAMS = {"ProblemDetails", "__init__"}
# Its page is drawn by its kind: core/messages/texts/finding_sentences.py.
WAITS = "A sender waits: it is assigned to no office."
_PUT_IN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_CODE_OF_PAGE = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_READ_ALOUD = re.compile(r'\b(?:aria-label|aria-description|title|alt|placeholder)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}|%")


def texts_in(template: str) -> list[str]:
    """Return the words of a template that no expression puts in."""
    page = _CODE_OF_PAGE.sub(" ", _PUT_IN.sub(" ", template))
    return [
        word for text in (_TAG.sub(" ", page), *_READ_ALOUD.findall(page)) for word in _WORD.findall(text)
    ]


def sentences_in(source: str) -> Iterator[str]:
    """Yield the sentences of code that are no message for programs."""
    tree = ast.parse(source)
    programs = {
        line
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in FOR_PROGRAMS
        for line in range(call.lineno, (call.end_lineno or call.lineno) + 1)
    }
    yield from (text for line, text in sorted(set(said_in(tree))) if line not in programs and text != WAITS)


def test_no_template_has_a_text_of_its_own() -> None:
    templates = [*sorted((CLOUD / "portal").rglob("*.html")), CLOUD / "core" / "digest" / "page.html"]

    assert len(templates) > 10
    assert {path.name: found for path in templates if (found := texts_in(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize("folder", CODE)
def test_no_code_has_a_sentence_of_its_own(folder: str) -> None:
    files = list(sources(CLOUD / folder))

    assert files
    assert [(file, text) for file, source in files for text in sentences_in(source)] == []


@pytest.mark.parametrize(
    "template",
    ["<p>Hello {{ name }}</p>", '<a title="Go {{ where }}">{{ m }}</a>', "<td>{{ value }} %</td>"],
)
def test_a_text_in_a_template_is_found(template: str) -> None:
    assert texts_in(template)


def test_what_is_no_text_is_not_found() -> None:
    assert texts_in('<p class="quiet" id="a">{{ m.log.HELP }} · <script>let it = 1</script></p>') == []


def test_a_sentence_in_code_is_found() -> None:
    source = 'raise ProblemDetails(400, "x", "Say more.")\ntitle = "Nothing to do."'

    assert list(sentences_in(source)) == ["Nothing to do."]
