"""Files, folders and mails to the reports in them, and these to verdicts."""

from __future__ import annotations

import email
from dataclasses import dataclass, replace
from email.policy import SMTP
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.proof.chain import judge
from agent.core.proof.examine import Evidence, examine
from agent.core.proof.finding import ChainVerdict, Kind, finding
from agent.core.words import proof as words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from email.message import Message
    from pathlib import Path

    from agent.core.proof.examine import Examined
    from agent.core.proof.finding import Finding

REPORT, SIGNATURE = "meters.json", "meters.sig"  # as the envelope names its attachments
MOST_PARTS = 200  # of one mail, forwarded mails in it included
LONGEST_SIGNATURE = 1000  # octets; it has 88


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

    AgentError where a path that was named can't be read, or holds no report at all. What can't be
    read within a folder is a finding.
    """
    keys = {*expected, *remembered.values()}
    examined: list[Examined] = []
    unreadable: list[Finding] = []
    for path, sought in disk.find(paths):
        try:
            examined += [examine(found, keys) for found in _evidence(path, disk, sought=sought)]
        except AgentError as error:
            if sought:
                raise
            unreadable.append(finding(Kind.UNREADABLE, str(path), detail=error.title))
    verdicts = judge(examined, expected, remembered)
    if not unreadable:
        return verdicts
    none = ChainVerdict(None, (), (), sender_proven=False, findings=())
    others = next((verdict for verdict in verdicts if verdict.agent_id is None), none)
    others = replace(others, findings=(*others.findings, *unreadable))
    return (others, *(verdict for verdict in verdicts if verdict.agent_id is not None))


def _evidence(path: Path, disk: Disk, *, sought: bool) -> Iterator[Evidence]:
    data = disk.read(path)
    if path.suffix.lower() == ".eml" or not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        yield from _in_mail(str(path), data, sought=sought)
    else:
        signature = disk.read_if_there(path.with_suffix(".sig"))
        yield Evidence(str(path), data, _text(signature), sought)


def _in_mail(name: str, data: bytes, *, sought: bool) -> Iterator[Evidence]:
    """Yield the reports of a mail and of the mails forwarded in it; what holds none is no report."""
    pairs = [pair for part in _parts(name, data) for pair in _reports_of(part)]
    for report, signature in pairs or [(data, None)]:
        yield Evidence(name, report, _text(signature), sought)


def _parts(name: str, data: bytes) -> list[Message]:
    """Return all parts of a mail; AgentError where it has more of them than any honest one."""
    too_many = AgentError(words.too_many_parts(name), words.NOTHING_THERE_ADVICE)
    try:
        parts: list[Message] = list(
            islice(email.message_from_bytes(data, policy=SMTP).walk(), MOST_PARTS + 1)
        )
    except RecursionError as error:
        raise too_many from error
    if len(parts) > MOST_PARTS:
        raise too_many
    return parts


def _reports_of(part: Message) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield each report that is attached right here with the signature beside it."""
    children = part.get_payload() if part.is_multipart() else []
    attached = [child for child in children if not isinstance(child, str)]
    reports = [_content(child) for child in attached if child.get_filename() == REPORT]
    signatures = [_content(child) for child in attached if child.get_filename() == SIGNATURE]
    yield from zip_longest(reports, signatures[: len(reports)])


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(signature: bytes | None) -> str | None:
    """Return the text of meters.sig; an editor may have put a byte order mark before it."""
    if signature is None:
        return None
    return signature[:LONGEST_SIGNATURE].removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace")
