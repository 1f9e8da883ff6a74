"""Each package that is imported is asked for where the code that imports it is installed from."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.declared_imports import undeclared_imports

ROOT = Path(__file__).parents[1]


def test_what_is_imported_is_asked_for() -> None:
    assert undeclared_imports(ROOT) == []


@pytest.mark.parametrize(
    ("file", "source", "package"),
    [
        ("agent/a.py", "def late() -> None:\n    import requests\n", "requests"),
        ("agent/a.py", "import jsonschema\n", "jsonschema"),  # a developer has it, an office doesn't
        ("cloud/portal/a.py", "from moto import server\n", "moto"),
        ("cloud/local/a.py", "import requests\n", "requests"),
        ("packing/a.py", "import pytest\n", "pytest"),
        ("sign/a.py", "import keyring\n", "keyring"),
        ("tools/a.py", "import boto3\n", "boto3"),
    ],
)
def test_a_package_that_nothing_asks_for_is_found(
    file: str, source: str, package: str, tmp_path: Path
) -> None:
    subprocess.run(("/usr/bin/env", "git", "init", "--quiet", str(tmp_path)), check=True)
    for name in ("pyproject.toml", "cloud/pyproject.toml", "build.spec"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(source, encoding="utf-8")

    found = undeclared_imports(tmp_path)

    assert [line.partition(",")[0] for line in found if file in line] == [f"{file} imports {package}"]
