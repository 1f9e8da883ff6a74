"""Files, folders and mails to the reports in them, and these to verdicts."""

from __future__ import annotations

import email
from dataclasses import dataclass, replace
from email.policy import SMTP
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.proof.chain import judge
from agent.core.proof.examine import Evidence, examine
from agent.core.proof.finding import ChainVerdict, Kind, finding

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
    message = email.message_from_bytes(data, policy=SMTP)
    reports: list[bytes] = []
    signatures: list[bytes] = []
    for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False):
        if part.get_filename() == REPORT:
            reports.append(_content(part))
        elif part.get_filename() == SIGNATURE:
            signatures.append(_content(part))
    for number, report in enumerate(reports or [data]):
        signature = signatures[number] if number < len(signatures) else None
        yield Evidence(name, report, _text(signature), sought)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(signature: bytes | None) -> str | None:
    return None if signature is None else signature[:LONGEST_SIGNATURE].decode("ascii", "replace")
