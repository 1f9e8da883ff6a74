"""The command line: commands and options, as the contract names them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from agent import __version__
from agent.core.doctor.ladder import STEPS
from agent.core.messages import command_line as messages
from agent.core.messages import first_run, fleet, removal, service
from agent.core.service.user_requests import TASKS
from agent.ui.early_arguments import OTHER_SURFACES, SURFACE

if TYPE_CHECKING:
    from collections.abc import Iterator


HIGHEST_PORT = 65_535
HIGHEST_RUN = 2**31
PAGES = ("networks", "mail", "schedule", "general")


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint about an unknown command lists what `--help` lists, and no hidden one."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        listed = [choice.dest for choice in getattr(action, "_choices_actions", ())]
        if listed and value not in (action.choices or ()):
            names = {"value": value, "choices": ", ".join(map(repr, listed))}
            sentence = _said_by_argparse("invalid choice: %(value)r (choose from %(choices)s)")
            raise argparse.ArgumentError(action, sentence % names)
        super()._check_value(action, value)


class _Makers:
    """The names of the makers, looked up where one is typed: they stand in many files."""

    def __contains__(self, name: object) -> bool:
        return name in list(self)

    def __iter__(self) -> Iterator[str]:
        from agent.core.doctor.switch_on import BY_MAKER

        return iter(sorted(BY_MAKER))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; `command` is None where nothing was named (the tray)."""
    # argparse asks this name for each of its own sentences; gettext behind it would want its own files.
    setattr(argparse, "_", _said_by_argparse)  # noqa: B010 (it is in no stub)
    parser = _Parser(
        prog="meters",
        description=messages.DESCRIPTION,
        epilog=messages.EPILOG,
    )
    parser.add_argument(
        "--version", action="version", version=f"Meters Agent {__version__}", help=messages.VERSION
    )
    common = _common()
    parser.add_argument("--data", metavar="DIR", help=messages.DATA)
    parser.add_argument("--agent", metavar="ID", help=argparse.SUPPRESS)  # start entries name whom they start
    parser.add_argument("--at-sign-in", action="store_true", help=argparse.SUPPRESS)  # the MSI's start entry
    commands = parser.add_subparsers(dest="command", metavar="VERB")
    _add_scan(commands.add_parser("scan", parents=[common], help=messages.SCAN))
    _add_outputs(commands.add_parser("report", parents=[common], help=messages.REPORT))
    send = commands.add_parser("send", parents=[common], help=messages.SEND)
    send.add_argument("--scheduled", action="store_true", help=argparse.SUPPRESS)  # the loop's child
    choice = send.add_mutually_exclusive_group()
    choice.add_argument("--test", action="store_true", help=messages.TEST)
    choice.add_argument("--again", action="store_true", help=messages.AGAIN)
    choice.add_argument("--cancel", metavar="RUN", type=_run_number, help=messages.CANCEL)
    choice.add_argument("--to", metavar="ADDRESS", help=messages.REDIRECT)
    status = commands.add_parser("status", parents=[common], help=messages.STATUS)
    status.add_argument("--json", action="store_true", help=messages.STATUS_JSON)
    status.add_argument("--tray", action="store_true", help=argparse.SUPPRESS)  # the icon's child
    status.add_argument("--ended", action="append", default=[], help=argparse.SUPPRESS)  # as above
    _add_watch(commands.add_parser("watch", parents=[common], help=messages.WATCH))
    _add_service(commands.add_parser("service", parents=[common], help=service.OPTION), common)
    _add_settings(commands.add_parser("settings", parents=[common], help=messages.SETTINGS), common)
    demo = commands.add_parser("demo", parents=[common], help=messages.DEMO)
    demo.add_argument("--keep", metavar="DIR", help=messages.KEEP)
    _add_proof(commands, common)
    _add_small_commands(commands, common)
    return parser


def _said_by_argparse(sentence: str) -> str:
    return messages.ARGPARSE.get(sentence, sentence)


def _common() -> _Parser:
    common = _Parser(add_help=False)
    # Allowed behind the command too, without undoing what stands before it.
    common.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    common.add_argument("--agent", metavar="ID", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    common.add_argument(SURFACE, choices=OTHER_SURFACES, default="terminal", help=argparse.SUPPRESS)
    return common


def _add_scan(scan: argparse.ArgumentParser) -> None:
    scan.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help=messages.TARGETS,
    )
    scan.add_argument("--port", type=_port, help=messages.PORT)
    scan.add_argument(
        "--community",
        action="append",
        metavar="C",
        help=messages.COMMUNITY,
    )
    scan.add_argument("--json", metavar="FILE", help=messages.SCAN_JSON)
    scan.add_argument("--no-store", action="store_true", help=messages.NO_STORE)
    either = scan.add_mutually_exclusive_group()
    either.add_argument("--no-send", action="store_true", help=messages.NO_SEND)
    either.add_argument("--send", action="store_true", help=messages.SEND_NAMED)
    scan.add_argument("--scheduled", action="store_true", help=argparse.SUPPRESS)  # the loop's child
    scan.add_argument("--later-round", action="store_true", help=argparse.SUPPRESS)  # the loop's child


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(messages.bad_port(text, HIGHEST_PORT))
    return int(text)


def _run_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= HIGHEST_RUN:
        raise argparse.ArgumentTypeError(messages.bad_run(text))
    return int(text)


def _add_outputs(report: argparse.ArgumentParser) -> None:
    for kind in ("html", "json", "csv", "text"):
        report.add_argument(f"--{kind}", metavar="FILE", help=messages.write_as(kind))
    report.add_argument("--month-end", metavar="FILE", help=fleet.MONTH_END_HELP)
    report.add_argument("--profile", metavar="NAME", help=messages.PROFILE)
    report.add_argument("--to", metavar="DIR", help=messages.TO)
    report.add_argument("--open", action="store_true", help=messages.OPEN_PAGE)
    report.add_argument("--at", metavar="PRINTER", help=messages.AT)
    report.add_argument("--save", action="store_true", help=messages.SAVE)


def _add_watch(watch: argparse.ArgumentParser) -> None:
    either = watch.add_mutually_exclusive_group()
    either.add_argument("--install", action="store_true", help=messages.INSTALL)
    either.add_argument("--remove", action="store_true", help=messages.REMOVE)


def _add_service(parser: _Parser, common: _Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("install", parents=[common], help=service.INSTALL_OPTION)
    remove = actions.add_parser("remove", parents=[common], help=service.REMOVE_OPTION)
    remove.add_argument("--purge", action="store_true", help=service.PURGE_OPTION)
    actions.add_parser("status", parents=[common], help=service.STATUS_OPTION)
    password = actions.add_parser("password", parents=[common], help=service.PASSWORD_OPTION)
    password.add_argument("name", nargs="?", help=messages.PASSWORD_NAME)
    ask = actions.add_parser("ask", parents=[common], help=service.ASK_OPTION)
    ask.add_argument("request", choices=tuple(TASKS))
    actions.add_parser("rotate-key", parents=[common], help=service.ROTATE_OPTION)


def _add_settings(settings: _Parser, common: _Parser) -> None:
    settings.add_argument("--page", choices=PAGES, help=messages.PAGE)
    settings.add_argument("--first-run", action="store_true", help=first_run.OPTION)
    actions = settings.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("show", parents=[common], help=messages.SHOW)
    actions.add_parser("check", parents=[common], help=messages.CHECK)
    actions.add_parser("try", parents=[common])  # the window's child: without help it is not listed
    get = actions.add_parser("get", parents=[common], help=messages.GET)
    get.add_argument("key", metavar="KEY")
    change = actions.add_parser("set", parents=[common], help=messages.SET)
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    password = actions.add_parser("password", parents=[common], help=messages.PASSWORD)
    password.add_argument("name", nargs="?", help=messages.PASSWORD_NAME)


def _add_proof(commands: Any, common: _Parser) -> None:  # noqa: ANN401 (argparse names no type)
    verify = commands.add_parser("verify", parents=[common], help=messages.VERIFY)
    verify.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=messages.VERIFY_FILES,
    )
    verify.add_argument(
        "--key",
        action="append",
        help=messages.VERIFY_KEY,
    )
    key = commands.add_parser("key", parents=[common], help=messages.KEY)
    actions = key.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("rotate", parents=[common], help=messages.ROTATE)


def _add_doctor(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument("address", nargs="?", metavar="ADDRESS", help=messages.DOCTOR_ADDRESS)
    doctor.add_argument("--json", action="store_true", help=messages.DOCTOR_JSON)
    doctor.add_argument("--ports", action="store_true", help=messages.DOCTOR_PORTS)
    doctor.add_argument("--maker", choices=_Makers(), metavar="NAME", help=messages.DOCTOR_MAKER)
    doctor.add_argument("--step", choices=tuple(STEPS), metavar="NAME", help=messages.DOCTOR_STEP)
    doctor.add_argument("--window", action="store_true", help=messages.DOCTOR_WINDOW)
    doctor.add_argument("--test-mail", action="store_true", help=messages.DOCTOR_TEST)


def _add_walk(walk: argparse.ArgumentParser) -> None:
    walk.add_argument("address", metavar="ADDRESS", help=messages.WALK_ADDRESS)
    walk.add_argument("--redact", action="store_true", help=messages.WALK_REDACT)
    walk.add_argument("--hide", action="append", default=[], metavar="TEXT", help=messages.WALK_HIDE)
    _add_save(walk)


def _add_save(shown: argparse.ArgumentParser) -> None:
    shown.add_argument("--to", metavar="FILE", help=messages.WALK_TO)
    shown.add_argument("--yes", action="store_true", help=messages.WALK_YES)


def _add_small_commands(commands: Any, common: _Parser) -> None:  # noqa: ANN401 (argparse names no type)
    device = commands.add_parser("device", parents=[common], help=messages.DEVICE)
    device.add_argument("name", nargs="?", metavar="PRINTER", help=messages.DEVICE_NAME)
    device.add_argument(
        "said", nargs="?", choices=("retire", "unretire", "continue"), help=messages.DEVICE_SAID
    )
    _add_doctor(commands.add_parser("doctor", parents=[common], help=messages.DOCTOR))
    bundle = commands.add_parser("bundle", parents=[common], help=messages.BUNDLE)
    bundle.add_argument("--window", action="store_true", help=messages.BUNDLE_WINDOW)
    _add_save(bundle)
    _add_walk(commands.add_parser("walk", parents=[common], help=messages.WALK))
    remove = commands.add_parser("remove", parents=[common], help=removal.OPTION)
    remove.add_argument("--yes", action="store_true", help=removal.YES_OPTION)
    about = commands.add_parser("about", parents=[common], help=messages.ABOUT)
    about.add_argument("--open", action="store_true", help=messages.OPEN_ABOUT)
    commands.add_parser("reader", parents=[common])  # a scan's child: without help it is not listed
    icon = commands.add_parser("icon", parents=[common])  # the tray's child: without help it is not listed
    icon.add_argument("--sizes", type=int, nargs="+", required=True)
    icon.add_argument("--bar", choices=("dark", "light", "unknown"), default="unknown")
    icon.add_argument("--ico", action="store_true")
