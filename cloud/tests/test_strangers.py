"""Senders that nobody spoke for: made-up keys hide no office, go by themselves, and a word ends each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.report_format.document import report_bytes
from cloud.core import keys, lake
from cloud.core.decisions import Word
from cloud.core.digest.values import Stranger
from cloud.core.incoming_mail import open_mail
from cloud.core.items import WAITING_KEPT, report_item
from cloud.core.layout import FIRST
from cloud.core.proof import key_in_hex, prove
from cloud.jobs import judging, strangers
from cloud.jobs.backlog import settle_past
from cloud.jobs.ingest import ingest
from cloud.jobs.settle import Scope
from cloud.jobs.signers import AgentKey, decide
from cloud.jobs.strangers import waiting
from cloud.local.schedules import call_at
from made_mails import CODE, FIRST_DAY, MadeAgent
from test_daily import files, send
from test_dealing import ask

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

NOW = FIRST_DAY + timedelta(days=3)
WORD = Word("test", NOW, "")
REAL = MadeAgent(id="real", printers=("EX1",))


def made_up(number: int) -> MadeAgent:
    return MadeAgent(id=f"made-{number:03d}", seed=sha256(b"%d" % number).digest(), printers=())


def arrive(adapters: IngestAdapters, key: str, mail: bytes, when: datetime) -> None:
    adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key=key, Body=mail)
    ingest(key, adapters, arrived=when)


def keep(adapters: IngestAdapters, agent: MadeAgent, when: datetime, name: str) -> None:
    """Put the items of a sender in quarantine, as ingest leaves them; 300 of them by mail would take long."""
    key = key_in_hex(agent.public_key)
    proven = prove(open_mail(agent.mail(agent.report(1))), when)
    row = report_item("acme", proven, name) | {"state": "quarantined"}
    about = {"kind": "signer", "dealer": "acme", "agent": agent.id, "key": key, "said_site": "x"}
    about |= {
        "list_key": keys.signers("acme", agent.id, key, 1),
        "list_order": f"quarantined#{agent.id}#{key}",
    }
    adapters.table.put_many([row, {**keys.signer_key("acme", agent.id, key)._asdict(), **about}])


def test_three_hundred_made_up_keys_do_not_hide_the_new_office(
    stack: Stack, adapters: IngestAdapters
) -> None:
    for number in range(300):
        keep(adapters, made_up(number), NOW - timedelta(hours=1), f"mail/{number}")
    for day in range(2):
        arrive(adapters, f"mail/real-{day}", REAL.mail(REAL.report(1 + day, b"?")), NOW - timedelta(days=day))

    call_at(stack, "Analyse", NOW)

    page = (files(stack).read(lake.digest_key("acme", NOW.date(), "html")) or b"").decode()
    shown = re.findall(r"<bdi>(real|made-[0-9]+)</bdi>", page)
    assert shown[0] == "real"
    assert len(shown) == 301


def test_who_waits_in_vain_for_a_month_is_forgotten_and_can_come_back(
    stack: Stack, adapters: IngestAdapters
) -> None:
    arrive(adapters, "mail/1", REAL.mail(REAL.report(1)), NOW)
    late = NOW + WAITING_KEPT + timedelta(days=1)

    assert stack.names
    assert [one.agent for one in waiting(adapters.table, "acme", FIRST, NOW)] == ["real"]
    assert waiting(adapters.table, "acme", FIRST, late) == []
    assert list(adapters.table.scan("acme#signer#real")) == []
    arrive(adapters, "mail/2", REAL.mail(REAL.report(2, b"?")), late)
    assert [one.agent for one in waiting(adapters.table, "acme", FIRST, late)] == ["real"]


def test_a_report_of_nobody_goes_by_itself_and_one_that_counts_does_not(adapters: IngestAdapters) -> None:
    arrive(adapters, "mail/1", REAL.mail(REAL.report(1)), NOW)
    (row,) = (i for i in adapters.table.scan("acme#signer#real") if i["kind"] == "report")
    assert row["expires"] == int((NOW + WAITING_KEPT).timestamp())

    judging.confirm(adapters.archive, WORD, "acme", AgentKey("real", row["key"]), "lake-road")

    (row,) = (i for i in adapters.table.scan("acme#signer#real") if i["kind"] == "report")
    assert "expires" not in row


def test_of_too_many_those_go_for_whom_least_speaks(
    adapters: IngestAdapters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "MOST_WAITING", 3)
    for number in range(6):
        keep(adapters, made_up(number), NOW, f"mail/{number}")
    for day in range(2):
        arrive(adapters, f"mail/real-{day}", REAL.mail(REAL.report(1 + day, b"?")), NOW - timedelta(days=day))

    left = waiting(adapters.table, "acme", FIRST, NOW)

    assert (left[0].agent, left[0].days, len(left)) == ("real", 2, 3)
    assert {i["agent"] for i in adapters.table.scan("acme#signer#")} == {one.agent for one in left}


def test_a_word_that_comes_while_its_sender_is_forgotten_stands(adapters: IngestAdapters) -> None:
    arrive(adapters, "mail/1", REAL.mail(REAL.report(1)), NOW)
    signer = AgentKey("real", key_in_hex(REAL.public_key))
    (one,) = waiting(adapters.table, "acme", FIRST, NOW)
    decide(adapters.table, "acme", signer, "lake-road")

    strangers._forget(adapters.table, "acme", one)  # noqa: SLF001 (between the two is no moment to wait for)
    arrive(adapters, "mail/2", REAL.mail(REAL.report(2, b"?")), NOW)
    settle_past(adapters.archive, Scope("acme", FIRST, "real"))

    assert states_of_real(adapters) == ["counted", "counted"]


def states_of_real(adapters: IngestAdapters) -> list[str]:
    return [i["state"] for i in adapters.table.scan("acme#signer#real") if i["kind"] == "report"]


@pytest.mark.parametrize(("word", "state"), [("confirm", "counted"), ("mail", "quarantined")])
def test_who_was_confirmed_or_heard_again_since_it_was_weighed_is_not_forgotten(
    adapters: IngestAdapters, word: str, state: str
) -> None:
    arrive(adapters, "mail/1", REAL.mail(REAL.report(1)), NOW)
    (one,) = waiting(adapters.table, "acme", FIRST, NOW)
    if word == "confirm":
        judging.confirm(adapters.archive, WORD, "acme", AgentKey("real", one.key), "lake-road")
    arrive(adapters, "mail/2", REAL.mail(REAL.report(2, b"?")), NOW + timedelta(seconds=1))

    strangers._forget(adapters.table, "acme", one)  # noqa: SLF001 (as above)

    assert states_of_real(adapters) == [state, state]
    assert "signer" in {i["kind"] for i in adapters.table.scan("acme#signer#real")}


def test_what_speaks_for_a_sender_decides_its_place() -> None:
    code = Stranger("a", "k", "x", knows_code=True)
    follower = Stranger("b", "k", "x", follows="Hill Street")
    old = Stranger("c", "k", "x", days=30)

    assert sorted([old, follower, code], key=lambda one: one.evidence, reverse=True) == [code, follower, old]


def test_who_was_shut_out_waits_no_longer(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, REAL.mail(REAL.report(1)))
    key = key_in_hex(REAL.public_key)

    ask(stack, do="reject", dealer="acme", agent="real", key=key)

    assert waiting(adapters.table, "acme", FIRST, datetime.now(UTC)) == []
    (item,) = ask(stack, do="senders", dealer="acme", state="rejected")["done"]["items"]
    assert (item["agent"], item["state"]) == ("real", "rejected")


def test_a_sender_that_follows_a_known_one_is_shown_beside_it_and_confirmed_by_one_decision(
    stack: Stack, adapters: IngestAdapters
) -> None:
    office = MadeAgent(code=CODE)
    new = replace(office, id="agent-new", seed=bytes(range(9, 41)), code="")
    report = new.report(1)
    known = {"last_run_number": 1, "last_sha256": "0" * 64, "reason": "signing_key_lost"}
    report["agent"]["follows"] = {"id": office.id, **known}
    send(stack, office.mail(office.report(1)), new.mail(report_bytes(report)))

    (stranger,) = waiting(adapters.table, "acme", FIRST, datetime.now(UTC))
    key = key_in_hex(new.public_key)
    wish: dict[str, Any] = {"dealer": "acme", "agent": new.id, "key": key}
    answer = ask(stack, do="confirm", **wish)

    assert stranger.follows == "Hill Street"
    assert answer == {"done": "trusted for hill-street"}
    assert stack.call("Admin", {"do": "confirm", "dealer": "acme", "agent": office.id, "key": key}) == {
        "refused": f"Acme has no sender 'agent-1' with the key '{key}'."
    }


def test_a_sender_that_follows_nobody_is_confirmed_for_a_named_site_alone(
    stack: Stack, adapters: IngestAdapters
) -> None:
    send(stack, REAL.mail(REAL.report(1)))

    assert adapters.table
    answer = ask(stack, do="confirm", dealer="acme", agent="real", key=key_in_hex(REAL.public_key))
    assert answer == {"refused": "It follows no sender of one known site: name the site."}
