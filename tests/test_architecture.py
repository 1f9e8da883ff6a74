"""Each rule of the architecture is shown twice: our code keeps it; a file that breaks it is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.architecture import (
    ADAPTERS_OF,
    MOST_LINES_OF_A_FILE,
    MOST_LINES_OF_A_FUNCTION,
    edges_that_meet,
    impure_calls,
    impure_imports,
    long_files,
    long_functions,
    makers_elsewhere,
    strangers,
    wrong_arrows,
)
from tests.support.architecture_sentences import asked_too_early, sentences_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[Path], list[str]]

AGENT = Path(__file__).parents[1] / "agent"


def test_arrows_go_from_ui_to_jobs_to_core_and_from_edge_to_core() -> None:
    assert wrong_arrows(AGENT) == []


def test_adapters_do_not_know_each_other() -> None:
    assert edges_that_meet(AGENT) == []


def test_core_imports_only_what_is_pure() -> None:
    assert impure_imports(AGENT) == []


def test_core_asks_no_clock_and_opens_nothing() -> None:
    assert impure_calls(AGENT) == []


def test_each_outside_thing_has_one_adapter() -> None:
    assert strangers(AGENT) == []


def test_no_file_holds_two_things() -> None:
    assert long_files(AGENT) == []


def test_no_function_does_two_things() -> None:
    assert long_functions(AGENT) == []


def test_makers_are_named_among_the_manufacturers_only() -> None:
    assert makers_elsewhere(AGENT) == []


def test_sentences_for_people_stand_among_the_messages() -> None:
    assert sentences_elsewhere(AGENT) == []


def test_no_sentence_is_asked_for_before_the_language_is_chosen() -> None:
    assert asked_too_early(AGENT) == []


IMPURE = (
    "socket os pathlib time random secrets logging sqlite3 subprocess threading tempfile shutil ssl smtplib "
    "keyring os.path urllib.request nacl email uuid importlib"
)
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "
MESSAGES = "from agent.core.messages import tray as messages\n"
LONG_FUNCTION = "def long():\n" + "    step()\n" * MOST_LINES_OF_A_FUNCTION

BREACHES = [
    (wrong_arrows, "core/a.py", "from agent.edge import store"),
    (wrong_arrows, "core/a.py", "from agent import jobs"),
    (wrong_arrows, "core/deep/a.py", "from ...edge import store"),
    (wrong_arrows, "core/a.py", FOR_TYPES + "from agent.edge.store import Store"),
    (wrong_arrows, "edge/a.py", "def late():\n    from agent.jobs.scan import scan"),
    (wrong_arrows, "jobs/a.py", "from agent.edge.store import Store"),
    (wrong_arrows, "jobs/a.py", "import agent.ui.cli"),
    (wrong_arrows, "ui/a.py", FOR_TYPES + "from agent.edge import secret_store"),
    (wrong_arrows, "jobs/a.py", "from agent.commands.scan import scan"),
    (wrong_arrows, "ui/a.py", "from agent.__main__ import main"),
    (wrong_arrows, "__init__.py", "import agent.core.model.walk"),
    (wrong_arrows, "shortcut.py", "import agent.core.model.walk"),
    (edges_that_meet, "edge/a.py", "from agent.edge.store import Store"),
    (edges_that_meet, "edge/store/a.py", "from agent.edge import smtp"),
    (edges_that_meet, "edge/a.py", "from . import smtp"),
    *((impure_imports, "core/a.py", f"import {module}") for module in IMPURE.split()),
    (impure_imports, "core/a.py", "from os import environ"),
    (impure_imports, "core/a.py", "__import__('time')"),
    (impure_calls, "core/a.py", "moment = datetime.now(UTC)"),
    (impure_calls, "core/a.py", "text = open('settings.toml').read()"),
    *((strangers, "ui/page.py", f"import {module}") for module in ADAPTERS_OF),
    (strangers, "edge/store.py", "from smtplib import SMTP"),
    (strangers, "edge/udp.py", "__import__('easysnmp')"),
    (long_files, "ui/a.py", "step()\n" * (MOST_LINES_OF_A_FILE + 1)),
    (long_functions, "ui/a.py", LONG_FUNCTION),
    (long_functions, "ui/a.py", f"async {LONG_FUNCTION}"),
    (makers_elsewhere, "core/interpretation/a.py", "# HP counts sheets here"),
    (makers_elsewhere, "edge/a.py", "is_kyocera_device = True"),
    (sentences_elsewhere, "edge/a.py", "ADVICE = 'Wait a little.'"),
    (sentences_elsewhere, "edge/a.py", "title = f'{path} is too long.'"),
    (sentences_elsewhere, "edge/a.py", "raise AgentError(title, 'wait a little')"),
    (sentences_elsewhere, "jobs/a.py", "out(f'{number} printers')"),
    (sentences_elsewhere, "ui/a.py", "parser.add_argument('--json', help='as JSON')"),
    (asked_too_early, "ui/a.py", f"{MESSAGES}HEADS = (messages.NAME,)"),
    (asked_too_early, "ui/a.py", f"{MESSAGES}def show(head=messages.NAME): pass"),
    (asked_too_early, "ui/a.py", f"{MESSAGES}class Page:\n    title = messages.NAME"),
]

FINE = [
    (wrong_arrows, "jobs/a.py", FOR_TYPES + "from agent.edge.store import Store"),
    (wrong_arrows, "ui/a.py", "from agent.jobs.scan import scan\nfrom agent import __version__"),
    (wrong_arrows, "__main__.py", "from agent.edge import store\nfrom agent.ui import cli"),
    (wrong_arrows, "commands/a.py", "from agent.edge import store\nfrom agent.jobs.scan import scan"),
    (
        edges_that_meet,
        "edge/store/a.py",
        "from agent.edge import log_file\nfrom agent.edge.store.record_rows import Row",
    ),
    (
        impure_imports,
        "core/report_format/signatures.py",
        "from nacl.signing import SigningKey\nfrom collections.abc import Set",
    ),
    (strangers, "edge/snmp/easy.py", "import easysnmp"),
    (long_files, "ui/a.py", "step()\n" * MOST_LINES_OF_A_FILE),
    (makers_elsewhere, "core/manufacturers/a.py", "MAKER = 'Kyocera'"),
    (sentences_elsewhere, "core/messages/texts/a.py", "ADVICE = 'Wait a little.'"),
    (sentences_elsewhere, "edge/a.py", "print(f'  - {address}: {why}.')\nLOG.warning('Not %s.', name)"),
    (sentences_elsewhere, "edge/a.py", "'Documentation of a file.'\nraise ValueError('no such address')"),
    (asked_too_early, "ui/a.py", f"{MESSAGES}def show(): return messages.NAME\nHEAD = lambda: messages.NAME"),
    (makers_elsewhere, "core/a.py", "sharpen, canonical, booking, brotherhood = PHP"),
]


def made_up(folder: Path, file: str, source: str) -> Path:
    """Write one file into an `agent` folder of its own and return that folder."""
    path = folder / "agent" / file
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    return folder / "agent"


@pytest.mark.parametrize(("rule", "file", "source"), BREACHES)
def test_a_rule_goes_red_where_it_is_broken(rule: Rule, file: str, source: str, tmp_path: Path) -> None:
    found = rule(made_up(tmp_path, file, source))
    assert len(found) == 1
    assert f"agent/{file}" in found[0]


@pytest.mark.parametrize(("rule", "file", "source"), FINE)
def test_a_rule_lets_pass_what_it_allows(rule: Rule, file: str, source: str, tmp_path: Path) -> None:
    assert rule(made_up(tmp_path, file, source)) == []
