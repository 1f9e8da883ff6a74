"""Secrets in the operating system's keyring, or its service manager's: there is no plain-text fallback."""

from __future__ import annotations

import sys
import threading
from contextlib import closing
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from agent.core.messages import keyring as messages
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.model.outcome import CallOutcome
from agent.edge.secret_store.credentials import CredentialSecretStore, is_service_account, only_root

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

DEADLINE = 10.0  # seconds; a locked keyring may wait for a prompt that nobody sees
SIZE_LIMIT = 2560  # bytes in UTF-16: Windows' CRED_MAX_CREDENTIAL_BLOB_SIZE, the smallest of all systems
# Backends that keep nothing, or keep it in files of their own.
UNUSABLE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
# Where a system's own keyring may be. keyring itself would load the backends of all systems to find out, and
# on Linux that of macOS starts gcc, ld and ldconfig, whichever PATH finds first, to look for its libraries.
BACKENDS = {
    "win32": ("Windows",),
    "darwin": ("macOS",),
}
BACKENDS_ELSEWHERE = ("SecretService", "kwallet", "libsecret")
# Whose errors come through keyring as they are.
FOREIGN = ("secretstorage", "jeepney", "win32ctypes")

Result = TypeVar("Result")


def secret_store_of(agent_id: str) -> CredentialSecretStore | KeyringSecretStore:
    """Return where the secrets of an agent lie: the keyring, for the service on Linux its credentials."""
    return CredentialSecretStore() if is_service_account() else KeyringSecretStore(agent_id)


def require_writable(name: str) -> None:
    """Raise AgentError where no secret of this name can be kept by us: it says what root has to type."""
    if is_service_account():
        raise only_root(name)


class MemorySecretStore:
    """Secrets in a dict that ends with the process: for the demo, and where nothing may stay."""

    def __init__(self, secrets: dict[str, Secret] | None = None) -> None:
        self._secrets = {} if secrets is None else secrets

    def get(self, name: str) -> Secret | None:
        """Return the secret of this name, None where there is none."""
        return self._secrets.get(name)

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret; raises AgentError where it is too long for a keyring."""
        check_size(secret)
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget the secret of this name."""
        self._secrets.pop(name, None)


class KeyringSecretStore:
    """The keyring of the logged-in person, under the service name "Meters Agent AGENT_ID".

    Each call ends within `deadline` seconds, at once while an earlier one still hangs. Raises
    AgentError: no usable keyring, locked, no answer, refused, or a secret that is too long.
    """

    def __init__(self, agent_id: str, deadline: float = DEADLINE) -> None:
        self._service = f"Meters Agent {agent_id}"
        self._deadline = deadline
        self._left_behind: threading.Thread | None = None

    def get(self, name: str) -> Secret | None:
        """Return the secret of this name, None where there is none."""
        text = self._within(lambda: _backend().get_password(self._service, name))
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret under this name, in place of an earlier one."""
        check_size(secret)
        self._within(lambda: _backend().set_password(self._service, name, secret.reveal()))

    def delete(self, name: str) -> None:
        """Forget the secret of this name; one that is not there is fine."""

        def forget() -> None:
            backend = _backend()
            if backend.get_password(self._service, name) is not None:
                backend.delete_password(self._service, name)

        self._within(forget)

    def names(self) -> tuple[str, ...]:
        """Return the names of all secrets that are kept here, none where this keyring can't list them."""
        return self._within(lambda: _names(_backend(), self._service))

    def _within(self, call: Callable[[], Result]) -> Result:
        """Return the result of `call`. It runs in a thread that may be left behind, hanging."""
        if self._left_behind is None or not self._left_behind.is_alive():
            outcome = CallOutcome[Result]()
            thread = threading.Thread(target=outcome.of, args=(call,), name="keyring", daemon=True)
            thread.start()
            thread.join(self._deadline)
            if not thread.is_alive():
                if outcome.error is not None:
                    raise _as_agent_error(outcome.error)
                return outcome.result
            self._left_behind = thread
        raise AgentError(messages.NO_ANSWER, {"seconds": self._deadline})


def _names(backend: KeyringBackend, service: str) -> tuple[str, ...]:
    if not type(backend).__module__.endswith(".SecretService"):
        return ()
    collection = backend.get_preferred_collection()  # type: ignore[attr-defined] # as this backend has it
    with closing(collection.connection):
        found = collection.search_items({"service": service})
        return tuple(item.get_attributes()["username"] for item in found)


def check_size(secret: Secret) -> None:
    """Raise AgentError where a secret is longer than what every keyring takes."""
    if len(secret.reveal().encode("utf-16-le")) > SIZE_LIMIT:
        raise AgentError(messages.TOO_LONG, {"characters": SIZE_LIMIT // 2})


def _backend() -> KeyringBackend:
    """Return the best keyring of this system that keeps secrets secret."""
    for candidate in _candidates():
        if not type(candidate).__module__.startswith(UNUSABLE):
            return candidate
    raise AgentError(messages.NO_KEYRING)


def _candidates() -> list[KeyringBackend]:
    """Return the keyring that a person chose for this account, with its parts; else this system's best."""
    from keyring import backend, core

    chosen = core._keyring_backend or core.load_env() or core.load_config()  # noqa: SLF001 (get_keyring searches)
    if chosen is None:
        modules = [f"keyring.backends.{name}" for name in BACKENDS.get(sys.platform, BACKENDS_ELSEWHERE)]
        for module in modules:
            import_module(module)
        viable = [one for one in backend.KeyringBackend.get_viable_backends() if one.__module__ in modules]
        if not viable:
            return []
        chosen = max(viable, key=attrgetter("priority"))()
    core.set_keyring(chosen)
    return getattr(chosen, "backends", None) or [chosen]


def _as_agent_error(error: BaseException) -> BaseException:
    """Return the AgentError for what keyring raises; anything else is a bug and stays itself."""
    from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError | InitError):
        return AgentError(messages.NO_KEYRING)
    if isinstance(error, KeyringLocked):
        return AgentError(messages.LOCKED)
    # Its backends let the system's own errors through: a dismissed prompt, a service that died, a session
    # over the network, to which Windows gives no credentials.
    if isinstance(error, KeyringError) or type(error).__module__.startswith(FOREIGN):
        return AgentError(messages.REFUSED)
    return error
