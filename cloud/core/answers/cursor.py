"""Where the next page begins, as a text for the asker to hand back.

It may come back changed, or from another dealer. So it names no partition: that is made of the asker's own
name and question, and a cursor that does not fit it is none.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.answers.problem import ProblemDetails

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 8192  # characters: keys may be long


class Bounds(NamedTuple):
    """What a key attribute of a place may be: `exactly` the partition that is asked, or text within bounds.

    `first` and `last` (None: any) are compared as DynamoDB does, by UTF-8 octets; `most` counts those.
    """

    most: int
    begins: str = ""
    first: str = ""
    last: str | None = None
    exactly: bool = False

    def has(self, value: object, partition: str) -> bool:
        """Return whether a value is within; one that is no text, or no Unicode, is not."""
        if not isinstance(value, str) or not value.isprintable():
            return False
        octets = value.encode()
        if self.exactly and value != partition:
            return False
        within = self.first.encode() <= octets and (self.last is None or octets <= self.last.encode())
        return within and value.startswith(self.begins) and 0 < len(octets) <= self.most


class ListPosition(NamedTuple):
    """A place in a list: the number of its partition, the key of the last item seen (None: none yet)."""

    partition: int
    after: dict[str, str] | None


def write(place: ListPosition) -> str:
    """Return a place as a text."""
    data = json.dumps([place.partition, place.after], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def read(text: str, partitions: Sequence[str], names: Mapping[str, Bounds]) -> ListPosition:
    """Return the place that a text stands for; ProblemDetails if it is none of this question and asker.

    `partitions` are those of the question, `names` the key attributes with the bounds of each: DynamoDB
    answers a place outside of what is asked with an error.
    """
    try:
        data = base64.urlsafe_b64decode(text[:LONGEST] + "=" * (-len(text) % 4))
        number, after = json.loads(data)
        place = ListPosition(number, after)
    except (ValueError, TypeError, RecursionError) as error:
        raise _no_cursor() from error
    if type(number) is not int or not 0 <= number < len(partitions):
        raise _no_cursor()
    if after is not None and not _fits(after, partitions[number], names):
        raise _no_cursor()
    return place


def _fits(after: object, partition: str, names: Mapping[str, Bounds]) -> bool:
    if not isinstance(after, dict) or after.keys() != names.keys():
        return False
    return all(bounds.has(after[name], partition) for name, bounds in names.items())


def _no_cursor() -> ProblemDetails:
    return ProblemDetails(400, "cursor", "This cursor is of no page of this question.")
