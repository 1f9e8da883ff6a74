"""Frozen closings read from the table: their heads, a file, what each device had before a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings import item_keys
from cloud.core.closings.closing_file import baselines_of
from cloud.core.closings.heads import ClosingHead, bases_of, file_of, head_of, standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from cloud.core.closings.pages_since import Baseline
    from cloud.edge.table import Table


def heads(table: Table, dealer: str) -> list[ClosingHead]:
    """Return all closings of a dealer, the oldest day first."""
    return [head_of(item) for item in table.query(item_keys.closings(dealer))]


def head_or_error(table: Table, dealer: str, digest: str) -> ClosingHead:
    """Return the closing of a SHA-256; ProblemDetails (404) if the dealer has none."""
    found = next((one for one in heads(table, dealer) if one.sha256 == digest), None)
    if found is None:
        raise ProblemDetails(404, "closing", "There is no such closing.")
    return found


def file_bytes(table: Table, head: ClosingHead) -> bytes:
    """Return a closing's file; ValueError if it is damaged."""
    return file_of(table.query(item_keys.closing_file_key(head.dealer, head.sha256, 0).pk), head.sha256)


def baselines(
    table: Table, before: Sequence[ClosingHead], closed_on: date, site: str, wanted: Collection[str] = ()
) -> dict[str, Baseline]:
    """Return the counts that the newest closing before a day had of each device.

    For one office's closing those of all offices and its own are read; others only where a device of `wanted`
    is in neither: it moved here.
    """
    bases = bases_of(before, closed_on)
    near = [one for one in bases if not site or one.site in {"", site}]
    found = _merged(table, near)
    far = [one for one in bases if one not in near]
    for head in sorted(far, key=lambda one: one.closed_on, reverse=True):
        if found.keys() >= set(wanted):
            break
        others = _merged(table, [head])
        found |= {device: others[device] for device in others.keys() & set(wanted) if device not in found}
    return found


def last_closed(before: Iterable[ClosingHead], closed_on: date, site: str) -> date | None:
    """Return the day of the newest closing before a day that has an office in it."""
    days = (one.closed_on for one in standing(before) if one.closed_on < closed_on and one.site in {"", site})
    return max(days, default=None)


def _merged(table: Table, of: Iterable[ClosingHead]) -> dict[str, Baseline]:
    merged: dict[str, Baseline] = {}
    for head in of:
        for device, one in baselines_of(json.loads(file_bytes(table, head))).items():
            if device not in merged or merged[device].closed_on < one.closed_on:
                merged[device] = one
    return merged
