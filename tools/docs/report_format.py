"""The reference of meters.json, from its JSON Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tools.docs.markdown import page, table

if TYPE_CHECKING:
    from pathlib import Path

NAME = "meters-report-1.schema.json"
INTRO = """# The report, `meters.json`

UTF-8 JSON, one object. `null` or absent means not readable, and never 0. Times are ISO 8601 with an
offset. Names follow RFC 3805 (Printer-MIB), RFC 2790 (Host Resources), PWG 5106.1 (imaging counters) and
the IPP `printer-state-reasons` keywords (PWG 5100.9), in snake_case. Names are only ever added; one is
renamed or dropped under a new schema version alone. `meters.sig` beside it is the Ed25519 signature over
the exact bytes of the file, base64, one line: [verifying](verifying.md) says how to check it."""


def report_format(root: Path) -> str:
    """Return the page; LookupError where the schema does not lie once below `root`/agent."""
    found = sorted((root / "agent").rglob(NAME))
    if len(found) != 1:
        raise LookupError(f"{NAME} was found {len(found)} times")
    schema: dict[str, Any] = json.loads(found[0].read_text(encoding="utf-8"))
    kinds = {name: each for name, each in schema["$defs"].items() if "properties" in each}
    sections = [
        f"## {name}\n\n{each.get('description', '')}\n\n{_properties(each, schema)}"
        for name, each in kinds.items()
    ]
    return page(INTRO, "## The whole\n\n" + _properties(schema, schema), *sections)


def _properties(holder: dict[str, Any], schema: dict[str, Any]) -> str:
    required = holder.get("required", ())
    rows = (
        (f"`{name}`", _kind(each), "always" if name in required else "", _meaning(each, schema))
        for name, each in holder["properties"].items()
    )
    return table(("property", "kind", "there", "meaning"), rows)


def _meaning(each: dict[str, Any], schema: dict[str, Any]) -> str:
    named = schema["$defs"].get(str(each.get("$ref", "")).rpartition("/")[2], {})
    return str(each.get("description") or named.get("description") or "")


def _kind(each: dict[str, Any]) -> str:
    if "$ref" in each:
        return f"`{each['$ref'].rpartition('/')[2]}`"
    if "const" in each:
        return f"`{json.dumps(each['const'])}`"
    if each.get("enum"):
        return ", ".join(f"`{value}`" for value in each["enum"])
    if each.get("anyOf") or each.get("oneOf"):
        return " or ".join(_kind(one) for one in each.get("anyOf") or each["oneOf"])
    kind = each.get("type", "any")
    said = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"list of {_kind(each['items'])}" if isinstance(each.get("items"), dict) else said
