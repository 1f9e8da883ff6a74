"""What is deployed of the agent is the border, and the receiver loads with it alone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.architecture_packages import BORDER

ROOT = Path(__file__).parents[2]
LAYERS = ("core", "edge", "jobs", "portal", "handlers")
LOAD_ALL = """
import agent, cloud, importlib, pkgutil
for package in (agent, cloud):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
print(agent.__file__)
"""
LONGEST = 300  # seconds: loading all takes five; beside much else it is still far below


def test_the_package_has_the_border_and_no_more_of_the_agent() -> None:
    found = re.search(r"^border = (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert found is not None
    assert set(found[1].split()) == BORDER.keys()


def test_the_receiver_loads_with_the_border_alone(tmp_path: Path) -> None:
    for package in (*(f"agent/core/{name}" for name in BORDER), *(f"cloud/{layer}" for layer in LAYERS)):
        shutil.copytree(ROOT / package, tmp_path / package)
    for file in ("agent/__init__.py", "agent/core/__init__.py", "cloud/__init__.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    environment = {**os.environ, "AWS_DEFAULT_REGION": "eu-central-1", "PYTHONPATH": str(tmp_path)}

    loaded = subprocess.run(
        [sys.executable, "-c", LOAD_ALL],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )

    assert loaded.stderr == ""
    assert loaded.stdout.strip() == str(tmp_path / "agent/__init__.py")
