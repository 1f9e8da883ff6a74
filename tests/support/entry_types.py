"""The typed entries of meters.json held against its JSON Schema, and values against the types."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from agent.core.model import printer
from agent.core.report_format import entries, received, received_printer, report
from tests.support.report_schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

# What mypy alone imports is no name of the modules.
_NAMES = {
    name: value
    for module in (printer, entries, report, received_printer, received)
    for name, value in vars(module).items()
}
_OF_PYTHON = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    NoneType: "null",
    list: "array",
    dict: "object",
}
_ALL = frozenset({"string", "integer", "number", "boolean", "null", "array", "object"})

Schema = dict[str, Any]


def fields_of(kind: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 (a TypedDict is no type to mypy)
    """Return the fields of a TypedDict: the type of each, and whether it is required."""
    hints = get_type_hints(kind, localns=_NAMES, include_extras=True)
    found = {}
    for name, hint in hints.items():
        optional = get_origin(hint) is NotRequired
        found[name] = (
            get_args(hint)[0] if optional else hint,
            not optional and name not in kind.__optional_keys__,
        )
    return found


def differences(kind: Any, schema: Schema, path: str = "$", *, exact: bool) -> Iterator[str]:  # noqa: ANN401 (as above)
    """Yield where a TypedDict and an object of the schema differ.

    `exact`: it is what the schema allows, no more and no less. Otherwise it is what we write: whatever
    fits it fits the schema.
    """
    fields, whole = fields_of(kind), _resolved(schema)
    properties, required = whole.get("properties", {}), set(whole.get("required", ()))
    for name in fields.keys() ^ properties.keys():
        yield f"{path}.{name} is in one of them only"
    ours = {name for name, (_, is_required) in fields.items() if is_required}
    for name in ours ^ required if exact else required - ours:
        yield f"{path}.{name} is required in one of them only"
    for name in fields.keys() & properties.keys():
        yield from _hint_differs(fields[name][0], properties[name], f"{path}.{name}", exact=exact)


def _hint_differs(hint: Any, schema: Schema, path: str, *, exact: bool) -> Iterator[str]:  # noqa: ANN401 (as above)
    types, allowed = set(map(_type_of, _parts(hint))), schema_types(schema)
    if "integer" in types and "number" in allowed and "integer" not in allowed:
        types.add("number")
        types.discard("integer")
    if types != allowed if exact else types - allowed:
        yield f"{path} is {sorted(types)}, the schema has {sorted(allowed)}"
    whole = _resolved(schema)
    for part in _parts(hint):
        if is_typeddict(part):
            yield from differences(part, schema, path, exact=exact)
        elif get_origin(part) is list:
            yield from _hint_differs(get_args(part)[0], whole.get("items", {}), f"{path}[]", exact=exact)
        elif get_origin(part) is dict:  # its names are open, so that its type has to take each of them
            values = set(map(_type_of, _parts(get_args(part)[1])))
            named = whole.get("properties", {})
            yield from (
                f"{path}.{name} is no {values}"
                for name in named
                if schema_types(named[name]) - values - {"null"}
            )
        elif get_origin(part) is Literal and (wrong := set(get_args(part)) ^ _values(schema)):
            yield f"{path} differs in {sorted(map(str, wrong))}"


def misfits(value: object, hint: Any, path: str = "$") -> Iterator[str]:  # noqa: ANN401 (as above)
    """Yield where a value of JSON is none of a type."""
    fitting = [part for part in _parts(hint) if _is_of(value, part)]
    if not fitting:
        yield f"{path} is {value!r}"
        return
    (part,) = fitting
    if is_typeddict(part) and isinstance(value, dict):
        fields = fields_of(part)
        yield from (f"{path}.{name} is in no type" for name in value.keys() - fields.keys())
        yield from (
            f"{path}.{name} is absent" for name, (_, needed) in fields.items() if needed and name not in value
        )
        for name in value.keys() & fields.keys():
            yield from misfits(value[name], fields[name][0], f"{path}.{name}")
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from misfits(one, get_args(part)[0], f"{path}[{place}]")


def schema_types(schema: Schema) -> frozenset[str]:
    """Return the JSON types that a schema allows."""
    types = _ALL
    if "$ref" in schema:
        types &= schema_types(_definition(schema))
    if "type" in schema:
        named = schema["type"]
        types &= frozenset([named] if isinstance(named, str) else named)
    if "enum" in schema or "const" in schema:
        types &= frozenset(_OF_PYTHON[type(value)] for value in _values(schema))
    if "anyOf" in schema:
        types &= frozenset().union(*map(schema_types, schema["anyOf"]))
    return types


def _resolved(schema: Schema) -> Schema:
    return {**_definition(schema), **schema} if "$ref" in schema else schema


def _definition(schema: Schema) -> Schema:
    found: Schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


def _values(schema: Schema) -> set[object]:
    whole = _resolved(schema)
    return {whole["const"]} if "const" in whole else set(whole.get("enum", ()))


def _parts(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 (as above)
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


def _type_of(part: Any) -> str:  # noqa: ANN401 (as above)
    if is_typeddict(part):
        return "object"
    if get_origin(part) is Literal:
        return _OF_PYTHON[type(get_args(part)[0])]
    return _OF_PYTHON[get_origin(part) or part]


def _is_of(value: object, part: Any) -> bool:  # noqa: ANN401 (as above)
    if get_origin(part) is Literal:
        return value in get_args(part)
    name = _OF_PYTHON.get(type(value))
    return name == _type_of(part) or (name == "integer" and _type_of(part) == "number")
