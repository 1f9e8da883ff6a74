"""An office proves once that the receiver's code was entered there; the code's secret never travels."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_format.document import report_bytes
from agent.core.report_format.enrolment import (
    Enrolment,
    enrolment_of,
    new_code,
    parse_code,
    proves,
    tidy_code,
)
from agent.core.settings.check import load
from tests.support.documents import part
from tests.support.report_example import PUBLIC_KEY
from tests.support.report_schema import flaws_of

CODE = "K7QM2XFA-0123456789ABCDEFGHJKMNPQRS"
CODE_ID, SECRET = CODE.split("-")
OTHER_KEY = f"B{PUBLIC_KEY[1:]}"
SCAN = {"began": "2026-03-02T08:30:59+01:00", "ended": "2026-03-02T08:31:20+01:00"}
SUMMARY = {"scan": SCAN, "unreadable": [], "silent_known": [], "left_out": []}


def enrolled(agent_id: str = "a-1", key: str = PUBLIC_KEY) -> Enrolment:
    enrolment = enrolment_of(CODE, agent_id, key)
    assert enrolment is not None
    return enrolment


def test_the_proof_holds_for_this_secret_agent_and_key() -> None:
    assert proves(enrolled(), SECRET, "a-1", PUBLIC_KEY)


def test_the_proof_holds_for_nothing_else() -> None:
    assert not proves(enrolled(), SECRET[::-1], "a-1", PUBLIC_KEY)
    assert not proves(enrolled(), SECRET, "a-2", PUBLIC_KEY)
    assert not proves(enrolled(), SECRET, "a-1", OTHER_KEY)
    assert not proves(Enrolment("K7QM2XFB", enrolled().proof), SECRET, "a-1", PUBLIC_KEY)
    assert not proves(Enrolment(CODE_ID, "\ud800é"), SECRET, "a-1", PUBLIC_KEY)


@given(st.text(), st.text())
def test_agent_and_key_can_not_be_cut_elsewhere(agent_id: str, key: str) -> None:
    assert not proves(enrolled(agent_id + "x", key), SECRET, agent_id, "x" + key)


def test_without_a_code_or_a_key_there_is_nothing_to_prove() -> None:
    assert enrolment_of("", "a-1", PUBLIC_KEY) is None
    assert enrolment_of(CODE, "a-1", None) is None


def test_the_proof_stays_what_receivers_already_know() -> None:
    # By openssl dgst -sha256 -hmac: another value would shut enrolled offices out.
    expected = "872e7970c45fe35ad0c78633d761ce233f204122ecbf55abcc219375fc1edac2"
    assert enrolled().proof == expected


def test_a_code_may_be_typed_as_it_is_heard() -> None:
    assert tidy_code(f" {CODE.lower().replace('0', 'o').replace('1', 'l')} ") == CODE


@pytest.mark.parametrize(
    "typed", ["", "K7", CODE[:-1], CODE + "A", CODE.replace("-", ""), CODE.replace("A", "U")]
)
def test_what_is_no_code_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match="a code has 8 characters") as refused:
        parse_code(typed)
    assert not typed or typed not in str(refused.value)


@given(st.binary(min_size=34, max_size=34))
def test_every_new_code_is_one(octets: bytes) -> None:
    assert tidy_code(new_code(octets)) == new_code(octets)
    assert "-".join(parse_code(new_code(octets))) == new_code(octets)


def test_the_settings_keep_a_code_in_its_one_form() -> None:
    assert load(f'[site]\nenrolment = "{CODE.lower()}"').site.enrolment == CODE


def test_the_report_carries_the_proof_and_never_the_secret() -> None:
    sender = Sender("north", "North", "a-1", "1.0", "Linux", PUBLIC_KEY, enrolment=enrolled())
    data = report_bytes(build_report(Link("r-1", 1), sender, part(SUMMARY), (), {}))

    report = json.loads(data)
    assert report["site"]["enrolment"] == {"code_id": CODE_ID, "proof": enrolled().proof}
    assert flaws_of(report) == []
    assert SECRET.encode() not in data
