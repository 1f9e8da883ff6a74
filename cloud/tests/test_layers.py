"""The receiving side keeps the rules of the agent: its own arrows, core alone, short files and functions."""

from pathlib import Path

import pytest

from tests.support.architecture import (
    IMPURE_CALLS,
    PURE,
    imports,
    long_files,
    long_functions,
    sources,
)

CLOUD = Path(__file__).parents[1]
AGENT = CLOUD.parent / "agent"
LAYERS = ("core", "edge", "jobs", "portal", "handlers", "commands", "local", "deploy")
ARROWS = {
    "core": {"core"},
    "edge": {"core", "edge"},
    "jobs": {"core", "jobs"},
    "portal": {"core", "jobs", "portal"},
    "handlers": {"core", "edge", "jobs", "portal", "handlers"},
    "commands": {"core", "edge", "jobs", "commands"},
    "local": {"core", "edge", "jobs", "portal", "handlers", "local"},
    "deploy": {"core", "deploy"},
}
# boto3 and pyarrow stand in the edge, what only tests and the driver need in local; deployment and driver,
# which are not deployed, ask AWS themselves.
OUTSIDE = {
    "boto3": {"edge", "deploy", "local"},
    "botocore": {"edge", "deploy", "local"},
    "pyarrow": {"edge"},
    "moto": {"local"},
    "cfnlint": {"local"},
    "joserfc": {"local", "portal"},
    "starlette": {"portal", "local"},
    "authlib": {"portal", "local"},
    "httpx2": {"portal"},
    "mangum": {"handlers"},
    "uvicorn": {"local"},
    "flask": {"local"},
    "aws_lambda_powertools": {"edge", "handlers"},
}
PURE_HERE = (
    *PURE.split(),
    "email.message",
    "email.message_from_bytes",
    "email.policy",
    "importlib.resources",
    "zoneinfo",  # the zones' own table
    "xml.etree",  # writes what a profile asks for
    "zlib",
)


def breaches(cloud: Path) -> list[str]:
    """Return the breaches of the arrows between the layers, one line each."""
    found = []
    for layer in LAYERS:
        for one in imports(cloud / layer):
            first, *rest = one.name.split(".")
            if first == "cloud" and rest[0] not in ARROWS[layer]:
                if not (layer in {"jobs", "portal"} and rest[0] == "edge" and one.typing_only):
                    found.append(f"{layer}/{one.file} imports {one.name}")
            elif (first == "agent" and rest[:1] != ["core"]) or layer not in OUTSIDE.get(first, {layer}):
                found.append(f"{layer}/{one.file} imports {one.name}")
    return found


def impure(cloud: Path) -> list[str]:
    """Return the imports and calls of core that depend on more than its arguments."""
    ours = ("cloud", "agent", "jsonschema_rs", "jinja2")
    imported = [
        f"core/{one.file} imports {one.name}"
        for one in imports(cloud / "core")
        if one.name.split(".")[0] not in ours
        and not any(one.name == pure or one.name.startswith(f"{pure}.") for pure in PURE_HERE)
    ]
    called = [
        f"core/{file} calls {name}"
        for file, text in sources(cloud / "core")
        for name in IMPURE_CALLS
        if f".{name}(" in text or f" {name}(" in text
    ]
    return imported + called


def test_arrows_point_to_core_and_the_agent_s_core_is_all_that_is_known_of_it() -> None:
    assert breaches(CLOUD) == []


def test_core_asks_no_clock_and_opens_nothing() -> None:
    assert impure(CLOUD) == []


def test_the_agent_does_not_know_the_receiver() -> None:
    assert [str(one) for one in imports(AGENT) if one.name.split(".")[0] == "cloud"] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_files_and_functions_are_short(layer: str) -> None:
    assert long_files(CLOUD / layer) == []
    assert long_functions(CLOUD / layer) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("core/a.py", "from cloud.edge.table import Table"),
        ("core/a.py", "from agent.jobs import report"),
        ("jobs/a.py", "from cloud.edge.table import Table"),
        ("jobs/a.py", "import boto3"),
        ("handlers/a.py", "from cloud.local import stack"),
        ("edge/a.py", "from agent.edge import store"),
        ("handlers/a.py", "import agent"),
        ("portal/a.py", "from cloud.edge.table import Table"),
        ("core/a.py", "from cloud.portal import session"),
        ("jobs/a.py", "import starlette"),
    ],
)
def test_a_wrong_arrow_is_found(file: str, source: str, tmp_path: Path) -> None:
    for layer in LAYERS:
        (tmp_path / layer).mkdir()
    (tmp_path / file).write_text(source, encoding="utf-8")

    assert len(breaches(tmp_path)) == 1


@pytest.mark.parametrize("source", ["import os", "import time", "now = datetime.now()", "x = open('a')"])
def test_an_impure_core_is_found(source: str, tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "a.py").write_text(source, encoding="utf-8")

    assert len(impure(tmp_path)) == 1
