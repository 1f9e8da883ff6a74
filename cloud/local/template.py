"""template.yaml as values: its resources, and what its functions are wired to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE = Path(__file__).parents[1] / "template.yaml"

Resources = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Wired:
    """A function of the template: its entry point, its environment, the events that call it."""

    name: str
    handler: str
    environment: Mapping[str, Any]
    events: Mapping[str, Mapping[str, Any]]


def read_template(path: Path = TEMPLATE) -> dict[str, Any]:
    """Return the template; !Ref X is {"Ref": X}, !GetAtt X.Y is {"Fn::GetAtt": [X, Y]}."""
    from cfnlint.decode import cfn_yaml  # noqa: PLC0415 (only the driver reads templates)

    template: dict[str, Any] = cfn_yaml.load(str(path))
    return template


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
        )
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
        for properties in [resource["Properties"]]
    )


def resolve(value: Any, known: Mapping[str, str]) -> Any:  # noqa: ANN401 (a template has every shape)
    """Return a value with its references filled in from `known`, by "X" and "X.Y".

    Raises KeyError for what the template names and nothing is: a name that is wrong there is wrong here.
    """
    if isinstance(value, dict):
        match [*value.items()]:
            case [("Ref", str(name))]:
                return known[name]
            case [("Fn::GetAtt", [*path])]:
                return known[".".join(path)]
            case [("Fn::Sub", str(text))]:
                return re.sub(r"\$\{([^}]+)\}", lambda found: known[found[1]], text)
        return {name: resolve(inner, known) for name, inner in value.items()}
    if isinstance(value, list):
        return [resolve(inner, known) for inner in value]
    return value
