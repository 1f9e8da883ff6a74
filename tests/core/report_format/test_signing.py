"""Signatures over a report's bytes, what a verdict says, and whether two reports follow each other."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.report_format.problems import ReportProblem
from agent.core.report_format.signatures import (
    new_signing_key,
    public_key_of,
    seed_of,
    sign,
    verify,
    verify_report,
)
from tests.support.report_example import PUBLIC_KEY, example_report

SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))
OTHER_KEY = public_key_of(OTHER_SEED)


def made(**changes: object) -> bytes:
    return json.dumps(example_report() | changes, ensure_ascii=False).encode()


REPORT = made()
SIGNATURE = sign(SEED, REPORT)


def test_signing_follows_the_test_vector_of_rfc_8032() -> None:
    # Section 7.1, TEST 2.
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")

    assert public_key_of(seed) == base64.b64encode(key).decode()
    assert base64.b64decode(sign(seed, b"\x72")).hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_the_keyring_entry_gives_the_seed_back() -> None:
    assert seed_of(new_signing_key(SEED) + "\n") == SEED
    assert public_key_of(SEED) == PUBLIC_KEY


@pytest.mark.parametrize("kept", ["", "secret", "é" * 44, base64.b64encode(bytes(31)).decode()])
def test_a_damaged_keyring_entry_is_an_error(kept: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        seed_of(kept)


def test_a_seed_of_another_length_makes_no_key() -> None:
    with pytest.raises(ValueError, match="32"):
        new_signing_key(bytes(31))
    with pytest.raises(ValueError, match="32"):
        sign(bytes(31), b"")


@given(place=st.integers(0, len(REPORT) - 1), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_noticed(place: int, bit: int) -> None:
    changed = bytearray(REPORT)
    changed[place] ^= 1 << bit

    assert not verify(PUBLIC_KEY, bytes(changed), SIGNATURE)


@pytest.mark.parametrize(
    ("key", "signature"),
    [
        (OTHER_KEY, SIGNATURE),
        (PUBLIC_KEY, sign(OTHER_SEED, REPORT)),
        (PUBLIC_KEY, ""),
        ("", SIGNATURE),
        (PUBLIC_KEY, "not base64"),
        (PUBLIC_KEY, SIGNATURE[:10] + "!" + SIGNATURE[10:]),
        (PUBLIC_KEY, "é"),
        (PUBLIC_KEY, SIGNATURE[:-4]),
        (PUBLIC_KEY[4:], SIGNATURE),
        (base64.b64encode(bytes(32)).decode(), base64.b64encode(bytes(64)).decode()),
    ],
)
def test_what_is_no_valid_signature_is_false_and_never_an_error(key: str, signature: str) -> None:
    assert verify(key, REPORT, signature) is False


def test_a_report_signed_by_the_expected_key_is_proven() -> None:
    verdict = verify_report(REPORT, SIGNATURE + "\r\n", PUBLIC_KEY)

    assert (verdict.integrity, verdict.sender_proven, verdict.problems) == ("valid", True, ())
    assert (verdict.key, verdict.run_number, verdict.previous_sha256) == (PUBLIC_KEY, 12, "5e" * 32)


def test_the_key_inside_the_report_alone_proves_no_sender() -> None:
    verdict = verify_report(REPORT, SIGNATURE, None)

    assert (verdict.integrity, verdict.sender_proven, verdict.problems) == ("valid", False, ())


def test_a_forger_with_a_key_of_his_own_is_found_out() -> None:
    forged = made(agent={"id": "a-77c1", "version": "1.0.0", "public_key": OTHER_KEY})

    verdict = verify_report(forged, sign(OTHER_SEED, forged), PUBLIC_KEY)

    assert (verdict.integrity, verdict.sender_proven, verdict.key) == ("valid", False, OTHER_KEY)
    assert verdict.problems == (ReportProblem.OTHER_KEY,)


def test_a_report_that_names_no_key_is_checked_against_the_expected_one() -> None:
    nameless = made(agent={"id": "a-77c1", "version": "1.0.0", "public_key": None})

    assert verify_report(nameless, sign(SEED, nameless), PUBLIC_KEY).sender_proven
    assert verify_report(nameless, sign(SEED, nameless), None).integrity == "invalid"


def test_a_changed_report_is_invalid() -> None:
    verdict = verify_report(REPORT.replace(b"41020", b"41920"), SIGNATURE, PUBLIC_KEY)

    assert (verdict.integrity, verdict.sender_proven) == ("invalid", False)
    assert verdict.problems == (ReportProblem.INVALID,)


def test_a_report_without_a_signature_is_unsigned() -> None:
    verdict = verify_report(REPORT, None, PUBLIC_KEY)

    assert (verdict.integrity, verdict.sender_proven) == ("unsigned", False)
    assert verdict.problems == (ReportProblem.UNSIGNED,)


@pytest.mark.parametrize(
    ("report", "problem"),
    [
        (b"", ReportProblem.NOT_A_REPORT),
        (b"\xff\xfe{}", ReportProblem.NOT_A_REPORT),
        (b"[1]", ReportProblem.NOT_A_REPORT),
        (b"[" * 200_000, ReportProblem.NOT_A_REPORT),
        (b'{"run_number": ' + b"9" * 5000 + b"}", ReportProblem.NOT_A_REPORT),
        (b'{"agent": "a"}', ReportProblem.OTHER_SCHEMA),
        (made(schema="meters-report/2"), ReportProblem.OTHER_SCHEMA),
        (made(run_number=0), ReportProblem.BAD_NUMBER),
        (made(run_number=True), ReportProblem.BAD_NUMBER),
        (made(run_number="12"), ReportProblem.BAD_NUMBER),
        (made(previous_sha256="5E" * 32), ReportProblem.BAD_REFERENCE),
        (made(previous_sha256=7), ReportProblem.BAD_REFERENCE),
        (made(previous_sha256=None), ReportProblem.WRONG_REFERENCE),
        (made(run_number=1), ReportProblem.WRONG_REFERENCE),
        (made(run_number=None), ReportProblem.WRONG_REFERENCE),
    ],
)
def test_a_signed_report_that_is_none_is_said_to_be_none(report: bytes, problem: ReportProblem) -> None:
    verdict = verify_report(report, sign(SEED, report), PUBLIC_KEY)

    assert verdict.integrity == "valid"
    assert verdict.problems == (problem,)


def test_the_first_run_and_a_scan_without_a_letter_name_no_report_before_them() -> None:
    first = made(run_number=1, previous_sha256=None)
    no_letter = made(run_number=None, previous_sha256=None)

    assert verify_report(first, sign(SEED, first), PUBLIC_KEY).problems == ()
    assert verify_report(no_letter, sign(SEED, no_letter), PUBLIC_KEY).problems == ()
