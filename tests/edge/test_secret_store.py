"""Secrets: a real Secret Service keeps them; without one, or with a hanging one, a sentence comes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, NoKeyringError

from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS
from agent.core.settings.keyring_names import community, v3_auth, v3_privacy
from agent.edge.secret_store import KeyringSecretStore, MemorySecretStore
from agent.jobs.rights import rights_of
from tests.support.patience import PATIENCE

ROUND_TRIP = """
import sys
from agent.core.model.access import Secret
from agent.core.settings.keyring_names import community
from agent.edge.secret_store import KeyringSecretStore
mine, other = KeyringSecretStore("agent-1"), KeyringSecretStore("agent-2")
assert mine.get("mail") is None
mine.delete("mail")
mine.set("mail", Secret("old"))
mine.set("mail", Secret("geheim-\\u00e4"))
mine.set(community("warehouse"), Secret("x" * 1280))
assert mine.get("mail") == Secret("geheim-\\u00e4")
assert mine.get(community("warehouse")) == Secret("x" * 1280)
assert other.get("mail") is None
mine.delete("mail")
assert mine.get("mail") is None
print("kept and forgotten")
"""
ONE_CALL = """
from agent.core.model.errors import AgentError
from agent.edge.secret_store import KeyringSecretStore
try:
    print(KeyringSecretStore("agent-1", deadline=8).get("mail"))
except AgentError as error:
    print(error.title)
"""
UNLOCKED = 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'


class Keeping(KeyringBackend):
    """A keyring that keeps in memory, with a switch for each way to fail."""

    priority = 5

    def __init__(self, failure: Exception | None = None, gate: threading.Event | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own is untyped
        self.kept: dict[tuple[str, str], str] = {}
        self._failure, self._gate = failure, gate

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored secret, after the wait or the failure that was asked for."""
        if self._gate:
            self._gate.wait(20)
        if self._failure:
            raise self._failure
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password


class PlainText(Keeping):
    """Stands for the file backends of the package keyrings.alt."""


PlainText.__module__ = "keyrings.alt.file"


class Chain(chainer.ChainerBackend):
    """A chain of backends as keyring builds it where several are installed."""

    priority = 10
    backends = ()


@pytest.fixture(autouse=True)
def _leave_the_keyring_as_it_was() -> object:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def in_a_child(home: Path, code: str, *before: str) -> str:
    root = str(Path(__file__).parents[1].parent)
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": root}
    folders = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
    command = [*before, sys.executable, "-c", code]
    done = subprocess.run(
        command, env=kept | folders, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_a_real_secret_service_keeps_and_forgets(tmp_path: Path) -> None:
    session = ("dbus-run-session", "--", "bash", "-c", UNLOCKED, "bash")
    assert in_a_child(tmp_path, ROUND_TRIP, *session) == "kept and forgotten"


def test_without_any_keyring_the_sentence_says_so(tmp_path: Path) -> None:
    assert "no usable keyring" in in_a_child(tmp_path, ONE_CALL)


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlainText])
def test_a_backend_that_keeps_nothing_secret_is_refused(kind: type[KeyringBackend]) -> None:
    backend = kind()
    keyring.set_keyring(backend)
    with pytest.raises(AgentError, match="no usable keyring"):
        KeyringSecretStore("a").set("mail", Secret("geheim"))
    assert not getattr(backend, "kept", None)


def test_a_chain_is_used_by_its_first_member_that_keeps_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, good = PlainText(), Keeping()
    monkeypatch.setattr(Chain, "backends", (plain, good))
    keyring.set_keyring(Chain())  # type: ignore[no-untyped-call]  # keyring's own is untyped
    KeyringSecretStore("a").set("mail", Secret("geheim"))
    assert good.kept == {("Meters Agent a", "mail"): "geheim"}
    assert plain.kept == {}


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (KeyringLocked("x"), "locked"),
        (NoKeyringError("x"), "no usable keyring"),
        (keyring.errors.KeyringError("geheim"), "denied access"),
        (
            type("error", (Exception,), {"__module__": "win32ctypes.pywin32.pywintypes"})(1312),
            "denied access",
        ),
    ],
)
def test_what_the_keyring_raises_becomes_a_sentence(failure: Exception, words: str) -> None:
    keyring.set_keyring(Keeping(failure))
    with pytest.raises(AgentError, match=words) as caught:
        KeyringSecretStore("a").get("mail")
    assert "geheim" not in str(caught.value)


def test_a_bug_stays_a_bug() -> None:
    keyring.set_keyring(Keeping(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        KeyringSecretStore("a").get("mail")


def test_a_keyring_that_hangs_is_left_behind_at_the_deadline() -> None:
    gate = threading.Event()
    keyring.set_keyring(Keeping(gate=gate))
    with pytest.raises(AgentError, match=r"didn't respond within 0\.2 seconds"):
        KeyringSecretStore("a", deadline=0.2).get("mail")
    gate.set()


def test_a_keyring_that_hangs_costs_its_deadline_once_and_is_asked_again_when_it_woke() -> None:
    gate = threading.Event()
    keyring.set_keyring(Keeping(gate=gate))
    secret_store = KeyringSecretStore("a", deadline=2.0)
    secrets = ("keyring:north", "keyring:south", "keyring:west")
    began = time.monotonic()
    rights = rights_of(replace(DEFAULTS.network, communities=("public", *secrets)), secret_store)
    assert 2.0 <= time.monotonic() - began < 2.0 * len(secrets)  # each one would cost as much
    assert len(rights.notes) == len(secrets)
    gate.set()
    (hanging,) = (thread for thread in threading.enumerate() if thread.name == "keyring")
    hanging.join(20)
    assert secret_store.get("mail") is None


@pytest.mark.parametrize("secret_store", [MemorySecretStore(), KeyringSecretStore("a")])
def test_a_secret_too_long_for_windows_is_refused_everywhere(
    secret_store: MemorySecretStore | KeyringSecretStore,
) -> None:
    keyring.set_keyring(Keeping())
    secret_store.set("mail", Secret("x" * 1280))
    with pytest.raises(AgentError, match="too long"):
        secret_store.set("mail", Secret("x" * 1281))
    with pytest.raises(AgentError, match="too long"):
        secret_store.set("mail", Secret("\N{KEY}" * 641))
    assert secret_store.get("mail") == Secret("x" * 1280)


def test_the_memory_secret_store_forgets() -> None:
    secret_store = MemorySecretStore({community("x"): Secret("y")})
    secret_store.delete("community:x")
    secret_store.delete("community:x")
    assert secret_store.get("community:x") is None


def test_each_secret_has_its_own_name() -> None:
    assert [community("n"), v3_auth("u"), v3_privacy("u")] == ["community:n", "v3-auth:u", "v3-privacy:u"]


STARTED = """
import sys
started = []
sys.addaudithook(lambda name, values: started.append(values[0]) if name in STARTS else None)
STARTS = {"subprocess.Popen", "os.posix_spawn", "os.system", "os.exec", "os.fork"}
from agent.core.model.errors import AgentError
from agent.edge.secret_store import KeyringSecretStore
try:
    KeyringSecretStore("agent-1").get("mail")
except AgentError as error:
    print(error.title)
print("started:", *started)
"""


def test_looking_for_the_keyring_starts_no_other_program(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
    child = subprocess.run(
        [sys.executable, "-c", STARTED],
        cwd=Path(__file__).parents[2],
        env={**environment, "HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert child.stdout.decode().splitlines()[-1].strip() == "started:"
