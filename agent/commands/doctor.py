"""meters doctor: why a printer can't be read, why a mail doesn't leave, what is wrong with this computer."""

from __future__ import annotations

import json
import secrets
import sys
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent.commands import doctor_window
from agent.commands.scan import open_readers
from agent.context import outbox
from agent.context.office import Office, now, open_folder, open_office, open_store
from agent.context.profiles import settings_flaw
from agent.core.doctor.ladder import STEPS, DoctorPart, DoctorStep, as_json, lines_of, needs_attention
from agent.core.mail.limits import BY_THE_RFC
from agent.core.messages import doctor as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.settings import DEFAULTS, Mail
from agent.core.settings.keyring_names import MAIL
from agent.edge import lan, one_address, session_start, smtp, theme
from agent.edge.disk_space import has_room
from agent.edge.program_signature import signature_of
from agent.edge.secret_store import secret_store_of
from agent.edge.snmp.ask import ask
from agent.jobs.doctor import Inquiry, Tools, printer_ladder
from agent.jobs.doctor_computer import ComputerTools, computer_steps
from agent.jobs.doctor_mail import MailTools, mail_ladder
from agent.jobs.doctor_window import DoctorAdapters
from agent.jobs.read_apart import Way, read_alone
from agent.jobs.rights import Rights, rights_of
from agent.ui.folding import hanging

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from agent.core.discovery.sweep import Found
    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.model.access import Secret, User
    from agent.edge.smtp.connecting import Reached
    from agent.edge.snmp.readers import Readers
    from agent.edge.store import Store
    from agent.jobs.ports import SecretStore
    from agent.jobs.read_device import ReadOutcome

FOR_A_DOCTOR = BY_THE_RFC.divided(15)  # a person waits at each step: 20 seconds for a greeting or a command
YES = {"y", "yes", "j", "ja"}


def run(arguments: Namespace) -> int:
    """Climb the ladder of an address; without one, those of the mail and of this computer."""
    with closing(open_readers()) as readers:  # first of all, as for a scan
        office, unusable = _office(arguments)
        if arguments.window:
            return doctor_window.show(_adapters(arguments, office, unusable, readers))
        steps = _shown(_ladders(arguments, office, unusable, readers), quietly=arguments.json)
    if arguments.json:
        print(json.dumps({"steps": as_json(steps)}, ensure_ascii=False, indent=2))
    return ExitCode.NEEDS_ATTENTION if needs_attention(steps) else ExitCode.FINE


def _office(arguments: Namespace) -> tuple[Office, AgentError | None]:
    """Return the office; where its settings can't be used the defaults, and what is wrong with them."""
    try:
        return open_office(arguments), None
    except AgentError as error:
        return Office(open_folder(arguments), DEFAULTS), error


def _adapters(
    arguments: Namespace, office: Office, unusable: AgentError | None, readers: Readers
) -> DoctorAdapters:
    def printer(address: str, may_look: bool) -> Iterable[DoctorStep]:
        if unusable is not None:
            raise unusable
        tools = replace(printer_tools(arguments, office, readers), may_look_at_ports=lambda _: may_look)
        return printer_ladder(Inquiry(address, office.settings.network), rights_of_office(office), tools)

    def of_office(wants_test: bool, part: DoctorPart | None) -> Iterator[DoctorStep]:
        return _of_office(office, unusable, part, wants_test=wants_test)

    return DoctorAdapters(
        printer,
        of_office,
        address=arguments.address or "",
        step=arguments.step or "",
        begins=unusable is not None or _something_stands(office),
        is_dark=theme.windows_are_dark(),
    )


def _something_stands(office: Office) -> bool:
    """Tell whether a condition stands; a store that can't be opened is one."""
    try:
        with open_store(office.folder) as (store, _):
            return bool(store.conditions.standing())
    except AgentError:
        return True  # the ladder says which


def _ladders(
    arguments: Namespace, office: Office, unusable: AgentError | None, readers: Readers
) -> Iterable[DoctorStep]:
    part = STEPS[arguments.step] if arguments.step else None
    if arguments.address is None and part is DoctorPart.PRINTER:
        raise AgentError(messages.NEEDS_ADDRESS, {"step": arguments.step})
    if arguments.address is None:
        return _of_office(office, unusable, part, wants_test=arguments.test_mail)
    if unusable is not None:
        raise unusable
    return _printer(arguments, office, readers)


def _of_office(
    office: Office, unusable: AgentError | None, part: DoctorPart | None, *, wants_test: bool
) -> Iterator[DoctorStep]:
    """Yield the steps of computer and mail, or of one of them; without settings there is no mail to try."""
    if part is not DoctorPart.MAIL or unusable is not None:
        flaw = unusable or settings_flaw(office.folder, office.deployment.layers)
        yield from computer_steps(office.settings, _computer_tools(office), flaw)
    if part is not DoctorPart.COMPUTER and unusable is None:
        yield from mail_ladder(office.settings.mail, _mail_tools(office, wants_test=wants_test))


def _computer_tools(office: Office) -> ComputerTools:
    @contextmanager
    def opened() -> Iterator[tuple[Store, SecretStore]]:
        with open_store(office.folder) as (store, identity):
            yield store, secret_store_of(identity.agent_id)

    is_packed = bool(getattr(sys, "frozen", False))
    return ComputerTools(
        open_store=opened,
        folder=str(office.folder.path),
        has_room=lambda: has_room(office.folder.path),
        now=now,
        starts=session_start.starts,
        interfaces=lan.interfaces,
        has_default_route=lan.has_default_route,
        probe=secrets.token_hex(8),
        program=sys.executable if is_packed else str(Path(__file__).parents[1]),
        signature=lambda: signature_of(Path(sys.executable)) if is_packed else "unsigned",
    )


def _mail_tools(office: Office, *, wants_test: bool) -> MailTools:
    def password() -> Secret | None:
        with open_store(office.folder) as (_, identity):
            return secret_store_of(identity.agent_id).get(MAIL)

    def rehearsed(mail: Mail, secret: Secret | None, reached: Reached) -> Mapping[str, SmtpRefusal]:
        with open_store(office.folder) as (_, identity):
            secret_store = secret_store_of(identity.agent_id)
        own = outbox.certificate_of_office(mail, secret_store, office.folder.path)
        server = outbox.server_of(mail, own)
        return smtp.rehearse(server, secret, mail.sender, mail.recipients, reached, FOR_A_DOCTOR)

    def test(mail: Mail) -> Mapping[str, SmtpRefusal]:
        with open_store(office.folder) as (_, identity):
            return outbox.send_test(mail, secret_store_of(identity.agent_id), office.folder.path)

    return MailTools(password, rehearsed, test, now, wants_test=wants_test)


def _shown(steps: Iterable[DoctorStep], *, quietly: bool) -> list[DoctorStep]:
    """Print each step as it comes, and return all of them."""
    kept: list[DoctorStep] = []
    for step in steps:
        if not quietly and (not kept or kept[-1].part is not step.part):
            print(messages.PARTS[step.part])
        kept.append(step)
        if not quietly:
            print("\n".join(hanging(line) for line in lines_of(step)), flush=True)
    if not quietly and not needs_attention(kept):
        print(messages.ALL_WELL)
    return kept


def _printer(arguments: Namespace, office: Office, readers: Readers) -> Iterable[DoctorStep]:
    asked = Inquiry(arguments.address, office.settings.network, arguments.maker)
    return printer_ladder(asked, rights_of_office(office), printer_tools(arguments, office, readers))


def rights_of_office(office: Office) -> Callable[[], Rights]:
    """Return the function that fetches communities and users with their secrets when they are needed."""

    def rights() -> Rights:
        with open_store(office.folder) as (_, identity):
            return rights_of(office.settings.network, secret_store_of(identity.agent_id))

    return rights


def printer_tools(arguments: Namespace, office: Office, readers: Readers) -> Tools:
    """Return the real outside world of a printer's ladder."""
    network = office.settings.network

    def read(found: Found, users: Sequence[User]) -> ReadOutcome:
        return read_alone(found, Way(readers, ask, now, network.timeout, tuple(users), frozenset()))

    return Tools(
        interfaces=lan.interfaces,
        has_default_route=lan.has_default_route,
        resolve=lan.resolve,
        source_for=one_address.source_for,
        ask=one_address.ask,
        neighbour=one_address.neighbour,
        read=read,
        open_ports=one_address.open_ports,
        start_page=one_address.start_page,
        new_request_id=lambda: secrets.randbelow(1 << 30),
        may_look_at_ports=lambda address: getattr(arguments, "ports", False) or _agrees(address, arguments),
    )


def _agrees(address: str, arguments: Namespace) -> bool:
    """Ask the person at the terminal; where nobody sits there, the answer is no."""
    if getattr(arguments, "json", True) or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return input(messages.may_look(address)).strip().lower() in YES
