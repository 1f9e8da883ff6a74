"""What can be asked of a device and what can come back: the words between core and an SNMP engine."""

from dataclasses import dataclass
from enum import StrEnum

from agent.core.model.walk import Oid, Varbind


class RequestKind(StrEnum):
    """The three reading operations of RFC 3416. There is no SET in this program."""

    GET = "get"
    GETNEXT = "getnext"
    GETBULK = "getbulk"


class Fault(StrEnum):
    """What can go wrong with one question."""

    TIMEOUT = "timeout"  # no answer (also: wrong community, wrong privacy passphrase)
    TOO_BIG = "too_big"  # RFC 3416 tooBig
    NO_SUCH_NAME = "no_such_name"  # SNMPv1 noSuchName: one object spoils the whole answer
    GENERAL_ERROR = "general_error"  # genErr and every other error-status
    REFUSED = "refused"  # unknown user, wrong authentication passphrase, authorizationError
    NONSENSE = "nonsense"  # an answer that can't be decoded or doesn't fit the question


@dataclass(frozen=True, slots=True)
class Request:
    """One PDU. `repetitions` is max-repetitions of a GETBULK; non-repeaters are always 0."""

    kind: RequestKind
    oids: tuple[Oid, ...]
    repetitions: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """`position` counts from 0 and names the object that the device blames, where it blames one."""

    fault: Fault
    position: int | None = None


Answer = tuple[Varbind, ...] | Failure
