"""The kinds of findings stand in one place, and each has its heading."""

import ast
from pathlib import Path

from cloud.core.analysis import finding
from cloud.core.messages import today

CLOUD = Path(__file__).parents[1]
LAYERS = ("core", "edge", "jobs", "handlers", "commands", "deploy", "local", "portal")


def kinds_elsewhere(folder: Path) -> list[str]:
    """Return the texts that write a kind of finding outside core/analysis/finding.py."""
    files = [path for layer in LAYERS for path in sorted((folder / layer).rglob("*.py"))]
    return [
        f"{path.relative_to(folder).as_posix()}:{node.lineno} writes {node.value!r}"
        for path in files
        if path.name != "finding.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in finding.KINDS
    ]


def test_no_other_file_writes_a_kind() -> None:
    assert kinds_elsewhere(CLOUD) == []


def test_a_kind_that_is_written_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "headings.py").write_text('HEADINGS = {"ship": "Supplies"}')

    assert kinds_elsewhere(tmp_path) == ["core/headings.py:1 writes 'ship'"]


def test_each_kind_has_a_heading_of_its_own() -> None:
    assert len({today.KINDS[kind] for kind in finding.KINDS}) == len(finding.KINDS)
