"""A list in settings.toml, changed item by item: what stays keeps its place and its comments."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from agent.core.settings.toml_text import edit, lines_of, parse

if TYPE_CHECKING:
    from collections.abc import Sequence


def edit_list(text: str, key: str, items: Sequence[Any]) -> str:
    """Return TOML text with the list "section.name" made of these items; items that are tables have a name.

    Where the list is laid out too oddly for this, all of it is written anew, as `text.edit` does.
    AgentError as there.
    """
    section, _, name = key.rpartition(".")
    document = parse(text)
    content = document.get(section)
    before = content.get(name) if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(before, list):
        return edit(text, key, list(items))
    if f"[[{section}.{name}]]" not in text.replace(" ", ""):
        content[name] = list(items)
        changed = _with_items(text, section, name, items)
    elif all(isinstance(item, dict) and "name" in item for item in (*before, *items)):
        _put(document, section, name, items)
        changed = _with_tables(text, section, name, before, items)
    else:
        return edit(text, key, list(items))
    return changed if _reads_as(changed, document) else edit(text, key, list(items))


def _put(document: dict[str, Any], section: str, name: str, items: Sequence[Any]) -> None:
    """Set the list in a document; without items there are no [[headers]], so there is no key."""
    document[section][name] = list(items)
    if not items:
        del document[section][name]
    if not document[section]:
        del document[section]


def _reads_as(text: str, document: dict[str, Any]) -> bool:
    # An odd layout may have confused the writer: the TOML reader is the judge.
    try:
        return tomllib.loads(text) == document
    except tomllib.TOMLDecodeError:
        return False


def _with_items(text: str, section: str, name: str, items: Sequence[Any]) -> str:
    """Take what is gone out of an array in brackets and put what is new at its end."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    array = document[section][name]
    for position in reversed(range(len(array))):
        if array[position] not in items:
            del array[position]
    for item in items:
        if item not in array:
            array.append(item)
    changed = tomlkit.dumps(document)
    return re.sub(r"\r?\n", "\r\n", changed) if "\r\n" in text else changed


def _with_tables(text: str, section: str, name: str, before: Sequence[Any], items: Sequence[Any]) -> str:
    """Rewrite the lines of the [[section.name]] tables that are gone or changed; add the new ones below."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines, numbers = text.split(end), lines_of(text)
    by_name = {item["name"]: item for item in items}
    below = 0
    # From the last one up: the line numbers of those above stay right.
    for position in reversed(range(len(before))):
        places = [line for path, line in numbers.items() if path[:3] == (section, name, position)]
        first, last = min(places) - 1, max(places)
        below = below or last
        new = by_name.pop(before[position]["name"], None)
        if new != before[position]:
            block = _block(section, name, new) if new else []
            lines[first:last] = block
            below += len(block) - (last - first)
    added = [line for item in by_name.values() for line in ("", *_block(section, name, item))]
    return end.join([*lines[:below], *added, *lines[below:]])


def _block(section: str, name: str, item: dict[str, Any]) -> list[str]:
    import tomlkit

    return [f"[[{section}.{name}]]", *tomlkit.dumps(item).splitlines()]
