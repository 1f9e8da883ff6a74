"""The raw report that proves a figure, for download."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.report_format.signatures import sha256_of, verify
from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.incoming_mail import MAX_RAW, open_mail
from cloud.core.portal.person import Person, check
from cloud.core.proof import MAX_RUN
from cloud.core.refused_mail import Refused

if TYPE_CHECKING:
    from cloud.core.portal.device import Proof
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
    """Return a report of the dealer's; ProblemDetails (404) if it has none, (410) if its mail is gone."""
    check(person, "report")
    if not 1 <= proof.run <= MAX_RUN:
        raise ProblemDetails(404, "report", "There is no such report.")
    row = table.get(keys.report_key(person.dealer, *proof))
    if row is None:
        raise ProblemDetails(404, "report", "There is no such report.")
    raw = mails.read(row["mail"], MAX_RAW + 1)
    if raw is None:
        raise ProblemDetails(410, "report", "The mail of this report is no longer kept.")
    try:
        opened = open_mail(raw.data)
    except Refused as refused:
        raise ProblemDetails(410, "report", "The mail of this report can't be opened any more.") from refused
    signature = opened.signature or ""
    public_key = b64encode(bytes.fromhex(proof.key)).decode()
    is_whole = sha256_of(opened.report) == proof.sha256
    is_proven = is_whole and bool(signature) and verify(public_key, opened.report, signature)
    return RawReport(opened.report, signature, raw.data, is_proven, row.get("state") or "")
