"""template.yaml as values: its resources, what they need of one another, what its functions are wired to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATE = Path(__file__).parents[1] / "template.yaml"
FUNCTION = "AWS::Serverless::Function"


@dataclass(frozen=True, slots=True)
class Wired:
    """A function of the template: its entry point, environment, the events that call it, what it may do."""

    name: str
    handler: str
    environment: Mapping[str, Any]
    events: Mapping[str, Mapping[str, Any]]
    statements: tuple[Mapping[str, Any], ...]


def read_template(path: Path = TEMPLATE) -> dict[str, Any]:
    """Return the template; !Ref X is {"Ref": X}, !GetAtt X.Y is {"Fn::GetAtt": [X, Y]}."""
    from cfnlint.decode import cfn_yaml  # noqa: PLC0415 (only the driver reads templates)

    template: dict[str, Any] = cfn_yaml.load(str(path))
    return template


def of_type(template: Mapping[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """Return the resources of a type by their names."""
    return {name: r for name, r in template["Resources"].items() if r["Type"] == kind}


def functions_of(template: Mapping[str, Any]) -> tuple[Wired, ...]:
    """Return the template's functions, what is said of all of them included."""
    shared = template.get("Globals", {}).get("Function", {})
    environment = shared.get("Environment", {}).get("Variables", {})
    return tuple(
        Wired(
            name=name,
            handler=properties["Handler"],
            environment={**environment, **properties.get("Environment", {}).get("Variables", {})},
            events=properties.get("Events", {}),
            statements=tuple(s for policy in properties["Policies"] for s in policy["Statement"]),
        )
        for name, resource in of_type(template, FUNCTION).items()
        for properties in [resource["Properties"]]
    )


def in_order(template: Mapping[str, Any], parameters: Mapping[str, str]) -> list[str]:
    """Return the names of the resources that a stack has, each after those that it needs.

    Raises graphlib.CycleError where CloudFormation would say "Circular dependency between resources".
    """
    there = {
        name: resource
        for name, resource in template["Resources"].items()
        if holds(template, resource.get("Condition"), parameters)
    }
    graph = {name: needed_by(resource) & there.keys() for name, resource in there.items()}
    return list(TopologicalSorter(graph).static_order())


def needed_by(resource: Mapping[str, Any]) -> set[str]:
    """Return the names that a resource's properties refer to or that it says it depends on."""
    on = resource.get("DependsOn", [])
    return {*([on] if isinstance(on, str) else on), *_references(resource.get("Properties", {}))}


def _references(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _references(inner)
    elif isinstance(value, dict):
        match [*value.items()]:
            case [("Ref", str(name))]:
                yield name
            case [("Fn::GetAtt", [name, *_])]:
                yield name
            case [("Fn::Sub", str(text))]:
                yield from (found.split(".")[0] for found in re.findall(r"\$\{([^!}]+)\}", text))
            case items:
                for _, inner in items:
                    yield from _references(inner)


def holds(template: Mapping[str, Any], condition: str | None, known: Mapping[str, str]) -> bool:
    """Return whether a condition of the template holds; what has none always does."""
    if condition is None:
        return True
    left, right = template["Conditions"][condition]["Fn::Equals"]
    return bool(resolve(left, known) == resolve(right, known))


def resolve(value: Any, known: Mapping[str, str]) -> Any:  # noqa: ANN401, PLR0911 (a template has every shape)
    """Return a value with its references filled in from `known`, by "X" and "X.Y", conditions by "?X".

    Raises KeyError for what the template names and nothing is: a name that is wrong there is wrong here.
    """
    if isinstance(value, list):
        return [resolve(inner, known) for inner in value]
    if not isinstance(value, dict):
        return value
    match [*value.items()]:
        case [("Ref", str(name))]:
            return known[name]
        case [("Fn::GetAtt", [*path])]:
            return known[".".join(path)]
        case [("Fn::If", [condition, then, otherwise])]:
            return resolve(then if known[f"?{condition}"] else otherwise, known)
        case [("Fn::Sub", str(text))]:
            filled = re.sub(r"\$\{([^!}]+)\}", lambda found: known[found[1]], text)
            return filled.replace("${!", "${")
    return {name: resolve(inner, known) for name, inner in value.items()}
