"""What an administrator set for everybody: policy.toml, or the same as values in Windows' registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.core.settings.check import check, refuse_unusable
from agent.core.settings.fields import BY_KEY
from agent.core.settings.toml_text import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.settings.field import Field

    # A registry key: its values (REG_SZ text, REG_DWORD number, REG_MULTI_SZ texts) and its subkeys by name.
    Tree = Mapping[str, Any]


def policy_of_text(text: str) -> dict[str, Any]:
    """Return the document of a policy.toml; AgentError that lists all that is wrong with it."""
    return _checked(parse(text), text)


def policy_of_registry(tree: Tree) -> dict[str, Any]:
    """Return the document of a registry key whose subkeys are the sections; AgentError as above.

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


def _checked(document: dict[str, Any], text: str) -> dict[str, Any]:
    _, problems = check(document, text)
    refuse_unusable(problems)
    return document
