"""The packages of core stand in no circle, and the receiver shares the border with the agent and no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.architecture_packages import (
    BORDER,
    LAYERS_OF_THE_RECEIVER,
    beyond_the_border,
    circles,
    core_imports,
    more_than_the_border,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Rule = Callable[[Path], list[str]]

ROOT = Path(__file__).parents[1]
AGENT, CLOUD = ROOT / "agent", ROOT / "cloud"
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "
LATE = "def late():\n    "


def test_no_packages_of_core_import_each_other() -> None:
    assert circles(AGENT) == []
    assert len({source for source, _, _ in core_imports(AGENT)}) > 15


def test_what_the_receiver_imports_brings_nothing_else_of_the_agent() -> None:
    assert beyond_the_border(AGENT) == []
    assert {source for source, _, _ in core_imports(AGENT)} >= BORDER.keys() - {"model"}


def test_the_receiver_imports_the_border_only() -> None:
    assert more_than_the_border(CLOUD) == []
    inside = {path.name for path in CLOUD.iterdir() if (path / "__init__.py").is_file()}
    assert inside == {*LAYERS_OF_THE_RECEIVER}


def made_up(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder and return it."""
    for name, source in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


A_TO_B, B_TO_A = "from agent.core.b.two import two", "from agent.core.a.one import one"
B_TO_C, C_TO_A = "import agent.core.c.three", "from ..a import one"


@pytest.mark.parametrize(
    ("files", "breaches"),
    [
        ({"core/a/one.py": A_TO_B, "core/b/two.py": B_TO_A}, 2),
        ({"core/a/one.py": FOR_TYPES + A_TO_B, "core/b/two.py": LATE + B_TO_A}, 2),
        ({"core/a/one.py": A_TO_B, "core/b/two.py": B_TO_C, "core/c/three.py": C_TO_A}, 3),
        ({"core/a/one.py": A_TO_B, "core/b/two.py": B_TO_C}, 0),
        ({"core/a/one.py": "from agent.core.a.other import other", "core/a/other.py": B_TO_A}, 0),
    ],
)
def test_a_circle_is_found_whatever_closes_it(
    files: Mapping[str, str], breaches: int, tmp_path: Path
) -> None:
    assert len(circles(made_up(tmp_path, files))) == breaches


@pytest.mark.parametrize(
    ("rule", "file", "source", "breaches"),
    [
        (beyond_the_border, "core/report_format/a.py", "from agent.core.messages import mail", 1),
        (beyond_the_border, "core/report_format/chain/a.py", FOR_TYPES + "import agent.core.history.past", 1),
        (beyond_the_border, "core/reporting/a.py", "from agent.core.conditions.kinds import Condition", 1),
        (beyond_the_border, "core/reporting/card/a.py", LATE + "from agent.core.settings import Mail", 1),
        (beyond_the_border, "core/messages/a.py", "from ..reporting import attention", 1),
        (beyond_the_border, "core/model/a.py", "from agent.core.mib import objects", 1),
        (beyond_the_border, "core/reporting/a.py", "from agent.core.history.past import Past", 0),
        (beyond_the_border, "core/mail/a.py", "from agent.core.settings import Mail", 0),
        (more_than_the_border, "core/a.py", "from agent.core.conditions.kinds import Condition", 1),
        (more_than_the_border, "portal/a.py", "from agent.core.mail.subject import subject", 1),
        (more_than_the_border, "core/a.py", "from agent.core.history.past import Past", 0),
        (more_than_the_border, "jobs/a.py", FOR_TYPES + "from agent.core.settings import Mail", 1),
        (more_than_the_border, "handlers/a.py", "from agent.edge import store", 1),
        (more_than_the_border, "edge/a.py", "import agent", 1),
        (more_than_the_border, "local/a.py", "from agent.core.polling.requests import plan", 1),
        (more_than_the_border, "local/a.py", "from agent.core.mail.subject import subject", 0),
        (more_than_the_border, "core/a.py", "from agent.core.reporting.attention import need_of", 0),
    ],
)
def test_an_import_beyond_the_border_is_found(
    rule: Rule, file: str, source: str, breaches: int, tmp_path: Path
) -> None:
    assert len(rule(made_up(tmp_path, {file: source}))) == breaches
