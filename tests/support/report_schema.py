"""The JSON Schema of the report, for the tests that make reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

import agent.core.report_format

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = Path(agent.core.report_format.__path__[0], "meters-report-1.schema.json")
SCHEMA: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def flaws_of(report: object) -> list[str]:
    """Return where a report does not fit its schema, nothing where it does."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(report)]


def undescribed(value: object, schema: dict[str, Any] = SCHEMA, path: str = "$") -> Iterator[str]:
    """Yield the path of every key in a report that the schema does not describe."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        for key, part in value.items():
            if key in schema.get("properties", {}):
                yield from undescribed(part, schema["properties"][key], f"{path}.{key}")
            else:
                yield f"{path}.{key}"
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from undescribed(part, schema.get("items", {}), f"{path}[{position}]")
