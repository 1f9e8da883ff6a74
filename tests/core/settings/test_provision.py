"""provision.toml: what a computer takes of it, and what it is refused for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.core.model.errors import AgentError
from agent.core.settings.provision import MOST_COMPUTERS, Taken, provision_of, taken_of, text_of_taken

CODES = ["K7QM2XFA-0123456789ABCDEFGHJKMNPQRS", "L7QM2XFA-0123456789ABCDEFGHJKMNPQRS"]
SHARED = f"""
[site]
name = "Office"
[mail]
host = "mail.dealer.example"
recipients = ["meters@dealer.example"]
confirmed = true
[enrolment]
"FRONT-DESK" = "{CODES[0]}"
back-office = "{CODES[1]}"
"""


@pytest.mark.parametrize("name", ["front-desk", "FRONT-DESK", "Front-Desk.office.lan"])
def test_a_computer_takes_its_own_code_and_no_other(name: str) -> None:
    provision = provision_of(SHARED, name)
    assert provision.document["site"] == {"name": "Office", "enrolment": CODES[0]}
    assert provision.is_listed
    assert CODES[1] not in str(provision.document)


def test_a_full_name_goes_before_its_first_label() -> None:
    text = SHARED + f'"front-desk.other.lan" = "{CODES[1]}"\n'
    assert provision_of(text, "front-desk.other.lan").document["site"]["enrolment"] == CODES[1]
    assert provision_of(text, "front-desk.office.lan").document["site"]["enrolment"] == CODES[0]


def test_a_computer_that_is_not_listed_is_told_so() -> None:
    provision = provision_of(SHARED, "cellar")
    assert not provision.is_listed
    assert "enrolment" not in provision.document["site"]
    assert provision_of("[site]\nid = 'x'\n", "cellar").is_listed


@pytest.mark.parametrize(
    ("text", "is_agreed"),
    [
        (SHARED, True),
        (SHARED.replace("confirmed = true", ""), False),
        (SHARED.replace("confirmed = true", "confirmed = false"), False),
        ("[mail]\nallow_public_host = true\n", False),
        ("[network]\ntargets = ['10.0.0.0/24']\n", True),
    ],
)
def test_where_reports_go_needs_a_yes(text: str, is_agreed: bool) -> None:
    provision = provision_of(text, "cellar")
    assert provision.is_agreed == is_agreed
    assert "confirmed" not in provision.document.get("mail", {})


REFUSED = {
    "[mail]\npassword = 'geheim-1'\n": "Line 2: mail.password: expected no password in this file",
    "[network]\ncommunities = ['geheim-1']\n": "Line 2: network.communities[1]",
    "[[network.users]]\nname = 'reader'\nauth_passphrase = 'geheim-1'\n": "network.users[1].auth_passphrase",
    f"[enrolment]\nPC = '{CODES[0]}'\npc = '{CODES[1]}'\n": "Line 3: enrolment.pc: expected each",
    "[enrolment]\npc = 'geheim-1'\n": "Line 2: enrolment.pc: expected your print dealer's code",
    "[enrolment]\npc = 5\n": "Line 2: enrolment.pc: expected",
    "[enrolment.pc]\ncode = 'x'\n": "Line 1: enrolment.pc: expected",
    "enrolment = 'geheim-1'\n": "Line 1: enrolment: expected a section",
    f"[enrolment]\n'{CODES[0]}' = 'pc'\n": "enrolment.(...): expected",
    "[policy]\nx = 1\n": "policy: expected one of site, network",
    f"[enrollment]\npc = '{CODES[0]}'\n": "did you mean enrolment?",
    f"[enrolment]\na.b = '{CODES[0]}'\n": "enrolment.a: expected",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_named_and_no_secret_repeated(text: str) -> None:
    with pytest.raises(AgentError) as raised:
        provision_of(text, "pc")
    assert REFUSED[text] in raised.value.advice
    assert "geheim" not in str(raised.value)
    assert CODES[0] not in str(raised.value)


def test_a_file_for_too_many_computers_is_refused_at_once() -> None:
    text = "[enrolment]\n" + "".join(f"pc{number} = 1\n" for number in range(MOST_COMPUTERS + 1))
    with pytest.raises(AgentError) as raised:
        provision_of(text, "pc1")
    assert len(raised.value.advice) < 200


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "=", "a = 1\na = 2\n", "n = " + "9" * 5000])
def test_what_is_no_toml_is_a_sentence(text: str) -> None:
    with pytest.raises(AgentError, match="provision file"):
        provision_of(text, "pc")


def test_what_was_taken_is_read_back() -> None:
    document = provision_of(SHARED, "front-desk").document
    taken = Taken("/etc/x", "ab" * 32, datetime(2026, 11, 30, 8, tzinfo=UTC), "front-desk", True, document)
    assert taken_of(text_of_taken(taken)) == taken


@pytest.mark.parametrize(
    "text",
    [
        "",
        "provision = 5\n",
        "[provision]\npath = 'x'\n",
        "[provision]\npath='x'\nsha256='x'\nat='soon'\n",
        "=",
        "[x]\n",
    ],
)
def test_a_changed_record_is_a_sentence(text: str) -> None:
    with pytest.raises(AgentError):
        taken_of(text)
