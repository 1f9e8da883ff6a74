"""The service under systemd: its unit, its account, and its secrets as credentials (systemd-creds(1))."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import service as messages
from agent.core.messages import starting
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.report_format.signatures import new_signing_key, public_key_of, seed_of
from agent.core.service.linux_unit import (
    ACCOUNT,
    ASKED,
    CREDENTIALS,
    MADE_BY_INSTALL,
    SHOWN,
    STATE,
    UNIT,
    account_entry,
    credential_of,
    file_of,
    service_unit,
)
from agent.core.service.service_state import PROPERTIES, ServiceState, of_systemd
from agent.core.settings.keyring_names import NEXT_SIGNING_KEY, SIGNING_KEY
from agent.edge.regular_files import read_text, write_atomically
from agent.edge.system_service.system_commands import answer, call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


if sys.platform == "win32":
    raise ImportError("Windows has no systemd")

RUNNING = Path("/run/systemd/system")  # sd_booted(3)
OWN_UNIT = Path("/etc/systemd/system", UNIT)
OWN_ACCOUNT = Path("/etc/sysusers.d", f"{ACCOUNT}.conf")
PACKAGED = Path("/usr/lib/systemd/system", UNIT)  # a package brings unit and account
_OPEN_TO_READ = 0o644


def require() -> None:
    """Raise AgentError where systemd does not run this computer, or can't encrypt credentials."""
    if not (RUNNING.is_dir() and shutil.which("systemd-creds")):
        raise AgentError(messages.NO_SYSTEMD)


def may_change() -> bool:
    """Return whether this user may set the service up, remove it and keep its secrets."""
    return os.geteuid() == 0


def install(command: Sequence[str]) -> Iterator[str]:
    """Set the service up for this command and start it; yield what was made. AgentError where that fails."""
    _refuse_another_unit()
    if not PACKAGED.exists():
        yield _made(OWN_ACCOUNT, account_entry())
        yield _made(OWN_UNIT, f"{MADE_BY_INSTALL}\n{service_unit(command)}")
    call("systemd-sysusers")
    if not _path(SIGNING_KEY).exists():
        keep_secret(SIGNING_KEY, _new_key())
        yield messages.created(str(_path(SIGNING_KEY)))
    call("systemctl", "daemon-reload")
    call("systemctl", "enable", UNIT)
    call("systemctl", "restart", UNIT)


def remove(*, is_all: bool) -> Iterator[str]:
    """Undo `install` and yield what is gone; data, secrets and account only where `is_all`."""
    _refuse_another_unit()
    if not _is_there():
        yield messages.NOTHING_TO_REMOVE
    else:
        call("systemctl", "disable", "--now", UNIT)
        yield from _files_removed()
        call("systemctl", "daemon-reload")
    for folder in (SHOWN, ASKED):  # of the service alone: what users saw of it would stand for ever
        shutil.rmtree(Path(STATE, folder), ignore_errors=True)
    if not is_all:
        yield messages.KEPT
        return
    for folder in (CREDENTIALS, STATE):
        if Path(folder).is_dir():
            shutil.rmtree(folder)
    if not PACKAGED.exists() and answer("getent", "passwd", ACCOUNT):
        call("userdel", ACCOUNT)
    yield messages.PURGED


def state() -> ServiceState:
    """Return how the service stands; AgentError where systemd does not say."""
    said = call("systemctl", "show", UNIT, f"--property={','.join(PROPERTIES)}")
    return of_systemd(dict(line.split("=", 1) for line in said.splitlines() if "=" in line))


def keep_secret(name: str, secret: Secret) -> None:
    """Encrypt a secret for this computer and the service alone, in place of an earlier one of the name."""
    Path(CREDENTIALS).mkdir(mode=0o700, parents=True, exist_ok=True)
    encrypt = ("systemd-creds", "encrypt", f"--name={credential_of(name)}", "-", "-")
    write_atomically(_path(name), call(*encrypt, stdin=secret.reveal()))


def use_secrets() -> str:
    """Let a running service read its secrets anew; return a sentence on that."""
    if not state().is_active:
        return messages.USED_AT_START
    call("systemctl", "restart", UNIT)
    return messages.RESTARTED


def next_key(signs_now: str | None) -> bool:
    """Make the key that the next report changes to; False where one waits already.

    `signs_now` is the public key (base64) that the last report was signed with, None where it isn't known.
    """
    if not _path(SIGNING_KEY).exists():
        raise AgentError(messages.NOT_SET_UP)
    waiting = _decrypted(NEXT_SIGNING_KEY) if _path(NEXT_SIGNING_KEY).exists() else None
    if waiting and public_key_of(seed_of(waiting.reveal())) != signs_now:
        return False
    if waiting:
        keep_secret(SIGNING_KEY, waiting)
    keep_secret(NEXT_SIGNING_KEY, _new_key())
    return True


def _new_key() -> Secret:
    return Secret(new_signing_key(os.urandom(32)))


def _decrypted(name: str) -> Secret:
    decrypt = ("systemd-creds", "decrypt", f"--name={credential_of(name)}", str(_path(name)), "-")
    return Secret(call(*decrypt))


def _path(name: str) -> Path:
    return Path(CREDENTIALS, file_of(name))


def _is_there() -> bool:
    return OWN_UNIT.exists() or PACKAGED.exists()


def _refuse_another_unit() -> None:
    text = read_text(OWN_UNIT)
    if text is not None and MADE_BY_INSTALL not in text:
        raise AgentError(messages.UNIT_OF_ANOTHER, {"path": str(OWN_UNIT)})


def _made(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text)
    path.chmod(_OPEN_TO_READ)
    return messages.created(str(path))


def _files_removed() -> Iterator[str]:
    if PACKAGED.exists():
        yield messages.FROM_A_PACKAGE
    for path in (OWN_UNIT, OWN_ACCOUNT):
        if path.exists():
            path.unlink()
            yield starting.removed(str(path))
