"""A table that is lost is built anew of decisions and raw mails, also where the building is cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.report_format.signatures import sha256_of
from cloud.commands.main import main
from cloud.core.decisions import Word
from cloud.core.proof import key_in_hex
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.operator import Operator
from cloud.edge.table import Table
from cloud.jobs import judging, replay
from cloud.jobs.replay import PROGRESS
from cloud.jobs.replay import replay as build_anew
from cloud.jobs.signers import Signer
from made_mails import CODE, DOMAIN, FIRST_DAY, MadeAgent
from test_cut_off import PowerCut, cut_off_after
from test_order import FORK, MAILS, STRANGER, lay_down, taken_in

if TYPE_CHECKING:
    from cloud.jobs.ingest import Desk

WORD = Word("test", FIRST_DAY, "because")
SHUT_OUT = MadeAgent(id="agent-8", seed=bytes(range(8, 40)))


@pytest.fixture
def target(desk: Desk) -> Desk:
    """Return the desk of a second, empty table."""
    made = client("dynamodb").describe_table(TableName=desk.table.name)["Table"]
    indexes = [
        {name: index[name] for name in ("IndexName", "KeySchema", "Projection")}
        for index in made["GlobalSecondaryIndexes"]
    ]
    client("dynamodb").create_table(
        TableName="Second",
        AttributeDefinitions=made["AttributeDefinitions"],
        KeySchema=made["KeySchema"],
        GlobalSecondaryIndexes=indexes,
        BillingMode="PAY_PER_REQUEST",
    )
    return replace(desk, table=Table(desk.table.client, "Second"), tasks=None)


def everything(table: Table) -> dict[tuple[str, str], dict[str, Any]]:
    return {(i["pk"], i["sk"]): i for i in table.scan("") if i["kind"] != "changed"}


def decide_everything(desk: Desk) -> None:
    """Take all mails in and judge them: a confirmation, a rejection, a fork, a printer that was sold."""
    lay_down(desk)
    shut = SHUT_OUT.mail(SHUT_OUT.report(1))
    desk.mails.client.put_object(Bucket=desk.mails.bucket, Key="mail/shut-out", Body=shut)
    taken_in(desk, [*sorted(MAILS), "mail/shut-out"])
    judging.confirm(
        desk.archive, WORD, "acme", Signer(STRANGER.id, key_in_hex(STRANGER.public_key)), "lake-road"
    )
    judging.reject(desk.archive, WORD, "acme", Signer(SHUT_OUT.id, key_in_hex(SHUT_OUT.public_key)))
    judging.resolve(desk.archive, WORD, "acme", judging.Fork("agent-1", 2), sha256_of(FORK))
    judging.retire(desk.table, WORD, "acme", "serial:examplar:ex1")
    judging.unretire(desk.table, WORD, "acme", "serial:examplar:ex1")


def keys_of(desk: Desk) -> list[str]:
    return list(Bucket(desk.mails.client, desk.mails.bucket).keys("mail/"))


def test_the_new_table_is_the_old_one(desk: Desk, target: Desk) -> None:
    decide_everything(desk)
    told: list[str] = []

    taken = build_anew(desk.table, target, keys_of(desk), told.append)

    assert taken == len(MAILS) + 1
    assert told == [f"{taken} mails taken in, up to mail/stranger-1"]
    assert everything(target.table) == everything(desk.table)


def test_a_replay_that_is_cut_off_goes_on_where_it_was(
    desk: Desk, target: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide_everything(desk)
    monkeypatch.setattr(replay, "AT_A_TIME", 2)
    noted = set()
    taken = 0
    for writes in (10, 45, 50, 55, 60, 10**6):
        try:
            taken = build_anew(desk.table, cut_off_after(target, writes), keys_of(desk), str)
        except PowerCut:
            noted.add((target.table.get(PROGRESS) or {}).get("after"))

    assert len(noted) > 1
    assert 0 < taken < len(MAILS) + 1  # the last try took in what was left
    assert everything(target.table) == everything(desk.table)


class Here(Operator):
    """The operator whose stack is the test's."""

    def environment(self) -> dict[str, str]:
        """Return admin's names."""
        return {"TABLE": "Table", "MAILS": "mails", "MAIL_DOMAIN": DOMAIN}


def test_the_verb_says_how_far_it_came(desk: Desk, target: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    decide_everything(desk)

    assert main(["replay", "Second"], Here("meters")) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[-1] == f"Done: Second holds what people decided and {len(MAILS) + 1} mails."
    assert everything(target.table) == everything(desk.table)


def test_a_mail_keeps_the_arrival_that_the_old_table_knows(desk: Desk, target: Desk) -> None:
    office = MadeAgent(code=CODE, printers=("EX1",))
    desk.mails.client.put_object(Bucket=desk.mails.bucket, Key="mail/1", Body=office.mail(office.report(1)))
    from cloud.jobs.ingest import ingest  # noqa: PLC0415 (here alone)

    ingest("mail/1", desk, arrived=FIRST_DAY)  # the bucket says today: it is a copy

    build_anew(desk.table, target, keys_of(desk), str)

    (mail,) = (i for i in target.table.scan("acme#mails#") if i["kind"] == "mail")
    assert mail["arrived"].startswith("2026-03-02")
    assert everything(target.table) == everything(desk.table)
