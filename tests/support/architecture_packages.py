"""The packages of core and the imports between them, and what the receiver shares with the agent.

A rule is a function from a folder to its breaches, one line of text each; imports for types alone count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.architecture import imports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.support.architecture import Import

# The border: what the receiver imports of the agent, and what each of these may import of it in turn.
BORDER: Mapping[str, frozenset[str]] = {
    "model": frozenset(),
    "report_format": frozenset({"model"}),
    "messages": frozenset({"model", "report_format"}),
    "history": frozenset({"model", "report_format"}),
    "reporting": frozenset({"model", "report_format", "messages", "history"}),
}
FOR_THE_RECEIVER = frozenset({"model", "report_format", "messages", "history", "reporting"})
# The offices that the receiver's demo makes up are the agent's: they build, table and mail a report.
FOR_MADE_OFFICES = FOR_THE_RECEIVER | {"mail", "report_builder"}
MADE_OFFICES = "local"
LAYERS_OF_THE_RECEIVER = ("core", "edge", "jobs", "portal", "handlers", "commands", "deploy", MADE_OFFICES)


def core_package(name: str) -> str | None:
    """Return the package of core that a dotted name is in, None where it is in none."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["agent", "core"] and len(parts) > 2 else None


def core_imports(agent: Path) -> Iterator[tuple[str, str, Import]]:
    """Yield each import of one package of core by another: who imports, what, and the import itself."""
    for found in imports(agent):
        layer, *inside = found.file.split("/")
        target = core_package(found.name)
        if layer == "core" and len(inside) > 1 and target not in {None, inside[0]}:
            yield inside[0], str(target), found


def circles(agent: Path) -> list[str]:
    """Return the imports between packages of core that import each other, directly or by others."""
    edges = list(core_imports(agent))
    reached: dict[str, set[str]] = {source: set() for source, _, _ in edges}
    for source, target, _ in edges:
        reached[source].add(target)
    for _ in reached:  # a way is no longer than there are packages
        for targets in reached.values():
            targets |= {further for target in targets for further in reached.get(target, ())}
    return [
        f"{found}: core/{source} and core/{target} stand in a circle"
        for source, target, found in edges
        if source in reached.get(target, ())
    ]


def beyond_the_border(agent: Path) -> list[str]:
    """Return imports by which a package of the border would bring more of the agent to the receiver."""
    return [
        f"{found}: core/{source} may import {sorted(BORDER[source])}"
        for source, target, found in core_imports(agent)
        if source in BORDER and target not in BORDER[source]
    ]


def more_than_the_border(cloud: Path) -> list[str]:
    """Return imports of the receiver, its tests aside, of what is not the border's."""
    return [
        f"cloud/{layer}/{found.file}:{found.line} imports {found.name}; of core it may {sorted(allowed)}"
        for layer in LAYERS_OF_THE_RECEIVER
        for allowed in [FOR_MADE_OFFICES if layer == MADE_OFFICES else FOR_THE_RECEIVER]
        for found in imports(cloud / layer)
        if found.ours and core_package(found.name) not in allowed
    ]
