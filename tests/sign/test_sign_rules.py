"""Signing runs on a machine that has nothing but Python, and its guide says what the program does."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import failures
import sign
from tests.support.architecture import long_files, long_functions
from tests.support.patience import PATIENCE
from tests.support.sign_rig import NEEDED
from tests.support.sign_terminal import SIGN

TESTS = Path(__file__).parents[1]
OWN = {file.stem for file in SIGN.glob("*.py")}
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def test_it_imports_nothing_but_the_standard_library() -> None:
    imported = {
        name.split(".")[0]
        for file in SIGN.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        )
    }

    assert "subprocess" in imported
    assert imported - OWN - sys.stdlib_module_names == set()


def test_no_file_of_it_hides_one_of_the_standard_library() -> None:
    assert OWN & sys.stdlib_module_names == set()


def test_it_starts_without_installed_packages() -> None:
    command = [sys.executable, "-S", "-E", str(SIGN / "sign.py"), "--help"]
    shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout

    assert all(command in shown for command in sign.COMMANDS)


def test_it_keeps_the_rules_of_the_project() -> None:
    assert long_files(SIGN) == []
    assert long_functions(SIGN) == []


def test_every_failure_has_a_code_of_its_own_that_neither_python_nor_argparse_uses() -> None:
    codes = [failure.code for failure in failures.ALL]

    assert len(codes) == len(set(codes)) > 20
    assert min(codes) > 2
    assert len({failure.title for failure in failures.ALL}) == len(codes)


def test_the_guide_lists_every_failure_with_its_code_and_what_to_do() -> None:
    rows = ROW.findall((SIGN / "README.md").read_text(encoding="utf-8"))

    assert rows == [(str(failure.code), failure.title, failure.advice) for failure in failures.ALL]


def test_the_guide_names_every_command() -> None:
    guide = (SIGN / "README.md").read_text(encoding="utf-8")

    assert [command for command in sign.COMMANDS if f"sign.py {command}" not in guide] == ["sign"]
    assert "sign.py meters.exe" in guide


def test_a_release_day_makes_the_environments_of_the_release_workflow() -> None:
    guide = (SIGN / "README.md").read_text(encoding="utf-8").replace("'", "").replace(",", "")
    workflow = (SIGN.parent / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    installed = re.findall(r"(\.cache/\w+/Scripts/python) \$install (-r \S+)", workflow)
    (options,) = re.findall(r'install="(.+)"', workflow)

    assert len(installed) == 3
    assert [parts for parts in installed if " @install ".join(parts) not in guide] == []
    assert f"$install = {options}\n" in guide
    assert ".cache/exe/Scripts/python -m packing.release --backend signtool" in guide


def test_a_wrong_argument_is_exit_code_2() -> None:
    command = [sys.executable, str(SIGN / "sign.py"), "check", "--backend", "scissors"]

    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


def test_the_powershell_script_only_calls_the_program() -> None:
    script = (SIGN / "sign.ps1").read_text(encoding="utf-8")

    assert len(script.splitlines()) < 15
    assert "'sign.py') @args" in script
    assert "exit $LASTEXITCODE" in script
    assert "signtool" not in script.lower()


def test_the_windows_exe_is_not_tested_where_it_could_not_be_signed(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    shutil.copytree(TESTS / "windows", tests / "windows", ignore=shutil.ignore_patterns("__pycache__"))
    (tests / "support").mkdir()
    for name in ("__init__.py", "sign_rig.py"):
        shutil.copy(TESTS / "support" / name, tests / "support")
    command = [sys.executable, str(tests / "windows")]

    ended = subprocess.run(
        command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert ended.returncode == 3, ended.stderr
    assert ended.stdout.startswith("SKIPPED")
    assert [name for name in NEEDED if f"no {name}" not in ended.stdout] == []


def test_it_runs_as_a_module_too() -> None:
    by_module = subprocess.run(
        (sys.executable, "-m", "sign", "digest", "no-such-file.exe"),
        cwd=SIGN.parent,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    by_path = subprocess.run(
        (sys.executable, "sign/sign.py", "digest", "no-such-file.exe"),
        cwd=SIGN.parent,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )

    assert by_path.returncode == failures.UNREADABLE.code
    assert (by_module.returncode, by_module.stdout, by_module.stderr) == (
        by_path.returncode,
        by_path.stdout,
        by_path.stderr,
    )
