"""What a failure of mail says to the person who sent a test email: no report waits, none is sent later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages.catalogue import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.errors import Surface, Wording

# What is said of a report, and what is said of a test email instead.
OF_REPORTS = (
    ("The report is waiting and will be sent later. ", ""),
    ("The mail server is busy. The report will be sent later.", "The mail server is busy."),
    ("Nothing to do.", "Send the test email again in a few minutes."),
    ("received the report", "received the test email"),
    (
        (
            "It may have been delivered. It will be sent again as the same message, so that it is not "
            "counted twice. If this continues, "
        ),
        (
            "It may have been delivered. Look into the mailbox before you send another one. If nothing "
            "arrives, "
        ),
    ),
    ("If this continues, ", ""),
    ("The report is larger than", "The test email is larger than"),
    (", or save the report to a file", ""),
)


def of_test(sentence: str) -> str:
    """Return a sentence on a report as one on a test email."""
    for of_report, instead in translated(OF_REPORTS):
        sentence = sentence.replace(of_report, instead)
    return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True, slots=True)
class OfTest:
    """The words of a kind of error where a test email failed."""

    kind: Wording

    def said(self, facts: Mapping[str, object], surface: Surface) -> tuple[str, str]:
        """Return title and advice in the language that is spoken."""
        title, advice = self.kind.said(facts, surface)
        return of_test(title), of_test(advice)
