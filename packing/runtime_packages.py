"""The packages that the program brings along: what pyproject.toml asks for, and what those ask for."""

from __future__ import annotations

import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def runtime_packages() -> dict[str, Distribution]:
    """Return them by canonical name, in order, as this system's markers choose them.

    PackageNotFoundError where one is not installed.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    wanted = [*project["dependencies"]]
    while wanted:
        requirement = Requirement(wanted.pop())
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(requirement.name)
        wanted += found[name].requires or ()
    return dict(sorted(found.items()))
