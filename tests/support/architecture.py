"""The layers of the program and the dependencies between them, read from the source itself.

A rule is a function from the folder `agent/` to its breaches, one line of text each.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.identification.makers import BRANDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 40

# Who may import whom. The entry point (__main__.py and its commands) alone sees all; nobody imports it.
# Adapters (edge) have a rule of their own.
ARROWS = {
    "core": {"core"},
    "edge": {"core", "edge"},
    "jobs": {"core", "jobs"},
    "ui": {"core", "jobs", "ui"},
    "demo": {"core", "edge", "jobs", "ui", "demo"},
    "context": {"core", "edge", "jobs", "ui", "context"},
    "commands": {"core", "edge", "jobs", "ui", "context", "demo", "commands"},
    "__init__.py": set(),
}
# regular_files: how each opens what others may have laid there.
EDGES_FOR_ALL_EDGES = {"paths", "log_file", "regular_files"}
# Whom the system trusts is part of every encrypted connection, and no job's business.
EDGES_FOR_ONE = {"smtp": {"authorities"}}

# What gives the same answer offline and tomorrow. All else is for one file of core, named below.
PURE = (
    "__future__ abc base64 binascii bisect calendar codecs collections colorsys contextlib copy csv "
    "dataclasses datetime decimal difflib enum fractions functools hashlib heapq hmac html io ipaddress "
    "itertools json math numbers operator re statistics string struct textwrap tomllib types typing "
    "unicodedata urllib.parse"
)
AT_RUN_TIME = "a name made at run time"
PURE_FOR_ONE = {
    "core/report_format/signatures.py": ("nacl",),
    "core/schedule/start_entries.py": ("plistlib",),
    "core/mail/envelope.py": ("email",),
    "core/settings": ("tomlkit",),
    "core/identification/makers.py": ("importlib", "pkgutil", AT_RUN_TIME),  # the files of its own folder
    "core/messages/sentences.py": ("importlib", AT_RUN_TIME),  # the texts of a name, when it is asked for
    # which catalogues came along, in its own folder; the portal speaks to several people at once
    "core/messages/catalogue.py": ("os", "contextlib", "contextvars"),
    "core/messages/po.py": ("gettext",),  # reads the rule of plural forms
    "core/messages/texts/system_errors.py": ("errno",),  # the names of its numbers: a table
}
IMPURE_CALLS = {"now", "today", "utcnow", "localtime", "make_msgid", "open", "print", "input"}

# Each outside thing has one adapter; socket is the one that several need.
ADAPTERS_OF = {
    "easysnmp": ("edge/snmp/",),
    "ezsnmp": ("edge/snmp/",),
    "sqlite3": ("edge/store",),
    "smtplib": ("edge/smtp/",),
    "keyring": ("edge/secret_store/",),
    "schedule": ("jobs/watch.py",),
    "pystray": ("ui/tray.py",),
    "tkinter": ("ui/window",),
    "socket": (
        *("edge/udp.py", "demo/simulator.py", "edge/smtp/", "edge/lan", "edge/snmp/environment.py"),
        "edge/one_address.py",  # the doctor's one printer
        "edge/service_manager.py",  # a Unix socket to systemd
        "edge/snmp/readers/forked.py",  # Unix sockets to the readers
        "edge/snmp/readers/socket_channel.py",  # as above
    ),
}

# Brands that are words of plain English, too.
ORDINARY_WORDS = {"develop"}
# The character set hp-roman8 is IANA's, not a maker's.
MAKERS = "|".join(
    re.escape(text) + "(?![-_]roman8)"
    for brand in BRANDS
    for text in (*brand.brands, *brand.lines)
    if text not in ORDINARY_WORDS
)
MAKER_NAME = re.compile(rf"(?<![a-z])(?:{MAKERS})(?![a-z])", re.IGNORECASE)
MAKERS_MAY_STAND_IN = ("core/manufacturers/", "demo/")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name; `file` is relative to agent/, `name` dotted, `typing_only` if for mypy alone."""

    file: str
    name: str
    line: int
    typing_only: bool

    @property
    def ours(self) -> bool:
        """True where it names a part of this program."""
        return self.name.split(".")[0] == "agent" and self.name != "agent.__version__"

    def __str__(self) -> str:
        return f"agent/{self.file}:{self.line} imports {self.name}"


def sources(agent: Path) -> Iterator[tuple[str, str]]:
    """Give every Python file below `agent` as its relative path and its text."""
    for path in sorted(agent.rglob("*.py")):
        yield path.relative_to(agent).as_posix(), path.read_text(encoding="utf-8")


def names_of(node: ast.AST, file: str) -> list[str]:
    """Return the dotted names that one node imports; a relative import is made absolute."""
    match node:
        case ast.Import(names=aliases):
            return [alias.name for alias in aliases]
        case ast.ImportFrom(module=module, names=aliases, level=level):
            package = ["agent", *file.split("/")[:-1]]
            base = package[: len(package) + 1 - level] if level else []
            return [".".join([*base, *([module] if module else []), alias.name]) for alias in aliases]
        case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"), args=[first, *_]):
            return [str(first.value) if isinstance(first, ast.Constant) else AT_RUN_TIME]
    return []


def imports(agent: Path) -> Iterator[Import]:
    """Give every import below `agent`, at the top of a file or inside a function."""
    for file, text in sources(agent):
        tree = ast.parse(text)
        guarded = {
            id(child)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
            for statement in node.body
            for child in ast.walk(statement)
        }
        for node in ast.walk(tree):
            for name in names_of(node, file):
                yield Import(file, name, getattr(node, "lineno", 0), id(node) in guarded)


def wrong_arrows(agent: Path) -> list[str]:
    """Return imports of a layer that is not allowed; jobs may name an adapter's type, not call it."""
    return [
        f"{found}: {layer} may know {sorted(ARROWS.get(layer, set()))}"
        for found in imports(agent)
        if found.ours and found.file != "__main__.py"
        for layer in [found.file.split("/")[0]]
        for target in [found.name.split(".")[1] if "." in found.name else "agent"]
        if target not in ARROWS.get(layer, set())
        and not (layer == "jobs" and target == "edge" and found.typing_only)
    ]


def edges_that_meet(agent: Path) -> list[str]:
    """Return imports of one adapter by another, but for those that all may use."""
    return [
        f"{found}: one adapter, one outside thing; let the job bring them together"
        for found in imports(agent)
        if found.file.startswith("edge/") and found.name.startswith("agent.edge.")
        for own in [found.file.split("/")[1].removesuffix(".py")]
        if found.name.split(".")[2] not in {own, *EDGES_FOR_ALL_EDGES, *EDGES_FOR_ONE.get(own, ())}
    ]


def impure_imports(agent: Path) -> list[str]:
    """Return imports that core may not make: clock, socket, disk, environment, random, log."""
    return [
        f"{found}: core is values in, values out"
        for found in imports(agent)
        if found.file.startswith("core/") and not found.ours and found.name != "agent.__version__"
        for allowed in [
            PURE.split()
            + [one for file, more in PURE_FOR_ONE.items() if found.file.startswith(file) for one in more]
        ]
        if not any(found.name == module or found.name.startswith(f"{module}.") for module in allowed)
    ]


def impure_calls(agent: Path) -> list[str]:
    """Return calls by which core would ask a clock, open a file or print."""
    return [
        f"agent/{file}:{node.lineno} calls {ast.unparse(node.func)}: time and text are arguments"
        for file, text in sources(agent)
        if file.startswith("core/")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in IMPURE_CALLS
    ]


def strangers(agent: Path) -> list[str]:
    """Return imports of an outside thing outside its adapter."""
    return [
        f"{found}: that stands in {' and '.join(adapters)} only"
        for found in imports(agent)
        for adapters in [ADAPTERS_OF.get(found.name.split(".")[0], ("",))]
        if not found.file.startswith(adapters)
    ]


def long_files(agent: Path) -> list[str]:
    """Return the files that hold two things."""
    return [
        f"agent/{file} has {count} lines, {MOST_LINES_OF_A_FILE} are the most"
        for file, text in sources(agent)
        if (count := len(text.splitlines())) > MOST_LINES_OF_A_FILE
    ]


def long_functions(agent: Path) -> list[str]:
    """Return the functions that do two things."""
    return [
        f"agent/{file}:{node.lineno} {node.name} has {count} lines, {MOST_LINES_OF_A_FUNCTION} are the most"
        for file, text in sources(agent)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (count := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]


def makers_elsewhere(agent: Path) -> list[str]:
    """Return lines that name a maker outside core/manufacturers (the demo's office is data, and may)."""
    return [
        f"agent/{file}:{number} names {found[0]}: what is true of one maker stands in core/manufacturers"
        for file, text in sources(agent)
        if not file.startswith(MAKERS_MAY_STAND_IN)
        for number, line in enumerate(text.splitlines(), 1)
        for found in [MAKER_NAME.search(line)]
        if found
    ]
