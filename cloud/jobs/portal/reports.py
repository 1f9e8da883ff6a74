"""The raw report that proves a figure, for download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloud.core.portal.device import Proof
    from cloud.core.portal.person import Person
    from cloud.edge.mails import Mails
    from cloud.edge.table import Table


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as it came: the exact bytes of meters.json, its signature (base64), and the raw mail.

    `is_proven` tells that the signature fits the bytes, checked anew now; `state` is as in core/states.
    """

    report: bytes
    signature: str
    mail: bytes
    is_proven: bool
    state: str


def raw_report(table: Table, mails: Mails, person: Person, proof: Proof) -> RawReport:
    """Return a report of the dealer's; Problem (404) if it has none, (410) if its mail is kept no more."""
    raise NotImplementedError
