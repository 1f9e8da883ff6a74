"""What a dealer decides: codes, who is confirmed, who is shut out, what is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cloud.core import keys
from cloud.core.proof import key_in_hex
from made_mails import CODE, DOMAIN, MadeAgent

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

OFFICE = MadeAgent(printers=("EX1",))
KEY = key_in_hex(OFFICE.public_key)
SIGNER = {"dealer": "acme", "agent": OFFICE.id, "key": KEY}


def send(stack: Stack, *mails: bytes, to: str = "acme") -> None:
    for mail in mails:
        assert stack.deliver(f"{to}@{DOMAIN}", mail)
    while stack.poll():
        pass


def shown(adapters: IngestAdapters) -> list[tuple[str, int, str]]:
    kinds = {"reading", "latest"}
    found = [i for i in adapters.table.scan("acme#") if i["kind"] in kinds]
    return sorted((item["kind"], item["run"], item["site"]) for item in found)


def ask(stack: Stack, **event: str) -> dict[str, Any]:
    answer: dict[str, Any] = stack.call("Admin", event)
    return answer


def test_a_confirmation_makes_the_past_count(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(2)))
    assert shown(adapters) == []

    assert ask(stack, do="confirm", site="lake-road", **SIGNER) == {"done": "trusted for lake-road"}

    there = "lake-road"
    assert shown(adapters) == [("latest", 2, there), ("reading", 1, there), ("reading", 2, there)]


def test_a_confirmation_for_another_site_moves_everything(stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    ask(stack, do="confirm", site="lake-road", **SIGNER)

    ask(stack, do="confirm", site="hill-street", **SIGNER)

    assert shown(adapters) == [("latest", 1, "hill-street"), ("reading", 1, "hill-street")]
    assert list(adapters.table.query(keys.site_key("acme", "lake-road").pk, "device#", index="site")) == []


def test_who_is_shut_out_counts_no_longer_though_it_has_a_code(
    stack: Stack, adapters: IngestAdapters
) -> None:
    enrolled = replace(OFFICE, code=CODE)
    send(stack, enrolled.mail(enrolled.report(1)))
    assert len(shown(adapters)) == 2

    ask(stack, do="reject", **SIGNER)

    assert shown(adapters) == []


def test_an_issued_code_binds_the_office_that_typed_it_in(stack: Stack, adapters: IngestAdapters) -> None:
    code = ask(stack, do="issue_code", dealer="acme", site="lake-road")["done"]
    enrolled = replace(OFFICE, code=code)

    send(stack, enrolled.mail(enrolled.report(1)))

    assert shown(adapters) == [("latest", 1, "lake-road"), ("reading", 1, "lake-road")]


@pytest.mark.parametrize("wrong", ["K7QM2XFA-" + "Z" * 26, "ZZZZZZZZ" + CODE[8:]])
def test_a_code_that_was_guessed_binds_nobody(stack: Stack, adapters: IngestAdapters, wrong: str) -> None:
    guesser = replace(OFFICE, code=wrong)

    send(stack, guesser.mail(guesser.report(1)))

    assert shown(adapters) == []


def test_a_code_s_time_ends(stack: Stack, adapters: IngestAdapters) -> None:
    code = adapters.table.get(keys.code_key("acme", CODE[:8]))
    assert code is not None
    adapters.table.put(code | {"until": "2026-01-01T00:00:00.000Z"})
    late = replace(OFFICE, code=CODE)

    send(stack, late.mail(late.report(1)))

    assert shown(adapters) == []


def test_a_report_that_is_sent_on_to_another_dealer_is_a_stranger_s_there(
    stack: Stack, adapters: IngestAdapters
) -> None:
    ask(stack, do="add_dealer", dealer="other", name="Other")
    enrolled = replace(OFFICE, code=CODE)
    send(stack, enrolled.mail(enrolled.report(1)))

    send(stack, replace(enrolled, dealer="other").mail(enrolled.report(1)), to="other")

    assert {i["kind"] for i in adapters.table.scan("other#")} == {
        "dealer",
        "decision",
        "mail",
        "report",
        "signer",
    }


def test_an_erased_dealer_leaves_nothing_and_others_keep_theirs(
    stack: Stack, adapters: IngestAdapters
) -> None:
    ask(stack, do="add_dealer", dealer="acme-2", name="Acme Two")
    send(stack, OFFICE.mail(OFFICE.report(1)))
    send(stack, replace(OFFICE, dealer="acme-2").mail(OFFICE.report(1)), to="acme-2")

    assert ask(stack, do="erase_dealer", dealer="acme")["done"]["mails"] == 1

    assert list(adapters.table.scan("acme#")) == []
    assert {i["kind"] for i in adapters.table.scan("acme-2#")} == {
        "dealer",
        "decision",
        "mail",
        "report",
        "signer",
    }
    versions = adapters.mails.client.list_object_versions(Bucket=adapters.mails.bucket)["Versions"]
    assert len(versions) == 1


def test_an_erased_site_leaves_nothing_and_comes_back_by_no_late_mail(
    stack: Stack, adapters: IngestAdapters
) -> None:
    enrolled = replace(OFFICE, code=CODE)
    first, second = (enrolled.mail(report) for report in enrolled.chain(2))
    send(stack, first)

    ask(stack, do="erase_site", dealer="acme", site="hill-street")
    left = list(adapters.table.scan("acme#"))
    assert {i["kind"] for i in left} == {"changed", "dealer", "decided", "decision", "site"}
    assert "hill-street" not in str(left)
    assert "Hill Street" not in str(left)
    assert "Versions" not in adapters.mails.client.list_object_versions(Bucket=adapters.mails.bucket)

    send(stack, second)
    assert shown(adapters) == []


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"do": "fly"}, "There is nothing of that name to do"),
        ({"do": "add_dealer", "dealer": "Acme#1", "name": "x"}, "Not a dealer's name"),
        ({"do": "add_dealer", "dealer": "unaddressed", "name": "x"}, "mails for nobody"),
        ({"do": "issue_code", "dealer": "acme", "site": "moon"}, "has no site 'moon'"),
        ({"do": "confirm", "site": "moon", **SIGNER}, "has no sender 'agent-1'"),
        ({"do": "erase_site", "dealer": "acme"}, "needs 'site'"),
    ],
)
def test_what_can_not_be_done_is_said(
    stack: Stack, adapters: IngestAdapters, event: dict[str, str], sentence: str
) -> None:
    assert adapters.table.get(keys.dealer_key("acme"))
    assert sentence in ask(stack, **event)["refused"]
