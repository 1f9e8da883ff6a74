"""Facts that stand in one place, and where they stand twice; as architecture.py, for values.

A rule is a function from the folder `agent/` to its breaches, one line of text each.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.support.architecture import sources

if TYPE_CHECKING:
    from pathlib import Path

PERIODS_STAND_IN = ("core/model/retention.py", "core/model/ages.py")
PERIOD_NAME = re.compile(r"_(FOR|AFTER|KEPT|WITHIN)$")
DAYS_SAID = re.compile(r"\b\d+ (days?|Tage?n?)\b")
PORTS = "jobs/ports.py"
COMMANDS = ("commands/", "context/", "__main__.py")


def assigned_twice(agent: Path) -> list[str]:
    """Return the constants that a module assigns again: two branches that were merged, or a forgotten one."""
    return [
        f"agent/{file} assigns {name} {times} times"
        for file, source in sources(agent)
        for name, times in Counter(
            name.id
            for statement in ast.parse(source).body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            for name in ast.walk(target)
            if isinstance(name, ast.Name) and name.id.strip("_").isupper()
        ).items()
        if times > 1
    ]


def bare_exit_codes(agent: Path) -> list[str]:
    """Return the lines that write an exit code as a number: its names stand in core/model/exit_codes.py."""
    return [
        f"agent/{file}:{line} writes an exit code as a number: ExitCode has its name"
        for file, source in sources(agent)
        for node in ast.walk(ast.parse(source))
        for line in _numbers_that_are_exit_codes(node, is_command=file.startswith(COMMANDS))
    ]


def _numbers_that_are_exit_codes(node: ast.AST, *, is_command: bool) -> list[int]:
    match node:
        case ast.Call(func=ast.Name(id=name), keywords=keywords) if name.endswith("Error"):
            return [word.value.lineno for word in keywords if word.arg == "code" and _is_number(word.value)]
        case ast.FunctionDef(returns=ast.Name(id="int"), body=body) if is_command:
            inside = [child for statement in body for child in ast.walk(statement)]
            return [
                child.lineno
                for child in inside
                if isinstance(child, ast.Return) and _gives_number(child.value)
            ]
    return []


def _gives_number(value: ast.expr | None) -> bool:
    match value:
        case ast.IfExp(body=one, orelse=other):
            return _is_number(one) or _is_number(other)
    return _is_number(value)


def _is_number(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and type(value.value) is int


def periods_elsewhere(agent: Path) -> list[str]:
    """Return the constants that say for how many days something is kept or told, outside their module."""
    return [
        f"agent/{file}:{node.lineno} keeps a period of days: those stand in core/model/retention.py"
        for file, source in sources(agent)
        if file not in PERIODS_STAND_IN
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and _is_period(node)
    ]


def periods_in_sentences(agent: Path) -> list[str]:
    """Return the sentences that write a number of days: it is an argument, from core/model/retention.py."""
    folder = agent / "core" / "messages"
    files = sorted([*folder.rglob("*.py"), *folder.rglob("*.po"), *(agent / "ui").rglob("*.html")])
    return [
        f"agent/{path.relative_to(agent).as_posix()}:{at} says a number of days: retention.py has it"
        for path in files
        for at, sentence in _sentences_of(path)
        if DAYS_SAID.search(sentence)
    ]


def _sentences_of(path: Path) -> list[tuple[int, str]]:
    """Return the texts that a file may show to a person, with their lines; docstrings of Python are none."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return list(enumerate(text.splitlines(), 1))
    tree = ast.parse(text)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def _is_period(node: ast.Assign) -> bool:
    names = [name.id for name in node.targets if isinstance(name, ast.Name)]
    match node.value:
        case ast.Call(func=ast.Name(id="timedelta"), keywords=[ast.keyword(arg="days" | "weeks")]):
            return any(PERIOD_NAME.search(name) for name in names)
    return False


def algorithms_elsewhere(agent: Path) -> list[str]:
    """Return the lists of SNMPv3 algorithms outside core/model/access.py; the codec knows how each works."""
    return _lists_of(agent, ("SHA-224", "SHA-512"), ("core/model/access.py", "core/snmp_codec/usm.py"))


def supply_groups_elsewhere(agent: Path) -> list[str]:
    """Return the sets of supplies outside core/model/supply_groups.py; made-up offices are data."""
    stand_in = ("core/model/supply_groups.py", "core/messages/", "demo/")
    return [
        line
        for pair in (("toner", "tonerCartridge"), ("ink", "inkCartridge"))
        for line in _lists_of(agent, pair, stand_in)
    ]


def _lists_of(agent: Path, texts: tuple[str, ...], stand_in: tuple[str, ...]) -> list[str]:
    """Return the literal lists, sets, tuples, dictionaries and calls that hold all these texts."""
    return [
        f"agent/{file}:{node.lineno} lists {' and '.join(texts)}: that stands in {stand_in[0]}"
        for file, source in sources(agent)
        if not file.startswith(stand_in)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.List | ast.Set | ast.Tuple | ast.Dict | ast.Call)
        and set(texts) <= {one.value for one in _parts(node) if isinstance(one, ast.Constant)}
    ]


def _parts(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.List(elts=parts) | ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.Call(args=parts):
            return list(parts)
        case ast.Dict(keys=keys):
            return [key for key in keys if key is not None]
    return []


def ports_elsewhere(agent: Path) -> list[str]:
    """Return the protocols of adapters that a job, or the adapter itself, states outside jobs/ports.py."""
    ports = {
        node.name
        for file, source in sources(agent)
        if file == PORTS
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
    }
    return [
        f"agent/{file}:{node.lineno} states the port {node.name}: those stand in {PORTS}"
        for file, source in sources(agent)
        if file != PORTS
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)
        if file.startswith(("jobs/", "context/")) or node.name in ports
    ]
