"""Names that were given up for the field's own, and names that mean two things; read from the source.

A rule is a function from the root of the project to its breaches, one line of text each.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("agent", "cloud", "sign", "packing", "tests", "tools")
# Its texts are tested by tests/whole/test_given_up_sentences.py, its names here.
THIS = ("tests/support/given_up_names.py", "tests/test_given_up_names.py", "tests/tools/test_docs.py")

# Words of names, between their underscores or capitals: of modules, classes, functions, arguments, variables.
GIVEN_UP = {
    "house": "project",
    "verb": "command",
    "errand": "task",
    "situation": "state",
    "mood": "icon state",
    "glance": "notification, view",
    "stationery": "letter inputs",
    "desk": "adapters, context; of signing: terminal",
    "drawer": "secret store",
    "vault": "secret store",
    "crew": "readers",
    "seat": "lock, instance",
    "harvest": "polling",
    "spared": "do_not_poll",
    "spare": "do_not_poll",
    "a_hand": "needs_attention",
}
# The same of modules and classes alone: inside a function these may be plain words.
GIVEN_UP_ABOVE = {
    "room": "package, layer or module",
    "words": "messages",
    "sheet": "table",
    "told": "notified, reported",
    "tells": "notifications, output",
    "standing": "state",
    "wire": "codec",
    "labels": "enumerations",
}
# Names that are nothing but this word: of arguments, variables, fields and functions.
GIVEN_UP_ALONE = {
    "told": "what it is: sentence, document, shown",
    "say": "write, show",
}
MAY_STAND_IN = {
    "spared": ("tests/core/discovery/",),
    "told": ("agent/core/tray/notifications.py",),  # the names under which the store keeps it
}
PHRASES = re.compile(
    r"\bReturn (?:who|what|whose)\b|\bneeds? a hand\b|\bfront door\b|\b(?:this|that|one|our) room's\b"
    r"|\bhas no word for\b|\b(?:a|the) standing\b(?! \w+ing)|\ban task\b",
)
DOCSTRINGS_ELSEWHERE = ("agent/core/messages/",)


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each Python file that belongs to the project, as path and text."""
    listed = subprocess.run(
        ("/usr/bin/env", "git", "ls-files", "--cached", "--others", "--exclude-standard", *FOLDERS),
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in sorted(set(listed.stdout.split("\n"))):
        if name.endswith(".py") and name not in THIS and (root / name).is_file():
            yield name, (root / name).read_text(encoding="utf-8")


def given_up_names(root: Path) -> list[str]:
    """Return the names that hold a word which was given up."""
    return [
        f"{file}:{line} names {name}: {word!r} is now {term}"
        for file, source in files(root)
        for line, name, terms in _names(file, ast.parse(source))
        for word, term in _given_up_in(name, terms)
        if not file.startswith(MAY_STAND_IN.get(word, ()))
    ]


def given_up_phrases(root: Path) -> list[str]:
    """Return the lines whose comment or docstring uses a phrase that was given up."""
    return [
        f"{file}:{number} says {found[0]!r}"
        for file, source in files(root)
        if not file.startswith(DOCSTRINGS_ELSEWHERE)
        for number, line in enumerate(source.splitlines(), 1)
        for found in [PHRASES.search(line)]
        if found
    ]


def classes_of_one_name(root: Path) -> list[str]:
    """Return the public classes of the agent that share a name."""
    found = defaultdict(list)
    for file, source in files(root):
        for node in ast.parse(source).body:
            if file.startswith("agent/") and isinstance(node, ast.ClassDef) and node.name[0] != "_":
                found[node.name].append(f"{file}:{node.lineno}")
    return [f"{name}: {', '.join(places)}" for name, places in found.items() if len(places) > 1]


def _names(file: str, tree: ast.Module) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield the names in a file, itself first, each with what must not stand in it; not those of tests."""
    above = GIVEN_UP | GIVEN_UP_ABOVE
    yield 0, file.removesuffix(".py").rpartition("/")[2], above
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name):
                yield node.lineno, name, above
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if not name.startswith("test_"):
                yield node.lineno, name, GIVEN_UP
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name, GIVEN_UP


def _given_up_in(name: str, terms: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((word, term) for word, term in terms.items() if _holds(name, word))
    alone = name.lstrip("_")
    if alone in GIVEN_UP_ALONE and alone not in terms:
        yield alone, GIVEN_UP_ALONE[alone]


def _holds(name: str, word: str) -> bool:
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return re.search(rf"(?:^|_){word}s?(?:_|$)", plain) is not None
