"""The text of settings.toml: read as TOML, the line where each key stands, one key changed in place."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from agent.core.messages import settings as messages
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]  # ("network", "users", 0, "name"): keys of tables and positions in arrays

_PIECE = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,.\#"']+)""",
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_QUOTED = re.compile(r"'[^']{3,}'|\"[^\"]{3,}\"|\([^)]*\)")
_SHIFT = {"[": 1, "{": 1, "]": -1, "}": -1}


def parse(text: str, what: str | None = None) -> dict[str, Any]:
    """Return the document of TOML text; AgentError with line and column where it is none.

    `what` begins the sentence of the error: the settings file, unless it is another.
    """
    called = what or messages.FILE
    try:
        return tomllib.loads(text)
    except RecursionError:
        title = messages.too_deep(called)
    except ValueError as error:
        # Not only TOMLDecodeError: a number of thousands of digits is refused by int() itself.
        title = _not_toml(called, str(error), text)
    raise AgentError(messages.NOT_TOML, {"problem": title})


def _not_toml(what: str, message: str, text: str) -> str:
    found = _POSITION.search(message)
    if found is None:
        return messages.number_too_long(what)
    line, column = found.groups()
    if line is None:
        line, column = text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1
    # The reader repeats names that it found; one of them may be a secret in the wrong place.
    reason = _QUOTED.sub("(...)", message[: found.start()])
    return messages.not_toml(what, int(line), int(column), reason)


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of every table, key and array item in valid TOML text.

    What stands inside an inline table is left out: see `line_of`.
    """
    found: dict[KeyPath, int] = {}
    tables: dict[KeyPath, int] = {}
    prefix: KeyPath = ()
    for line, statement in _statements(text):
        if statement[0][0] == "[":
            prefix = _header([piece for piece, _ in statement], tables)
            path = prefix
        else:
            equals = next(position for position, (piece, _) in enumerate(statement) if piece == "=")
            path = (*prefix, *_keys([piece for piece, _ in statement[:equals]]))
            for position, item_line in enumerate(_item_lines(statement[equals + 1 :])):
                found[(*path, position)] = item_line
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], line)
    return found


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of a path, else of the nearest thing around it, else None."""
    return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)


def edit(text: str, key: str, value: object) -> str:
    """Return TOML text with "section.name" set to a value; comments, order and line ends stay.

    A missing section is added. AgentError where the text is no TOML or is laid out too oddly to edit.
    """
    section, _, name = key.rpartition(".")
    expected = parse(text)
    if not isinstance(expected.setdefault(section, {}), dict):
        raise AgentError(messages.NO_SECTION, {"name": section})
    expected[section][name] = value
    changed = _written(text, section, name, value)
    # Sections that are scattered over a file can confuse the writer: nothing else may have changed.
    if changed is None or parse(changed) != expected:
        raise AgentError(messages.NOT_CHANGED, {"key": key})
    return changed


def _written(text: str, section: str, name: str, value: object) -> str | None:
    """Return the changed text, or None where the writer can't do it."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document: Any = tomlkit.parse(text)
        if section not in document:
            document[section] = tomlkit.table()
        document[section][name] = value
        changed = tomlkit.dumps(document)
    except TOMLKitError:
        return None
    return re.sub(r"\r?\n", "\r\n", changed) if "\r\n" in text else changed


def _statements(text: str) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """Yield each header or key with its value: its line, and its pieces with theirs."""
    line, depth = 1, 0
    statement: list[tuple[str, int]] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if match.lastgroup == "newline" and depth == 0 and statement:
            yield statement[0][1], statement
            statement = []
        elif match.lastgroup not in {"skip", "newline"}:
            statement.append((piece, line))
            depth += _SHIFT.get(piece, 0)
        line += piece.count("\n")
    if statement:
        yield statement[0][1], statement


def _keys(pieces: list[str]) -> KeyPath:
    # A quoted key can hold escapes; the TOML reader knows them all.
    return tuple(next(iter(tomllib.loads(f"{piece} = 0"))) for piece in pieces if piece != ".")


def _header(pieces: list[str], tables: dict[KeyPath, int]) -> KeyPath:
    """Return the path of [a.b] or [[a.b]]; `tables` counts the arrays of tables met so far."""
    is_array = pieces[1] == "["
    path: KeyPath = ()
    for key in _keys([piece for piece in pieces if piece not in {"[", "]"}]):
        path = (*path, *([tables[path] - 1] if path in tables else []), key)
    if is_array:
        tables[path] = tables.get(path, 0) + 1
    return (*path, tables[path] - 1) if is_array else path


def _item_lines(value: list[tuple[str, int]]) -> Iterator[int]:
    """Yield the line of each item, where the value is an array."""
    if value[0][0] != "[":
        return
    depth, is_before_item = 1, True
    for piece, line in value[1:]:
        depth += _SHIFT.get(piece, 0)
        if depth == 0:
            return
        if is_before_item:
            yield line
        is_before_item = depth == 1 and piece == ","
