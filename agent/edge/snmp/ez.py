"""The engine on ezsnmp, where easysnmp has no build. Load it through `agent.edge.snmp.open_session` alone.

The binding runs net-snmp's command-line tools inside the process and hands over what they print.
Two things it doesn't let through: after an error-status that names an object, it drops the object
and asks again by itself (so more than one datagram leaves); and an error-status without an object
in answer to a GETBULK comes as an empty answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ezsnmp
from ezsnmp import exceptions

from agent.core.model.walk import Oid, Tag, Varbind, dotted, parse_oid
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from agent.edge.snmp.bindings import fitting, rights, value_of

if TYPE_CHECKING:
    from agent.core.model.access import Access, Endpoint

MAX_OBJECTS = 128  # of one question; the tools take no more

_TAGS = {
    "INTEGER": Tag.INTEGER,
    "Hex-STRING": Tag.OCTET_STRING,
    '""': Tag.OCTET_STRING,  # an empty string is printed without its type
    "OID": Tag.OBJECT_IDENTIFIER,
    "IpAddress": Tag.IP_ADDRESS,
    "Counter32": Tag.COUNTER32,
    "Gauge32": Tag.GAUGE32,
    "Timeticks": Tag.TIME_TICKS,
    "OPAQUE": Tag.OPAQUE,
    "Counter64": Tag.COUNTER64,
    "NOSUCHOBJECT": Tag.NO_SUCH_OBJECT,
    "NOSUCHINSTANCE": Tag.NO_SUCH_INSTANCE,
    "No more variables left in this MIB View (It is past the end of the MIB tree)": Tag.END_OF_MIB_VIEW,
}
# Words of net-snmp's error texts, the only thing that the binding hands over.
_STATUS_FAULTS = {
    "tooBig": Fault.TOO_BIG,
    "noSuchName": Fault.NO_SUCH_NAME,
    "authorizationError": Fault.REFUSED,
}
_LIBRARY_FAULTS = {
    "Timeout": Fault.TIMEOUT,
    "Failure in sendto": Fault.TIMEOUT,
    "Unknown host": Fault.TIMEOUT,
    "Unknown engine ID": Fault.TIMEOUT,
    "Unknown user name": Fault.REFUSED,
    "Unsupported security level": Fault.REFUSED,
    "Authentication failure": Fault.REFUSED,
    "Not in time window": Fault.REFUSED,
    "Decryption error": Fault.REFUSED,
}
_BLAMED = "Failed object: "
# The tools of other threads may reset the numeric form of names just while this one prints. Without
# MIB files only the three roots of the tree have names then.
_ROOTS = {"ccitt": "0", "iso": "1", "joint-iso-ccitt": "2"}


class EzSession:
    """One device asked through ezsnmp."""

    def __init__(self, endpoint: Endpoint, access: Access) -> None:
        host = f"udp6:[{endpoint.address}]" if endpoint.is_ipv6 else f"udp:{endpoint.address}"
        self._target = f"{host}:{endpoint.port}"
        self._access = access
        self._inner: dict[tuple[float, int], Any] = {}

    def ask(self, question: Request, timeout: float) -> Answer:
        """Send one PDU and wait `timeout` seconds: see `agent.edge.snmp.Session`."""
        if question.kind is RequestKind.GETBULK and self._access.version == "1":
            raise ValueError("SNMPv1 has no GETBULK")
        if len(question.oids) > MAX_OBJECTS:
            return Failure(Fault.TOO_BIG)
        answer = self._ask_once(question, timeout)
        if (
            len(question.oids) > 1
            and question.kind is not RequestKind.GETBULK
            and _may_hide_an_error(answer, question)
        ):
            return self._ask_one_by_one(question, timeout)
        return answer if isinstance(answer, Failure) else fitting(question, answer)

    def _ask_once(self, question: Request, timeout: float) -> Answer:
        try:
            results = _send(self._session(timeout, question.repetitions), question)
            varbinds = tuple(map(_varbind, results))
        except exceptions.ParseError:
            raise  # the tools can't read the arguments that we made
        except exceptions.PacketError as error:
            return _status_failure(str(error), question)
        except exceptions.GenericError as error:
            return Failure(_fault(str(error), _LIBRARY_FAULTS, Fault.NONSENSE))
        except ValueError:
            return Failure(Fault.NONSENSE)
        if question.kind is RequestKind.GETBULK:
            # What an empty answer hides is tooBig, as a rule: the others name an object.
            return varbinds or Failure(Fault.TOO_BIG)
        return varbinds[: len(question.oids)]

    def _ask_one_by_one(self, question: Request, timeout: float) -> Answer:
        """Ask each object alone: the first that fails is the one that the device blames."""
        collected: list[Varbind] = []
        for position, oid in enumerate(question.oids):
            answer = self.ask(Request(question.kind, (oid,)), timeout)
            if isinstance(answer, Failure):
                return Failure(answer.fault, None if answer.position is None else position)
            collected += answer
        return tuple(collected)

    def _session(self, timeout: float, repetitions: int) -> Any:  # noqa: ANN401 (the binding has no types)
        # The binding fixes max-repetitions when it creates a session.
        key = (timeout, repetitions)
        if key not in self._inner:
            self._inner[key] = ezsnmp.Session(
                hostname=self._target,
                version=self._access.version,
                retries=0,
                timeout=f"{timeout:.3f}",
                set_max_repeaters_to_num=repetitions,
                print_oids_numerically=True,
                print_full_oids=True,
                print_enums_numerically=True,
                print_hex_strings=True,
                **rights(self._access, "passphrase"),
            )
        return self._inner[key]


def _send(session: Any, question: Request) -> list[Any]:  # noqa: ANN401 (the binding has no types)
    names = [f".{dotted(oid)}" for oid in question.oids]
    if question.kind is RequestKind.GET:
        return list(session.get(names))
    if question.kind is RequestKind.GETNEXT:
        return list(session.get_next(names))
    return list(session.bulk_get(names))


def _varbind(result: Any) -> Varbind:  # noqa: ANN401 (the binding has no types)
    """Return the Varbind of a Result; ValueError if what was printed can't be read."""
    tag = _TAGS.get(result.type, Tag.NULL)
    octets = bytes.fromhex(result.value) if tag in (Tag.OCTET_STRING, Tag.OPAQUE) else b""
    text = result.value
    if tag is Tag.TIME_TICKS:  # printed as (hundredths of a second) days, hours...
        text = text.lstrip("(").partition(")")[0]
    elif tag is Tag.OBJECT_IDENTIFIER:
        text = _numeric(text)
    return Varbind(parse_oid(_numeric(f"{result.oid}.{result.index}")), tag, value_of(tag, text, octets))


def _numeric(name: str) -> str:
    root, dot, rest = name.lstrip(".").partition(".")
    return _ROOTS.get(root, root) + dot + rest


def _may_hide_an_error(answer: Answer, question: Request) -> bool:
    if isinstance(answer, Failure):
        return answer.position is not None
    return len(answer) < len(question.oids)


def _fault(text: str, faults: dict[str, Fault], otherwise: Fault) -> Fault:
    return next((fault for words, fault in faults.items() if words in text), otherwise)


def _status_failure(text: str, question: Request) -> Failure:
    """Return the meaning of an error-status that is printed as a reason and, at times, an object."""
    reason, _, blamed = text.partition(_BLAMED)
    fault = _fault(reason, _STATUS_FAULTS, Fault.GENERAL_ERROR)
    return Failure(fault, _position(blamed.strip(), question.oids))


def _position(name: str, oids: tuple[Oid, ...]) -> int | None:
    """Return where the object of that name stands among the OIDs, None where no name was printed."""
    oid = parse_oid(_numeric(name)) if name else ()
    return oids.index(oid) if oid in oids else None
