"""Files of orders downloaded and mailed: by whom, once, by which profiles, and what fails is told."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.erp.erp_file import ErpFile
from cloud.core.erp.erp_letter import LARGEST, erp_letter, letter_content
from cloud.core.portal.decision import Conflict, Request
from cloud.core.portal.today import OPERATOR
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.edge.webhook import Webhooks
from cloud.jobs.orders_erp import erp_view, orders_file
from cloud.jobs.portal.decide import decide
from cloud.jobs.portal.last import last_decision
from cloud.jobs.portal.notify import WAITS, Ways, send_waiting
from cloud.jobs.portal.today import today_of
from made_mails import DOMAIN
from made_orders import BLACK, DEVICE, day, morning
from portal_world import ANN, BOB, CAT, DAN

if TYPE_CHECKING:
    from cloud.core.portal.person import Person
    from cloud.jobs.ingest import IngestAdapters

NOW = morning(1) + timedelta(hours=2)
OWN = (
    'delimiter = ";"\ncolumns = [["Teil", "PartNumber"], ["Lager", "\'=L1\'"], ["Menge", "= 10 * Quantity"]]'
)


def said(adapters: IngestAdapters, what: str, person: Person, seen: str = "", **about: str) -> Any:  # noqa: ANN401 (as decide)
    return decide(adapters.archive, person, Request(what, about, seen), NOW)


@pytest.fixture
def approved(adapters: IngestAdapters) -> IngestAdapters:
    """Have a printer of which black is approved and cyan asked for."""
    day(adapters, 1, 8, 15, location="=HYPERLINK(1)")
    said(adapters, "approve_order", BOB, device=DEVICE, place=BLACK)
    return adapters


def lines(octets: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_a_reader_downloads_what_is_approved(approved: IngestAdapters) -> None:
    file, count = orders_file(approved.table, DAN, "shop-csv")
    (line,) = lines(file.octets)

    assert count == 1
    assert (line["sku"], line["company"], line["serial_number"]) == ("T-black", "Hill Street", "EX1")
    assert line["location"] == "'=HYPERLINK(1)"
    asked, number = orders_file(approved.table, DAN, "order-xml", "asked")
    assert (number, b"T-cyan" in asked.octets) == (1, True)


@pytest.mark.parametrize(("name", "state", "status"), [("nonsense", "approved", 404), ("shop-csv", "x", 400)])
def test_what_is_no_profile_or_state_is_refused(
    approved: IngestAdapters, name: str, state: str, status: int
) -> None:
    with pytest.raises(ProblemDetails) as refused:
        orders_file(approved.table, DAN, name, state)

    assert refused.value.status == status


def test_a_dealer_s_own_profile_is_used_changed_and_taken_away(approved: IngestAdapters) -> None:
    first = said(approved, "erp_profile", ANN, name="lager", text=OWN)
    (line,) = lines(orders_file(approved.table, DAN, "lager")[0].octets, ";")
    assert line == {"Teil": "T-black", "Lager": "'=L1", "Menge": "10"}
    with pytest.raises(Conflict):
        said(approved, "erp_profile", ANN, name="lager", text=OWN.replace("10", "20"))

    said(approved, "erp_profile", ANN, seen=first.last.version, name="lager", text=" ")
    assert erp_view(approved.table, DAN).own == ()
    assert OWN not in repr(list(approved.table.query(keys.decision_key("acme", "").pk)))


@pytest.mark.parametrize(
    ("person", "name", "text", "status"),
    [
        (ANN, "shop-csv", OWN, 400),
        (ANN, "Up/../x", OWN, 400),
        (ANN, "mine", "columns = 3", 400),
        (ANN, "mine", "x" * 30_000, 400),
        (BOB, "mine", OWN, 403),
        (CAT, "mine", OWN, 403),
    ],
)
def test_what_is_no_own_profile_is_refused(
    approved: IngestAdapters, person: Person, name: str, text: str, status: int
) -> None:
    with pytest.raises(ProblemDetails) as refused:
        said(approved, "erp_profile", person, name=name, text=text)

    assert refused.value.status == status
    assert erp_view(approved.table, DAN).own == ()


def waiting(adapters: IngestAdapters) -> list[dict[str, Any]]:
    return list(adapters.table.query(keys.outbox_key("acme", "").pk))


def test_approved_orders_are_mailed_to_the_set_address_and_once(approved: IngestAdapters) -> None:
    with pytest.raises(ProblemDetails) as refused:
        said(approved, "mail_orders", BOB)
    assert refused.value.status == 404
    said(approved, "erp_address", ANN, mail="erp@acme.example", profile="shop-csv")
    first = said(approved, "mail_orders", BOB)
    said(approved, "mail_orders", BOB)
    with pytest.raises(Conflict):
        said(approved, "mail_orders", ANN)
    (item,) = waiting(approved)
    letter = erp_letter(json.loads(item["body"]), f"unaddressed@{DOMAIN}", "en")
    (attached,) = letter.iter_attachments()

    assert (letter["To"], letter["Subject"]) == ("erp@acme.example", "Meters: 1 order")
    assert (attached.get_filename(), attached.get_content_type()) == ("orders-2026-03-02.csv", "text/csv")
    octets = attached.get_payload(decode=True)
    assert isinstance(octets, bytes)
    assert lines(octets)[0]["sku"] == "T-black"
    assert send_waiting(approved.table, ways(), "acme", NOW) == 1
    assert (waiting(approved), first.last.who) == ([], BOB.name)
    assert erp_view(approved.table, DAN).mailed_last == first.last


def ways(domain: str = DOMAIN) -> Ways:
    return Ways(Webhooks(), SesLetters(client("ses")), domain)


def test_a_mail_that_ses_refuses_is_tried_again_and_then_told(approved: IngestAdapters) -> None:
    said(approved, "erp_address", ANN, mail="erp@acme.example", profile="order-xml")
    said(approved, "mail_orders", BOB)
    now = NOW
    for wait in (*WAITS, timedelta(0)):
        assert len(waiting(approved)) == 1
        assert send_waiting(approved.table, ways("not-verified.example"), "acme", now) == 0
        now += wait

    assert waiting(approved) == []
    (row,) = [one for one in today_of(approved.table, ANN, now).rows if one.kind == OPERATOR]
    assert row.details["what"] == "orders"


def test_where_orders_go_is_an_administrator_s_word_and_an_address(approved: IngestAdapters) -> None:
    for person, mail, profile, status in (
        (BOB, "erp@acme.example", "shop-csv", 403),
        (ANN, "erp@acme.example\nBcc: x@y.example", "shop-csv", 400),
        (ANN, "erp@acme.example", "nonsense", 404),
    ):
        with pytest.raises(ProblemDetails) as refused:
            said(approved, "erp_address", person, mail=mail, profile=profile)
        assert refused.value.status == status
    first = said(approved, "erp_address", ANN, mail="erp@acme.example", profile="shop-csv")
    said(approved, "erp_address", ANN, seen=first.last.version, mail="", profile="shop-csv")
    with pytest.raises(ProblemDetails):
        said(approved, "mail_orders", BOB)


def test_without_an_approved_order_nothing_is_mailed(approved: IngestAdapters) -> None:
    said(approved, "erp_address", ANN, mail="erp@acme.example", profile="shop-csv")
    seen = said(approved, "mail_orders", BOB).last.version
    last = last_decision(approved.table, "acme", keys.subject("order", DEVICE, BLACK))
    said(approved, "ignore_order", BOB, last.version if last else "", device=DEVICE, place=BLACK)
    with pytest.raises(ProblemDetails) as refused:
        said(approved, "mail_orders", BOB, seen)
    assert (refused.value.status, refused.value.what) == (400, "take")


def test_a_file_that_is_too_large_for_a_mail_is_refused_before_anything_is_kept() -> None:
    with pytest.raises(ValueError, match="more than"):
        letter_content(ErpFile(b"x" * (LARGEST + 1), "text/csv", "csv"), "n.csv", "a@b.example", 9)
