"""Two at work on one office, call by call in the orders that once went wrong: they end as one by one."""

from __future__ import annotations

from functools import partial
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from agent.core.report_format.document import report_bytes
from cloud.core import keys
from cloud.core.decisions import Word
from cloud.core.layout import FIRST as FIRST_LAYOUT
from cloud.core.proof import key_in_hex
from cloud.jobs import judging
from cloud.jobs.ingest import ingest
from cloud.jobs.signers import AgentKey
from interleaving import interleave
from made_mails import FIRST_DAY
from test_order import COPY, OFFICE, RUNS, SECOND, Snapshot, lay_down, snapshot_of, taken_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cloud.jobs.ingest import IngestAdapters

    Work = Callable[[IngestAdapters], object]
    Turns = Sequence[tuple[str, str | int | None]]

FIRST = AgentKey(OFFICE.id, key_in_hex(OFFICE.public_key))
WORD = Word("test", FIRST_DAY, "")
MORE = {
    "fork-of-3": OFFICE.mail(report_bytes(OFFICE.report(3, RUNS[1], pages=9))),
    "copy-3": COPY.mail(COPY.report(3, b"?", pages=51)),
}


def mail(name: str) -> Work:
    return lambda adapters: ingest(f"mail/{name}", adapters)


def confirm(adapters: IngestAdapters, signer: AgentKey, site: str) -> str:
    return judging.confirm(adapters.archive, WORD, "acme", signer, site)


def reject(adapters: IngestAdapters, signer: AgentKey) -> str:
    return judging.reject(adapters.archive, WORD, "acme", signer)


WORKS: Mapping[str, Work] = {
    **{name: mail(name) for name in ("run-2", "run-3", "fork-of-2", "fork-of-3", "copy-2", "run-1")},
    "move": partial(confirm, signer=FIRST, site="lake-road"),
    "reject": partial(reject, signer=FIRST),
    "reject-second": partial(reject, signer=SECOND),
}


@pytest.fixture
def begin(adapters: IngestAdapters) -> Callable[..., None]:
    """Lay all mails down; what is made lets the table be as after some of them."""
    lay_down(adapters)
    for name, made in MORE.items():
        adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key=f"mail/{name}", Body=made)

    def so_far(names: Sequence[str]) -> None:
        taken_in(adapters, [f"mail/{name}" for name in names])
        if "copy-2" in names:
            confirm(adapters, SECOND, "hill-street")

    return so_far


def one_by_one(
    adapters: IngestAdapters, begin: Callable[..., None], before: Sequence[str], works: Sequence[str]
) -> Snapshot:
    """Return how the table ends, whichever of the works comes first."""
    ends = []
    for order in permutations(works):
        begin(before)
        for name in order:
            WORKS[name](adapters)
        ends.append(snapshot_of(adapters))
    assert ends == [ends[0]] * len(ends)
    return ends[0]


DAYS = ["run-1", "run-2", "run-3"]
BOTH = ["run-1", "run-2", "copy-2"]  # two computers of one office, both trusted


@pytest.mark.parametrize(
    ("before", "works", "turns"),
    [
        # One merges a run that the other's fork disputes: both noted that, and its readings stayed.
        (
            ["run-1"],
            ["run-2", "fork-of-2"],
            [("run-2", "put_many"), ("fork-of-2", "change"), ("run-2", "page"), ("fork-of-2", None)],
        ),
        # One merges what it sent as the code's winner; another, who came first, notes that it waits.
        (
            [],
            ["copy-2", "run-1"],
            [("copy-2", "put_many"), *[("run-1", "change")] * 3, ("copy-2", "page"), ("run-1", None)],
        ),
        # Each takes a reading of one device out; one gave the latest back to what the other took.
        (DAYS, ["fork-of-3", "fork-of-2"], [("fork-of-3", "replace"), ("fork-of-2", None)]),
        (BOTH, ["reject-second", "reject"], [("reject-second", "replace"), ("reject", None)]),
        # One gives the latest back to a reading that the other moves to another site.
        (
            ["run-1", "run-2"],
            ["fork-of-2", "move"],
            [("fork-of-2", "replace"), ("fork-of-2", 3), ("move", None)],
        ),
    ],
)
def test_in_the_order_of_calls_that_went_wrong_the_end_is_as_one_by_one(
    adapters: IngestAdapters, begin: Callable[..., None], before: list[str], works: list[str], turns: Turns
) -> None:
    wanted = one_by_one(adapters, begin, before, works)
    begin(before)

    interleave(adapters, {name: WORKS[name] for name in works}, turns)

    assert snapshot_of(adapters) == wanted


@pytest.mark.parametrize("works", [["run-2", "fork-of-2"], ["reject", "run-3"]])
def test_wherever_one_is_interrupted_by_the_other_the_end_is_the_same(
    adapters: IngestAdapters, begin: Callable[..., None], works: list[str]
) -> None:
    before = [name for name in DAYS if name not in works][:2]
    wanted = one_by_one(adapters, begin, before, works)
    for calls in range(8, 30, 5):
        begin(before)
        interleave(adapters, {name: WORKS[name] for name in works}, [(works[0], calls), (works[1], None)])

        assert snapshot_of(adapters) == wanted, calls


@pytest.mark.parametrize("calls", [4, 5])
def test_a_device_that_answers_while_it_is_retired_still_needs_what_it_says(
    adapters: IngestAdapters, begin: Callable[..., None], calls: int
) -> None:
    begin(["run-1"])
    device = "serial:examplar:ex1"

    def retire(at: IngestAdapters) -> str:
        return judging.retire(at.table, WORD, "acme", device)

    interleave(adapters, {"retire": retire, "run-2": WORKS["run-2"]}, [("retire", calls), ("run-2", None)])

    latest = adapters.table.get(keys.device_key("acme", device))
    assert latest is not None
    assert (latest["run"], latest.get("list_key")) == (2, keys.needs("acme", device, FIRST_LAYOUT.lists))
