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
from cloud.jobs.ingest import ingest
from cloud.jobs.past import NO_RUN
from cloud.jobs.settle import Scope, settle
from test_order import OF_ARRIVALS, STRANGER, lay_down, states, taken_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.jobs.ingest import Desk


class PowerCut(Exception):  # noqa: N818 (it is no error)
    """The process is gone."""


def cut_off_after(desk: Desk, writes: int) -> Desk:
    """Return the desk whose process ends before the write after so many."""
    left = [writes]

    class Mortal(Table):
        def put(self, item: dict[str, Any]) -> None:
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

    return replace(desk, table=Mortal(desk.table.client, desk.table.name))


@pytest.mark.parametrize(
    ("before", "cut", "step"),
    [
        (["mail/run-1", "mail/run-2"], "mail/fork-of-2", 1),  # takes a reading out that counted
        (["mail/copy-2"], "mail/run-1", 2),  # takes a code from another agent that had it
        (["mail/run-1", "mail/run-2"], "mail/new-key-run-4", 2),  # retires the key that signed run 2
    ],
)
def test_a_mail_that_was_cut_off_anywhere_comes_again_and_all_is_right(
    desk: Desk, before: list[str], cut: str, step: int
) -> None:
    lay_down(desk)
    undisturbed = taken_in(desk, [*before, cut])
    taken_in(desk, before)
    beforehand = list(desk.table.scan(""))
    for cuts in range(0, 100, step):
        desk.table.delete_many(items.key_of(item) for item in list(desk.table.scan("")))
        desk.table.put_many(beforehand)
        try:
            ingest(cut, cut_off_after(desk, cuts))
            break
        except PowerCut:
            ingest(cut, desk, anew=True)
        everything = desk.table.scan("acme#")
        assert {(i["pk"], i["sk"]): i for i in everything if i["kind"] not in OF_ARRIVALS} == undisturbed, (
            cuts
        )
    assert 8 < cuts < 90


def test_a_fork_that_comes_while_its_run_is_merged_takes_it_out_again(desk: Desk) -> None:
    lay_down(desk)
    waiting = ["mail/fork-of-2"]

    class Interrupted(Table):
        def put_many(self, many: Iterable[dict[str, Any]]) -> None:
            if waiting:
                ingest(waiting.pop(), desk)
            super().put_many(many)

    ingest("mail/run-2", replace(desk, table=Interrupted(desk.table.client, desk.table.name)))

    end = {(item["pk"], item["sk"]): item for item in desk.table.scan("acme#")}
    assert states(end) == {("agent-1", 2): {"disputed"}}
    assert not {"reading", "latest"} & {item["kind"] for item in end.values()}


def test_what_was_written_after_others_settled_and_then_cut_off_goes_when_the_mail_comes_again(
    desk: Desk,
) -> None:
    lay_down(desk)

    class Interrupted(Table):
        def put_many(self, many: Iterable[dict[str, Any]]) -> None:
            ingest("mail/fork-of-2", desk)
            super().put_many(many)
            raise PowerCut

    with pytest.raises(PowerCut):
        ingest("mail/run-2", replace(desk, table=Interrupted(desk.table.client, desk.table.name)))
    assert "reading" in {item["kind"] for item in desk.table.scan("acme#")}

    ingest("mail/run-2", desk, anew=True)

    assert not {"reading", "latest"} & {item["kind"] for item in desk.table.scan("acme#")}


def test_a_word_that_comes_while_a_sender_s_standing_is_noted_is_not_overwritten(desk: Desk) -> None:
    lay_down(desk)
    taken_in(desk, ["mail/stranger-1"])
    waiting = [signers.Signer(STRANGER.id, key_in_hex(STRANGER.public_key))]
    scope = Scope("acme", FIRST, *waiting[0], run=NO_RUN)

    class Interrupted(Table):
        def change(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            if waiting:
                signers.decide(desk.table, "acme", waiting.pop(), "lake-road")
                settle(desk.table, desk.mails, scope)
            return super().change(*rest)

    settle(Interrupted(desk.table.client, desk.table.name), desk.mails, scope)

    (signer,) = (i for i in desk.table.scan("acme#signer#agent-3") if i["kind"] == "signer")
    assert (signer["state"], signer["site"]) == ("trusted", "lake-road")


def test_a_later_reading_that_comes_while_one_is_taken_out_stays_the_latest(desk: Desk) -> None:
    lay_down(desk)
    taken_in(desk, ["mail/run-1", "mail/run-2"])
    waiting = ["mail/run-3"]

    class Interrupted(Table):
        def replace(self, *rest: Any) -> bool:  # noqa: ANN401 (handed on)
            if waiting:
                ingest(waiting.pop(), desk)
            return super().replace(*rest)

    ingest("mail/fork-of-2", replace(desk, table=Interrupted(desk.table.client, desk.table.name)))

    latest = [item for item in desk.table.scan("acme#") if item["kind"] == "latest"]
    assert [item["run"] for item in latest] == [3]
