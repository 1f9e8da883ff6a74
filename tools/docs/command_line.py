"""The reference of the command line, from the parser that the program itself uses."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from agent.ui.cli import build_parser
from tools.docs.markdown import page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRO = """# Command line

The program is `meters` (the installed command), `python -m agent` or the single exe: all take the same
commands. Without a command it shows the icon beside the clock. What the exit codes mean stands in [exit
codes](../admin/exit-codes.md)."""


def command_line() -> str:
    """Return the page: the program's own options, then each listed command with its arguments."""
    parser = build_parser()
    sections = [f"## meters {name}\n\n{_command(command, about)}" for name, command, about in _listed(parser)]
    return page(INTRO, table(("option", "meaning"), _arguments(parser)), *sections)


def _listed(
    parser: argparse.ArgumentParser, before: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    for action in parser._actions:  # noqa: SLF001 (argparse has no public list of its actions)
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 (as above)
            continue
        for choice in action._choices_actions:  # noqa: SLF001 (holds what --help lists, and nothing hidden)
            name = f"{before}{choice.dest}"
            below = action.choices[choice.dest]
            yield name, below, choice.help or ""
            yield from _listed(below, f"{name} ")


def _command(command: argparse.ArgumentParser, about: str) -> str:
    rows = list(_arguments(command))
    sentence = f"{about[:1].upper()}{about[1:]}."
    return f"{sentence}\n\n{table(('argument', 'meaning'), rows)}" if rows else sentence


def _arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:  # noqa: SLF001 (as above)
        hidden = action.help == argparse.SUPPRESS or isinstance(action, argparse._HelpAction)  # noqa: SLF001
        if not hidden and not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield f"`{_name(action)}`", action.help or ""


def _name(action: argparse.Action) -> str:
    metavar = action.metavar if isinstance(action.metavar, str) else None
    value = metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return value
    return f"{action.option_strings[-1]} {value}" if action.nargs != 0 else action.option_strings[-1]
