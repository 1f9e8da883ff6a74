"""From what was typed to what is done, and to the sentence about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cloud.commands.operator_commands import BY_NAME, REPLAY, Command, parser
from cloud.commands.show import COLUMNS, lines_of, sentence_of
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.mails import Mails
from cloud.edge.operator import NoAnswer, Operator
from cloud.edge.table import Table
from cloud.jobs.ingest import IngestAdapters
from cloud.jobs.replay import replay

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Ask = Callable[[dict[str, str]], dict[str, Any]]

DONE, REFUSED, NO_ANSWER = 0, 1, 3  # 2 is argparse's
ANY = ("trusted", "quarantined")  # a sender that was shut out is named by its whole key alone
PREFIX = "mail/"


class CommandRefused(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """What was asked for is refused; its text is the sentence."""


def main(argv: Sequence[str], operator: Operator | None = None) -> int:
    """Do what was typed and return the exit code; `operator` is who asks AWS, unless made here."""
    typed = parser().parse_args(argv)
    command = BY_NAME[typed.command]
    try:
        who = operator or Operator(typed.stack)
        if command.name == REPLAY:
            names = who.environment()
            source = getattr(typed, "from") or names["TABLE"]
            print(replay_into(source, typed.to, names, print))
            return DONE
        for line in _do(command, typed, who):
            print(line)
    except CommandRefused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except NoAnswer as failure:
        print(failure, file=sys.stderr)
        return NO_ANSWER
    return DONE


def _do(command: Command, typed: Namespace, operator: Operator) -> Iterator[str]:
    event = {n: v for n in (*command.needs, *command.takes) if (v := getattr(typed, n)) is not None}
    if command.erases and not typed.yes:
        raise CommandRefused(f"{command.name} can't be undone. If it is meant, say it again with --yes.")
    if event.get("to") == "off":
        event["to"] = ""
    if command.deed in {"confirm", "reject"}:
        event |= _sender(operator.ask, event)
    word = {"who": typed.who or operator.name(), "why": typed.why}
    done = _ask(operator.ask, {"do": command.deed, **event, **word})
    if command.deed not in COLUMNS:
        yield sentence_of(command.deed, done)
        return
    yield from lines_of(command.deed, _all(operator.ask, {"do": command.deed, **event}, done))


def _all(ask: Ask, event: dict[str, str], page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items of a listing, page by page."""
    while True:
        yield from page["items"]
        if page["next"] is None:
            return
        page = _ask(ask, {**event, "cursor": page["next"]})


def _ask(ask: Ask, event: dict[str, str]) -> Any:  # noqa: ANN401 (each deed answers its own)
    answer = ask(event)
    if "refused" in answer:
        raise CommandRefused(answer["refused"])
    return answer["done"]


def _sender(ask: Ask, event: dict[str, str]) -> dict[str, str]:
    """Return the whole agent and key of the one sender that was named by how they begin."""
    agent, key = event["agent"], event.get("key", "")
    if len(key) == 64:  # noqa: PLR2004 (an Ed25519 key in hex)
        return {"agent": agent, "key": key}
    found = []
    for state in ANY:
        wish = {"do": "senders", "dealer": event["dealer"], "state": state}
        listed = _all(ask, wish, _ask(ask, wish))
        found += [i for i in listed if i["agent"].startswith(agent) and i["key"].startswith(key)]
    if len(found) != 1:
        many = "no sender" if not found else f"{len(found)} senders"
        raise CommandRefused(
            f"There {'are' if len(found) > 1 else 'is'} {many} of that name: `senders` lists them."
        )
    return {"agent": found[0]["agent"], "key": found[0]["key"]}


def replay_into(source: str, target: str, names: Mapping[str, str], tell: Callable[[str], object]) -> str:
    """Build a table of another one's decisions and the stack's raw mails; `names` is its admin's environment.

    A long past is settled by the stack's own queue, and that knows the stack's table alone: so here every run
    is settled at once.
    """
    mails = Mails(client("s3"), names["MAILS"])
    table = Table(client("dynamodb"), target)
    adapters = IngestAdapters(table, mails, names["MAIL_DOMAIN"], None)
    raw_keys = Bucket(client("s3"), names["MAILS"]).keys(PREFIX)
    taken = replay(Table(client("dynamodb"), source), adapters, raw_keys, tell)
    return f"Done: {target} holds what people decided and {taken} mails."
