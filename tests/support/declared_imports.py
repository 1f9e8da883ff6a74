"""Whether each package that our code imports is asked for where that code is installed from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from typing import TYPE_CHECKING, Any

from tests.support.given_up_names import files

if TYPE_CHECKING:
    from pathlib import Path

# By the beginning of a path (the longest counts): the groups of dependencies that are there when it runs.
# "" stands for what a project itself asks for.
AGENT, RECEIVER = "pyproject.toml", "cloud/pyproject.toml"
GROUPS = {
    "agent/": ((AGENT, ""),),
    "build.spec": ((AGENT, ""), (AGENT, "exe")),
    "packing/": ((AGENT, ""), (AGENT, "exe"), (AGENT, "release")),
    "sign/": (),
    "tools/": ((AGENT, ""), (AGENT, "dev"), (AGENT, "browser")),
    "tests/": ((AGENT, ""), (AGENT, "dev"), (AGENT, "browser")),
    "tests/windows/": ((AGENT, ""), (AGENT, "dev"), (AGENT, "exe")),
    "cloud/": ((RECEIVER, ""),),
    **{f"cloud/{folder}/": ((RECEIVER, ""), (RECEIVER, "dev")) for folder in ("commands", "deploy", "local")},
    "cloud/tests/": ((RECEIVER, ""), (RECEIVER, "dev"), (AGENT, "browser")),
}
# Folders whose modules are imported by their bare names.
FLAT = ("sign/", "tests/windows/", "cloud/tests/")
# What a package is called that is imported by another name.
DISTRIBUTIONS = {
    "PIL": "pillow",
    "cfnlint": "cfn-lint",
    "cyclonedx": "cyclonedx-bom",
    "dns": "dnspython",
    "nacl": "pynacl",
    "samtranslator": "aws-sam-translator",
    "yaml": "pyyaml",
}
# What is there without: the desktop's own PyGObject; boto3 in Lambda's runtime; pyarrow in AWS's layer.
PROVIDED = {"agent/": {"gi"}, "cloud/": {"boto3", "botocore", "pyarrow"}}
BROUGHT_BY = {"botocore": "boto3"}  # one project, released together


def undeclared_imports(root: Path) -> list[str]:
    """Return the imports of packages that nothing asks for where the file is used, one line each."""
    sources = [*files(root), *((name, (root / name).read_text("utf-8")) for name in ("build.spec",))]
    own = {name.partition("/")[0] for name, _ in sources} | {
        name.rpartition("/")[2].removesuffix(".py") for name, _ in sources if name.startswith(FLAT)
    }
    return [
        f"{name} imports {package}, and no group of {begin} asks for it"
        for name, source in sources
        for begin in [max((b for b in GROUPS if name.startswith(b)), key=len)]
        for package in sorted(_packages(ast.parse(source)) - own - sys.stdlib_module_names)
        if package not in PROVIDED.get(begin, set())
        and _distribution(package) not in {asked for group in GROUPS[begin] for asked in _asked(root, *group)}
    ]


def _packages(tree: ast.Module) -> set[str]:
    """Return the top-level names that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _distribution(package: str) -> str:
    brought_by = BROUGHT_BY.get(package, package)
    return DISTRIBUTIONS.get(brought_by, brought_by).lower().replace("_", "-")


def _asked(root: Path, project: str, group: str) -> set[str]:
    """Return the names of the packages that a group asks for, as a package index writes them."""
    table: dict[str, Any] = tomllib.loads((root / project).read_text("utf-8"))
    lines = table["dependency-groups"][group] if group else table["project"]["dependencies"]
    return {re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0].lower().replace("_", "-") for line in lines}
