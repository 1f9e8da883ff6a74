"""python -m packing.sbom ENVIRONMENT INSIDE PACKAGE...: the parts list of the exe, CycloneDX 1.6, to stdout.

ENVIRONMENT is what cyclonedx-py says of the environment that the exe was built in, INSIDE what build.spec
wrote of the rest; of the environment only the named packages went into the exe.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from agent import __version__


def parts_list(
    environment: dict[str, Any], inside: list[dict[str, Any]], packages: set[str]
) -> dict[str, Any]:
    """Return the document; `packages` are canonical names. SystemExit where one of them is missing."""
    chosen = [part for part in environment["components"] if _name(part) in packages]
    missing = packages - {_name(part) for part in chosen}
    if missing:
        raise SystemExit(f"the list of parts lacks {', '.join(sorted(missing))}")
    root = environment["metadata"]["component"]
    known = {part["bom-ref"] for part in (root, *chosen)}
    edges = [_within(edge, known) for edge in environment["dependencies"] if edge["ref"] in known]
    for edge in edges:
        if edge["ref"] == root["bom-ref"]:
            edge["dependsOn"] = sorted([*edge.get("dependsOn", []), *(part["bom-ref"] for part in inside)])
    edges += [{"ref": part["bom-ref"]} for part in inside]
    return {
        **environment,
        "metadata": {**environment["metadata"], "component": {**root, "version": __version__}},
        "components": [*chosen, *inside],
        "dependencies": sorted(edges, key=lambda edge: str(edge["ref"])),
    }


def _name(component: dict[str, Any]) -> str:
    return re.sub(r"[-_.]+", "-", component["name"]).lower()  # as PEP 503 makes names equal


def _within(edge: dict[str, Any], known: set[str]) -> dict[str, Any]:
    inner = [reference for reference in edge.get("dependsOn", []) if reference in known]
    return {"ref": edge["ref"], "dependsOn": inner} if inner else {"ref": edge["ref"]}


def main() -> None:
    """Print the document; SystemExit where it does not fit the schema of CycloneDX."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 (there in the environment of releases alone)
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 (as above)

    environment, inside, *packages = sys.argv[1:]
    document, rest = (json.loads(Path(path).read_text(encoding="utf-8")) for path in (environment, inside))
    text = json.dumps(parts_list(document, rest, set(packages)), indent=2, sort_keys=True) + "\n"
    flaw = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if flaw:
        raise SystemExit(f"the list of parts does not fit its schema: {flaw}")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
