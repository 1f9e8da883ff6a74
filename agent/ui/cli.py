"""The command line: verbs and options, as the contract names them."""

from __future__ import annotations

import argparse
from typing import Any

from agent import __version__

HIGHEST_PORT = 65_535
PAGES = ("networks", "mail", "schedule", "general")

_EPILOG = """Exit codes: 0 fine, 1 done but something needs a hand, 2 settings or arguments need a person,
3 another run is at work, 4 a mistake of this program."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs; `verb` is None where nothing was named (the tray)."""
    parser = argparse.ArgumentParser(
        prog="meters",
        description="Finds the office's network printers, reads their meters, mails a signed report. "
        "Without a verb it shows the icon beside the clock.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"Meters Agent {__version__}")
    common = _common()
    parser.add_argument("--data", metavar="DIR", help="where settings, store and logs lie")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    _add_scan(verbs.add_parser("scan", parents=[common], help="find and read all printers once, now"))
    _add_outputs(verbs.add_parser("report", parents=[common], help="show the latest report again"))
    send = verbs.add_parser("send", parents=[common], help="send what waits in the outbox")
    send.add_argument("--test", action="store_true", help="send a test mail instead")
    send.add_argument("--again", action="store_true", help="put the latest report into the outbox once more")
    status = verbs.add_parser("status", parents=[common], help="last scan, what needs a hand, next run")
    status.add_argument("--json", action="store_true", help="as JSON, for programs")
    status.add_argument("--tray", action="store_true", help=argparse.SUPPRESS)  # the icon's child
    _add_watch(verbs.add_parser("watch", parents=[common], help="run every day, without a tray"))
    _add_settings(verbs.add_parser("settings", parents=[common], help="show and change the settings"), common)
    demo = verbs.add_parser("demo", parents=[common], help="try it on a small office of simulated printers")
    demo.add_argument("--keep", metavar="DIR", help="keep the report and the mail in this folder")
    _add_proof(verbs, common)
    _add_small_verbs(verbs, common)
    doctor = verbs.add_parser("doctor", parents=[common], help="why a printer or a mail does not work")
    doctor.add_argument("address", nargs="?", metavar="ADDRESS")
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    # Allowed behind the verb too, without undoing what stands before it.
    common.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return common


def _add_scan(scan: argparse.ArgumentParser) -> None:
    scan.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="192.168.1.0/24, 192.168.1.10-60, 10.0.0.7, 10.0.0.7:1161, a name, [IPv6]; !TARGET excludes",
    )
    scan.add_argument("--port", type=_port, help="UDP port of the printers (161)")
    scan.add_argument(
        "--community",
        action="append",
        metavar="C",
        help="SNMP community, to try something out: other users of this computer can see it "
        "in the process list while the scan runs",
    )
    scan.add_argument("--json", metavar="FILE", help="write the report there; - is the terminal")
    scan.add_argument("--no-store", action="store_true", help="remember nothing of this scan")
    scan.add_argument("--no-send", action="store_true", help="queue and send no letter")
    scan.add_argument("--later-round", action="store_true", help=argparse.SUPPRESS)  # the loop's child


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {HIGHEST_PORT}, not {text!r}")
    return int(text)


def _add_outputs(report: argparse.ArgumentParser) -> None:
    for kind in ("html", "json", "csv", "text"):
        report.add_argument(f"--{kind}", metavar="FILE", help=f"write it as {kind}; - is the terminal")
    report.add_argument("--profile", metavar="NAME", help="shape the table of --csv by this dealer profile")
    report.add_argument(
        "--to", metavar="DIR", help="write what could not be mailed, else the latest report, to a USB stick"
    )
    report.add_argument("--open", action="store_true", help="open the page in the browser")
    report.add_argument("--save", action="store_true", help="ask in a window where to save it")


def _add_watch(watch: argparse.ArgumentParser) -> None:
    either = watch.add_mutually_exclusive_group()
    either.add_argument("--install", action="store_true", help="start it with every session from now on")
    either.add_argument("--remove", action="store_true", help="start it no more")


def _add_settings(settings: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    settings.add_argument("--page", choices=PAGES, help="the page that the window opens on")
    actions = settings.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("show", parents=[common], help="all settings and where they come from")
    actions.add_parser("check", parents=[common], help="what is wrong with the settings file")
    actions.add_parser("try", parents=[common])  # the window's child: without help it is not listed
    get = actions.add_parser("get", parents=[common], help="one setting")
    get.add_argument("key", metavar="KEY")
    change = actions.add_parser("set", parents=[common], help="change one setting")
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    password = actions.add_parser("password", parents=[common], help="put a secret into the keyring")
    password.add_argument(
        "name", nargs="?", help="mail (default), community:NAME, v3-auth:USER, v3-privacy:USER"
    )


def _add_proof(verbs: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 (argparse names no type)
    verify = verbs.add_parser("verify", parents=[common], help="check reports: signatures, chain, gaps")
    verify.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a meters.json with its meters.sig beside it, a mail saved as .eml, or a folder of them",
    )
    verify.add_argument(
        "--key",
        action="append",
        help="the public key (base64) that must have signed them, the first or the newest; may be repeated",
    )
    key = verbs.add_parser("key", parents=[common], help="show the key that signs reports")
    actions = key.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("rotate", parents=[common], help="let a new key sign from the next report on")


def _add_small_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 (argparse names no type)
    about = verbs.add_parser("about", parents=[common], help="version, keys, licences, whom it talks to")
    about.add_argument("--open", action="store_true", help="show it in the browser")
    icon = verbs.add_parser("icon", parents=[common])  # the tray's child: without help it is not listed
    icon.add_argument("--sizes", type=int, nargs="+", required=True)
    icon.add_argument("--bar", choices=("dark", "light", "unknown"), default="unknown")
    icon.add_argument("--ico", action="store_true")
