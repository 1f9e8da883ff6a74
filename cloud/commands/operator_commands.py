"""The commands: each with its deed, the texts that it needs in their order, and those that may follow."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass

REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `deed` is what `admin` calls it, empty for what runs here.

    `needs` are placed texts, `takes` options. With `judges` a reason has to be given, with `erases` a yes.
    """

    name: str
    help: str
    deed: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    judges: bool = False
    erases: bool = False


COMMANDS = (
    Command("dealers", "list the dealers", "dealers"),
    Command(
        "add-dealer", "add a dealer of about so many offices", "add_dealer", ("dealer", "name"), ("offices",)
    ),
    Command("grow", "cut a dealer's lists for more offices", "grow", ("dealer", "offices")),
    Command(
        "digest-to", "mail a dealer's digest to an address; 'off' ends it", "mail_digest", ("dealer", "to")
    ),
    Command(
        "language",
        "set the language of a dealer's emails, digest too",
        "set_language",
        ("dealer", "language"),
    ),
    Command("sites", "list a dealer's sites", "sites", ("dealer",)),
    Command("add-site", "add a site, or give it another name", "add_site", ("dealer", "site", "name")),
    Command("codes", "list the enrolment codes, without their secrets", "codes", ("dealer",)),
    Command("issue-code", "make a code for an office to type in", "issue_code", ("dealer", "site")),
    Command(
        "senders", "list the senders; those in quarantine wait for a word", "senders", ("dealer",), ("state",)
    ),
    Command(
        "confirm",
        "trust a sender for a site, or for that of the sender it follows",
        "confirm",
        ("dealer", "agent"),
        ("key", "site"),
        judges=True,
    ),
    Command("reject", "trust a sender no longer", "reject", ("dealer", "agent"), ("key",), judges=True),
    Command(
        "resolve",
        "let one of two reports of a run count, by the beginning of its SHA-256, or 'none'",
        "resolve",
        ("dealer", "agent", "run", "sha256"),
        judges=True,
    ),
    Command("devices", "list a site's devices", "devices", ("dealer", "site")),
    Command("retire", "take a device for gone", "retire", ("dealer", "device"), judges=True),
    Command("unretire", "take back that a device is gone", "unretire", ("dealer", "device"), judges=True),
    Command("alerts", "list what stands for a dealer", "alerts", ("dealer",), ("site",)),
    Command("mails", "list what became of the mails of a day (UTC)", "mails", ("dealer", "day")),
    Command("log", "list who decided what, when and why", "log", ("dealer",)),
    Command(
        "erase-site", "forget a site and all of its mails", "erase_site", ("dealer", "site"), erases=True
    ),
    Command("erase-dealer", "forget a dealer and all of its mails", "erase_dealer", ("dealer",), erases=True),
    Command(
        REPLAY, "build a new table from the decisions of this one and the raw mails", "", ("to",), ("from",)
    ),
)
BY_NAME = {command.name: command for command in COMMANDS}
_HELP = {
    "dealer": "the name before the @ of its address",
    "agent": "the sender's agent id, or how it begins",
    "key": "how the sender's key begins, where an agent has several",
    "state": "trusted, quarantined or rejected",
    "offices": "about how many offices it serves",
    "to": "a mail address or 'off'; of replay: the new table's name",
    "from": "the table whose decisions are carried over (the stack's)",
    "language": "such as en or de",
    "device": "as `devices` lists it",
    "day": "such as 2026-11-22",
}
_END = """exit codes: 0 done, 1 refused (the sentence says why), 2 mistyped, 3 AWS did not answer

`meters-receiver COMMAND --help` tells what a command needs. Times are UTC.
"""


def parser() -> ArgumentParser:
    """Return the parser of the command line."""
    made = ArgumentParser(
        "meters-receiver",
        description="Dealers, sites, codes, senders and devices of the receiving side on AWS.",
        epilog=_END,
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("--stack", default="meters", help="the CloudFormation stack (meters)")
    made.add_argument("--who", default="", help="who decides, for the log (the caller's AWS identity)")
    of_commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        one = of_commands.add_parser(
            command.name, help=command.help, description=f"{command.help[:1].upper()}{command.help[1:]}."
        )
        for name in command.needs:
            one.add_argument(name, metavar=name.upper(), help=_HELP.get(name))
        for name in command.takes:
            one.add_argument(f"--{name}", help=_HELP.get(name))
        if command.deed:
            one.add_argument("--why", required=command.judges, default="", help="the reason, for the log")
        if command.erases:
            one.add_argument("--yes", action="store_true", help="do it: nothing brings it back")
    return made
