"""What one device answers, as a recording that may be passed on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.doctor.ladder import Verdict
from agent.core.interpretation import read_printer
from agent.core.messages import doctor as messages
from agent.core.messages.error_kinds import SAID
from agent.core.model.access import Access, Endpoint, User
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.polling.conversation_rows import ConversationRequest, Topic
from agent.core.recording import format_recording
from agent.core.redaction import redacted
from agent.jobs.doctor import Inquiry, Tools, printer_ladder
from agent.jobs.read_device import ReadOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.core.discovery.sweep import Found
    from agent.core.model.walk import Walk
    from agent.jobs.rights import Rights

    ReadWalk = Callable[[Endpoint, Access, ConversationRequest], Walk]


@dataclass(frozen=True, slots=True)
class Recording:
    """The text of a recording, and how many texts in it are marks."""

    text: str
    replaced: int = 0


def walk_of(
    asked: Inquiry, rights: Callable[[], Rights], tools: Tools, read: ReadWalk
) -> tuple[Endpoint, Walk]:
    """Return the answers of one device; AgentError with the doctor's words where it can't be asked."""
    walks: list[tuple[Endpoint, Walk]] = []

    def read_raw(found: Found, users: Sequence[User]) -> ReadOutcome:
        access = Access("3", user=users[0]) if users else Access(found.version, found.community)
        conversation = ConversationRequest(Topic.DEVICE, found.endpoint.address, access.version)
        walk = read(found.endpoint, access, conversation)
        walks.append((found.endpoint, walk))
        return ReadOutcome(found.endpoint, datagrams_received=len(walk))

    for step in printer_ladder(asked, rights, replace(tools, read=read_raw)):
        if step.verdict is Verdict.FAILED and not walks:
            raise AgentError(SAID, {"title": step.came, "advice": step.advice}, code=ExitCode.NEEDS_ATTENTION)
    endpoint, walk = walks[0]
    if not len(walk):
        raise AgentError(messages.NOTHING_TO_RECORD, code=ExitCode.NEEDS_ATTENTION)
    return endpoint, walk


def recording_of(endpoint: Endpoint, walk: Walk, *, redact: bool, hidden: Sequence[str]) -> Recording:
    """Return the recording, with `redact` without what tells whose device it is; `hidden` texts as well."""
    if not redact:
        return Recording(_headed(walk, endpoint.address))
    printer = read_printer(walk, endpoint.address)
    found = [supply.serial_number for supply in printer.supplies]
    serials = [serial for serial in (printer.identity.serial_number, *found) if serial]
    made = redacted(walk, endpoint.address, serials, hidden)
    return Recording(_headed(made.walk, made.address), made.replaced)


def _headed(walk: Walk, address: str) -> str:
    """Return the recording with what a reader of it has to know, in lines that count for nothing."""
    faults = "".join(f"# fault: {fault}\n" for fault in walk.faults)
    return f"# asked at: {address}\n{faults}{format_recording(walk)}"
