"""Surfaces show sentences whole: none cuts, searches or rewrites what another part of the program said."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
CUTS = {
    *("replace", "translate", "sub", "subn", "search", "match", "fullmatch", "findall", "finditer"),
    *("partition", "rpartition", "split", "rsplit", "removeprefix", "removesuffix"),
}
SURFACES = (
    *("agent/core/conditions", "agent/core/tray", "agent/core/office_status", "agent/core/schedule"),
    *("agent/core/mail/letter.py", "agent/core/mail/html_view.py", "agent/core/mail/needs.py"),
    *(
        "agent/core/messages",
        "agent/core/doctor",
        "agent/ui",
        "agent/jobs",
        "agent/context",
        "agent/commands",
    ),
    *("cloud/core/digest", "cloud/core/messages", "cloud/portal/pages"),
)
# What else is cut there, none of it a sentence.
OTHERS = {
    "agent/core/conditions/text.py": "a fact that is a moment",
    "agent/core/doctor/switch_on.py": "the brand in what a device calls itself",
    "agent/core/doctor/mail_steps.py": "the version and cipher that TLS agreed on",
    "agent/core/doctor/places.py": "the zone of an IPv6 address",
    "agent/core/doctor/why.py": "addresses in a fact",
    "agent/core/messages/__init__.py": "the locale's name",
    "agent/core/messages/catalogue.py": "names of files, separators of a number",
    "agent/core/messages/numbers.py": "the decimal separator of a number",
    "agent/core/messages/po.py": "the syntax of PO files",
    "agent/core/messages/sentences.py": "the name of a module",
    "agent/core/messages/texts/flags.py": "a keyword of the report that has no text",
    "agent/core/messages/texts/printers.py": "a keyword of IPP",
    "agent/core/messages/texts/tray.py": "where a line of the icon is full",
    "agent/core/schedule/due.py": "a time of day",
    "agent/core/schedule/start_entries.py": "escapes of systemd and desktop entries",
    "agent/core/tray/actions.py": "the name of an action",
    "agent/core/tray/notifications.py": "the key of a need without its level; the text itself is shown whole",
    "agent/commands/status.py": "NAME=END of an argument",
    "agent/context/outbox.py": "a mail address",
    "agent/context/status.py": "the zone of a moment",
    "agent/jobs/conditions.py": "conditions.replace()",
    "agent/jobs/doctor.py": "the marks of targets and communities",
    "agent/jobs/mail_conditions.py": "conditions.replace()",
    "agent/jobs/rights.py": "the mark of a community",
    "agent/jobs/scan.py": "response_times.replace()",
    "agent/jobs/scan_targets.py": "the mark of a target",
    "agent/jobs/settings.py": "the name of a secret, what was typed",
    "agent/jobs/settings_window.py": "the key of a setting",
    "agent/jobs/verify.py": "the bytes of a signature",
    "agent/jobs/verify_closings.py": "the byte order mark of a signature",
    "agent/ui/terminal.py": "a blank that must not end a line",
    "agent/ui/tray.py": "the escape of a mnemonic in a menu",
    "agent/ui/window/network_search.py": "the mark of a target; search() of the network",
    "agent/ui/window/pictures.py": "the name of a widget",
    "agent/ui/window/screen.py": "the geometry of a window",
    "agent/ui/window/secret_field.py": "what was typed",
    "agent/ui/window/sun_valley.py": "the source of a theme",
    "agent/ui/window/user_dialog.py": "the key of a setting",
    "cloud/core/messages/texts/closings.py": "the name of a form's field",
    "cloud/core/messages/texts/decisions.py": "a keyword that has no text",
    "cloud/core/messages/texts/device.py": "a keyword that has no text",
    "cloud/core/messages/texts/finding_sentences.py": "the subject of a finding",
    "cloud/core/messages/texts/service_messages.py": "the name of an alarm",
    "cloud/portal/pages/device.py": "parameters of an address",
    "cloud/portal/pages/offices.py": "parameters of an address",
    "cloud/portal/pages/orders.py": "the name of a form's field",
}


def cutting(root: Path) -> dict[str, list[int]]:
    """Return the lines by file of the surfaces that call a method which cuts or searches text."""
    found = defaultdict(list)
    for place in SURFACES:
        for file in sorted((root / place).rglob("*.py")) if (root / place).is_dir() else [root / place]:
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _cuts(node):
                    found[file.relative_to(root).as_posix()].append(node.lineno)
    return dict(found)


def _cuts(call: ast.Call) -> bool:
    """Return whether this calls such a method; without arguments split() joins blanks only."""
    is_method = isinstance(call.func, ast.Attribute) and call.func.attr in CUTS
    return is_method and bool(call.args or call.keywords)


def test_a_surface_cuts_no_sentence() -> None:
    found = cutting(ROOT)
    assert {file: lines for file, lines in found.items() if file not in OTHERS} == {}
    assert OTHERS.keys() - found.keys() == set()  # what is explained is there


def test_a_surface_that_cuts_is_found(tmp_path: Path) -> None:
    for place in SURFACES:
        file = tmp_path / place
        file = file if file.suffix else file / "__init__.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", "utf-8")
    (tmp_path / "agent/ui/other.py").write_text("def f(text):\n    return text.replace('a', 'b')\n", "utf-8")
    assert cutting(tmp_path) == {"agent/ui/other.py": [2]}
