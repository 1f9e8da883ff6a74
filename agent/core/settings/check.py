"""Everything that is wrong with settings.toml, at once, each with its line."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.discovery.targets import parse_targets
from agent.core.messages import settings as messages
from agent.core.model.access import SNMP_PORT
from agent.core.model.errors import AgentError
from agent.core.settings import Settings, settings_of
from agent.core.settings.contradictions import contradictions, refused_when_sending
from agent.core.settings.field import Field, split_items
from agent.core.settings.fields import BY_KEY, FIELDS, SECTIONS, USER_COLUMNS
from agent.core.settings.layers import NO_LAYERS, Layers
from agent.core.settings.repeating import SHOWN_BITS, key_text, may_repeat, name_shown, plain, repeated, shown
from agent.core.settings.toml_text import KeyPath, line_of, lines_of, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Flaw = tuple[KeyPath, str, str]  # where, expected, got: a Problem before its line is known

TARGET_KEYS = ("network.targets", "network.exclude")
SECRET_WORDS = ("pass", "secret", "token")
# What a word of a name is compared with as a whole: "pasword", "psswd" and "kennwort" are secrets, too.
_SECRET_NAMES = ("password", "passphrase", "passwd", "passwort", "secret", "token", "pwd", "kennwort")
_ALIKE = 0.75  # difflib's measure: one letter wrong in five; no name of a setting is that near


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. Items count from 1 in `key`, as in mail.recipients[2].

    `line` is None where no line of the file is to blame. `got` never repeats a private value. Where
    `is_bearable` the settings can be used all the same: what it is about is refused when it is used.
    """

    key: str
    line: int | None
    expected: str
    got: str
    is_bearable: bool = False

    @property
    def setting(self) -> str:
        """The key without the number of an item."""
        return self.key.partition("[")[0]

    def __str__(self) -> str:
        return messages.problem(self.line, self.key, self.expected, self.got)


def expected_target(text: str) -> str | None:
    """Return the expected form of a target text of the settings, None if it is one."""
    try:
        parse_targets([text], SNMP_PORT)
    except AgentError as error:
        # Its sentence repeats the text, which may be a community in the wrong line.
        return str(error) if may_repeat(text) else messages.TARGET
    return None


def check(
    document: Mapping[str, Any], text: str, layers: Layers = NO_LAYERS
) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a parsed `text` and every problem in it, in the order of its lines.

    A setting with a problem has its default; of one that a policy sets, the text does not matter.
    """
    flaws = list(_unknown(document))
    values: dict[str, Any] = {}
    merged = layers.merged(document)
    for field in FIELDS:
        value, own_flaws = _value(field, merged)
        flaws += own_flaws
        if value is not None:
            values[field.key] = value
    settings = settings_of(values)
    flaws += contradictions(settings)
    found = [(flaw, False) for flaw in flaws] + [(flaw, True) for flaw in refused_when_sending(settings)]
    lines = lines_of(text)
    problems = [
        Problem(key_text(path), line_of(lines, path), expected, got, is_bearable)
        for (path, expected, got), is_bearable in found
    ]
    return settings, tuple(sorted(problems, key=lambda problem: problem.line or 0))


def load(text: str, layers: Layers = NO_LAYERS) -> Settings:
    """Return the settings of TOML text; AgentError that lists all that is wrong with it."""
    settings, problems = check(parse(text), text, layers)
    refuse_unusable(problems)
    return settings


def flaws_of(field: Field, value: object) -> tuple[Problem, ...]:
    """Return the problems of one value that stands in no file yet."""
    flaws = _flaws(field, (field.section, field.name), value)
    return tuple(Problem(key_text(path), None, expected, got) for path, expected, got in flaws)


def refusal(problems: Sequence[Problem]) -> AgentError:
    """Return the error that says all problems, one a line."""
    facts = {"title": messages.refused(len(problems)), "problems": "\n".join(map(str, problems))}
    return AgentError(messages.REFUSED, facts)


def refuse_unusable(problems: Sequence[Problem]) -> None:
    """Raise all that is wrong where one of it keeps the settings from being used."""
    if not all(problem.is_bearable for problem in problems):
        raise refusal(problems)


def refuse_new(problems: Sequence[Problem], before: Iterable[Problem]) -> None:
    """Raise what is wrong, but for what was wrong before: one thing can be mended after the other."""
    old = {problem.key for problem in before}
    fresh = [problem for problem in problems if problem.key not in old]
    if fresh:
        raise refusal(fresh)


def field_of(key: str) -> Field:
    """Return the row of a setting such as "mail.port"; AgentError that names the nearest one."""
    if key in BY_KEY:
        return BY_KEY[key]
    if names_a_secret(key):
        raise AgentError(messages.NO_SECRET_SETTING, {"key": plain(key)})
    homes = _keys_named(key)
    near = messages.either(homes) if homes else _near(key, BY_KEY)
    shown_key = plain(key) if near else name_shown(repeated(key))
    if near:
        raise AgentError(messages.NO_SETTING_BUT_LIKE, {"key": shown_key, "near": near})
    raise AgentError(messages.NO_SETTING_LIKE, {"key": shown_key})


def names_a_secret(name: str) -> bool:
    """Return whether a name, however mistyped, is that of a password."""
    lower = name.lower()
    words_in_it = re.findall(r"[^\W\d_]+", lower)
    return any(word in lower for word in SECRET_WORDS) or any(
        difflib.get_close_matches(word, _SECRET_NAMES, 1, _ALIKE) for word in words_in_it
    )


def _unknown(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield what is in the document and not in the table of settings."""
    for section, content in document.items():
        if section not in SECTIONS:
            homes = _keys_named(section)
            near = _a_known(section, SECTIONS, messages.known_section)
            known = messages.in_a_section(homes) if homes else near
            shown_name = section if homes or _near(section, SECTIONS) else repeated(section)
            yield (shown_name,), known, messages.UNKNOWN_NAME
        elif not isinstance(content, dict):
            yield (section,), messages.section(section), shown(content, is_private=True)
        else:
            names = [field.name for field in FIELDS if field.section == section]
            yield from _unknown_keys((section,), content, names)


def _unknown_keys(path: KeyPath, content: Mapping[str, Any], names: Sequence[str]) -> Iterator[Flaw]:
    for name in content:
        if name not in names and names_a_secret(name):
            yield (*path, name), messages.NO_SECRET, messages.ONE
        elif name not in names:
            shown_name = name if _near(name, names) else repeated(name)
            yield (*path, shown_name), _a_known(name, names, messages.known_setting), messages.UNKNOWN_NAME


def _a_known(name: str, names: Sequence[str], known: Callable[[str], str]) -> str:
    near = _near(name, names)
    return known(near) if near else messages.one_of(names)


def _keys_named(name: str) -> tuple[str, ...]:
    return tuple(field.key for field in FIELDS if field.name == name)


def _near(name: str, names: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(name.lower(), names, 1)), None)


def _value(field: Field, document: Mapping[str, Any]) -> tuple[Any, list[Flaw]]:
    """Return the value of a setting, None where it is absent or wrong, and its flaws."""
    section = document.get(field.section)
    if not isinstance(section, dict) or field.name not in section:
        return None, []
    path: KeyPath = (field.section, field.name)
    raw = section[field.name]
    flaws = list(_flaws(field, path, raw))
    return (None if flaws else _tidied(field, raw)), flaws


def _flaws(field: Field, path: KeyPath, raw: object) -> Iterator[Flaw]:
    if not field.is_list:
        yield from _item_flaws(field, path, raw)
    elif not isinstance(raw, list):
        yield path, messages.list_of(field.shape.expected), _shown(field, raw)
    elif len(raw) < field.least:
        yield path, messages.at_least_one_of(field.shape.expected), messages.EMPTY_LIST
    else:
        for position, item in enumerate(raw):
            for part in _parts(field, item):
                yield from _item_flaws(field, (*path, position), part)


def _parts(field: Field, item: object) -> list[Any]:
    """Return the items in one text of a list: several where a person wrote a;b. Targets are split later."""
    is_split = isinstance(item, str) and not field.columns and field.key not in TARGET_KEYS
    return (split_items(str(item)) or [item]) if is_split else [item]


def _item_flaws(field: Field, path: KeyPath, raw: object) -> Iterator[Flaw]:
    if not field.shape.accepts(raw):
        yield path, field.shape.expected, _shown(field, raw)
    elif field.key in TARGET_KEYS:
        expected = expected_target(str(raw))
        if expected is not None:
            yield path, expected, _shown(field, raw)
    elif isinstance(raw, dict):
        yield from _user_flaws(path, raw)


def _shown(field: Field, raw: object) -> str:
    is_huge = isinstance(raw, int) and raw.bit_length() > SHOWN_BITS
    return shown(raw, is_private=field.is_private or not (is_huge or may_repeat(raw)))


def _user_flaws(path: KeyPath, user: Mapping[str, Any]) -> Iterator[Flaw]:
    yield from _unknown_keys(path, user, [column.name for column in USER_COLUMNS])
    for column in USER_COLUMNS:
        if column.name in user:
            yield from _item_flaws(column, (*path, column.name), user[column.name])
        elif column.default is None:
            yield (*path, column.name), column.shape.expected, messages.NOTHING


def _tidied(field: Field, raw: Any) -> Any:  # noqa: ANN401 (TOML has several types)
    if field.columns:
        return tuple({c.name: user.get(c.name, c.default) for c in field.columns} for user in raw)
    if field.is_list:
        return tuple(dict.fromkeys(field.shape.tidy(part) for item in raw for part in _parts(field, item)))
    return field.shape.tidy(raw)
