"""Dealers' closings among files, to verdicts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from agent.core.model.errors import AgentError
from agent.core.report_format.closing import ClosingVerdict, closing_of, dealer_of, verify_closing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from agent.jobs.verify import Disk

LONGEST_SIGNATURE = 1000  # octets; it has 88


class ClosingFile(NamedTuple):
    """A closing as somebody has it."""

    path: Path
    data: bytes
    signature: str | None


@dataclass(frozen=True, slots=True)
class OwnRecords:
    """What this computer knows: the keys of a dealer, and its own report of an agent and run."""

    keys_of: Callable[[str], Collection[str]] = lambda _dealer: ()
    report_of: Callable[[str, int], bytes | None] = lambda _agent, _run: None


def closings_in(paths: Iterable[Path], disk: Disk) -> list[ClosingFile]:
    """Return the closings among files and folders; what can't be read is for verify_files to tell."""
    found = []
    with suppress(AgentError):
        for path, _ in disk.find(paths):
            if path.suffix.lower() == ".json" and (one := _closing(path, disk)):
                found.append(one)
    return found


def _closing(path: Path, disk: Disk) -> ClosingFile | None:
    try:
        data = disk.read(path)
        if not closing_of(data):
            return None
        return ClosingFile(path, data, _text(disk.read_if_there(path.with_suffix(".sig"))))
    except AgentError:
        return None


def verify_closing_file(file: ClosingFile, expected: Collection[str], own: OwnRecords) -> ClosingVerdict:
    """Return the verdict on a closing; `expected` are the keys (base64) that a person named, if any."""
    dealer = dealer_of(closing_of(file.data))
    known = expected or own.keys_of(dealer)
    return verify_closing(file.data, file.signature, known, own.report_of)


def _text(signature: bytes | None) -> str | None:
    """Return the text of closing.sig; an editor may have put a byte order mark before it."""
    if signature is None:
        return None
    return signature[:LONGEST_SIGNATURE].removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace")
