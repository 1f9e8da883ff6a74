"""The one package that knows SNMP libraries: questions go in, varbinds or a failure come out.

`easysnmp` is the engine; `ezsnmp` stands in where easysnmp has no build (Windows). One suite of
tests holds both to the same answers. Limits of both: an answer is taken from any source address;
an answer that can't be decoded is dropped by net-snmp, so it shows as a TIMEOUT; and a v3 user is
remembered per SNMP engine for the life of the process, so a corrected passphrase needs a new one.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from agent.core.messages import disk, keyring
from agent.core.model.access import (
    AUTH_PROTOCOLS,
    PRIVACY_PROTOCOLS,
    SHORTEST_PASSPHRASE,
    Access,
    Endpoint,
    Secret,
    User,
)
from agent.core.model.errors import AgentError
from agent.edge.snmp.environment import prepare

if TYPE_CHECKING:
    from agent.core.polling.requests import Answer, Request

_MODULES = {"easysnmp": "easy", "ezsnmp": "ez"}
ENGINES = tuple(_MODULES)
VERSIONS = ("1", "2c", "3")


class Session(Protocol):
    """One device and the right to ask it. Use each session from one thread at a time."""

    def ask(self, question: Request, timeout: float) -> Answer:
        """Send one PDU, without a retry, and wait `timeout` seconds for its answer.

        Nothing that the device or the network does raises: it comes back as a Failure. GETBULK
        needs version 2c or 3 (ValueError). Octet strings are cut at `answer.MAX_OCTETS`.
        """
        ...


def open_session(endpoint: Endpoint, access: Access, engine: str | None = None) -> Session:
    """Return a session; nothing is sent yet. `engine` is one of ENGINES, None takes the first that loads.

    AgentError if a v3 user's protocol or passphrase can't be used, or if no SNMP library loads.
    ValueError if the access has no or an empty community (version 1, 2c) or no user (version 3).
    """
    check(access)
    prepare()
    failure: ImportError | None = None
    for name in (engine,) if engine else ENGINES:
        try:
            return _open(name, endpoint, access)
        except ImportError as error:
            failure = error
    raise AgentError(disk.NO_SNMP) from failure


def _open(engine: str, endpoint: Endpoint, access: Access) -> Session:
    # The engines load net-snmp, which must happen neither at start-up nor before prepare().
    if engine == "easysnmp":
        from agent.edge.snmp.easy import EasySession

        return EasySession(endpoint, access)
    if engine == "ezsnmp":
        from agent.edge.snmp.ez import EzSession

        return EzSession(endpoint, access)
    raise ValueError(f"no SNMP engine is called {engine}")


def load(engine: str | None = None) -> None:
    """Load the engine that `open_session` would take; who opens a session is told where there is none."""
    prepare()
    for name in (engine,) if engine else ENGINES:
        with suppress(ImportError):
            import_module(f"agent.edge.snmp.{_MODULES[name]}")
            return


def check(access: Access) -> None:
    """Raise what `open_session` would raise for this access; net-snmp is not needed to know it."""
    if access.version not in VERSIONS:
        raise ValueError(f"no SNMP version is called {access.version}")
    if access.version != "3":
        if access.community is None or not access.community.reveal():
            raise ValueError(f"version {access.version} needs a community")
        return
    if access.user is None:
        raise ValueError("version 3 needs a user")
    _check_user(access.user)


def _check_user(user: User) -> None:
    if user.auth_passphrase is None:
        return
    _check_protocol(user, user.auth_protocol, AUTH_PROTOCOLS)
    _check_passphrase(user, user.auth_passphrase)
    if user.privacy_passphrase is not None:
        _check_protocol(user, user.privacy_protocol, PRIVACY_PROTOCOLS)
        _check_passphrase(user, user.privacy_passphrase)


def _check_protocol(user: User, protocol: str, known: tuple[str, ...]) -> None:
    if protocol not in known:
        raise AgentError(keyring.UNKNOWN_PROTOCOL, {"user": user.name, "protocol": protocol, "known": known})


def _check_passphrase(user: User, passphrase: Secret) -> None:
    if len(passphrase.reveal().encode()) < SHORTEST_PASSPHRASE:
        raise AgentError(keyring.TOO_SHORT, {"user": user.name, "characters": SHORTEST_PASSPHRASE})
