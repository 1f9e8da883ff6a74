"""A closing frozen: its file made and signed, then its parts written, and its head last and once.

A closing stands with its head. Whatever fails before that, a key that refuses or a function that is cut off,
leaves none: parts without a head lie under the file's own hash and are read by nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.report_format.closing import digest_of, is_signed_by
from agent.core.report_format.signatures import sha256_of
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings.closing_file import closing_bytes
from cloud.core.closings.closing_signer import SigningRefused
from cloud.core.closings.heads import LARGEST, ClosingHead, chunk_items, head_item, next_number
from cloud.jobs.closings.preview import preview_of

if TYPE_CHECKING:
    from cloud.core.closings.closing_file import Heading
    from cloud.core.closings.closing_signer import ClosingSigner
    from cloud.edge.table import Table


NOT_SIGNED = ProblemDetails(503, "signing", "The signing key can't be used now. Nothing was frozen.")


def freeze(table: Table, signer: ClosingSigner, heading: Heading, why: str) -> ClosingHead:
    """Freeze a closing as it is at `heading.made_at`; ProblemDetails says why it can't be.

    400: the day has not ended in each of its offices, or nothing is there to close; 404: no such office; 409:
    another closing is in the way; 413: it is too large; 503: the key can't sign.
    """
    found = preview_of(table, heading.dealer, heading.closed_on, heading.site, heading.made_at)
    number = next_number(found.before, heading.site, heading.closed_on, heading.replaces)
    if not found.is_over:
        raise ProblemDetails(400, "closed_on", "This day has not ended in every office yet.")
    if not found.lines:
        raise ProblemDetails(400, "site", "There is no device to close.")
    try:
        key = signer.public_key()
        data = closing_bytes(heading, found.lines, found.zones, key)
        signature = signer.sign(digest_of(data))
    except SigningRefused as error:
        raise NOT_SIGNED from error
    if not is_signed_by(key, data, signature):  # what nobody could verify later must not be frozen
        raise NOT_SIGNED
    if len(data) > LARGEST:
        raise ProblemDetails(413, "site", "These are too many devices for one closing. Choose an office.")
    head = ClosingHead(
        **heading._asdict(),
        number=number,
        why=why,
        sha256=sha256_of(data),
        signature=signature,
        public_key=key,
        devices=len(found.lines),
        blocked=found.blocked,
    )
    table.put_many(chunk_items(heading.dealer, heading.site, data))
    if not table.put_new(head_item(head)):
        raise ProblemDetails(409, "closed_on", "Somebody else froze this closing first. Look again.")
    return head
