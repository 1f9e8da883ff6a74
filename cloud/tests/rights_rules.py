"""The functions' rights against what they did: too few and too many, a line each."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from cloud.local.iam_rights import IMPLICIT, RequiredRight, needs_of
from cloud.local.template import functions_of, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloud.local.calls import Call

    Needs = dict[str, set[RequiredRight]]


def needs_by_function(template: Mapping[str, Any], calls: Iterable[Call], key: str) -> Needs:
    """Return the rights that each function needs: by its calls, its environment, its queue."""
    needed: Needs = {}
    for call in calls:
        needed.setdefault(call.function, set()).update(
            needs_of(key, call.service, call.operation, call.parameters)
        )
    implicit = {operations: actions for service, operations, actions, _ in IMPLICIT if service == "lambda"}
    for wired in functions_of(template):
        reads = any(event["Type"] == "SQS" for event in wired.events.values())
        of = [*implicit["Environment"], *(implicit["EventSource"] if reads else ())]
        needed.setdefault(wired.name, set()).update(RequiredRight(action, key) for action in of)
    return needed


def breaches(template: Mapping[str, Any], names: Mapping[str, str], needed: Needs) -> Iterator[str]:
    """Yield each right that a function lacks, and each that nothing it did has used."""
    for wired in functions_of(template):
        granted = [one for statement in resolve(list(wired.statements), names) for one in _rights(statement)]
        needs = needed.get(wired.name, set())
        for need in sorted(needs):
            if not any(_covers(right, need) for right in granted):
                yield f"{wired.name} may not {need.action} on {need.resource}"
        for right in granted:
            if not any(_covers(right, need) for need in needs):
                yield f"{wired.name} need not {right.action} on {right.resource}"


def _rights(statement: Mapping[str, Any]) -> Iterator[RequiredRight]:
    actions, resources = (_listed(statement[part]) for part in ("Action", "Resource"))
    if statement["Effect"] == "Allow":
        yield from (RequiredRight(action, resource) for action in actions for resource in resources)


def _covers(right: RequiredRight, need: RequiredRight) -> bool:
    return fnmatchcase(need.action, right.action) and fnmatchcase(need.resource, right.resource)


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
