"""The engine on easysnmp. Load it through `agent.edge.snmp.open_session` alone, which prepares the way.

Only get, get_next and get_bulk are called: walk and bulkwalk of this binding crash in threads.
"""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING, Any

import easysnmp
from easysnmp import exceptions

from agent.core.model.walk import Tag, Varbind, dotted, parse_oid
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from agent.edge.snmp.bindings import fitting, position_in, rights, value_of

if TYPE_CHECKING:
    from agent.core.model.access import Access, Endpoint

_TAGS = {
    "INTEGER": Tag.INTEGER,
    "OCTETSTR": Tag.OCTET_STRING,
    "OBJECTID": Tag.OBJECT_IDENTIFIER,
    "IPADDR": Tag.IP_ADDRESS,
    "COUNTER": Tag.COUNTER32,
    "GAUGE": Tag.GAUGE32,
    "TICKS": Tag.TIME_TICKS,
    "OPAQUE": Tag.OPAQUE,
    "COUNTER64": Tag.COUNTER64,
    "NOSUCHOBJECT": Tag.NO_SUCH_OBJECT,
    "NOSUCHINSTANCE": Tag.NO_SUCH_INSTANCE,
    "ENDOFMIBVIEW": Tag.END_OF_MIB_VIEW,
}
_STATUS_FAULTS = {1: Fault.TOO_BIG, 2: Fault.NO_SUCH_NAME, 16: Fault.REFUSED}  # RFC 3416 error-status
# net-snmp's own error numbers (library/snmp_api.h): what stops a question before an answer is there.
_LIBRARY_FAULTS = {
    -12: Fault.TIMEOUT,  # the datagram can't be sent: no such network, no route
    -24: Fault.TIMEOUT,
    -32: Fault.TIMEOUT,  # a v3 device that never told its engine id
    -33: Fault.REFUSED,  # unknown user name
    -34: Fault.REFUSED,  # unsupported security level
    -35: Fault.REFUSED,  # authentication failure
    -36: Fault.REFUSED,  # not in time window
    -37: Fault.REFUSED,  # decryption error
}
_OID_OUTPUT_FORMAT, _NUMERIC = 4, 4  # NETSNMP_DS_LIB_OID_OUTPUT_FORMAT, NETSNMP_OID_OUTPUT_NUMERIC

_CLIENT_RECEIVE_BUFFER, _RECEIVE_BUFFER = 10, 1 << 20  # NETSNMP_DS_LIB_CLIENTRECVBUF; octets

_LIBRARY = ctypes.CDLL(easysnmp.interface.__file__)
# A device may send hundreds of other datagrams before its answer, and the kernel counts 800 octets for each
# small one: of its default, 200 kB, the answer would be dropped. It grants what net.core.rmem_max allows.
_LIBRARY.netsnmp_ds_set_int(0, _CLIENT_RECEIVE_BUFFER, _RECEIVE_BUFFER)
# The binding switches this setting of the whole process to numeric and back around every answer;
# where threads overlap, one would print the names of another as words and lose them. Numeric from
# the start, there is nothing to switch back to.
_LIBRARY.netsnmp_ds_set_int(0, _OID_OUTPUT_FORMAT, _NUMERIC)

# The binding makes a text of each attribute of each object, in Python: a third of what a reading takes. What
# we hand over and what its C code tells are texts already.
if "__setattr__" in vars(easysnmp.SNMPVariable):
    del easysnmp.SNMPVariable.__setattr__

# glibc gives each thread an arena of its own, and a reader has many threads: one arena is enough, for
# they take turns anyway. Other libraries have no such setting.
_ARENAS = -8  # M_ARENA_MAX
if hasattr(_LIBRARY, "mallopt"):
    _LIBRARY.mallopt(_ARENAS, 1)

_FREEING = threading.RLock()  # a session may be freed by the collector while another is
_V3_WAS_USED = threading.Event()


class _Inner(easysnmp.Session):  # type: ignore[misc] # the binding has no types
    """The binding's session with a transport address that can't be misread: it splits names at a colon."""

    def __init__(self, target: str, **options: Any) -> None:  # noqa: ANN401 (handed on as they are)
        self._target = target
        if options["version"] == 3:  # noqa: PLR2004 (SNMPv3)
            with _FREEING:
                _V3_WAS_USED.set()
        super().__init__(**options)
        # Freeing a session takes parts of net-snmp's shared user list along: once a v3 user is in it,
        # other sessions break, and the interpreter crashes while it ends. So each session holds one
        # reference more, and gives it back only in a process that never used v3.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.sess_ptr))

    def __del__(self) -> None:
        """Free the session, its socket and its memory, where that is safe."""
        pointer = getattr(self, "sess_ptr", None)
        with _FREEING:
            if pointer is not None and not _V3_WAS_USED.is_set():
                ctypes.pythonapi.Py_DecRef(ctypes.py_object(pointer))
                del pointer
                self.sess_ptr = None

    @property
    def connect_hostname(self) -> str:
        return self._target


class EasySession:
    """One device asked through easysnmp."""

    def __init__(self, endpoint: Endpoint, access: Access) -> None:
        host = f"udp6:[{endpoint.address}]" if endpoint.is_ipv6 else f"udp:{endpoint.address}"
        self._target = f"{host}:{endpoint.port}"
        self._access = access
        self._by_timeout: dict[float, _Inner] = {}

    def ask(self, question: Request, timeout: float) -> Answer:
        """Send one PDU and wait `timeout` seconds: see `agent.edge.snmp.Session`."""
        if question.kind is RequestKind.GETBULK and self._access.version == "1":
            raise ValueError("SNMPv1 has no GETBULK")
        try:
            inner = self._inner(timeout)
        except exceptions.EasySNMPConnectionError:
            return Failure(Fault.TIMEOUT)  # the address has no way out of this computer
        try:
            return fitting(question, tuple(map(_varbind, _send(inner, question))))
        except exceptions.EasySNMPNoSuchNameError:
            # The binding forgets the error-index here. Its `retry_no_such` would tell, but it writes
            # to memory at whatever index a device sends.
            return Failure(Fault.NO_SUCH_NAME, 0 if len(question.oids) == 1 else None)
        except exceptions.EasySNMPError:
            return _failure(inner, question)
        except ValueError:
            return Failure(Fault.NONSENSE)

    def _inner(self, timeout: float) -> _Inner:
        # The binding fixes the timeout when it creates a session.
        if timeout not in self._by_timeout:
            self._by_timeout[timeout] = _Inner(
                self._target,
                version=int(self._access.version[0]),
                timeout=timeout,
                retries=0,
                use_numeric=True,
                **rights(self._access, "password"),
            )
        return self._by_timeout[timeout]


def _send(inner: _Inner, question: Request) -> list[Any]:
    names = [f".{dotted(oid)}" for oid in question.oids]
    if question.kind is RequestKind.GET:
        return list(inner.get(names))
    if question.kind is RequestKind.GETNEXT:
        return list(inner.get_next(names))
    return list(inner.get_bulk(names, 0, question.repetitions))


def _varbind(variable: Any) -> Varbind:  # noqa: ANN401 (the binding has no types)
    """Return the Varbind of an SNMPVariable; ValueError if the device left it out or it can't be read."""
    if variable.snmp_type is None:
        raise ValueError("asked for, but not in the answer")
    tag = _TAGS.get(variable.snmp_type, Tag.NULL)
    text = variable.value
    return Varbind(
        parse_oid(f"{variable.oid}.{variable.oid_index}"),
        tag,
        # The binding decodes all octets as latin-1, whatever they are: the way back is exact.
        value_of(tag, text, text.encode("latin-1")),
    )


def _failure(inner: _Inner, question: Request) -> Failure:
    """Return the meaning of the last question's error numbers; the error's text may be another host's."""
    if inner.error_index < 0:
        return Failure(_LIBRARY_FAULTS.get(inner.error_index, Fault.NONSENSE))
    fault = _STATUS_FAULTS.get(inner.error_number, Fault.GENERAL_ERROR)
    return Failure(fault, position_in(question, inner.error_index))
