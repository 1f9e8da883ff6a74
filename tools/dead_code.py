"""python -m tools.dead_code: names that nothing uses, in the program and in what its developers run.

vulture is 60 % sure of a function or a variable, never more. It is told here what templates use, and the keys
of typed dicts; what others call by its name stands in pyproject.toml, each with its reason.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vulture import Vulture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
CONFIDENCE = 60  # percent
CODE = ("agent", "cloud", "packing", "sign", "tools", "build.spec")
TESTS = ("tests", "cloud/tests")
FOR_DEVELOPERS = ("tools", "cloud/local", *TESTS)  # tests may be all that uses it
_CODE_OF_A_TEMPLATE = re.compile(r"\{[{%](.*?)[}%]\}", re.DOTALL)
_NAME = re.compile(r"(?<![\"'\w])[A-Za-z_]\w*")


def dead_code(root: Path = ROOT) -> list[str]:
    """Return a line for each name that nothing uses, and for each of the program that tests alone use."""
    program = [line for line in _unused(root, CODE) if not line.startswith(FOR_DEVELOPERS)]
    return sorted({*program, *_unused(root, (*CODE, *TESTS))})


def _unused(root: Path, parts: Sequence[str]) -> list[str]:
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]
    vulture = Vulture(**settings)
    used = set(_names_of_templates(root))
    for file in _sources(root, parts):
        source = file.read_text("utf-8")
        vulture.scan(source, str(file.relative_to(root)))
        used |= _keys_of_dicts(ast.parse(source))
    vulture.scan("\n".join(f"x.{name}" for name in sorted(used)), "used")
    unused = vulture.get_unused_code(min_confidence=CONFIDENCE)
    return [f"{item.filename}:{item.first_lineno} {item.message}" for item in unused]


def _sources(root: Path, parts: Sequence[str]) -> Iterator[Path]:
    for part in parts:
        top = root / part
        for file in sorted(top.rglob("*.py")) if top.is_dir() else [top]:
            is_test = file.is_relative_to(root / "cloud" / "tests") and part not in TESTS
            if file.is_file() and not is_test and ".venv" not in file.parts:
                yield file


def _names_of_templates(root: Path) -> Iterator[str]:
    for part in CODE:
        for file in (root / part).rglob("*.html"):
            if not {"tests", ".venv"} & {*file.parts}:
                for code in _CODE_OF_A_TEMPLATE.findall(file.read_text("utf-8")):
                    yield from (name for name in _NAME.findall(code) if not iskeyword(name))


def _keys_of_dicts(tree: ast.Module) -> set[str]:
    """Return the keys of the typed dicts of a file: code reads them as strings, which mypy compares."""
    dicts = {"TypedDict"}
    keys = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and dicts.intersection(map(ast.unparse, node.bases)):
            dicts.add(node.name)
            keys |= {ast.unparse(line.target) for line in node.body if isinstance(line, ast.AnnAssign)}
    return keys


if __name__ == "__main__":
    sys.exit("\n".join(dead_code()) or None)
