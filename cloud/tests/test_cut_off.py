"""Others at work in between, and an ingest that ends after any of its writes: the end is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cloud.core import items
from cloud.core.layout import FIRST
from cloud.core.proof import key_in_hex
from cloud.edge.table import Table
from cloud.jobs import signers
from cloud.jobs.backlog import NO_RUN
from cloud.jobs.ingest import ingest
from cloud.jobs.settle import Scope, settle
from test_order import OF_ARRIVALS, STRANGER, lay_down, states, taken_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.jobs.ingest import IngestAdapters


class PowerCut(Exception):  # noqa: N818 (it is no error)
    """The process is gone."""


def cut_off_after(adapters: IngestAdapters, writes: int) -> IngestAdapters:
    """Return the adapters whose process ends before the write after so many."""
    left = [writes]

    class Mortal(Table):
        def put(self, item: Mapping[str, Any]) -> None:
            self.live()
            super().put(item)

        def _put_if(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            self.live()
            return super()._put_if(*rest)

        def _update(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            self.live()
            return super()._update(*rest)

        def _write(self, requests: list[dict[str, Any]]) -> None:
            self.live()
            super()._write(requests)

        def delete(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            self.live()
            return super().delete(*rest)

        def live(self) -> None:
            if left[0] == 0:
                raise PowerCut
            left[0] -= 1

    return replace(adapters, table=Mortal(adapters.table.client, adapters.table.name))


@pytest.mark.parametrize(
    ("before", "cut", "step"),
    [
        (["mail/run-1", "mail/run-2"], "mail/fork-of-2", 1),  # takes a reading out that counted
        (["mail/copy-2"], "mail/run-1", 2),  # takes a code from another agent that had it
        (["mail/run-1", "mail/run-2"], "mail/new-key-run-4", 2),  # retires the key that signed run 2
    ],
)
def test_a_mail_that_was_cut_off_anywhere_comes_again_and_all_is_right(
    adapters: IngestAdapters, before: list[str], cut: str, step: int
) -> None:
    lay_down(adapters)
    undisturbed = taken_in(adapters, [*before, cut])
    taken_in(adapters, before)
    beforehand = list(adapters.table.scan(""))
    for cuts in range(0, 100, step):
        adapters.table.delete_many(items.key_of(item) for item in list(adapters.table.scan("")))
        adapters.table.put_many(beforehand)
        try:
            ingest(cut, cut_off_after(adapters, cuts))
            break
        except PowerCut:
            ingest(cut, adapters, anew=True)
        everything = adapters.table.scan("acme#")
        assert {(i["pk"], i["sk"]): i for i in everything if i["kind"] not in OF_ARRIVALS} == undisturbed, (
            cuts
        )
    assert 8 < cuts < 90


def test_a_fork_that_comes_while_its_run_is_merged_takes_it_out_again(adapters: IngestAdapters) -> None:
    lay_down(adapters)
    waiting = ["mail/fork-of-2"]

    class Interrupted(Table):
        def put_many(self, many: Iterable[Mapping[str, Any]]) -> None:
            if waiting:
                ingest(waiting.pop(), adapters)
            super().put_many(many)

    ingest("mail/run-2", replace(adapters, table=Interrupted(adapters.table.client, adapters.table.name)))

    end = {(item["pk"], item["sk"]): item for item in adapters.table.scan("acme#")}
    assert states(end) == {("agent-1", 2): {"disputed"}}
    assert not {"reading", "latest"} & {item["kind"] for item in end.values()}


def test_what_was_written_after_others_settled_and_then_cut_off_goes_when_the_mail_comes_again(
    adapters: IngestAdapters,
) -> None:
    lay_down(adapters)

    class Interrupted(Table):
        def put_many(self, many: Iterable[Mapping[str, Any]]) -> None:
            ingest("mail/fork-of-2", adapters)
            super().put_many(many)
            raise PowerCut

    with pytest.raises(PowerCut):
        ingest("mail/run-2", replace(adapters, table=Interrupted(adapters.table.client, adapters.table.name)))
    assert "reading" in {item["kind"] for item in adapters.table.scan("acme#")}

    ingest("mail/run-2", adapters, anew=True)

    assert not {"reading", "latest"} & {item["kind"] for item in adapters.table.scan("acme#")}


def test_a_word_that_comes_while_a_sender_s_standing_is_noted_is_not_overwritten(
    adapters: IngestAdapters,
) -> None:
    lay_down(adapters)
    taken_in(adapters, ["mail/stranger-1"])
    waiting = [signers.AgentKey(STRANGER.id, key_in_hex(STRANGER.public_key))]
    scope = Scope("acme", FIRST, *waiting[0], run=NO_RUN)

    class Interrupted(Table):
        def change(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            if waiting:
                signers.decide(adapters.table, "acme", waiting.pop(), "lake-road")
                settle(adapters.table, adapters.mails, scope)
            return super().change(*rest)

    settle(Interrupted(adapters.table.client, adapters.table.name), adapters.mails, scope)

    (signer,) = (i for i in adapters.table.scan("acme#signer#agent-3") if i["kind"] == "signer")
    assert (signer["state"], signer["site"]) == ("trusted", "lake-road")


def test_a_later_reading_that_comes_while_one_is_taken_out_stays_the_latest(adapters: IngestAdapters) -> None:
    lay_down(adapters)
    taken_in(adapters, ["mail/run-1", "mail/run-2"])
    waiting = ["mail/run-3"]

    class Interrupted(Table):
        def replace(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            if waiting:
                ingest(waiting.pop(), adapters)
            return super().replace(*rest)

    ingest("mail/fork-of-2", replace(adapters, table=Interrupted(adapters.table.client, adapters.table.name)))

    latest = [item for item in adapters.table.scan("acme#") if item["kind"] == "latest"]
    assert [item["run"] for item in latest] == [3]
