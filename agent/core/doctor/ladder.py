"""The ladder: one step is what was tried, what came, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from agent.core.messages import doctor as messages
from agent.core.messages import doctor_computer, doctor_mail
from agent.core.messages.error_kinds import SAID, SAID_BY_SURFACE
from agent.core.model.errors import NO_FACTS, AgentError, Surface, Wording
from agent.core.model.shown_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


Fact = str | int
LONGEST_FACT = 300  # characters: facts come from devices and servers


class DoctorPart(StrEnum):
    """What a ladder is about."""

    PRINTER = "printer"
    MAIL = "mail"
    COMPUTER = "computer"


class Verdict(StrEnum):
    """What a step came to. A ladder ends at the first FAILED: it explains the rest."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    NOT_TRIED = "not_tried"


_PRINTER_STEPS = "address settings route network answer access device serial counters supplies web"
_MAIL_STEPS = """
    mail_settings service password lookup place connect greeting encryption client_certificate chain offer
    login sender recipient test
"""
_COMPUTER_STEPS = "settings_file disk database keyring secrets clock condition start signature networks vpn"
# Every step by its name, and the ladder that it is of.
STEPS: Mapping[str, DoctorPart] = {
    **dict.fromkeys(_PRINTER_STEPS.split(), DoctorPart.PRINTER),
    **dict.fromkeys(_MAIL_STEPS.split(), DoctorPart.MAIL),
    **dict.fromkeys(_COMPUTER_STEPS.split(), DoctorPart.COMPUTER),
}
_WORDS: Mapping[DoctorPart, Any] = {
    DoctorPart.PRINTER: messages,
    DoctorPart.MAIL: doctor_mail,
    DoctorPart.COMPUTER: doctor_computer,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What another part of the program says about a step: what came and what to do."""

    kind: Wording
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS)


def statement_of(error: AgentError) -> Statement:
    """Return the statement of an error."""
    return Statement(error.kind, error.facts)


def plain_statement(came: str, advice: str, in_window: str | None = None) -> Statement:
    """Return sentences that are made already; `in_window` is the advice where no command can be typed."""
    if in_window is None:
        return Statement(SAID, {"title": came, "advice": advice})
    return Statement(SAID_BY_SURFACE, {"title": came, "advice": advice, "in_window": in_window})


@dataclass(frozen=True, slots=True)
class DoctorStep:
    """One step. `name` and `cause` are keys of the part's words, `facts` fill their sentences.

    Where another part of the program has told already what came and what to do, `statement` holds both.
    """

    part: DoctorPart
    name: str
    verdict: Verdict
    cause: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    statement: Statement | None = None

    @property
    def tried(self) -> str:
        """Return the thing that was tried, in the language that is spoken."""
        return self._said("TRIED", self.name)

    @property
    def came(self) -> str:
        """Return the outcome, as a terminal says it."""
        return self.said("terminal")[0]

    @property
    def advice(self) -> str:
        """Return the advice, as a terminal says it; empty where there is nothing to do."""
        return self.said("terminal")[1]

    def said(self, surface: Surface) -> tuple[str, str]:
        """Return outcome and advice, in the words of a surface."""
        if self.statement is not None:
            return self.statement.kind.said(self.statement.facts, surface)
        in_window = surface == "window" and self.cause in _WORDS[self.part].NEXT_IN_WINDOW
        return self._said("CAME", self.cause), self._said(
            "NEXT_IN_WINDOW" if in_window else "NEXT", self.cause
        )

    def _said(self, table: str, key: str) -> str:
        sentences: Mapping[str, str] = getattr(_WORDS[self.part], table)
        return sentences[key].format_map(_shown(self.facts))


FOLLOWED = {"answer"}  # a step that says more of its own failure comes behind these


def climb(steps: Iterator[DoctorStep]) -> Iterator[DoctorStep]:
    """Yield the steps up to the first that failed; those behind it are not even tried."""
    for step in steps:
        yield step
        if step.verdict is Verdict.FAILED:
            if step.name in FOLLOWED:
                yield from islice(steps, 1)
            return


def needs_attention(steps: Iterable[DoctorStep]) -> bool:
    """Tell whether a step failed or warns."""
    return any(step.verdict in {Verdict.FAILED, Verdict.WARNING} for step in steps)


def lines_of(step: DoctorStep) -> Iterator[str]:
    """Yield the step in sentences: what was tried and what came, then what to do, indented."""
    yield f"{messages.MARKS[step.verdict]} {step.tried}: {step.came}"
    for line in step.advice.splitlines():
        yield f"    {line}"


def as_json(steps: Iterable[DoctorStep]) -> list[dict[str, Any]]:
    """Return the steps for programs: part, step, verdict and cause are keywords, the rest sentences."""
    return [
        {
            "part": str(step.part),
            "step": step.name,
            "verdict": str(step.verdict),
            "cause": step.cause,
            "facts": {name: _bounded(value) for name, value in step.facts.items()},
            "tried": step.tried,
            "came": step.came,
            "next": step.advice,
        }
        for step in steps
    ]


COUNTED = {"total"}  # facts that are written as numbers are in the language that is spoken


def _shown(facts: Mapping[str, Fact]) -> dict[str, str]:
    return {name: _written(name, value) for name, value in facts.items()}


def _written(name: str, value: Fact) -> str:
    if name in COUNTED and isinstance(value, int):
        return messages.counted(value)
    return str(_bounded(value))


def _bounded(value: Fact) -> Fact:
    return escaped(value)[:LONGEST_FACT] if isinstance(value, str) else value
