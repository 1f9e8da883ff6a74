"""One real question to one address as an SNMPv3 user, to see whether that user is let in there.

It is asked by a process of its own: the SNMP library remembers a user for the life of its process, so a
passphrase that is corrected in the window could not be tried again there. Where and as whom goes in
through stdin, for there are passphrases in it; the verdict comes out as the exit code.
"""

from __future__ import annotations

import json
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from agent.core.discovery.targets import expand, names, parse_targets
from agent.core.messages import window as messages
from agent.core.mib import objects
from agent.core.model.access import Access, Endpoint, Secret, User
from agent.core.model.errors import AgentError, Wording
from agent.core.model.exit_codes import ExitCode
from agent.core.polling.requests import Failure, Fault, Request, RequestKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.edge.child import Ended
    from agent.edge.snmp import Session

TRIES = (1.0, 2.0, 4.0)  # seconds that each waits for its answer
DEADLINE = 30.0  # seconds for the process as a whole


class TryVerdict(IntEnum):
    """What a try came to. The numbers keep clear of the exit codes that every command has."""

    LETS_IN = 0
    SILENT = 10
    REFUSES = 11
    NO_SENSE = 12


def endpoint_of(text: str, port: int, resolve: Callable[[str], Sequence[str]]) -> Endpoint:
    """Return the one endpoint that somebody typed; AgentError where it is none or several."""
    targets = parse_targets([text], port)
    found = expand(targets, {name: resolve(name) for name in names(targets)})
    if len(found.endpoints) != 1:
        raise AgentError(messages.NO_ADDRESS)
    return found.endpoints[0]


def as_stdin(user: User, endpoint: Endpoint) -> bytes:
    """Return the input of the process; `from_stdin` reads it. It holds the passphrases."""
    document = {
        "address": endpoint.address,
        "port": endpoint.port,
        "name": user.name,
        "auth_protocol": user.auth_protocol,
        "auth_passphrase": _text(user.auth_passphrase),
        "privacy_protocol": user.privacy_protocol,
        "privacy_passphrase": _text(user.privacy_passphrase),
        "context": user.context,
    }
    return json.dumps(document).encode()


def from_stdin(data: bytes) -> tuple[User, Endpoint]:
    """Return user and endpoint of `as_stdin`."""
    document: dict[str, Any] = json.loads(data)
    endpoint = Endpoint(document.pop("address"), document.pop("port"))
    for name in ("auth_passphrase", "privacy_passphrase"):
        document[name] = None if document[name] is None else Secret(document[name])
    return User(**document), endpoint


def ask_once(
    user: User, endpoint: Endpoint, open_session: Callable[[Endpoint, Access], Session]
) -> TryVerdict:
    """Ask a device for its sysObjectID (RFC 3418) as this user. AgentError as `edge.snmp.open_session`."""
    session = open_session(endpoint, Access("3", user=user))
    question = Request(RequestKind.GET, ((*objects.SYS_OBJECT_ID, 0),))
    for timeout in TRIES:
        answer = session.ask(question, timeout)
        if not isinstance(answer, Failure):
            return TryVerdict.LETS_IN
        if answer.fault is not Fault.TIMEOUT:
            # Any other fault is an answer to this very user: who is refused gets none of those.
            known = {Fault.REFUSED: TryVerdict.REFUSES, Fault.NONSENSE: TryVerdict.NO_SENSE}
            return known.get(answer.fault, TryVerdict.LETS_IN)
    return TryVerdict.SILENT


def sentence_of(ended: Ended, endpoint: Endpoint) -> str:
    """Return the sentence on a try that went well, by how its process ended; AgentError for any other."""
    if ended.code == TryVerdict.LETS_IN:
        return messages.lets_in(str(endpoint))
    trouble: dict[int | None, Wording] = {
        TryVerdict.SILENT: messages.TRY_SILENT,
        TryVerdict.REFUSES: messages.TRY_REFUSED,
        TryVerdict.NO_SENSE: messages.TRY_NO_SENSE,
    }
    raise AgentError(
        trouble.get(ended.code, messages.TRY_FAILED), {"place": str(endpoint)}, code=ExitCode.NEEDS_ATTENTION
    )


def _text(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None
