"""How a dealer's program wants a file: TOML text to a profile; everything that is wrong with it is refused.

As the agent's profiles, and besides: `format` csv or xml; of xml the names `root` and `row`, a `namespace`,
headers with "/" for elements within others; constants in apostrophes.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from agent.core.reporting.formulas import formula_of, is_formula, unknown_columns
from agent.core.reporting.meters_csv import could_run
from agent.core.reporting.profiles import Profile
from cloud.core.answers.problem import ProblemDetails

if TYPE_CHECKING:
    from collections.abc import Collection

CSV, XML = "csv", "xml"
LARGEST = 20_000  # characters of a profile
MOST_COLUMNS, LONGEST = 200, 200
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_FOLDER, _ENDING = "cloud.core.erp", ".toml"
_ELEMENT = r"[A-Za-z_][A-Za-z0-9_.-]{0,99}"
_TAG, _PATH = re.compile(_ELEMENT, re.ASCII), re.compile(rf"{_ELEMENT}(?:/{_ELEMENT}){{0,4}}", re.ASCII)
_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]{1,199}", re.ASCII)
_DATES = re.compile(r"(?:%[YymdHMSzj]|[ ./:T,-])*")
_USUAL = {
    "description": "",
    "format": CSV,
    "delimiter": ",",
    "date_format": "",
    "encoding": "utf-8-sig",
    "root": "rows",
    "row": "row",
    "namespace": "",
}
_CHOICES = {
    "format": (CSV, XML),
    "delimiter": (",", ";", "|", "\t"),
    "encoding": ("utf-8-sig", "utf-8", "cp1252", "iso-8859-1"),
}


@dataclass(frozen=True, slots=True)
class ErpProfile:
    """A profile: its table as the agent has it, `format` CSV or XML, the names of XML's elements."""

    table: Profile
    format: str
    root: str
    row: str
    namespace: str


def brought_names() -> tuple[str, ...]:
    """Return the names of the profiles that come along."""
    found = (one.name for one in files(_FOLDER).joinpath("profiles").iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def brought_text(name: str) -> str:
    """Return the text of a profile that comes along."""
    return files(_FOLDER).joinpath("profiles", f"{name}{_ENDING}").read_text("utf-8")


def constant_of(source: str) -> str | None:
    """Return the text of a constant such as 'EUR', None for any other source."""
    return source[1:-1] if len(source) > 1 and source[0] == source[-1] == "'" else None


def erp_profile_of(name: str, text: str, columns: Collection[str]) -> ErpProfile:
    """Return the profile of TOML text over these columns; ProblemDetails (400) says what is wrong."""
    if len(text) > LARGEST:
        raise _wrong(f"it has more than {LARGEST} characters")
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(str(error)[:LONGEST]) from error
    unknown = document.keys() - _USUAL.keys() - {"columns"}
    if unknown:
        raise _wrong(f"there is no key {min(unknown)[:40]}")
    chosen: dict[str, Any] = _USUAL | {key: document[key] for key in _USUAL if key in document}
    _check_texts(chosen)
    pairs = document.get("columns")
    if not isinstance(pairs, list) or not 0 < len(pairs) <= MOST_COLUMNS:
        raise _wrong(f"columns is a list of 1 to {MOST_COLUMNS} pairs")
    of_table = {key: chosen[key] for key in ("description", "delimiter", "date_format", "encoding")}
    checked = tuple(_column(pair, chosen["format"], columns) for pair in pairs)
    headers = [header for header, _ in checked]
    twice = next((one for one in headers if headers.count(one) > 1 or _is_within(one, headers)), None)
    if twice:
        raise _wrong(f"the header {twice[:40]} stands twice")
    return ErpProfile(
        Profile(name=name, columns=checked, **of_table),
        *(chosen[key] for key in ("format", "root", "row", "namespace")),
    )


def _check_texts(chosen: dict[str, Any]) -> None:
    for key, value in chosen.items():
        if not isinstance(value, str) or len(value) > LONGEST:
            raise _wrong(f"{key} is a text of {LONGEST} characters at most")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise _wrong(f"{key} is one of {', '.join(map(repr, _CHOICES[key]))}")
    if not _DATES.fullmatch(chosen["date_format"]):
        raise _wrong("date_format is made of %Y %y %m %d %H %M %S %j %z")
    for key in ("root", "row"):
        if not _TAG.fullmatch(chosen[key]):
            raise _wrong(f"{key} is the name of an element")
    if chosen["namespace"] and not _NAMESPACE.fullmatch(chosen["namespace"]):
        raise _wrong("namespace is a URI")


def _column(pair: object, form: str, columns: Collection[str]) -> tuple[str, str]:
    match pair:
        case [str(header), str(source)]:
            _check_header(header, form)
            _check_source(source, columns)
            return header, source
    raise _wrong('a column is a pair ["Header", "Source"]')


def _check_header(header: str, form: str) -> None:
    if form == XML and not _PATH.fullmatch(header):
        raise _wrong(f"{header[:40]!r} is no name of an XML element")
    if not (0 < len(header) <= LONGEST and header.isprintable()) or could_run(header):
        raise _wrong(f"{header[:40]!r} is no header")


def _check_source(source: str, columns: Collection[str]) -> None:
    if not source or constant_of(source) is not None:
        return
    if not is_formula(source):
        unknown = [] if source in columns else [source]
    else:
        try:
            unknown = unknown_columns(formula_of(source), columns)
        except ValueError as error:
            raise _wrong(f"{source[:40]!r} is no formula such as '= Quantity + 2 * PercentLeft'") from error
    if unknown:
        raise _wrong(f"there is no column {unknown[0][:40]}. There are: {', '.join(columns)}")


def _is_within(header: str, headers: list[str]) -> bool:
    """Return whether an element that has a text would have others within it, too."""
    return any(other.startswith(f"{header}/") for other in headers)


def _wrong(why: str) -> ProblemDetails:
    return ProblemDetails(400, "profile", f"The profile can't be used: {why}.")
