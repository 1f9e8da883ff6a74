"""Every sentence of the doctor as a person reads it, in both languages; the ladder as programs read it."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.conditions.kinds import RULES, Condition, ConditionKind
from agent.core.discovery.networks import Interface
from agent.core.discovery.sweep import make_probes
from agent.core.doctor import computer
from agent.core.doctor.answers import Answers, Silence, answer_step, community_step, user_step
from agent.core.doctor.device_steps import unreadable_step
from agent.core.doctor.ladder import (
    DoctorPart,
    DoctorStep,
    Verdict,
    as_json,
    climb,
    lines_of,
    needs_attention,
)
from agent.core.doctor.mail_steps import mail_steps, next_step, service_step
from agent.core.doctor.places import network_step, route_step
from agent.core.doctor.switch_on import BY_MAKER, maker_in
from agent.core.doctor.usm import SnmpEngine, UserState, engine_of, state_of
from agent.core.doctor.web import not_asked_step, web_step
from agent.core.mail.smtp_reply import refusal_of
from agent.core.messages import LANGUAGES, devices, set_language
from agent.core.messages.error_kinds import ErrorKind
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS
from tests.support.hostile_names import NAMES
from tests.support.named_commands import COMMAND

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = Path(__file__).parents[2] / "golden"
PRINTER = Endpoint("192.168.1.20")
OFFICE_LAN = Interface("eth0", "eth0", "192.168.1.5", 24, leads_out=True)
VPN = Interface("tun0", "tun0", "10.9.0.2", 24)
LOOPBACK = Interface("lo", "lo", "127.0.0.1", 8)
READER = User("reader", "SHA", Secret("a passphrase"), "AES", Secret("another one"))
NOW = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)
PROBES = make_probes([Secret("public")], 1)
V2C, V1 = (next(probe for probe in PROBES if probe.version == version) for version in ("2c", "1"))
MAIL = replace(
    DEFAULTS.mail,
    host="smtp.office365.com",
    user="meters@office.test",
    sender="meters@office.test",
    recipients=("dealer@elsewhere.test",),
    allow_public_host=True,
)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def causes() -> Iterator[DoctorStep]:
    """Yield one step for each of the causes that a person may meet, as the ladder makes them."""
    interfaces = (LOOPBACK, OFFICE_LAN, VPN)
    far = Endpoint("192.168.7.20")
    yield route_step(PRINTER, interfaces, "192.168.1.5", has_default=True)
    yield route_step(far, interfaces, "192.168.1.5", has_default=True)
    yield route_step(far, interfaces, "192.168.1.5", has_default=False)
    yield route_step(far, interfaces, None, has_default=False)
    yield route_step(far, interfaces, None, has_default=None)
    yield network_step(PRINTER, interfaces, "192.168.1.5")
    yield network_step(Endpoint("192.168.7.20"), interfaces, "192.168.1.5")
    yield network_step(Endpoint("10.9.0.8"), interfaces, "10.9.0.2")
    yield network_step(PRINTER, (LOOPBACK,), None)
    yield network_step(PRINTER, (LOOPBACK, VPN), None)
    for silence in (
        Silence(closed=True),
        Silence(neighbour=True),
        Silence(neighbour=False),
        Silence(unreachable=True),
        Silence(),
        Silence(network_cause="other_network", own="192.168.1.0/24"),
        Silence(network_cause="through_vpn"),
    ):
        yield answer_step(PRINTER, Answers(), silence)
    yield answer_step(PRINTER, Answers(nonsense=3), Silence())
    yield answer_step(PRINTER, Answers((V2C,), SnmpEngine(b"12345", 1, 1)), Silence())
    for state in UserState:
        yield user_step([(READER, state)])
    yield user_step([])
    yield not_asked_step(PRINTER.address)
    yield web_step(PRINTER.address, (), b"")
    yield web_step(PRINTER.address, (80, 443), b"<title>Welcome</title>")
    yield web_step(PRINTER.address, (80, 631), b"<title>Canon iR-ADV C3525</title>")
    yield web_step(PRINTER.address, (80,), b"", "Lexmark")
    yield from mail_causes()
    yield from computer_causes()


def mail_causes() -> Iterator[DoctorStep]:
    yield service_step(MAIL, NOW.date())
    yield service_step(MAIL, NOW.date() + timedelta(days=60))
    for code, words in (
        (535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."),
        (535, "5.7.139 Authentication unsuccessful, the user credentials were incorrect."),
        (550, "5.7.64 TenantAttribution; Relay Access Denied"),
    ):
        error = refusal_of(code, words, quote=False).as_error()
        reached = [("lookup", "192.0.2.1"), ("outside", "192.0.2.1"), ("connect", "192.0.2.1")]
        reached += [("greeting", "220 ready"), ("encryption", "TLSv1.3")]
        reached += [("chain", "2027-01-31; outlook.com, DigiCert Cloud Services CA-1"), ("offer", "LOGIN")]
        yield from mail_steps(MAIL, reached, {}, error)


def computer_causes() -> Iterator[DoctorStep]:
    yield computer.keyring_step(is_faithful=False)
    yield computer.secrets_step(["mail-password"], ["mail-password"])
    yield computer.disk_step("/data", has_room=False)
    yield computer.clock_step(NOW, NOW + timedelta(days=2))
    yield computer.clock_step(NOW.replace(year=2000), None)
    yield computer.clock_step(NOW, None)
    yield computer.start_step(wanted=True, starts=False)
    yield computer.start_step(wanted=False, starts=True)
    for signature in (
        *("unsigned", "signature_valid", "signature_none", "signature_untrusted", "signature_broken"),
        *("signature_unknown", "signature_elsewhere"),
    ):
        yield computer.signature_step("C:/meters.exe", signature)
    unusable = AgentError(ErrorKind("The settings have 1 mistake.", "Correct mail.port."))
    yield computer.settings_step(unusable)
    yield computer.settings_step(None)
    yield computer.networks_step((LOOPBACK,), has_default=False)
    yield computer.networks_step((LOOPBACK, OFFICE_LAN), has_default=False)
    yield computer.networks_step((LOOPBACK, OFFICE_LAN), has_default=True)
    yield computer.vpn_step((OFFICE_LAN, VPN))
    yield from computer.condition_steps((Condition(ConditionKind.NO_NETWORK, "", NOW, {}),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ladder_reads_as_it_was_read_by_a_person(language: str) -> None:
    set_language(language)
    text = "\n".join(line for step in causes() for line in lines_of(step)) + "\n"
    golden = GOLDEN / f"doctor.{language}.txt"
    assert text == golden.read_text(encoding="utf-8")


def test_more_than_25_causes_are_told() -> None:
    found = {step.cause for step in causes() if step.verdict in {Verdict.FAILED, Verdict.WARNING}}
    assert len(found) >= 25
    assert all(step.advice for step in causes() if step.verdict is Verdict.FAILED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_step_names_a_command_in_the_window(language: str) -> None:
    set_language(language)
    unreadable = [
        unreadable_step(devices.ONLY_V3, devices.ONLY_V3_ADVICE),
        unreadable_step(devices.CRASHED_READER, devices.CRASHED_READER_ADVICE),
    ]
    assert all(COMMAND.search(step.advice) for step in unreadable)  # the terminal names one
    conditions = [Condition(kind, "x", NOW, dict.fromkeys(rule.facts, "y")) for kind, rule in RULES.items()]
    # A button stands for the advice of the one, the other speaks of the file itself.
    steps = [step for step in causes() if step.cause not in {"web_not_asked", "settings_file_failed"}]
    for step in (*steps, *unreadable, *computer.condition_steps(conditions)):
        assert not COMMAND.search(" ".join(step.said("window"))), step.cause


@pytest.mark.parametrize("name", ["doctor", "doctor_mail", "doctor_computer"])
def test_what_came_and_what_is_next_belong_together(name: str) -> None:
    words: Any = import_module(f"agent.core.messages.texts.{name}")
    assert words.CAME.keys() == words.NEXT.keys()
    assert words.NEXT_IN_WINDOW.keys() <= words.NEXT.keys()
    for sentence in words.TRIED.values():
        assert not sentence.endswith((".", ":"))


@pytest.mark.parametrize("step", list(causes()), ids=lambda step: f"{step.part}-{step.cause}")
def test_every_place_in_a_sentence_has_its_fact(step: DoctorStep) -> None:
    for language in LANGUAGES:
        set_language(language)
        for said in (step.tried, step.came, step.advice):
            assert not [field for _, field, _, _ in string.Formatter().parse(said) if field], said
        assert step.came.strip()


def test_the_first_that_failed_is_the_last_that_is_tried() -> None:
    tried: list[str] = []

    def steps() -> Iterator[DoctorStep]:
        for name, verdict in (("address", Verdict.OK), ("network", Verdict.FAILED), ("device", Verdict.OK)):
            tried.append(name)
            yield DoctorStep(DoctorPart.PRINTER, name, verdict, "no_network")

    assert [step.name for step in climb(steps())] == tried == ["address", "network"]


def test_programs_read_keywords_and_sentences() -> None:
    steps = [web_step("192.168.1.20", (), b"")]
    (row,) = json.loads(json.dumps(as_json(steps)))
    keywords = (row["part"], row["step"], row["verdict"], row["cause"])
    assert keywords == ("printer", "web", "warning", "web_silent")
    assert set(row) == {"part", "step", "verdict", "cause", "facts", "tried", "came", "next"}
    assert needs_attention(steps)
    assert not needs_attention([not_asked_step("192.168.1.20")])


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES.keys())
def test_what_a_device_or_server_says_stays_on_one_line_and_bounded(text: str) -> None:
    step = DoctorStep(DoctorPart.MAIL, "greeting", Verdict.OK, "greeted", {"seen": text * 50})
    (line,) = lines_of(step)
    assert line.isprintable()
    assert len(line) < 2_500
    assert "{" not in step.tried


def test_only_one_community_is_named_and_never_what_it_is() -> None:
    secret = Secret("s3cret-community")
    probe = next(one for one in make_probes([secret], 9) if one.version == "2c")
    step = community_step(Answers((probe,)), {secret: "warehouse"})
    assert step is not None
    assert "warehouse" in step.came
    assert "s3cret" not in json.dumps(as_json([step]))
    unnamed = community_step(Answers((probe,)), {})
    assert unnamed is not None
    assert "s3cret" not in json.dumps(as_json([unnamed]))


def test_v1_alone_is_told_apart() -> None:
    step = community_step(Answers((V1,)), {})
    assert step is not None
    assert step.cause == "only_v1"


def test_octets_that_are_no_answer_tell_nothing_of_a_user() -> None:
    for octets in (b"", b"\x30", b"\x30\x03\x02\x01\x03", bytes(300), b"\x30\x82\xff\xff" + b"x" * 40):
        assert state_of(octets, 1) is None
        assert engine_of(octets) is None


@pytest.mark.parametrize(
    ("reached", "name"),
    [
        ([], "lookup"),
        (["lookup"], "place"),
        (["lookup", "inside"], "connect"),
        (["lookup", "outside", "connect"], "greeting"),
        (["lookup", "inside", "connect", "greeting"], "encryption"),
        (["lookup", "inside", "connect", "greeting", "encryption", "offer"], "login"),
        (["lookup", "inside", "connect", "greeting", "encryption", "offer", "login"], "sender"),
    ],
)
def test_a_rehearsal_that_ended_failed_at_the_next_step(reached: list[str], name: str) -> None:
    assert next_step(MAIL, reached) == name
    error = AgentError(ErrorKind("It failed.", "Do this."))
    last = list(mail_steps(MAIL, [(step, "x") for step in reached], {}, error))[-1]
    assert (last.name, last.came, last.advice) == (name, "It failed.", "Do this.")


def test_at_least_twelve_makers_have_a_path_with_its_source() -> None:
    assert len(BY_MAKER) >= 12
    assert {maker for maker, row in BY_MAKER.items() if row.was_read} >= {
        *("Brother", "Canon", "Fujifilm", "HP", "Konica Minolta", "Kyocera", "Xerox")
    }
    assert all(row.path and row.source and "SNMP" in row.path for row in BY_MAKER.values())


@pytest.mark.parametrize(
    ("page", "maker"),
    [
        (b"<title>HP LaserJet M404</title>HP", "HP"),
        (b"Server: KM-MFP-http/V0.0.1\r\n\r\n<title>ECOSYS P3145dn</title>", "Kyocera"),
        (b"<title>RICOH IM C3000 - Web Image Monitor</title>", "Ricoh"),
        (b"<script>alert('canon')</script>", "Canon"),
        (b"graphpaper", None),
        (b"\xff\xfe" * 9000, None),
        (b"", None),
    ],
)
def test_a_start_page_names_its_maker(page: bytes, maker: str | None) -> None:
    assert maker_in(page) == maker
