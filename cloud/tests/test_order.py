"""What the table holds at the end is a function of the set of mails: no order, copy or crash shows in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agent.core.report_format.document import report_bytes
from agent.core.report_format.signatures import sha256_of
from cloud.core import items
from cloud.core.layout import FIRST
from cloud.core.proof import key_in_hex
from cloud.jobs import signers
from cloud.jobs.backlog import settle_past
from cloud.jobs.ingest import ingest
from cloud.jobs.settle import Scope
from conftest import furnish
from made_mails import CODE, MadeAgent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cloud.jobs.ingest import IngestAdapters

# Of a mail, a mark and a decision there is one for each that came; all else is a function of their set.
OF_ARRIVALS = {"mail", "changed", "decision"}
Snapshot = dict[tuple[str, str], dict[str, Any]]

OFFICE = MadeAgent(code=CODE, printers=("EX1",))
# The office's second computer got a copy of the settings: the same code, another agent, the same printer.
COPY = MadeAgent(id="agent-2", seed=bytes(range(1, 33)), code=CODE, printers=("EX1",))
ROTATED = replace(OFFICE, seed=bytes(range(2, 34)), old_seed=OFFICE.seed, code="")
STRANGER = replace(OFFICE, id="agent-3", code="")
RUNS = OFFICE.chain(3)
FORK = report_bytes(OFFICE.report(2, RUNS[0], pages=7))
MAILS = {
    **{f"mail/run-{number}": OFFICE.mail(report) for number, report in enumerate(RUNS, 1)},
    "mail/fork-of-2": OFFICE.mail(FORK),
    "mail/copy-2": COPY.mail(COPY.report(2, b"?", pages=50)),
    "mail/new-key-run-4": ROTATED.mail(ROTATED.report(4, b"?")),
    "mail/stranger-1": STRANGER.mail(STRANGER.report(1)),
    "mail/again-run-1": OFFICE.mail(RUNS[0]),
}

# An example is a dozen mails, each of many steps over HTTP: a failing one is shown as it is.
few = settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def taken_in(adapters: IngestAdapters, names: Sequence[str], *, at_once: int = 1) -> Snapshot:
    """Return all items after these mails came in, in this order or several at once; the table was empty."""
    adapters.table.delete_many(items.key_of(item) for item in list(adapters.table.scan("")))
    furnish(adapters.table)
    with ThreadPoolExecutor(at_once) as workers:
        list(workers.map(lambda name: ingest(name, adapters), names))
    return snapshot_of(adapters)


def snapshot_of(adapters: IngestAdapters) -> Snapshot:
    found = adapters.table.scan("acme#")
    return {(item["pk"], item["sk"]): item for item in found if item["kind"] not in OF_ARRIVALS}


def lay_down(adapters: IngestAdapters) -> None:
    for key, mail in MAILS.items():
        adapters.mails.client.put_object(Bucket=adapters.mails.bucket, Key=key, Body=mail)


def states(snapshot: Snapshot) -> dict[tuple[str, int], set[str]]:
    found: dict[tuple[str, int], set[str]] = {}
    for item in snapshot.values():
        if item["kind"] == "report":
            found.setdefault((item["agent"], item["run"]), set()).add(item["state"])
    return found


@few
@given(st.data())
def test_any_order_with_copies_and_losses_ends_the_same(
    adapters: IngestAdapters, data: st.DataObject
) -> None:
    lay_down(adapters)
    arrived = data.draw(st.lists(st.sampled_from(sorted(MAILS)), min_size=2, max_size=6, unique=True))
    twice = data.draw(st.lists(st.sampled_from(arrived), max_size=2))
    other_order = data.draw(st.permutations([*arrived, *twice]))

    assert taken_in(adapters, other_order) == taken_in(adapters, sorted(arrived))


WAITING = signers.AgentKey(STRANGER.id, key_in_hex(STRANGER.public_key))
SECOND = signers.AgentKey(COPY.id, key_in_hex(COPY.public_key))
WORDS: dict[str, Callable[[IngestAdapters], object]] = {
    "word/confirm": lambda adapters: signers.decide(adapters.table, "acme", WAITING, "lake-road"),
    "word/shut-out": lambda adapters: signers.decide(adapters.table, "acme", SECOND, None),
    "word/resolve": lambda adapters: signers.resolve(adapters.table, "acme", OFFICE.id, 2, sha256_of(FORK)),
}


def set_language(adapters: IngestAdapters, word: str) -> None:
    """Do what a person's decision does, whether its sender was heard of or not."""
    WORDS[word](adapters)
    for agent in (OFFICE.id, STRANGER.id, COPY.id):
        settle_past(adapters.archive, Scope("acme", FIRST, agent))


@settings(few, max_examples=2)
@given(st.data())
def test_words_of_people_may_come_before_or_after_any_mail(
    adapters: IngestAdapters, data: st.DataObject
) -> None:
    lay_down(adapters)
    mails = ["mail/run-1", "mail/run-2", "mail/fork-of-2", "mail/stranger-1", "mail/copy-2"]
    order = data.draw(st.permutations([*mails, *WORDS]))

    def end_of(steps: Sequence[str]) -> Snapshot:
        taken_in(adapters, [])
        for step in steps:
            if step in WORDS:
                set_language(adapters, step)
            else:
                ingest(step, adapters)
        return snapshot_of(adapters)

    end = end_of(order)
    assert end == end_of([*mails, *WORDS])
    assert states(end)["agent-1", 2] == {"counted", "overruled"}
    assert states(end)["agent-3", 1] == {"counted"}


def test_several_at_once_end_as_one_after_the_other(adapters: IngestAdapters) -> None:
    lay_down(adapters)

    one_by_one = taken_in(adapters, sorted(MAILS))
    assert taken_in(adapters, sorted(MAILS), at_once=4) == one_by_one
    assert taken_in(adapters, sorted(MAILS, reverse=True), at_once=7) == one_by_one


def test_a_fork_takes_out_what_counted_before_and_the_earlier_agent_has_the_code(
    adapters: IngestAdapters,
) -> None:
    lay_down(adapters)

    end = taken_in(adapters, ["mail/copy-2", "mail/run-3", "mail/run-2", "mail/stranger-1", "mail/fork-of-2"])

    # agent-1 and agent-2 both began on the second day; of the two the first by name has the code.
    assert states(end) == {
        ("agent-1", 2): {"disputed"},
        ("agent-1", 3): {"counted"},
        ("agent-2", 2): {"quarantined"},
        ("agent-3", 1): {"quarantined"},
    }
    told = [(item["kind"], item["run"]) for item in end.values() if item["kind"] in {"reading", "latest"}]
    assert sorted(told) == [("latest", 3), ("reading", 3)]


def test_a_new_key_counts_by_the_old_key_s_word_whichever_came_first(adapters: IngestAdapters) -> None:
    lay_down(adapters)

    for order in (["mail/run-1", "mail/run-2", "mail/new-key-run-4"], ["mail/new-key-run-4", "mail/run-1"]):
        end = states(taken_in(adapters, order))
        assert end["agent-1", 4] == {"counted"}
        assert end["agent-1", 1] == {"counted"}
    assert states(taken_in(adapters, ["mail/run-2", "mail/new-key-run-4"]))["agent-1", 2] == {"retired"}
    assert states(taken_in(adapters, ["mail/new-key-run-4"]))["agent-1", 4] == {"quarantined"}


def test_a_device_steps_back_to_what_was_said_before_a_fork(adapters: IngestAdapters) -> None:
    lay_down(adapters)

    end = taken_in(adapters, ["mail/run-1", "mail/run-2", "mail/fork-of-2"])

    latest = [item for item in end.values() if item["kind"] == "latest"]
    assert [item["run"] for item in latest] == [1]
    assert '"value":1100' in latest[0]["entry"]
