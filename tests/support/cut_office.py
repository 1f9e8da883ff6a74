"""An office whose agent is killed at any step that leaves a trace: a keyring call, a write, a mail.

Each run is a process of its own with a real SQLite file, a keyring that outlives it and a folder as
its mailbox, where a mail that comes again under the same Message-ID replaces itself.
"""

from __future__ import annotations

import json
import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Self

import keyring as system_keyring
import nacl.signing  # noqa: F401 (loaded once here, else in each of some hundred children)
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from agent.core.model.records import Illustrated
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Sender
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.core.settings import Mail, settings_of
from agent.edge import report_files
from agent.edge.secret_store import KeyringSecretStore
from agent.edge.store import Store
from agent.jobs.report import LetterInputs, close_with_letter
from agent.jobs.scan import Finished
from agent.jobs.send_letters import post
from agent.jobs.signing_key import Keyring, begin_rotation, end_rotation, prepare, signed_by
from agent.jobs.verify import Disk, verify_files
from tests.support.store_samples import NOW, a_device, a_reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.report_format.chain.chain_finding import ChainVerdict
    from agent.edge.store import AgentIdentity
    from agent.jobs.send_letters import MakeMessage

OFFICE = settings_of(
    {"mail.host": "mail", "mail.sender": "a@example.com", "mail.recipients": ("b@example.com",)}
)
MAIL: Mail = OFFICE.mail
SECRETS = ("mail", "community:warehouse")
DISK = Disk(report_files.find, report_files.read, report_files.read_if_there)


@dataclass(slots=True)
class Knife:
    """Kills its process at one step; each step is counted, None kills never."""

    at: int | None
    steps: int = 0

    def step(self) -> None:
        """Count a step, or end here without another word."""
        self.steps += 1
        if self.steps == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class KeptKeyring(KeyringBackend):
    """A system's keyring in a file; a call is whole or did not happen."""

    priority = 5

    def __init__(self, path: Path, knife: Knife) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own is untyped
        self._path, self._knife = path, knife

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored secret."""
        self._knife.step()
        if self._path.with_suffix(".locked").exists():
            raise KeyringLocked
        return self.entries().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._change({**self.entries(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        self._change({name: kept for name, kept in self.entries().items() if name != f"{service}/{username}"})

    def entries(self) -> dict[str, str]:
        """Return everything that is kept, by service and name."""
        return json.loads(self._path.read_text()) if self._path.exists() else {}

    def _change(self, entries: Mapping[str, str]) -> None:
        self._knife.step()
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(entries))
        new.replace(self._path)
        self._knife.step()


class CutStore(Store):
    """The store, with a step before each write, one before its COMMIT and one after."""

    knife = Knife(None)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Step before the write, before its COMMIT and after it."""
        self.knife.step()
        with super().write() as connection:
            yield connection
            self.knife.step()
        self.knife.step()


@dataclass(frozen=True, slots=True)
class CutOffice:
    """A folder with everything that the office's agent leaves."""

    folder: Path

    def run(self, day: int, *, kill_at: int | None = None, server_up: bool = True) -> bool:
        """Read, report and send in a process of its own; False where it was killed."""
        return self._in_a_process(partial(_run, day=day, server_up=server_up), kill_at)

    def rotate(self, *, kill_at: int | None = None) -> bool:
        """Make the next key in a process of its own; False where it was killed."""
        return self._in_a_process(_rotate, kill_at)

    def keyring(self) -> dict[str, str]:
        """Return the content of the keyring."""
        return KeptKeyring(self.folder / "keyring.json", Knife(None)).entries()

    def keep(self, entries: Mapping[str, str]) -> None:
        """Put this into the keyring in place of everything."""
        (self.folder / "keyring.json").write_text(json.dumps(dict(entries)))

    @contextmanager
    def locked_keyring(self) -> Iterator[None]:
        """Lock the keyring while the block runs."""
        mark = self.folder / "keyring.locked"
        mark.touch()
        yield
        mark.unlink()

    def opened(self) -> Store:
        """Return the store, as another program opens it."""
        return Store.open(self.folder / "agent.db", NOW)

    def verdicts(self, *keys: bytes) -> tuple[ChainVerdict, ...]:
        """Return the output of 'meters verify' of the mailbox with the keys expected."""
        return verify_files([self.folder / "mailbox"], DISK, keys, {})

    def _in_a_process(self, work: Callable[[Self, CutStore, Keyring], None], kill_at: int | None) -> bool:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                self._work(work, Knife(kill_at))
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        assert ended in (0, -signal.SIGKILL), f"the agent ended with {ended}"
        return ended == 0

    def _work(self, work: Callable[[Self, CutStore, Keyring], None], knife: Knife) -> None:
        system_keyring.set_keyring(KeptKeyring(self.folder / "keyring.json", knife))
        keyring = Keyring(KeyringSecretStore, SECRETS, os.urandom, lambda: os.urandom(4).hex())
        with CutStore.open(self.folder / "agent.db", NOW) as store:
            store.knife = knife
            work(self, store, keyring)

    def take_mail(self, message_id: str, message: bytes) -> None:
        """Put a mail into the mailbox."""
        box = self.folder / "mailbox"
        box.mkdir(exist_ok=True)
        (box / f"{message_id.strip('<>')}.eml").write_bytes(message)


PAGE = Illustrated("<p>report", {})


def _identity(store: Store) -> AgentIdentity:
    return store.agents.identity("machine", "agent-1", NOW)


def _rotate(_office: CutOffice, store: CutStore, keyring: Keyring) -> None:
    begin_rotation(keyring, _identity(store))


def _run(office: CutOffice, store: CutStore, keyring: Keyring, *, day: int, server_up: bool) -> None:
    now = NOW + timedelta(days=day)
    identity = _identity(store)
    scan = store.scans.begin(now, 1)
    reading = a_reading(1, now)
    store.readings.save(scan, a_device(1, now), reading, printer_entry(reading, "d1", []))
    facts = ScanFacts(now, now, ["10.0.0.0/24"], [], 1, 9, 8, [])
    finished = Finished(scan, now, summarize(facts, [], [], list(store.readings.devices()), ["d1"]))
    signing = prepare(keyring, store, identity)
    who = signed_by(identity, signing)
    sender = Sender("s", "", who.agent_id, "1", "Linux", who.public_key, who.key_change, who.follows)
    unique = os.urandom(8).hex()
    letter_inputs = LetterInputs(sender, signing, lambda *_: PAGE, f"r-{unique}", f"<{unique}@example.com>")
    close_with_letter(finished, store, letter_inputs)
    end_rotation(keyring, signing)
    if server_up:

        @contextmanager
        def hand_in(
            _sender: str, _to: Sequence[str], make: MakeMessage
        ) -> Iterator[Mapping[str, SmtpRefusal]]:
            message = make(None)
            store.knife.step()
            office.take_mail(message.split(b"Message-ID: ")[1].split()[0].decode(), message)
            store.knife.step()
            yield {}

        post(store.letters.waiting(), store, MAIL, hand_in, lambda: now)
