"""The message: what arrives is what was put in, and nobody adds a header."""

from __future__ import annotations

import dataclasses
import subprocess
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from shutil import which
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.envelope import bare_address, build_message, build_test_message, standing_alone
from agent.core.model.records import Delivery, Illustrated, Letter

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=timezone(timedelta(hours=1)))
# Bytes that a careless mail path changes: lone CR and LF, dots, NUL, a BOM, long lines, no last line end.
AWKWARD = b"\xef\xbb\xbf.\r\n..\r\rx\n\x00\xff" + b"a" * 5000 + b"\nFrom me\n."
LETTER = Letter(
    report_id="r-1",
    run_number=7,
    made_at=NOW,
    report=AWKWARD,
    signature="c2lnbmF0dXJl",
    csv=AWKWARD[::-1],
    subject="[meters] Bürohaus Süd mit langem Namen: 1 von 7 Druckern braucht Aufmerksamkeit, 2. März 2026",
    text="Grüße: 7 Drucker\n.\n-- data --\nKEY = value \n" + "x" * 3000,
    html="<p>" + "ü" * 3000 + "</p>",
)
DELIVERY = Delivery("<r-1.0@meters.invalid>", 7, NOW, "waiting", 0, NOW, None, None)
SENDER = "Zähler <meters@office.test>"
PEOPLE = ("dealer@elsewhere.test", '"Office, 2nd floor" <office@bücher.test>')


def build(letter: Letter = LETTER) -> bytes:
    return build_message(letter, DELIVERY, SENDER, PEOPLE, NOW)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_every_attachment_survives_to_the_byte() -> None:
    files = {part.get_filename(): part for part in parsed(build()).iter_attachments()}
    assert list(files) == ["meters.json", "meters.sig", "meters.csv"]
    assert [part["Content-Transfer-Encoding"] for part in files.values()] == ["base64"] * 3
    assert files["meters.json"].get_payload(decode=True) == LETTER.report
    assert files["meters.sig"].get_payload(decode=True) == b"c2lnbmF0dXJl"
    assert files["meters.csv"].get_payload(decode=True) == LETTER.csv
    types = [part.get_content_type() for part in files.values()]
    assert types == ["application/json", "application/octet-stream", "text/csv"]


def test_people_read_the_text_and_the_html_that_were_written() -> None:
    message = parsed(build())
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert message.get_content_type() == "multipart/mixed"
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text + "\n"
    assert html is not None
    assert html.get_content().replace("\r\n", "\n") == LETTER.html + "\n"


def test_the_headers_say_who_when_and_which() -> None:
    message = parsed(build())
    assert message["Subject"] == LETTER.subject
    assert message["Message-ID"] == DELIVERY.message_id
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert [address.addr_spec for address in message["To"].addresses] == [
        "dealer@elsewhere.test",
        "office@xn--bcher-kva.test",
    ]
    assert message["From"].addresses[0].display_name == "Zähler"


def test_the_wire_form_is_ascii_with_crlf_and_short_lines() -> None:
    raw = build()
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


ILLUSTRATED = dataclasses.replace(
    LETTER,
    html='<img src="cid:pages.r-1@meters.invalid"><img src="cid:pages-1.r-1@meters.invalid">',
    pictures={"pages.r-1@meters.invalid": b"\x89PNG\r\n" + AWKWARD, "pages-1.r-1@meters.invalid": b"\n.\n"},
)


def layout(part: MIMEPart) -> object:
    """Return the types of a part and of what lies in it."""
    kind = part.get_content_type().partition("/")[2]
    return (kind, *(layout(inner) for inner in part.iter_parts())) if part.is_multipart() else kind


def test_pictures_lie_beside_the_html_and_the_files_beside_both() -> None:
    files = ("json", "octet-stream", "csv")
    assert layout(parsed(build())) == ("mixed", ("alternative", "plain", "html"), *files)
    related = ("related", "html", "png", "png")
    message = parsed(build(ILLUSTRATED))
    assert layout(message) == ("mixed", ("alternative", "plain", related), *files)
    (part,) = [part for part in message.walk() if part.get_content_type() == "multipart/related"]
    assert part.get_param("type") == "text/html"  # RFC 2387, section 3.1
    assert [part.get_filename() for part in message.iter_attachments()] == [
        "meters.json",
        "meters.sig",
        "meters.csv",
    ]


def test_each_picture_is_found_by_its_name_and_whole() -> None:
    parts = [part for part in parsed(build(ILLUSTRATED)).walk() if part["Content-ID"]]
    found = {part["Content-ID"].strip("<>"): part.get_payload(decode=True) for part in parts}
    assert found == ILLUSTRATED.pictures
    assert [part.get_content_disposition() for part in parts] == ["inline", "inline"]
    assert [part.get_filename() for part in parts] == ["pages.png", "pages-1.png"]
    assert build(ILLUSTRATED) == build(ILLUSTRATED)


def test_another_reader_of_mail_finds_every_file(tmp_path: Path) -> None:
    stored = build(ILLUSTRATED).replace(b"\r\n", b"\n")  # as a mailbox on such a system has it
    subprocess.run([which("munpack") or "munpack", "-q", "-t"], cwd=tmp_path, input=stored, check=True)
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    texts = [found.pop(name).decode().strip() for name in ("part1", "part2")]
    assert texts == [ILLUSTRATED.text, ILLUSTRATED.html]
    # It gives every text the line ends of its system.
    assert found.pop("meters.csv").replace(b"\r", b"") == AWKWARD[::-1].replace(b"\r", b"")
    assert found == {
        "pages.png": ILLUSTRATED.pictures["pages.r-1@meters.invalid"],
        "pages-1.png": b"\n.\n",
        "meters.json": AWKWARD,
        "meters.sig": b"c2lnbmF0dXJl",
    }


def test_a_file_of_the_html_needs_no_other() -> None:
    alone = standing_alone(Illustrated(ILLUSTRATED.html, ILLUSTRATED.pictures))
    assert alone.count("cid:") == 0
    assert 'src="data:image/png;base64,Ci4K"' in alone


def test_a_second_try_is_the_same_message() -> None:
    assert build() == build()


def test_an_unsigned_letter_has_no_signature_file() -> None:
    message = parsed(build(dataclasses.replace(LETTER, signature=None)))
    assert [part.get_filename() for part in message.iter_attachments()] == ["meters.json", "meters.csv"]


def test_the_test_message_is_one_plain_text() -> None:
    raw = build_test_message(
        subject="Test", text="Hallo ü", message_id="<t@x>", sender=SENDER, recipients=PEOPLE, date=NOW
    )
    assert parsed(raw).get_content() == "Hallo ü\r\n"


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": "x\r\nBcc: thief@evil.test"},
        {"subject": "x\x85y"},
        {"sender": "a@b.test\nBcc: thief@evil.test"},
        {"sender": "nobody"},
        {"sender": ""},
        {"recipients": ["a@b.test\r\nX: y"]},
        {"recipients": ["a@b.test, thief@evil.test"]},
        {"recipients": ["jürgen@b.test"]},
        {"recipients": ["a@b..test"]},
        {"recipients": ["a b@c.test"]},
        {"recipients": []},
        {"message_id": "no-brackets@x"},
        {"message_id": "<a@b>\r\nX: y"},
        {"date": datetime(2026, 3, 2, 8, 30)},  # noqa: DTZ001 (a time without its offset is the bad input)
    ],
)
def test_what_would_break_a_header_is_refused(changed: dict[str, object]) -> None:
    good: dict[str, object] = {"subject": "s", "text": "t", "message_id": "<a@b>"}
    good |= {"sender": "a@b.test", "recipients": ["c@d.test"], "date": NOW}
    build_test_message(**good)  # type: ignore[arg-type]
    with pytest.raises(ValueError):  # noqa: PT011 (many sentences, one kind)
        build_test_message(**good | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "address"),
    [("a@b.test", "a@b.test"), ("A B <a@b.test>", "a@b.test"), ("a@bücher.test", "a@xn--bcher-kva.test")],
)
def test_smtp_gets_the_bare_address(text: str, address: str) -> None:
    assert bare_address(text) == address
