"""meters demo: a small office of simulated printers, scanned, reported and mailed by the real program."""

from __future__ import annotations

import os
import secrets
import tempfile
from argparse import Namespace
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from agent.commands.scan import make_adapters, make_order, open_readers
from agent.commands.scan.results import close
from agent.context import outbox
from agent.context.office import Office, now, open_store
from agent.context.report_page import page_of
from agent.core.messages import demo as demo_messages
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError, TemporaryError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_format.signatures import new_signing_key, public_key_of, seed_of
from agent.core.settings.keyring_names import SIGNING_KEY, v3_auth
from agent.demo.changed_printers import NETWORK
from agent.demo.made_up_printers import USER_NAME
from agent.demo.mail_sink import MailSink
from agent.demo.mailbox import ArrivedMail, check_mail, office_settings, open_mail, remember_past
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import files, log_file
from agent.edge.lock import hold
from agent.edge.secret_store import MemorySecretStore
from agent.jobs.scan import scan
from agent.ui.folding import folded
from agent.ui.progress import progress_bar
from agent.ui.terminal import printers_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.edge.snmp.readers import Readers
    from agent.jobs.ports import SecretStore

ONE_ADDRESS = "127.0.0.1"
OWN_ADDRESSES = tuple(f"127.0.0.{10 + number}" for number, _ in enumerate(NETWORK, 1))
BY_THE_SETTINGS = Namespace(targets=[], community=None, port=None)  # a scan without arguments
AUTHENTICATION = "SHA"
PATIENCE = 6.0  # seconds for a known printer that is silent: the one that sleeps needs half of it


def run(arguments: Namespace) -> int:
    """Show the demo; everything but --keep's folder goes with the process, the secrets never leave it."""
    printers = [device for device in NETWORK if device.printer and device.versions]
    others = sum(device.printer is None for device in NETWORK)
    sleep = max(device.wakes_after for device in NETWORK)
    print(folded(demo_messages.begin(len(printers), others, sleep)) + "\n", flush=True)
    with ExitStack() as stack:
        readers = stack.enter_context(closing(open_readers()))  # before there is a thread or a secret
        keep = files.open_folder(Path(arguments.keep).absolute()).path if arguments.keep else None
        place = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="meters-demo-")))
        folder = files.open_folder(place / "data")
        log_file.open_log(folder.log if keep else Path(os.devnull))
        stack.enter_context(hold(folder.lock))
        return _demonstrate(folder, keep, stack, readers)


def _demonstrate(folder: files.Folder, keep: Path | None, stack: ExitStack, readers: Readers) -> int:
    store, identity = stack.enter_context(open_store(folder))
    secret_store, public_key = _new_secrets()
    sink = stack.enter_context(MailSink())
    agents = _serve_office(stack, secret_store)
    settings = office_settings([agent.endpoint for agent in agents], sink.host, sink.port)
    office = Office(folder, settings)
    homes = {device.mac_address: agent.endpoint for device, agent in zip(NETWORK, agents, strict=True)}
    remember_past(store, homes, now())
    with progress_bar() as watch:
        order = replace(make_order(BY_THE_SETTINGS, office, secret_store), known_patience=PATIENCE)
        finished = scan(order, make_adapters(readers), store, watch)
    report = close(finished, store, identity, office, lambda _: secret_store)
    print(printers_table(report), flush=True)
    print()
    if not outbox.deliver(office, store, secret_store) or not sink.messages:
        raise TemporaryError(demo_messages.NOT_DELIVERED)
    mail = open_mail(sink.messages[-1])
    check_mail(mail, public_key)
    print(folded(demo_messages.DELIVERED))
    print(_keep(mail, page_of(report, store), keep) if keep else folded(demo_messages.NOTHING_KEPT))
    # A note is no trouble here: a second demo in one folder says that the first one's key ended with it.
    switched_off = sum(not device.versions for device in NETWORK)
    is_fine = len(report["silent_known"]) <= switched_off and not report["unreadable"]
    return ExitCode.FINE if is_fine else ExitCode.NEEDS_ATTENTION


def _new_secrets() -> tuple[SecretStore, str]:
    """Return a secret store with fresh secrets, and the public key of its signing key."""
    signing_key = new_signing_key(secrets.token_bytes(32))
    secret_store = MemorySecretStore(
        {SIGNING_KEY: Secret(signing_key), v3_auth(USER_NAME): Secret(secrets.token_hex(16))}
    )
    return secret_store, public_key_of(seed_of(signing_key))


def _serve_office(stack: ExitStack, secret_store: SecretStore) -> tuple[SimulatedAgent, ...]:
    """Let every device answer at an address of its own, or all at one where the system has only that."""
    user = User(USER_NAME, AUTHENTICATION, secret_store.get(v3_auth(USER_NAME)))
    try:
        return stack.enter_context(serve(office_agents(OWN_ADDRESSES, user)))
    except AgentError:  # macOS gives its loopback 127.0.0.1 alone
        return stack.enter_context(serve(office_agents(repeat(ONE_ADDRESS), user)))


def office_agents(addresses: Iterable[str], user: User) -> list[SimulatedAgent]:
    """Return the office's devices, each at any free port of its address; `user` is let in over v3."""
    return [
        SimulatedAgent(
            walk=device.walk,
            endpoint=Endpoint(address, 0),
            versions=device.versions,
            user=user if "3" in device.versions else None,
            wakes_after=device.wakes_after,
        )
        for device, address in zip(NETWORK, addresses, strict=False)
    ]


def _keep(mail: ArrivedMail, report_page: bytes, folder: Path) -> str:
    """Write the page and the mail into the folder, with each attachment as a file of its own."""
    page = folder / "report.html"
    files.write_atomically(page, report_page)
    files.write_atomically(folder / "mail.eml", mail.raw)
    for name, content in mail.attachments.items():
        files.write_atomically(folder / name, content)
    return demo_messages.kept(str(page), str(folder))
