"""The text of a dealer profile, NAME.toml: everything that is wrong with it, at once, each with its line."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from agent.core.messages import profiles as messages
from agent.core.messages import settings
from agent.core.model.errors import AgentError
from agent.core.reporting.columns import COLUMN_NAMES
from agent.core.reporting.formulas import formula_of, is_formula, unknown_columns
from agent.core.reporting.meters_csv import could_run
from agent.core.reporting.profiles import Profile
from agent.core.settings.check import Problem
from agent.core.settings.repeating import key_text, shown
from agent.core.settings.setting_types import LINE, Shape, one_of
from agent.core.settings.toml_text import KeyPath, line_of, lines_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    Flaw = tuple[KeyPath, str, str]  # where, what was expected, what was found

DELIMITERS = (",", ";", "|", "\t")
ENCODINGS = ("utf-8-sig", "utf-8", "cp1252", "iso-8859-1")
MOST_COLUMNS = 200
HEADER_LENGTH = 100  # characters

_DATE_FORMAT = re.compile(r"(?:%[YymdHMSzj]|[ ./:T,-])*")  # directives that are the same in every language


def _is_header(value: object) -> bool:
    is_line = isinstance(value, str) and value.isprintable() and 1 <= len(value) <= HEADER_LENGTH
    return is_line and not could_run(str(value))


HEADER = Shape(lambda: messages.header(HEADER_LENGTH), _is_header)
_SHAPES = {
    "description": LINE,
    "delimiter": Shape(lambda: messages.DELIMITER, lambda v: v in DELIMITERS),
    "date_format": Shape(
        lambda: messages.DATES, lambda v: isinstance(v, str) and bool(_DATE_FORMAT.fullmatch(v))
    ),
    "encoding": one_of(*ENCODINGS),
    "columns": Shape(
        lambda: messages.pairs(MOST_COLUMNS), lambda v: isinstance(v, list) and 1 <= len(v) <= MOST_COLUMNS
    ),
}
_DEFAULTS = {"description": "", "delimiter": ",", "date_format": "", "encoding": "utf-8-sig"}


def read_profile(name: str, text: str) -> Profile:
    """Return the profile of TOML text; AgentError that names every problem with its line."""
    document = parse(text, messages.called(name))
    flaws = [*_unknown(document), *_flaws(document)]
    if flaws:
        lines = lines_of(text)
        problems = [
            Problem(key_text(path), line_of(lines, path), expected, got) for path, expected, got in flaws
        ]
        problems.sort(key=lambda problem: problem.line or 0)
        raise AgentError(messages.CAN_NOT_BE_USED, {"name": name, "problems": "\n".join(map(str, problems))})
    chosen = {key: document.get(key, default) for key, default in _DEFAULTS.items()}
    return Profile(
        name=name, columns=tuple((header, source) for header, source in document["columns"]), **chosen
    )


def _unknown(document: dict[str, Any]) -> Iterator[Flaw]:
    for key in document.keys() - _SHAPES.keys():
        yield (key,), settings.one_of(tuple(_SHAPES)), settings.UNKNOWN_NAME


def _flaws(document: dict[str, Any]) -> Iterator[Flaw]:
    for key, shape in _SHAPES.items():
        if key in document and not shape.accepts(document[key]):
            yield (key,), shape.expected, shown(document[key])
    if "columns" not in document:
        yield ("columns",), _SHAPES["columns"].expected, settings.NOTHING
    elif _SHAPES["columns"].accepts(document["columns"]):
        yield from _column_flaws(document["columns"])


def _column_flaws(columns: list[Any]) -> Iterator[Flaw]:
    headers: list[str] = []
    for position, column in enumerate(columns):
        path: KeyPath = ("columns", position)
        match column:
            case [str(header), str(source)]:
                if not HEADER.accepts(header):
                    yield path, HEADER.expected, shown(header)
                elif header in headers:
                    yield path, messages.OTHER_HEADER, shown(header)
                if is_formula(source):
                    yield from ((path, expected, shown(source)) for expected in _formula_flaws(source))
                elif source and source not in COLUMN_NAMES:
                    yield path, _a_column_like(source), shown(source)
                headers.append(header)
            case _:
                yield path, messages.PAIR, shown(column)


def _formula_flaws(source: str) -> Iterator[str]:
    """Yield what is expected instead of a formula that is none, or of a column in it that there is not."""
    try:
        unknown = unknown_columns(formula_of(source), COLUMN_NAMES)
    except ValueError:
        yield messages.FORMULA
    else:
        yield from map(_a_column_like, unknown)


def _a_column_like(source: str) -> str:
    near = difflib.get_close_matches(source, COLUMN_NAMES, 1, cutoff=0.5)
    return messages.column_like(near[0]) if near else messages.COLUMN
