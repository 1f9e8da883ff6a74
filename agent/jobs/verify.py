"""Files, folders and mails to the reports in them, and these to verdicts."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from agent.core.messages import proof as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.chain.chain_finding import ChainFinding, ChainVerdict, FindingKind, finding
from agent.core.report_format.chain.examine import Evidence, Examined, examine
from agent.core.report_format.chain.mime import Attachment, TooManyPartsError, attachments
from agent.core.report_format.chain.verdicts import judge
from agent.core.report_format.untrusted import MOST_OCTETS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


REPORT, SIGNATURE = "meters.json", "meters.sig"  # as the envelope names its attachments
LONGEST_SIGNATURE = 1000  # octets; it has 88
_NAMES = frozenset({REPORT, SIGNATURE})
_ENOUGH = 1000  # octets of a mail without a report, which is only told by its name

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Disk:
    """Where reports lie. Each raises AgentError; `find` yields files and whether a person named them."""

    find: Callable[[Iterable[Path]], Iterator[tuple[Path, bool]]]
    read: Callable[[Path], bytes]
    read_if_there: Callable[[Path], bytes | None]


def verify_files(
    paths: Iterable[Path], disk: Disk, expected: Collection[bytes], remembered: Mapping[str, bytes]
) -> tuple[ChainVerdict, ...]:
    """Return the verdicts over all reports in `paths`; see judge() for the keys.

    What can't be read is a finding; AgentError where nothing else was named, or where a folder holds no
    report at all.
    """
    keys = {*expected, *remembered.values()}
    examined: list[Examined] = []
    unreadable: list[ChainFinding] = []
    refused: AgentError | None = None
    for path, sought in disk.find(paths):
        try:
            examined += _examined(path, disk, keys, sought=sought)
        except AgentError as error:
            refused = refused or (error if sought else None)
            unreadable.append(finding(FindingKind.UNREADABLE, str(path), detail=error.title))
    if refused and not examined:
        raise refused
    verdicts = judge(examined, expected, remembered)
    if not unreadable:
        return verdicts
    none = ChainVerdict(None, (), (), sender_proven=False, findings=())
    others = next((verdict for verdict in verdicts if verdict.agent_id is None), none)
    others = replace(others, findings=(*others.findings, *unreadable))
    return (others, *(verdict for verdict in verdicts if verdict.agent_id is not None))


def _examined(path: Path, disk: Disk, keys: Collection[bytes], *, sought: bool) -> list[Examined]:
    """Return the reports of one file. A mistake of ours costs this file, not the verdict on the others."""
    try:
        return [examine(found, keys) for found in _evidence(path, disk, sought=sought)]
    except AgentError:
        raise
    except Exception as error:
        LOG.exception("examining %s", path)
        raise AgentError(messages.OUR_FAULT, code=ExitCode.BUG) from error


def _evidence(path: Path, disk: Disk, *, sought: bool) -> Iterator[Evidence]:
    data = disk.read(path)
    if path.suffix.lower() == ".eml" or not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        yield from _in_mail(str(path), data, sought=sought)
    else:
        signature = disk.read_if_there(path.with_suffix(".sig"))
        yield Evidence(str(path), data, _text(signature), sought)


def _in_mail(name: str, data: bytes, *, sought: bool) -> Iterator[Evidence]:
    """Yield the reports of a mail and of the mails forwarded in it; what holds none is no report.

    AgentError where it has more parts than any honest one.
    """
    try:
        places = [_pairs(side_by_side) for side_by_side in attachments(data, _NAMES, MOST_OCTETS)]
    except TooManyPartsError as error:
        raise AgentError(
            messages.TOO_MANY_PARTS, {"path": messages.shown(name, messages.PATH_SHOWN, its_end=True)}
        ) from error
    pairs = [pair for place in places for pair in place]
    for report, signature in pairs or [(data[:_ENOUGH], None)]:
        yield Evidence(name, report, _text(signature), sought)


def _pairs(side_by_side: Sequence[Attachment]) -> list[tuple[bytes, bytes | None]]:
    """Return each report that is attached in one place with the signature beside it."""
    reports = [one.content for one in side_by_side if one.name == REPORT]
    signatures = [one.content for one in side_by_side if one.name == SIGNATURE]
    return list(zip_longest(reports, signatures[: len(reports)]))


def _text(signature: bytes | None) -> str | None:
    """Return the text of meters.sig; an editor may have put a byte order mark before it."""
    if signature is None:
        return None
    return signature[:LONGEST_SIGNATURE].removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace")
