"""provision.toml: settings that an office begins with, and perhaps a code for each of a hundred computers.

Read once by each office, it fills what nobody set there. What an office took is kept as `provisioned.toml`
in its data folder: the settings, without the codes of others, and a section that says where they came from.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.messages import deployment as messages
from agent.core.messages import settings as words
from agent.core.model.errors import AgentError
from agent.core.settings.check import Problem, check, refusal, refuse_unusable
from agent.core.settings.fields import BY_KEY
from agent.core.settings.layers import CONFIRMED, needs_a_yes
from agent.core.settings.repeating import LEFT_OUT, plain
from agent.core.settings.setting_types import ENROLMENT_CODE
from agent.core.settings.toml_text import KeyPath, line_of, lines_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


ENROLMENT, RECORD = "enrolment", "provision"
MOST_COMPUTERS = 10_000


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision file as one computer reads it: `document` holds settings alone, with its own code.

    `is_agreed` is True where reports may leave without a person's yes, if only administrators can write the
    file. `is_listed` is False where the file has codes and none for this computer.
    """

    document: Mapping[str, Any]
    is_agreed: bool
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What an office took, or refused: `sha256` is of the file seen last, in hexadecimal digits.

    `document` are the settings, empty where all that was seen was refused; `at` is an aware datetime.
    """

    path: str
    sha256: str
    at: datetime
    computer: str
    is_listed: bool
    document: Mapping[str, Any]


def provision_of(text: str, computer: str) -> Provision:
    """Return the content of a provision file for this computer; AgentError that lists all that is wrong."""
    document = parse(text, messages.PROVISION_FILE)
    codes = document.pop(ENROLMENT, {})
    mistyped = [name for name in document if difflib.get_close_matches(name.lower(), (ENROLMENT,))]
    for name in mistyped:
        del document[name]
    _, problems = check(document, text)
    problems = (*problems, *_mistyped(mistyped, text), *_problems_of_codes(codes, text))
    if problems:
        raise refusal(problems)
    is_agreed = not needs_a_yes(document)
    document.get("mail", {}).pop(CONFIRMED.partition(".")[2], None)
    code = _code_of(codes, computer)
    if code:
        document.setdefault("site", {})["enrolment"] = code
    return Provision(document, is_agreed, is_listed=bool(code) or not codes)


def _code_of(codes: Mapping[str, str], computer: str) -> str | None:
    """Return the code under a computer's full name, else under its first label."""
    by_name = {name.lower(): code for name, code in codes.items()}
    name = computer.lower()
    return by_name.get(name) or by_name.get(name.partition(".")[0])


def _mistyped(names: Iterable[str], text: str) -> Iterator[Problem]:
    """Yield that [enrolment] was probably meant, as by who writes it with two l."""
    lines = lines_of(text)
    for name in names:
        yield Problem(
            plain(name), line_of(lines, (name,)), words.known_section(ENROLMENT), words.UNKNOWN_NAME
        )


def _problems_of_codes(codes: object, text: str) -> Iterator[Problem]:
    lines = lines_of(text)

    def problem(path: KeyPath, key: str, expected: str, got: str) -> Problem:
        return Problem(key, line_of(lines, path), expected, got)

    if not isinstance(codes, dict):
        yield problem((ENROLMENT,), ENROLMENT, words.section(ENROLMENT), words.ANOTHER_VALUE)
        return
    if len(codes) > MOST_COMPUTERS:
        yield problem((ENROLMENT,), ENROLMENT, messages.at_most(MOST_COMPUTERS), str(len(codes)))
        return
    seen: set[str] = set()
    for name, code in codes.items():
        key = f"{ENROLMENT}.{LEFT_OUT if ENROLMENT_CODE.accepts(name) else plain(name)}"
        path = (ENROLMENT, name)
        if name.lower() in seen:
            yield problem(path, key, messages.ONE_COMPUTER, messages.TWICE)
        elif not ENROLMENT_CODE.accepts(code):
            yield problem(path, key, ENROLMENT_CODE.expected, words.ANOTHER_VALUE)
        seen.add(name.lower())


def rows_of(document: Mapping[str, Any]) -> list[tuple[str, object]]:
    """Return the settings of a document for a person to look at, by key, in the order of the table."""
    found = []
    for key, field in BY_KEY.items():
        section = document.get(field.section)
        if isinstance(section, dict) and field.name in section:
            found.append((key, section[field.name]))
    return found


def text_of_taken(taken: Taken) -> str:
    """Return the text of provisioned.toml."""
    import tomlkit

    record = {
        "path": taken.path,
        "sha256": taken.sha256,
        "at": taken.at.isoformat(timespec="seconds"),
        "computer": taken.computer,
        "is_listed": taken.is_listed,
    }
    return tomlkit.dumps({RECORD: record, **taken.document})


def taken_of(text: str) -> Taken:
    """Return the record that `text_of_taken` wrote; AgentError where it was changed into something else."""
    document = parse(text, messages.TAKEN_FILE)
    record = document.pop(RECORD, None)
    _, problems = check(document, text)
    refuse_unusable(problems)
    try:
        return Taken(
            path=str(record["path"]),
            sha256=str(record["sha256"]),
            at=datetime.fromisoformat(record["at"]).astimezone(),
            computer=str(record["computer"]),
            is_listed=record["is_listed"] is True,
            document=document,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AgentError(messages.TAKEN_DAMAGED) from error
