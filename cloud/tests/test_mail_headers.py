"""Headers that the mail library falls over: every mail gets its verdict, in bounded time and memory."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloud.core.incoming_mail import dealers_of, open_mail
from cloud.core.refused_mail import Refused
from made_mails import DOMAIN
from test_mail import HEAD, REPORT, attachment, mixed

# Each made Python's own parser raise: found by a fuzz of its grammar, made small.
FORMS = {
    "numbered in two ways": b'filename*0=a; filename*="b"',
    "numbered without a number": b"filename*00=bz2''-; filename*=x",
    "a null for a character set": b"filename*=\x00'en'x",
    "idna": b"filename*=idna''%ff",
    "undefined": b"filename*=undefined''x",
    "punycode": b"filename*=punycode''%ff",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("field", [b"Content-Disposition: attachment; ", b"Content-Type: text/plain; "])
def test_a_mail_with_such_a_header_gets_a_verdict(form: bytes, field: bytes) -> None:
    form = form.replace(b"filename", b"name") if b"Type" in field else form
    with pytest.raises(Refused) as refused:
        open_mail(HEAD + field + form + b"\r\n\r\nx")
    assert refused.value.reason in {"no_report", "bad_header"}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_part_with_such_a_header_does_not_hide_the_report(form: bytes) -> None:
    odd = b"Content-Disposition: attachment; " + form + b"\r\n\r\nx"

    assert open_mail(HEAD + mixed(odd, attachment("meters.json", REPORT), odd)).report == REPORT


def test_a_boundary_that_can_not_be_read_is_a_verdict() -> None:
    field = b"Content-Type: multipart/mixed; boundary*=punycode''%ff\r\n\r\n--x"
    with pytest.raises(Refused) as refused:
        open_mail(HEAD + field)
    assert refused.value.reason in {"no_report", "bad_header"}


CODECS = (b"utf-8", b"", b"idna", b"undefined", b"punycode", b"\x00", b"hex", b"utf-16", b"x" * 300, b"\xff")
NUMBERS = (b"", b"*", b"*0", b"*0*", b"*1", b"*1*", b"*00", b"*\xb2", b"**", b"*-1*", b"*" + b"9" * 4400)
VALUES = (
    b"meters.json",
    b"%ff",
    b"%00",
    b"\xff",
    b"%zz",
    b"xn--%ff",
    b"=?utf-8?b?/w==?=",
    b"''",
    b"%5Cud800",
)
NAMES = st.sampled_from((b"filename", b"name", b"boundary", b"charset"))
PARAMETERS = st.builds(
    lambda name, number, codec, value: b"; " + name + number + b"=" + codec + b"'en'" + value,
    *(NAMES, st.sampled_from(NUMBERS), st.sampled_from(CODECS), st.sampled_from(VALUES)),
)
FIELDS = st.builds(
    lambda begin, parameters: begin + b"".join(parameters),
    st.sampled_from(
        (
            *(b"Content-Disposition: attachment", b"Content-Type: multipart/mixed", b"Content-Type: x"),
            *(b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: x-uuencode", b"To: a@in.example"),
        )
    ),
    st.lists(PARAMETERS, max_size=3),
)


@settings(max_examples=500)
@given(
    st.lists(FIELDS, max_size=3), st.sampled_from((b"x", b"e30", b"begin 644 x\n!!\nend", b"--b\n\n--b--"))
)
def test_any_headers_are_opened_or_refused(fields: list[bytes], body: bytes) -> None:
    part = b"\r\n".join(fields) + b"\r\n\r\n" + body
    for whole in (part, HEAD + mixed(part)):
        try:
            assert dealers_of(whole, DOMAIN) in {(), ("a",)}
            assert isinstance(open_mail(whole).report, bytes)
        except Refused as refused:
            assert refused.reason  # noqa: PT017 (refusing is one of two right answers)


@pytest.mark.parametrize("form", [b"; filename*%d=x", b"; filename*%d*=%%ff", b';"', b"; boundary=b%d"])
def test_a_field_of_thousands_of_parameters_costs_little(form: bytes) -> None:
    one = [form % number if b"%d" in form else form for number in range(2000)]
    field = b"Content-Disposition: attachment" + b"\r\n ".join(one)
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(Refused):
        open_mail(HEAD + field + b"\r\n\r\nx")
    assert time.process_time() - began < 10  # processor time: other work on the machine does not count
    assert tracemalloc.get_traced_memory()[1] < 64 * 2**20
    tracemalloc.stop()
