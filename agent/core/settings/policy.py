"""What an administrator set for everybody: policy.toml, or the same as values in Windows' registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.settings.check import check, names_a_secret, refuse_unusable
from agent.core.settings.fields import BY_KEY, SECTIONS, USER_COLUMNS
from agent.core.settings.repeating import key_text, repeated
from agent.core.settings.toml_text import KeyPath, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.settings.field import Field

    # A registry key: its values (REG_SZ text, REG_DWORD number, REG_MULTI_SZ texts) and its subkeys by name.
    Tree = Mapping[str, Any]


_USERS = "network.users"
_COLUMNS = frozenset(column.name for column in USER_COLUMNS)


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts of a policy, and the keys in it that this version does not know: a later one may.

    IT brings one policy to computers with programs of several ages, so a new name stops no old program.
    """

    document: Mapping[str, Any]
    unknown: tuple[str, ...] = ()


def policy_of_text(text: str) -> Policy:
    """Return the policy of a policy.toml; AgentError that lists every wrong value of a known setting."""
    return _checked(parse(text), text)


def policy_of_registry(tree: Tree) -> Policy:
    """Return the policy of a registry key whose subkeys are the sections; AgentError as above.

    A list is a subkey with one value an item, as group policy writes it, or REG_MULTI_SZ. Windows
    knows no case in names, so neither do we.
    """
    document = {section.lower(): _section(section.lower(), content) for section, content in tree.items()}
    return _checked(document, "")


def _section(section: str, content: object) -> object:
    if not isinstance(content, dict):
        return content
    return {name.lower(): _value(f"{section}.{name.lower()}", raw) for name, raw in content.items()}


def _value(key: str, raw: object) -> object:
    field = BY_KEY.get(key)
    if field is None:
        return raw
    if field.is_list:
        return _list(field, raw)
    if isinstance(field.default, bool) and raw in (0, 1):
        return bool(raw)
    return field.from_text(raw) if isinstance(raw, str) else raw


def _list(field: Field, raw: object) -> object:
    if isinstance(raw, str):
        return field.from_text(raw)
    if isinstance(raw, dict):
        raw = [raw[name] for name in sorted(raw, key=lambda name: (len(name), name))]  # "10" after "9"
    if not isinstance(raw, list):
        return raw
    return [field.shape.from_text(item) if isinstance(item, str) else item for item in raw]


def _checked(document: dict[str, Any], text: str) -> Policy:
    known, unknown = _parted(document)
    _, problems = check(known, text)
    refuse_unusable(problems)
    return Policy(known, tuple(map(key_text, unknown)))


def _parted(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[KeyPath]]:
    """Return the document with the names that we know, and the paths of the others.

    A password stays in it, under whatever name, so that it is refused.
    """
    known: dict[str, Any] = {}
    unknown: list[KeyPath] = []
    for section, content in document.items():
        if section not in SECTIONS:
            unknown.append((repeated(section),))
        elif not isinstance(content, dict):
            known[section] = content
        else:
            known[section] = {name: value for name, value in content.items() if _counts(section, name)}
            unknown += [(section, repeated(name)) for name in content if not _counts(section, name)]
            unknown += _without_new_columns(known[section]) if section == _USERS.partition(".")[0] else []
    return known, unknown


def _counts(section: str, name: str) -> bool:
    return f"{section}.{name}" in BY_KEY or names_a_secret(name)


def _without_new_columns(network: dict[str, Any]) -> list[KeyPath]:
    """Take from the users in a section what this version does not know of a user, and return its paths."""
    section, _, name = _USERS.partition(".")
    users = network.get(name)
    if not isinstance(users, list) or not all(isinstance(user, dict) for user in users):
        return []
    network[name] = [
        {key: user[key] for key in user if key in _COLUMNS or names_a_secret(key)} for user in users
    ]
    return [
        (section, name, position, repeated(key))
        for position, user in enumerate(users)
        for key in user
        if key not in network[name][position]
    ]
