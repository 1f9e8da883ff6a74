"""Each problem of a report, and each finding about one, is a sentence in the language that is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.messages import set_language
from agent.core.report_format.chain.chain_finding import FindingKind, finding
from agent.core.report_format.problems import ReportProblem
from agent.core.reporting.verification import finding_text, problem_text

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_problem_has_a_sentence_of_its_own(language: str) -> None:
    set_language(language)
    sentences = [problem_text(problem) for problem in ReportProblem]

    assert len(set(sentences)) == len(ReportProblem)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert "meters-report/1" in problem_text(ReportProblem.OTHER_SCHEMA)


def test_a_finding_about_a_flaw_says_the_flaw() -> None:
    line = finding_text(finding(FindingKind.FLAWED, "a.json", runs=(3, 3), detail=ReportProblem.BAD_NUMBER))

    assert line == "a.json (report 3): The report number is not a whole number from 1."
