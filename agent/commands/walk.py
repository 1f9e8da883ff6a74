"""meters walk: what one device answers, to be looked at and passed on."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from agent.commands.doctor import YES, printer_tools, rights_of_office
from agent.commands.scan import open_readers
from agent.context.office import open_office, tell
from agent.core.messages import doctor as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge.files import write_atomically
from agent.edge.snmp.ask import ask
from agent.jobs.doctor import Inquiry
from agent.jobs.walk import recording_of, walk_of

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.core.model.access import Access, Endpoint
    from agent.core.model.walk import Walk
    from agent.core.polling.conversation_rows import ConversationRequest


def run(arguments: Namespace) -> int:
    """Ask the device, show the recording, and save it where somebody who has seen it says so."""
    with closing(open_readers()) as readers:  # first of all, as for a scan
        office = open_office(arguments)
        network = office.settings.network

        def read(endpoint: Endpoint, access: Access, conversation: ConversationRequest) -> Walk:
            with readers.alone() as lease:
                return ask(lease.open_session(endpoint, access), conversation, network.timeout).walk

        tools = printer_tools(arguments, office, readers)
        asked = Inquiry(arguments.address, network)
        endpoint, walk = walk_of(asked, rights_of_office(office), tools, read)
    recording = recording_of(endpoint, walk, redact=arguments.redact, hidden=arguments.hide)
    print(recording.text, end="")
    tell(messages.recorded(len(walk), recording.replaced) if arguments.redact else messages.NOT_REDACTED)
    if arguments.to:
        save_agreed(arguments.to, recording.text, is_agreed=arguments.yes)
    return ExitCode.FINE


def save_agreed(target: str, text: str, *, is_agreed: bool) -> None:
    """Write a text that was shown to a file, where a person agrees; AgentError where nobody is there."""
    if not is_agreed:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise AgentError(messages.NOBODY_AGREED)
        if input(messages.may_save(target)).strip().lower() not in YES:
            tell(messages.NOT_SAVED)
            return
    write_atomically(Path(target), text.encode())
    tell(messages.saved(target))
