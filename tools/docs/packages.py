"""A picture of the agent's packages and their imports, as Mermaid, read from the source."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tools.docs.markdown import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INTRO = """# Packages and their imports

An arrow points from a package to one that it imports. Imports that only type checkers see count as well. Of
`agent.core` each package stands for itself; its single modules stand together as `core`."""


def package_picture(agent: Path) -> str:
    """Return the page with the picture of the packages below the folder `agent`."""
    arrows = sorted(set(_arrows(agent)))
    lines = [f"    {_id(of)}[{of}] --> {_id(to)}[{to}]" for of, to in arrows]
    return page(INTRO, "\n".join(["```mermaid", "flowchart LR", *lines, "```"]))


def _arrows(agent: Path) -> Iterator[tuple[str, str]]:
    for file in agent.rglob("*.py"):
        of = _package(("agent", *file.relative_to(agent).with_suffix("").parts), agent)
        for module in _imported(file):
            to = _package(tuple(module.split(".")), agent)
            if of and to and of != to:
                yield of, to


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _package(parts: tuple[str, ...], agent: Path) -> str | None:
    if len(parts) < 2 or parts[0] != "agent" or not (agent / parts[1]).is_dir():
        return None
    if parts[1] == "core" and len(parts) > 2 and (agent / "core" / parts[2]).is_dir():
        return f"core/{parts[2]}"
    return parts[1]


def _id(package: str) -> str:
    return package.replace("/", "_")
