"""What each command may load of the modules that cost time or memory: one table, and how it is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support.command_line import ENVIRONMENT, LONGEST

if TYPE_CHECKING:
    from pathlib import Path

# Each takes 3 ms or more to load, or half a megabyte to keep. Names that begin with "_" are libraries in C,
# which stay out of the process even where the standard library has a module of Python above them.
COSTLY = frozenset(
    (
        *("sqlite3", "_hashlib", "ssl", "smtplib", "email", "asyncio", "subprocess", "_socket", "_ctypes"),
        *("multiprocessing", "platform", "plistlib", "tomllib", "urllib.request", "webbrowser", "tkinter"),
        *("PIL", "aiosmtpd", "easysnmp", "ezsnmp", "gi", "ifaddr", "jinja2", "keyring", "nacl", "pystray"),
        *("platformdirs", "schedule", "sv_ttk", "tomlkit", "tqdm"),
    )
)
KEEPS_DATA = frozenset({"sqlite3", "_hashlib"})
READS_SETTINGS = KEEPS_DATA | {"tomllib"}
REPORTS = READS_SETTINGS | {"email", "_socket", "subprocess"}
# What a command needs of them, on a data folder that --data names. It may load nothing else that is costly.
NEEDED: dict[tuple[str, ...], frozenset[str]] = {
    ("--help",): frozenset(),
    ("--version",): frozenset(),
    ("scan", "--help"): frozenset(),
    ("settings", "--help"): frozenset(),
    ("nonsense",): frozenset(),
    ("about",): READS_SETTINGS | {"platform", "subprocess"},
    ("device",): KEEPS_DATA | {"_ctypes"},
    ("key",): KEEPS_DATA | {"_ctypes"},
    ("settings", "check"): frozenset({"_ctypes", "subprocess", "tomllib"}),
    ("settings", "show"): READS_SETTINGS | {"_ctypes", "subprocess"},
    ("settings", "set", "site.id", "south"): frozenset({"_ctypes", "subprocess", "tomllib", "tomlkit"}),
    ("status",): READS_SETTINGS,
    ("status", "--json"): READS_SETTINGS,
    ("status", "--tray"): READS_SETTINGS,
    ("report", "--json", "-"): REPORTS,
    ("report", "--html", "page.html"): REPORTS | {"jinja2"},
    ("verify", "nothing.json"): KEEPS_DATA,
}
# These need a desktop, and are measured with it; both are at work all day or before a person's eyes.
NEEDED_BY_ICON = frozenset({"_socket", "gi", "pystray", "schedule", "subprocess"})
NEEDED_BY_WINDOW = frozenset({"_ctypes", "subprocess", "sv_ttk", "tkinter", "tomllib"})

MEASURED = """
import atexit, json, pathlib, sys
file = pathlib.Path(sys.argv.pop(1))
atexit.register(lambda: file.write_text(json.dumps(sorted(sys.modules)), encoding="utf-8"))
from agent.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def costly_for_nothing(loaded: set[str], needed: frozenset[str]) -> list[str]:
    """Return the costly modules among the loaded ones that nobody needed."""
    return sorted((COSTLY & loaded) - needed)


def loaded_by(data: Path, *command: str) -> set[str]:
    """Return the names of all modules that are loaded when the command ends."""
    file = data.parent / "modules.json"
    subprocess.run(
        [sys.executable, "-c", MEASURED, str(file), "--data", str(data), *command],
        env=ENVIRONMENT,
        cwd=data.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )
    return set(json.loads(file.read_text(encoding="utf-8")))
