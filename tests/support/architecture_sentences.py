"""Where sentences for people may stand, read from the source itself; as architecture.py, for words.

A rule is a function from the folder `agent/` to its breaches, one line of text each.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.support.architecture import sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "core/messages/"
# Texts that nobody is shown: what a maker's devices say, the demo's made-up devices, the settings' own table.
NOT_FOR_PEOPLE = ("core/manufacturers/", "demo/", "core/settings/fields.py")
# What is said through these reaches a person, a whole sentence or not.
SAYS = {"AgentError", "TemporaryError", "ArgumentTypeError", "print", "out", "tell", "_tell"}
SAYING_ARGUMENTS = {"help", "description", "epilog"}
_SENTENCE = re.compile(r'(?!SELECT|UPDATE|DELETE|INSERT)["„A-Z{].*[^\W\d_].* .*[.?!…]', re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def sentences_elsewhere(agent: Path) -> list[str]:
    """Texts outside core/messages that are sentences, or that are handed to who speaks to a person."""
    return [
        f"agent/{file}:{line} says {text[:50]!r}: sentences for people stand in core/messages"
        for file, source in sources(agent)
        if not file.startswith((WORDS, *NOT_FOR_PEOPLE))
        for line, text in sorted(set(said_in(ast.parse(source))))
    ]


def said_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a file with their lines, and what is handed to who speaks to a person."""
    silent = {id(node) for owner in ast.walk(tree) for node in _unsaid(owner)}
    for node in ast.walk(tree):
        if id(node) not in silent and _SENTENCE.fullmatch(text := _text(node)):
            yield getattr(node, "lineno", 0), text
        for argument in _spoken(node):
            # Text between values is fine here: "  - {address}: {why}" has no word of its own.
            if " " in (text := _text(argument, value="")) and _LETTERS.search(text):
                yield getattr(argument, "lineno", 0), text


def _unsaid(owner: ast.AST) -> Iterator[ast.AST]:
    """Give what only looks like a sentence: documentation, parts of a text, what a log gets."""
    match owner:
        case (
            ast.Module(body=[ast.Expr(value=first), *_])
            | ast.ClassDef(body=[ast.Expr(value=first), *_])
            | ast.FunctionDef(body=[ast.Expr(value=first), *_])
            | ast.AsyncFunctionDef(body=[ast.Expr(value=first), *_])
        ):
            yield first
        case ast.JoinedStr(values=parts):
            yield from parts
        case ast.Call(func=ast.Attribute(attr="exception" | "warning" | "info" | "error" | "debug")):
            yield from owner.args


def _spoken(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        if ast.unparse(node.func).split(".")[-1] in SAYS:
            yield from node.args
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SAYING_ARGUMENTS)


def _text(node: ast.AST, value: str = "X") -> str:
    """Return the text that a node makes; a value that is put into it is shown as `value`."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, value) or value for part in parts)
    return ""


def asked_too_early(agent: Path) -> list[str]:
    """Sentences asked for while a module loads, when nobody has chosen the language yet."""
    return [
        f"agent/{file}:{node.lineno} asks {ast.unparse(node)} while it loads: ask inside a function"
        for file, source in sources(agent)
        if not file.startswith(WORDS)
        for tree in [ast.parse(source)]
        for names in [_names_of_words(tree)]
        for node in _outside_functions(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names
    ]


def _names_of_words(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "agent.core.messages"
        for alias in node.names
    }


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """Give what runs as the module is loaded; the defaults of a function's arguments do, too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for default in (*child.args.defaults, *filter(None, child.args.kw_defaults)):
                yield from (default, *_outside_functions(default))
        else:
            yield child
            yield from _outside_functions(child)
