"""Closings as a dealer's programs ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.closings.heads import head_json, standing
from cloud.core.portal.decided import CLOSING
from cloud.core.portal.person import Person, check
from cloud.jobs.closings.frozen import file_bytes, head_or_error, heads
from cloud.jobs.portal.last import last_decision

if TYPE_CHECKING:
    from cloud.edge.table import Table


def closings_answer(table: Table, person: Person) -> dict[str, Any]:
    """Return all closings, the newest day first, the keys that signed them, and `seen` for a new one."""
    check(person, "closings")
    found = heads(table, person.dealer)[::-1]
    valid = {one.sha256 for one in standing(found)}
    last = last_decision(table, person.dealer, keys.subject(CLOSING))
    return {
        "items": [{**head_json(one), "standing": one.sha256 in valid} for one in found],
        "keys": sorted({one.public_key for one in found}),
        "version": last.version if last else "",
    }


def closing_answer(table: Table, person: Person, digest: str) -> dict[str, Any]:
    """Return one closing: its file to the octet as a text, beside its signature and key."""
    check(person, "closings")
    head = head_or_error(table, person.dealer, digest)
    return {**head_json(head), "file": file_bytes(table, head).decode("utf-8")}
