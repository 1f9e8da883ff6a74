"""The entry point: argv to a command, and every failure to a sentence and an exit code."""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from agent.core.messages import commands, set_language, set_system
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge.language import language
from agent.ui.cli import build_parser
from agent.ui.early_arguments import data_argument, surface_of, wants_help

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

LOG = "agent.log"
INTERRUPTED = 130  # as shells count a Ctrl-C
# The icon's process stays as the desktop knows it: portals refuse one whose /proc entry they may not read.
WITHOUT_SECRETS = {"about", "icon", "report", "status", "tray", "verify", "watch"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a person reads sentences, the log gets tracebacks."""
    # Before a log is open nothing else keeps a traceback off the person's terminal.
    logging.getLogger("agent").addHandler(logging.NullHandler())
    argv = sys.argv[1:] if argv is None else argv
    try:
        return _begin(argv)
    except AgentError as error:
        _tell(*error.said(surface_of(argv)))
        return error.code
    except KeyboardInterrupt:
        print(commands.STOPPED, file=sys.stderr)
        _end_at_once(INTERRUPTED)
    except BrokenPipeError:
        return ExitCode.FINE  # who read our output has seen enough
    except Exception as error:
        if isinstance(error, FileNotFoundError) and _working_folder_is_gone():
            _tell(commands.NO_WORKING_FOLDER, commands.NO_WORKING_FOLDER_ADVICE)
            return ExitCode.NEEDS_A_PERSON
        logging.getLogger("agent").exception("a mistake of this program")
        _tell(commands.OUR_MISTAKE, commands.our_mistake_advice(LOG))
        return ExitCode.BUG


def _begin(argv: Sequence[str]) -> int:
    if getattr(sys, "frozen", False):
        _settle()
    _prepare_to_speak(argv)
    arguments = build_parser().parse_args(argv)
    os.umask(0o077)  # what this program writes is for its user alone, in a folder of others too
    # Ended by the system as by a person: what is open is closed, what is temporary removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return _run(arguments)


def _working_folder_is_gone() -> bool:
    """Return whether somebody deleted the folder that a terminal still stands in."""
    from pathlib import Path

    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _settle() -> None:
    """Make the single exe a program like others: it has streams, and keeps its folder to itself."""
    from agent.edge import console, paths

    console.attach()
    paths.settle()


def _prepare_to_speak(argv: Sequence[str]) -> None:
    """Choose the language of every sentence from here on; what a terminal can't show fails no print.

    A terminal gets its own characters. Whatever else reads us gets UTF-8, whatever the system's code
    page: the icon, which started us as its child, and files.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a program without a window has none
            stream.reconfigure(
                encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace"
            )
    set_system(sys.platform)
    settings = None
    try:
        if not wants_help(argv):  # help is quick: it speaks the system's language and opens no folder
            from agent.context.folder import folder_path
            from agent.edge.files import Folder

            settings = Folder(folder_path(data_argument(argv))).settings
    finally:  # also of what goes wrong here
        set_language(language(settings))


def _tell(title: str, advice: str) -> None:
    from agent.edge import console

    console.tell(title, advice)


def _end_at_once(code: int) -> NoReturn:
    """End without waiting for threads that still wait for printers; store and lock are closed by now."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(arguments: Namespace) -> int:
    command = arguments.command or "tray"
    if command not in WITHOUT_SECRETS:
        from agent.edge import core_dumps

        core_dumps.forbid()
    # A command's imports are its own cost: --help and the small commands stay quick.
    code: int = import_module(f"agent.commands.{command}").run(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
