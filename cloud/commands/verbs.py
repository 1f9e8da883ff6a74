"""The verbs: each with its deed, the texts that it needs in their order, and those that may follow."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass

REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb. `deed` is what `admin` calls it, empty for what runs here.

    `needs` are placed texts, `takes` options. With `judges` a reason has to be given, with `erases` a yes.
    """

    name: str
    help: str
    deed: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    judges: bool = False
    erases: bool = False


VERBS = (
    Verb("dealers", "list the dealers", "dealers"),
    Verb(
        "add-dealer", "add a dealer of about so many offices", "add_dealer", ("dealer", "name"), ("offices",)
    ),
    Verb("grow", "cut a dealer's lists for more offices", "grow", ("dealer", "offices")),
    Verb("digest-to", "mail a dealer's digest to an address; 'off' ends it", "mail_digest", ("dealer", "to")),
    Verb("sites", "list a dealer's sites", "sites", ("dealer",)),
    Verb("add-site", "add a site, or give it another name", "add_site", ("dealer", "site", "name")),
    Verb("codes", "list the enrolment codes, without their secrets", "codes", ("dealer",)),
    Verb("issue-code", "make a code for an office to type in", "issue_code", ("dealer", "site")),
    Verb(
        "senders", "list the senders; those in quarantine wait for a word", "senders", ("dealer",), ("state",)
    ),
    Verb(
        "confirm",
        "trust a sender for a site, or for that of the sender it follows",
        "confirm",
        ("dealer", "agent"),
        ("key", "site"),
        judges=True,
    ),
    Verb("reject", "trust a sender no longer", "reject", ("dealer", "agent"), ("key",), judges=True),
    Verb(
        "resolve",
        "let one of two reports of a run count, by the beginning of its SHA-256, or 'none'",
        "resolve",
        ("dealer", "agent", "run", "sha256"),
        judges=True,
    ),
    Verb("devices", "list a site's devices", "devices", ("dealer", "site")),
    Verb("retire", "take a device for gone", "retire", ("dealer", "device"), judges=True),
    Verb("unretire", "take back that a device is gone", "unretire", ("dealer", "device"), judges=True),
    Verb("alerts", "list what stands for a dealer", "alerts", ("dealer",), ("site",)),
    Verb("mails", "list what became of the mails of a day (UTC)", "mails", ("dealer", "day")),
    Verb("log", "list who decided what, when and why", "log", ("dealer",)),
    Verb("erase-site", "forget a site and all of its mails", "erase_site", ("dealer", "site"), erases=True),
    Verb("erase-dealer", "forget a dealer and all of its mails", "erase_dealer", ("dealer",), erases=True),
    Verb(
        REPLAY, "build a new table from the decisions of this one and the raw mails", "", ("to",), ("from",)
    ),
)
BY_NAME = {verb.name: verb for verb in VERBS}
_HELP = {
    "dealer": "the name before the @ of its address",
    "agent": "the sender's agent id, or how it begins",
    "key": "how the sender's key begins, where an agent has several",
    "state": "trusted, quarantined or rejected",
    "offices": "about how many offices it serves",
    "to": "a mail address or 'off'; of replay: the new table's name",
    "from": "the table whose decisions are carried over (the stack's)",
    "device": "as `devices` lists it",
    "day": "such as 2026-11-22",
}
_END = """exit codes: 0 done, 1 refused (the sentence says why), 2 mistyped, 3 AWS did not answer

`meters-receiver VERB --help` tells what a verb needs. Times are UTC.
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
    of_verbs = made.add_subparsers(dest="command", required=True, metavar="VERB")
    for verb in VERBS:
        one = of_verbs.add_parser(
            verb.name, help=verb.help, description=f"{verb.help[:1].upper()}{verb.help[1:]}."
        )
        for name in verb.needs:
            one.add_argument(name, metavar=name.upper(), help=_HELP.get(name))
        for name in verb.takes:
            one.add_argument(f"--{name}", help=_HELP.get(name))
        if verb.deed:
            one.add_argument("--why", required=verb.judges, default="", help="the reason, for the log")
        if verb.erases:
            one.add_argument("--yes", action="store_true", help="do it: nothing brings it back")
    return made
