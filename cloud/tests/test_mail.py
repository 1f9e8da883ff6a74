"""Mails are opened within limits; what a bomb costs grows with its size and no faster."""

import base64
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.report_format.document import report_bytes
from cloud.core import incoming_mail
from cloud.core.incoming_mail import dealers_of, open_mail
from cloud.core.refused_mail import Refused
from made_mails import DOMAIN, MadeAgent

AGENT = MadeAgent()
REPORT = report_bytes(AGENT.report(1))
MAIL = AGENT.mail(REPORT)
HEAD = b"From: a@b.example\r\nMIME-Version: 1.0\r\n"
SECONDS = 5  # for 30 MB on a busy machine; what is not linear takes minutes


def reason_of(raw: bytes) -> str:
    began = time.perf_counter()
    with pytest.raises(Refused) as refused:
        open_mail(raw)
    assert time.perf_counter() - began < SECONDS
    return refused.value.reason


def mixed(*parts: bytes, boundary: bytes = b"b") -> bytes:
    head = b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n'
    return (
        head
        + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
        + b"--"
        + boundary
        + b"--\r\n"
    )


def attachment(name: str, content: bytes, extra: bytes = b"") -> bytes:
    head = f'Content-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
    return head.encode() + extra + b"\r\n" + base64.encodebytes(content).replace(b"\n", b"\r\n")


def test_the_agent_s_mail_gives_the_very_bytes_that_it_signed() -> None:
    opened = open_mail(MAIL)

    assert opened.report == REPORT
    assert opened.signature is not None
    assert len(opened.signature) == 88


def test_a_mail_that_was_forwarded_as_an_attachment_is_opened_too() -> None:
    forwarded = EmailMessage(policy=SMTP)
    forwarded["From"], forwarded["To"] = "a@b.example", f"acme@{DOMAIN}"
    forwarded.set_content("See below.")
    forwarded.add_attachment(message_from_bytes(MAIL, policy=SMTP))

    assert open_mail(forwarded.as_bytes()).report == REPORT


def test_a_disclaimer_around_the_mail_does_no_harm() -> None:
    inner = MAIL.partition(b"Content-Type: multipart")
    whole = HEAD + mixed(inner[1] + inner[2], b"Content-Type: text/plain\r\n\r\nThis mail is for you alone.")

    assert open_mail(whole).report == REPORT


BOMBS = {
    "30 MB and one": (b"x" * (incoming_mail.MAX_RAW + 1), "too_large"),
    "thousands of parts": (HEAD + mixed(*[b"\r\nx"] * 5000), "too_many_parts"),
    "thirty million empty lines": (HEAD + b"\r\n" + b"\n" * (incoming_mail.MAX_RAW - 100), "too_many_parts"),
    "old Mac line ends": (HEAD + b"\r\n" + b"\r" * 1_000_000, "too_many_parts"),
    "parts within parts": (
        HEAD
        + b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(400)
        ),
        "too_deep",
    ),
    "mails within mails": (b"Content-Type: message/rfc822\r\n\r\n" * 400, "too_deep"),
    "a part for each block": (
        b"Content-Type: message/delivery-status\r\n\r\n" + b"A: b\n\n" * 9000,
        "too_deep",
    ),
    "a field that takes its square": (
        HEAD + b'Content-Type: multipart/mixed; boundary="' + b'";"' * 2_000_000 + b"\r\n\r\n",
        "too_large",
    ),
    "a folded field": (HEAD + b"Content-Type: text/plain;\r\n" + b" a=b;\r\n" * 9000 + b"\r\n", "too_large"),
    "a report without end": (
        HEAD + mixed(attachment("meters.json", b" " * (incoming_mail.MAX_REPORT + 1))),
        "too_large",
    ),
    "two reports": (
        HEAD + mixed(attachment("meters.json", REPORT), attachment("METERS.JSON", REPORT)),
        "several_reports",
    ),
    "a packed report": (
        HEAD + mixed(attachment("meters.json.gz", b"\x1f\x8b"), attachment("a.zip", b"PK\x03\x04")),
        "no_report",
    ),
    "nothing": (b"", "no_report"),
}


@pytest.mark.parametrize(("raw", "reason"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_in_time(raw: bytes, reason: str) -> None:
    assert reason_of(raw) == reason


def test_the_largest_mail_that_is_taken_is_opened_in_time() -> None:
    filler = attachment("scan.pdf", b"x" * 18 * 2**20)
    raw = HEAD + mixed(attachment("meters.json", REPORT), filler)
    began = time.perf_counter()

    assert open_mail(raw).report == REPORT
    assert time.perf_counter() - began < SECONDS


@given(st.binary(max_size=400))
def test_any_bytes_are_opened_or_refused(raw: bytes) -> None:
    for whole in (
        raw,
        HEAD + raw,
        HEAD + mixed(raw, b"Content-Disposition: attachment; filename=meters.json"),
    ):
        try:
            assert isinstance(open_mail(whole).report, bytes)
        except Refused as refused:
            assert refused.reason  # noqa: PT017 (refusing is one of two right answers)


@pytest.mark.parametrize(
    ("header", "dealers"),
    [
        (f"To: acme@{DOMAIN}", ("acme",)),
        (f"to: Reports <ACME@{DOMAIN.upper()}>, office@x.example\r\nCc: b-2@{DOMAIN}", ("acme", "b-2")),
        (f"Received: from x by y\r\n for <acme@{DOMAIN}>; today\r\nTo: office@x.example", ("acme",)),
        (f"Received: by y for <acme@{DOMAIN}>\r\nReceived: for <late@{DOMAIN}>", ("acme",)),
        (f"Subject: acme@{DOMAIN}", ()),
        (f"To: x.acme@{DOMAIN}, acme@{DOMAIN}.evil.example, acme@sub.{DOMAIN}, a#b@{DOMAIN}", ("b",)),
        (f"X: y\r\n\r\nTo: acme@{DOMAIN}", ()),
        ("", ()),
    ],
)
def test_the_address_names_the_dealer(header: str, dealers: tuple[str, ...]) -> None:
    assert dealers_of(header.encode() + b"\r\n\r\n", DOMAIN) == dealers


def test_a_mail_for_everybody_is_for_nobody() -> None:
    addresses = ", ".join(f"dealer{number}@{DOMAIN}" for number in range(5))
    with pytest.raises(Refused, match="more dealers"):
        dealers_of(f"To: {addresses}\r\n\r\n".encode(), DOMAIN)
