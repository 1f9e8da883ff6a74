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
from cloud.jobs.signers import AgentKey
from made_mails import CODE, DOMAIN, FIRST_DAY, MadeAgent
from test_cut_off import PowerCut, cut_off_after
from test_order import FORK, MAILS, STRANGER, lay_down, taken_in

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters

WORD = Word("test", FIRST_DAY, "because")
SHUT_OUT = MadeAgent(id="agent-8", seed=bytes(range(8, 40)))


@pytest.fixture
def target(adapters: IngestAdapters) -> IngestAdapters:
    """Return the adapters of a second, empty table."""
    made = client("dynamodb").describe_table(TableName=adapters.table.name)["Table"]
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
    return replace(adapters, table=Table(adapters.table.client, "Second"), tasks=None)


def everything(table: Table) -> dict[tuple[str, str], dict[str, Any]]:
    return {(i["pk"], i["sk"]): i for i in table.scan("") if i["kind"] != "changed"}


def decide_everything(adapters: IngestAdapters) -> None:
    """Take all mails in and judge them: a confirmation, a rejection, a fork, a printer that was sold."""
    lay_down(adapters)
    shut = SHUT_OUT.mail(SHUT_OUT.report(1))
    adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key="mail/shut-out", Body=shut)
    taken_in(adapters, [*sorted(MAILS), "mail/shut-out"])
    judging.confirm(
        adapters.archive, WORD, "acme", AgentKey(STRANGER.id, key_in_hex(STRANGER.public_key)), "lake-road"
    )
    judging.reject(adapters.archive, WORD, "acme", AgentKey(SHUT_OUT.id, key_in_hex(SHUT_OUT.public_key)))
    judging.resolve(adapters.archive, WORD, "acme", judging.Fork("agent-1", 2), sha256_of(FORK))
    judging.retire(adapters.table, WORD, "acme", "serial:examplar:ex1")
    judging.unretire(adapters.table, WORD, "acme", "serial:examplar:ex1")


def keys_of(adapters: IngestAdapters) -> list[str]:
    return list(Bucket(adapters.mails.client, adapters.mails.bucket).keys("mail/"))


def test_the_new_table_is_the_old_one(adapters: IngestAdapters, target: IngestAdapters) -> None:
    decide_everything(adapters)
    shown: list[str] = []

    taken = build_anew(adapters.table, target, keys_of(adapters), shown.append)

    assert taken == len(MAILS) + 1
    assert shown == [f"{taken} mails taken in, up to mail/stranger-1"]
    assert everything(target.table) == everything(adapters.table)


def test_a_replay_that_is_cut_off_goes_on_where_it_was(
    adapters: IngestAdapters, target: IngestAdapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide_everything(adapters)
    monkeypatch.setattr(replay, "AT_A_TIME", 2)
    noted = set()
    taken = 0
    for writes in (10, 45, 50, 55, 60, 10**6):
        try:
            taken = build_anew(adapters.table, cut_off_after(target, writes), keys_of(adapters), str)
        except PowerCut:
            noted.add((target.table.get(PROGRESS) or {}).get("after"))

    assert len(noted) > 1
    assert 0 < taken < len(MAILS) + 1  # the last try took in what was left
    assert everything(target.table) == everything(adapters.table)


class Here(Operator):
    """The operator whose stack is the test's."""

    def environment(self) -> dict[str, str]:
        """Return admin's names."""
        return {"TABLE": "Table", "MAILS": "mails", "MAIL_DOMAIN": DOMAIN}


def test_the_command_says_how_far_it_came(
    adapters: IngestAdapters, target: IngestAdapters, capsys: pytest.CaptureFixture[str]
) -> None:
    decide_everything(adapters)

    assert main(["replay", "Second"], Here("meters")) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[-1] == f"Done: Second holds what people decided and {len(MAILS) + 1} mails."
    assert everything(target.table) == everything(adapters.table)


def test_a_mail_keeps_the_arrival_that_the_old_table_knows(
    adapters: IngestAdapters, target: IngestAdapters
) -> None:
    office = MadeAgent(code=CODE, printers=("EX1",))
    adapters.mails.client.put_object(
        Bucket=adapters.mails.bucket, Key="mail/1", Body=office.mail(office.report(1))
    )
    from cloud.jobs.ingest import ingest  # noqa: PLC0415 (here alone)

    ingest("mail/1", adapters, arrived=FIRST_DAY)  # the bucket says today: it is a copy

    build_anew(adapters.table, target, keys_of(adapters), str)

    (mail,) = (i for i in target.table.scan("acme#mails#") if i["kind"] == "mail")
    assert mail["arrived"].startswith("2026-03-02")
    assert everything(target.table) == everything(adapters.table)
