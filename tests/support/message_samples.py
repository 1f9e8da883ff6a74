"""Arguments to call every message with, and what the messages of a language are."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import agent.core.messages.texts as english
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.report_format.chain.chain_finding import ChainFinding, ChainVerdict, FindingKind
from agent.core.report_format.closing import ClosingFinding, ClosingProblem, ClosingVerdict
from tests.support.languages import MessagesIn

FILES = tuple(module.name for module in iter_modules(english.__path__))
WHEN = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
DAY = date(2026, 3, 5)
# By the annotation of an argument.
BY_TYPE: Mapping[str, object] = {
    "int": 2345,
    "int | None": 2345,
    "float": 12.5,
    "float | None": 12.5,
    "str": "example",
    "str | None": "example",
    "bool": True,
    "object": 2345,
    "date": DAY,
    "date | None": DAY,
    "datetime": WHEN,
    "datetime | None": WHEN,
    "Sequence[str]": ("one", "two"),
    "Sequence[Sequence[str]]": (("one",), ("two",)),
    "Sequence[tuple[str, str]]": (("docker0", "example"),),
    "Sequence[tuple[str, int, int]]": (("one", 80, 20),),
    "Mapping[str, int | None]": {"monochrome": 2345, "full_color": None},
    "Mapping[str, str]": {"why": "silent", "advice": "example"},
    "ChainFinding": ChainFinding(FindingKind.GAP, ("a.json",), (2, 4), "example"),
    "ChainVerdict": ChainVerdict("a-1", ((1, 4),), ("key",), sender_proven=True, findings=()),
    "ClosingFinding": ClosingFinding(ClosingProblem.DIFFERS, "example", 4),
    "ClosingVerdict": ClosingVerdict("example", "2026-03-05", 2345, "key", compared=2, findings=()),
    "AgentError": AgentError(SAID, {"title": "example", "advice": "example"}),
    "OSError": FileNotFoundError(2, "No such file or directory"),
}
# Where an argument is one of few.
BY_PLACE: Mapping[tuple[str, str, str], object] = {
    ("tray_actions", "ran_too_long", "name"): "scan",
    ("tray_actions", "failed", "name"): "scan",
    ("tray_actions", "crashed", "name"): "scan",
    ("flags", "flag", "name"): "counter_reset",
    ("flags", "event", "name"): "counter_reset",
    ("page", "month", "name"): "2026-03",
    ("printers", "reason", "keyword"): "media-jam-error",
    ("printers", "supply", "kind"): "toner",
    ("printers", "supply", "colorant"): "black",
    ("printers", "counted", "unit"): "sheets",
    ("page", "in_tray", "unit"): "sheets",
    ("window", "instruction", "key"): "mail.port",
}


def sentences_of(language: str, file: str) -> dict[str, Any]:
    """Return the constants and the functions of one file of messages, by name, in one language."""
    module = import_module(f"agent.core.messages.texts.{file}")
    return {
        name: getattr(MessagesIn(language, file), name)
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (name.isupper() or getattr(value, "__module__", "") == module.__name__)
    }


def type_name(annotation: object) -> str:
    """Return an annotation as it is written, whether its module keeps annotations as texts or not."""
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def said(file: str, name: str, sentence: Callable[..., object]) -> str:
    """Return the text of a message function to its sample arguments."""
    arguments = {
        parameter.name: BY_PLACE.get((file, name, parameter.name), BY_TYPE[type_name(parameter.annotation)])
        for parameter in inspect.signature(sentence).parameters.values()
    }
    return str(sentence(**arguments))


def texts_of(constant: object) -> list[str]:
    """Return every text in a constant of words, however deep."""
    if isinstance(constant, str):
        return [constant]
    if isinstance(constant, Mapping):
        return [text for value in constant.values() for text in texts_of(value)]
    if isinstance(constant, tuple | list):
        return [text for value in constant for text in texts_of(value)]
    return []
