"""A closing frozen once: two at once, a key that refuses, corrections, what comes late, and what it costs."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.report_format.closing import is_signed_by
from closing_world import World, items_at, world_of
from cloud.core.answers.asked_decision import closing_request_of
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings import item_keys
from cloud.core.closings.closing_signer import SigningRefused
from cloud.core.portal.decision import Conflict, Request
from cloud.core.portal.packs import packs_of
from cloud.core.portal.row import FleetRow, row_of
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.jobs.backlog import Archive
from cloud.jobs.closings.frozen import file_bytes, heads
from cloud.jobs.closings.late import late_readings
from cloud.jobs.closings.preview import preview
from cloud.jobs.portal.decide import decide
from cloud.jobs.portal.portal_answers import portal_answer
from portal_world import BOB, CAT, DAN, Counting

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloud.core.portal.person import Person
    from cloud.local.stack import Stack

OCT, NOV = date(2025, 10, 31), date(2025, 11, 30)
NOW = datetime(2025, 12, 1, 12, tzinfo=UTC)
MORNING = timedelta(hours=8)


@pytest.fixture
def world(stack: Stack) -> World:
    """Read two devices of two offices at two month ends."""
    made = world_of(stack)
    for day, total in ((OCT, 1000), (NOV, 1500)):
        at = datetime.combine(day, datetime.min.time(), UTC) + MORNING
        made.read("berlin", "A1", at, total)
        made.read("lisbon", "B1", at, 2 * total)
    made.settle()
    return made


def archive(world: World, **changed: Any) -> Archive:  # noqa: ANN401 (of the archive's adapters)
    return replace(Archive(world.table, Mails(client("s3"), "mails"), None, world.signer), **changed)


def close(world: World, day: date, person: Person = CAT, seen: str = "", **about: str) -> Any:  # noqa: ANN401 (as above)
    request = Request("close", {"closed_on": day.isoformat(), **about}, seen, "month end")
    return decide(archive(world), person, request, NOW)


def refused(status: int, do: Callable[[], object]) -> ProblemDetails:
    with pytest.raises(ProblemDetails) as problem:
        do()
    assert problem.value.status == status, problem.value
    return problem.value


def test_who_freezes_second_sees_who_was_first(world: World) -> None:
    first = close(world, NOV)
    conflict = refused(409, lambda: close(world, NOV, replace_name(CAT)))

    assert isinstance(conflict, Conflict)
    assert (conflict.last.who, conflict.last.what) == (CAT.name, "close")
    assert first.result == f"frozen {heads(world.table, 'acme')[0].sha256}"
    assert len(heads(world.table, "acme")) == 1


def replace_name(person: Person) -> Person:
    return person._replace(name="eva@acme.example")


def test_two_at_the_same_moment_freeze_one(world: World) -> None:
    """Another head is written between this one's look and its own write: the table refuses the second."""

    class Racing:
        def __init__(self) -> None:
            self.is_first = True

        def public_key(self) -> str:
            return world.signer.public_key()

        def sign(self, digest: bytes) -> str:
            if self.is_first:
                self.is_first = False
                world.freeze(NOV, NOW - timedelta(minutes=1))
            return world.signer.sign(digest)

    racing = replace(world, signer=Racing())  # type: ignore[arg-type]
    problem = refused(409, lambda: racing.freeze(NOV, NOW))

    assert "first" in problem.message
    assert [one.made_at for one in heads(world.table, "acme")] == [NOW - timedelta(minutes=1)]


def test_the_same_form_sent_twice_freezes_once(world: World) -> None:
    assert close(world, NOV).result.startswith("frozen ")
    assert close(world, NOV).result == "decided already"


class Refuses:
    """A key that KMS does not let use."""

    def __init__(self, key: str = "") -> None:
        self.key = key

    def public_key(self) -> str:
        """Return a key, or refuse."""
        if not self.key:
            raise SigningRefused("DisabledException")
        return self.key

    def sign(self, _digest: bytes) -> str:
        """Refuse."""
        raise SigningRefused("ThrottlingException")


class Lies:
    """A key that signs something else."""

    def __init__(self, key: str) -> None:
        self.key = key

    def public_key(self) -> str:
        """Return a key."""
        return self.key

    def sign(self, _digest: bytes) -> str:
        """Return no signature of anything."""
        return b64encode(bytes(64)).decode()


@pytest.mark.parametrize("kind", ["no key", "no public key", "no signature", "a wrong signature"])
def test_where_the_key_does_not_sign_nothing_is_frozen_and_nothing_is_logged(world: World, kind: str) -> None:
    key = world.signer.public_key()
    signer = {
        "no key": None,
        "no public key": Refuses(),
        "no signature": Refuses(key),
        "a wrong signature": Lies(key),
    }
    before = sorted(item["pk"] + item["sk"] for item in world.table.scan("acme#"))
    request = Request("close", {"closed_on": NOV.isoformat()}, "", "month end")
    refused(503, lambda: decide(archive(world, signer=signer[kind]), CAT, request, NOW))

    assert sorted(item["pk"] + item["sk"] for item in world.table.scan("acme#")) == before
    assert close(world, NOV).result.startswith("frozen ")


def test_a_closing_that_was_cut_off_before_its_head_is_none_and_can_be_made(world: World) -> None:
    class Cut(Exception):  # noqa: N818 (a test's)
        pass

    class Table:
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (the table's)
            if name == "put_new":
                raise Cut
            return getattr(world.table, name)

    with pytest.raises(Cut):
        replace(world, table=Table()).freeze(NOV, NOW)  # type: ignore[arg-type]

    assert heads(world.table, "acme") == []
    assert world.freeze(NOV, NOW).devices == 2


@pytest.mark.parametrize("person", [DAN, BOB])
def test_only_billing_and_administrators_close(world: World, person: Person) -> None:
    refused(403, lambda: close(world, NOV, person))
    refused(403, lambda: preview(world.table, person, NOV, "", NOW))


@pytest.mark.parametrize(
    ("day", "about"),
    [
        ("2025-12-01", {}),  # it has not ended
        ("2025-12-02", {}),
        ("2099-01-01", {}),
        ("2025-02-30", {}),
        ("yesterday", {}),
        ("20251130", {}),
        ("9999-12-31", {}),
        ("0001-01-01", {}),
        ("", {}),
        ("2020-01-31", {}),  # nothing was read yet
    ],
)
def test_a_day_that_can_not_be_closed_is_refused(world: World, day: str, about: dict[str, str]) -> None:
    request = Request("close", {"closed_on": day, **about}, "", "")
    refused(400, lambda: decide(archive(world), CAT, request, NOW))


def test_a_day_counts_as_ended_when_it_has_in_the_office_s_zone(world: World) -> None:
    evening = datetime(2025, 12, 1, 0, 30, tzinfo=UTC)  # 1:30 in Berlin, 17:30 of the day before in Denver
    refused(400, lambda: world.freeze(NOV, evening))

    assert world.freeze(NOV, evening, "berlin").devices == 1


def test_an_office_that_is_not_the_dealer_s_is_not_found(world: World) -> None:
    refused(404, lambda: close(world, NOV, site="elsewhere"))


def test_a_correction_names_the_closing_that_it_replaces_and_both_stay(world: World) -> None:
    world.freeze(OCT, NOW)
    first = world.freeze(NOV, NOW)
    refused(409, lambda: world.freeze(NOV, NOW))
    refused(409, lambda: world.freeze(NOV, NOW, replaces="0" * 64))
    world.read("berlin", "A1", datetime(2025, 11, 30, 18, tzinfo=UTC), 1600)
    world.settle()
    second = world.freeze(NOV, NOW + timedelta(hours=1), replaces=first.sha256)

    document = json.loads(file_bytes(world.table, second))
    assert document["replaces"] == first.sha256
    assert pages(document) == {"a1": 600, "b1": 1000}
    assert pages(json.loads(file_bytes(world.table, first))) == {"a1": 500, "b1": 1000}


def pages(document: dict[str, Any]) -> dict[str, int]:
    return {one["device"].rpartition(":")[2]: one["since_last"]["total"] for one in document["devices"]}


def test_no_page_is_closed_twice(world: World) -> None:
    october = world.freeze(OCT, NOW)
    world.freeze(NOV, NOW, "berlin")
    refused(409, lambda: world.freeze(NOV, NOW))  # Berlin's November is closed
    refused(409, lambda: world.freeze(date(2025, 11, 15), NOW, "berlin"))
    refused(409, lambda: world.freeze(OCT, NOW, replaces=october.sha256))  # November was counted from it

    assert pages(json.loads(file_bytes(world.table, world.freeze(NOV, NOW, "lisbon")))) == {"b1": 1000}


def test_a_device_that_moved_is_counted_from_the_closing_of_the_office_before(world: World) -> None:
    for site in ("berlin", "lisbon"):
        world.freeze(OCT, NOW, site)
    world.read("lisbon", "A1", datetime(2025, 11, 30, 18, tzinfo=UTC), 1700)
    world.settle()
    lisbon = world.freeze(NOV, NOW, "lisbon")

    assert pages(json.loads(file_bytes(world.table, lisbon))) == {"a1": 700, "b1": 1000}


def test_a_reading_that_comes_late_is_told_and_the_closing_stays(world: World) -> None:
    head = world.freeze(NOV, NOW)
    before = file_bytes(world.table, head)
    assert late_readings(world.table, CAT, head, NOW) == []
    world.read("lisbon", "B1", datetime(2025, 11, 30, 20, tzinfo=UTC), 3100)
    world.read("berlin", "A1", datetime(2025, 12, 1, 7, tzinfo=UTC), 1510)  # of the next day: not late
    world.settle()
    (late,) = late_readings(world.table, CAT, head, NOW)

    assert (late.serial_number, late.frozen, late.now) == ("B1", 3000, 3100)
    assert file_bytes(world.table, head) == before


def test_what_is_damaged_is_no_closing(world: World) -> None:
    head = world.freeze(NOV, NOW)
    key = item_keys.closing_file_key("acme", head.sha256, 0)
    for text in ("AAAA", "no base64!", ""):
        world.table.change(key, {"text": text})
        with pytest.raises(ValueError, match="damaged"):
            file_bytes(world.table, head)


def test_a_fallen_counter_and_an_unusual_volume_are_told(world: World) -> None:
    for day, total in ((date(2025, 8, 31), 100), (date(2025, 9, 30), 500)):
        world.read("berlin", "A1", datetime.combine(day, datetime.min.time(), UTC) + MORNING, total)
        world.read("lisbon", "B1", datetime.combine(day, datetime.min.time(), UTC) + MORNING, 5 * total)
    world.settle()
    frozen = [world.freeze(day, NOW) for day in (date(2025, 8, 31), date(2025, 9, 30), OCT)]
    lines = {one["device"][-2:]: one for one in json.loads(file_bytes(world.table, frozen[-1]))["devices"]}

    assert (lines["b1"]["blockers"], lines["b1"]["since_last"]["total"]) == (["counter_fell"], None)
    assert (lines["a1"]["blockers"], lines["a1"]["volume"]) == ([], None)
    world.read("berlin", "A1", datetime(2025, 11, 30, 18, tzinfo=UTC), 3000)
    world.settle()
    (line, _) = json.loads(file_bytes(world.table, world.freeze(NOV, NOW)))["devices"]
    assert (line["since_last"]["total"], line["volume"]) == (2000, "more")


DEVICES, OFFICE, MOST_SECONDS = 2000, 40, 10


def test_two_thousand_devices_cost_few_calls_and_little_time(world: World) -> None:
    rows: dict[str, dict[str, FleetRow]] = {}
    items = []
    for number in range(DEVICES):
        site = f"office-{number // OFFICE:03d}"
        for day, total in ((29, 900), (30, 1000)):
            at = datetime(2025, 11, day, 7, number % 60, tzinfo=UTC)
            if day == 29 or number % 20:  # of each twentieth the reading of the day before counts
                items.append(items_at(site, f"N{number}", at, total, number + 1)[1])
        latest, reading = items_at(
            site, f"N{number}", datetime(2025, 12, 1, 7, tzinfo=UTC), 1010, number + 5001
        )
        items.append(reading)
        row = row_of(latest)
        rows.setdefault(site, {})[row.device] = row
    world.table.put_many(items)
    world.table.put_many(pack for site, some in rows.items() for pack in packs_of("acme", site, some))
    counting = Counting(world.table.client)
    counted = replace(world, table=replace(world.table, client=counting))
    began = time.thread_time()
    head = counted.freeze(NOV, NOW)
    seconds = time.thread_time() - began

    assert head.devices == DEVICES + 2
    assert counting.calls <= 60 * DEVICES / 1000
    assert seconds <= MOST_SECONDS  # of this thread alone: moto answers in others of this process


def test_a_program_closes_a_day_and_gets_the_file_to_the_octet(world: World) -> None:
    body = {"closed_on": NOV.isoformat(), "site": "berlin", "seen": "", "why": "month end"}
    decide(archive(world), CAT, closing_request_of(json.dumps(body).encode()), NOW)
    listed = portal_answer(world.table, CAT, "closings", {}, NOW)
    (one,) = listed["items"]
    found = portal_answer(world.table, CAT, "closing", {"sha256": one["sha256"]}, NOW)

    assert (one["site"], one["standing"], listed["keys"]) == ("berlin", True, [one["public_key"]])
    assert is_signed_by(listed["keys"][0], found["file"].encode(), found["signature"])
    assert listed["version"] != ""
    refused(403, lambda: portal_answer(world.table, DAN, "closings", {}, NOW))
    refused(404, lambda: portal_answer(world.table, CAT, "closing", {"sha256": "0" * 64}, NOW))


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"closed_on": 5}', b'{"closed_on": "2025-11-30", "x": 1}', b"\xff"]
)
def test_a_body_that_closes_nothing_is_refused(body: bytes) -> None:
    refused(400, lambda: closing_request_of(body))
