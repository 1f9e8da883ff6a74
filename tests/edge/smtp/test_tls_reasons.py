"""Why no encryption came about: the reason in words and in the log, and a pin only where it is the answer."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.core.mail.certificate import certificate_of
from agent.core.mail.distrust import clock_in, why_untrusted
from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.server import MailServer
from agent.core.model.errors import AgentError
from agent.edge.smtp import send
from tests.support.made_certificates import Made, made_certificate, openssl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.core.mail.certificate import Certificate

SENDER, OFFICE = "meters@office.test", "office@office.test"
BRISK = BY_THE_RFC.divided(60)
TODAY = datetime.now(UTC)
PIN = "mail.certificate_sha256"


def openssl_time(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H%M%SZ")


@contextlib.contextmanager
def listening(context: ssl.SSLContext, *, greeting: str | None = None) -> Iterator[MailServer]:
    """Listen with TLS from the first byte; with a `greeting`, after STARTTLS."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=_take, args=(door, context, greeting), daemon=True)
        thread.start()
        security = "starttls" if greeting else "tls"
        yield MailServer("127.0.0.1", door.getsockname()[1], security)
        door.shutdown(socket.SHUT_RDWR)
        thread.join()


def _take(door: socket.socket, context: ssl.SSLContext, greeting: str | None) -> None:
    while True:
        try:
            link, _ = door.accept()
        except OSError:
            return  # the test is over
        link.settimeout(20)
        with contextlib.suppress(OSError), link:
            if greeting:
                link.sendall(f"220 {greeting}\r\n".encode())
                link.recv(1000)
                link.sendall(b"250-hi\r\n250 STARTTLS\r\n")
                link.recv(1000)
                link.sendall(b"220 go\r\n")
            with context.wrap_socket(link, server_side=True) as wrapped:
                wrapped.recv(1)


def context_of(made: Made, ciphers: str | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
    context.load_cert_chain(made.certificate, made.key)
    return context


def refused(server: MailServer) -> AgentError:
    with pytest.raises(AgentError) as told:
        send(server, None, SENDER, [OFFICE], b"Subject: x\r\n\r\nx\r\n", BRISK)
    return told.value


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Made]:
    """Return the maker of a certificate that this computer trusts, but for what is wrong with it."""

    def trusted(**wrong: str) -> Made:
        made = made_certificate(tmp_path / "made", **wrong)  # type: ignore[arg-type]
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
        return made

    return trusted


def test_a_certificate_that_is_not_valid_yet_means_a_clock_that_is_behind(
    make: Callable[..., Made], caplog: pytest.LogCaptureFixture
) -> None:
    made = make(start="20900101000000Z")
    with listening(context_of(made)) as server:
        error = refused(server)
    assert "valid from 2090-01-01 on" in error.title
    assert TODAY.date().isoformat() in error.title
    assert "Correct the clock of this computer." in error.advice
    assert PIN not in str(error)
    assert "certificate is not yet valid" in caplog.text


def test_a_certificate_that_has_just_expired_has_to_be_renewed(make: Callable[..., Made]) -> None:
    ended = TODAY - timedelta(days=3)
    with listening(context_of(make(end=openssl_time(ended)))) as server:
        error = refused(server)
    assert f"expired on {ended.date().isoformat()}" in error.title
    assert "renew" in error.advice
    assert PIN not in str(error)


def test_a_certificate_that_expired_long_ago_means_a_clock_that_is_ahead(make: Callable[..., Made]) -> None:
    with listening(context_of(make(end="20210101000000Z"))) as server:
        error = refused(server)
    assert "The clock is probably wrong." in error.title
    assert PIN not in str(error)


def test_a_server_that_tells_another_time_shows_that_the_clock_is_ahead(make: Callable[..., Made]) -> None:
    ended = TODAY - timedelta(days=30)
    its_time = (ended - timedelta(days=1)).strftime("%d %b %Y %H:%M:%S +0000")
    made = make(end=openssl_time(ended))
    with listening(context_of(made), greeting=f"mail.office.test ESMTP; Mon, {its_time}") as server:
        assert "The clock is probably wrong." in refused(server).title
    with listening(context_of(made), greeting="mail.office.test ESMTP") as server:
        assert "expired on" in refused(server).title


def test_one_that_nobody_vouches_for_is_pinned_if_a_person_says_so(tmp_path: Path) -> None:
    alone = made_certificate(tmp_path / "alone")
    with listening(context_of(alone)) as server:
        error = refused(server)
    assert "is self-signed" in error.title
    assert PIN in error.advice
    authority = made_certificate(tmp_path / "authority", name="An authority")
    below = made_certificate(tmp_path / "below", signed_by=authority)
    with listening(context_of(below)) as server:
        error = refused(server)
    assert "doesn't send the certificate of An authority" in error.title
    assert "complete chain" in error.advice
    assert PIN in error.advice


def test_a_chain_that_ends_with_a_stranger_names_it(tmp_path: Path) -> None:
    authority = made_certificate(tmp_path / "authority", name="An authority")
    below = made_certificate(tmp_path / "below", signed_by=authority)
    with listening(context_of(sent_with(below, authority))) as server:
        error = refused(server)
    assert "was issued by An authority, which this computer doesn't trust" in error.title
    assert "install this certificate authority" in error.advice


def test_a_chain_with_a_gap_names_what_is_missing(tmp_path: Path) -> None:
    authority = made_certificate(tmp_path / "authority", name="An authority")
    middle = made_certificate(tmp_path / "middle", name="An intermediate", signed_by=authority)
    below = made_certificate(tmp_path / "below", signed_by=middle)
    with listening(context_of(sent_with(below, middle))) as server:
        assert "doesn't send the certificate of An authority" in refused(server).title
    with listening(context_of(below)) as server:
        assert "doesn't send the certificate of An intermediate" in refused(server).title


def sent_with(made: Made, *others: Made) -> Made:
    """Return a certificate that is sent with others behind it."""
    chain = made.certificate.with_name("chain.pem")
    chain.write_text("".join(one.certificate.read_text() for one in (made, *others)))
    return Made(chain, made.key)


def test_one_for_another_name_is_told_so(make: Callable[..., Made]) -> None:
    with listening(context_of(make(name="mail.office.test"))) as server:
        assert "is for another name" in refused(server).title


def test_a_weak_key_is_called_weak(make: Callable[..., Made], caplog: pytest.LogCaptureFixture) -> None:
    with listening(context_of(make(key="rsa:1024"))) as server:
        error = refused(server)
    assert "a key or signature that is too weak" in error.title
    assert PIN not in str(error)
    assert "too" in caplog.text


def test_weak_diffie_hellman_is_called_weak(
    make: Callable[..., Made], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    openssl("dhparam", "-dsaparam", "-out", str(tmp_path / "dh.pem"), "1024")
    context = context_of(make(), "DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_dh_params(str(tmp_path / "dh.pem"))
    with listening(context) as server:
        error = refused(server)
    assert "Diffie-Hellman" in error.title
    assert "dh key too small" in caplog.text


def test_no_method_in_common_is_called_so(
    make: Callable[..., Made], caplog: pytest.LogCaptureFixture
) -> None:
    context = context_of(make(), "NULL-SHA256:@SECLEVEL=0")  # no encryption at all: in nobody's list
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with listening(context) as server:
        assert "no encryption method in common" in refused(server).title
    assert "handshake failure" in caplog.text


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_an_old_protocol_is_called_old(make: Callable[..., Made]) -> None:
    context = context_of(make())
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with listening(context) as server:
        assert "supports only outdated encryption (before TLS 1.2)" in refused(server).title


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_wants_our_certificate_is_told_so(
    make: Callable[..., Made], version: ssl.TLSVersion
) -> None:
    made = make()
    context = context_of(made)
    context.maximum_version = version
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(made.certificate)
    with listening(context) as server:
        title = refused(server).title
    # Before TLS 1.3 there is one alert for this and for methods that don't fit.
    sentence = {
        ssl.TLSVersion.TLSv1_2: "no encryption method in common",
        ssl.TLSVersion.TLSv1_3: "needs a client certificate",
    }
    assert sentence[version] in title


def test_every_reason_has_its_kind_and_no_wrong_clock_is_pinned() -> None:
    kinds = {why_untrusted(code, "said", (), TODAY).kind for code in range(100)}
    assert {"clock_behind", "certificate_expired", "certificate_unusable", "weak_certificate"} <= kinds


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"start": "20900101000000Z"}, "Correct the clock of this computer."),
        ({"end": openssl_time(TODAY - timedelta(days=3))}, "renew the certificate"),
        ({"end": "20210101000000Z"}, "Correct the clock of this computer."),
    ],
)
@pytest.mark.parametrize("kind", ["self-signed", "unknown authority", "other name"])
def test_a_wrong_date_is_told_before_anything_that_could_be_pinned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, wrong: dict[str, str], sentence: str
) -> None:
    if kind == "unknown authority":
        authority = made_certificate(tmp_path / "authority", name="An authority")
        made = made_certificate(tmp_path / "below", signed_by=authority, **wrong)
    elif kind == "other name":
        made = made_certificate(tmp_path / "other", name="mail.office.test", **wrong)  # type: ignore[arg-type]
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    else:
        made = made_certificate(tmp_path / "alone", **wrong)  # type: ignore[arg-type]
    with listening(context_of(made)) as server:
        error = refused(server)
    assert sentence in error.advice
    assert PIN not in str(error)


@pytest.mark.parametrize("code", [18, 19, 20, 21, 62, 64])
def test_only_the_dates_of_today_let_a_certificate_be_pinned(tmp_path: Path, code: int) -> None:
    read = read_back(tmp_path / "one", start="20300101000000Z", end="20400101000000Z")
    for year, is_clock in ((2029, True), (2035, False), (2045, True)):
        kind = why_untrusted(code, "said", (read,), datetime(year, 6, 1, tzinfo=UTC)).kind
        assert kind.startswith("clock_") is is_clock


def read_back(folder: Path, **wanted: str) -> Certificate:
    made = made_certificate(folder, **wanted)  # type: ignore[arg-type]
    read = certificate_of(ssl.PEM_cert_to_DER_cert(made.certificate.read_text()))
    assert read is not None
    return read


def test_a_certificate_tells_its_time_and_its_names(tmp_path: Path) -> None:
    read = read_back(
        tmp_path / "one", name="mail.office.test", start="19991231235959Z", end="20510601000000Z"
    )
    assert read.not_before == datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert read.not_after == datetime(2051, 6, 1, tzinfo=UTC)
    assert read.names == ("mail.office.test",)


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_octets_are_a_certificate_or_none(octets: bytes) -> None:
    assert certificate_of(octets) is None or octets[:1] == b"\x30"


@pytest.mark.parametrize(
    ("greeting", "moment"),
    [
        (b"mail ESMTP Sendmail 8.15; Mon, 30 Nov 2026 01:27:16 +0100", "2026-11-30T01:27:16+01:00"),
        (
            b"mail Microsoft ESMTP MAIL Service ready at Mon, 3 Aug 2026 09:05:00 -0700",
            "2026-08-03T09:05:00-07:00",
        ),
        (b"mail ESMTP Postfix", None),
        (b"31 Feb 2026 00:00:00 +0000", None),
        (b"30 Foo 2026 00:00:00 +0000", None),
        (b"30 Nov 2026 00:00:00 +9999", None),
    ],
)
def test_a_greeting_may_tell_the_time(greeting: bytes, moment: str | None) -> None:
    assert clock_in(greeting) == (datetime.fromisoformat(moment) if moment else None)
