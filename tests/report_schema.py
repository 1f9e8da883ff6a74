"""The JSON Schema of the report, for the tests that make reports."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

import agent.core.reporting

_SCHEMA = Path(agent.core.reporting.__path__[0], "meters-report-1.schema.json")
_VALIDATOR = Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def flaws_of(report: object) -> list[str]:
    """Return where a report does not fit its schema, nothing where it does."""
    return [f"{error.json_path}: {error.message}" for error in _VALIDATOR.iter_errors(report)]
