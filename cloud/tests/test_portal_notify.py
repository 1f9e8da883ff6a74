"""New findings to a webhook over real TLS and to a mailbox: signed, tried again, into no private network."""

from __future__ import annotations

import base64
import hmac
import json
import ssl
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.decision import Request
from cloud.core.portal.notify import is_webhook, notify_in, signed_headers
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.today import OPERATOR
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.edge.webhook import Webhooks, is_public
from cloud.jobs.analyse import analyse_shard
from cloud.jobs.portal.decide import decide
from cloud.jobs.portal.last import last_decision
from cloud.jobs.portal.notify import WAITS, Ways, notify_view, send_waiting
from cloud.jobs.portal.today import today_of
from made_mails import CODE, DOMAIN, MadeAgent
from portal_world import ANN, take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud.jobs.ingest import IngestAdapters

NOW = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
OFFICE = MadeAgent(code=CODE, printers=("EX1",))
HOOK = "https://hooks.acme.example/meters"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for the webhook's name, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.acme.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.acme.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


class Hook(BaseHTTPRequestHandler):
    """A dealer's webhook: keeps what it got, answers what it was told to."""

    got: list[tuple[dict[str, str], bytes]] = []  # noqa: RUF012 (one server at a time)
    status = 204

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Take a message."""
        body = self.rfile.read(int(self.headers["content-length"]))
        Hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(Hook.status)
        self.send_header("location", "https://127.0.0.1/inner")
        self.send_header("content-length", "0")
        self.end_headers()


@contextmanager
def hook(certificate: Path) -> Iterator[Webhooks]:
    """Serve the webhook on loopback; yield how it is called, its name resolved to loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Hook.got.clear()
    Hook.status = 204
    trusting = ssl.create_default_context(cafile=str(certificate))
    try:
        yield Webhooks(trusting, lambda address: address.is_loopback, Resolver(server.server_port))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Resolver:
    """Resolves every name: first to loopback, from then on to a private network, as a rebinding host does."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, 0

    def __call__(self, *_: object, **__: object) -> list[tuple[Any, ...]]:
        """Answer as socket.getaddrinfo does."""
        self.asked += 1
        address = "127.0.0.1" if self.asked == 1 else "10.0.0.1"
        return [(2, 1, 6, "", (address, self.port))]


def told(adapters: IngestAdapters, what: str, about: dict[str, str], seen: str = "") -> Any:  # noqa: ANN401 (as decide)
    return decide(adapters.archive, ANN, Request(what, about, seen), NOW, bytes(range(34)))


def jam(run: int = 1) -> bytes:
    report = OFFICE.report(run, b"?")
    report["printers"][0] |= {"state_reasons": ["media-jam-error"]}
    return OFFICE.mail(report)


def ways(webhooks: Webhooks) -> Ways:
    return Ways(webhooks, SesLetters(client("ses")), DOMAIN)


def test_a_new_finding_reaches_the_webhook_once_with_a_proof(
    adapters: IngestAdapters, certificate: Path
) -> None:
    secret = told(adapters, "notify", {"url": HOOK, "kinds": "standstill"}).told["secret"]
    take(adapters, jam())
    analyse_shard(adapters.table, "acme", 0, NOW)
    analyse_shard(adapters.table, "acme", 0, NOW + timedelta(days=1))
    with hook(certificate) as webhooks:
        port = webhooks.resolve.port  # type: ignore[attr-defined]
        sent = send_waiting(adapters.table, ways(_at(webhooks, port)), "acme", NOW)
        again = send_waiting(adapters.table, ways(_at(webhooks, port)), "acme", NOW + timedelta(days=2))

    assert (sent, again) == (1, 0)
    ((headers, body),) = Hook.got
    content = json.loads(body)
    assert [(one["kind"], one["site"]) for one in content["data"]["findings"]] == [
        ("standstill", "hill-street")
    ]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    proof = hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, "sha256")
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(proof).decode()}"


def _at(webhooks: Webhooks, port: int) -> Webhooks:
    """Return webhooks whose usual port is the one that is served here."""
    return replace(webhooks, port=port)


@pytest.mark.parametrize("status", [301, 302, 307, 404, 500])
def test_what_is_not_taken_is_tried_again_and_then_told(
    adapters: IngestAdapters, certificate: Path, status: int
) -> None:
    told(adapters, "notify", {"url": HOOK})
    take(adapters, jam())
    analyse_shard(adapters.table, "acme", 0, NOW)
    moment = NOW
    with hook(certificate) as webhooks:
        Hook.status = status
        for wait in (*WAITS, timedelta()):
            some = ways(replace(webhooks, resolve=Resolver(webhooks.resolve.port)))  # type: ignore[attr-defined]
            some = replace(some, webhooks=_at(some.webhooks, webhooks.resolve.port))  # type: ignore[attr-defined]
            assert send_waiting(adapters.table, some, "acme", moment) == 0
            assert send_waiting(adapters.table, some, "acme", moment) == 0  # not due
            moment += wait
    assert len(Hook.got) == len(WAITS) + 1
    assert list(adapters.table.query(keys.outbox_key("acme", "").pk)) == []
    row = next(one for one in today_of(adapters.table, ANN, moment).rows if one.kind == OPERATOR)
    assert (row.details["what"], row.text) == ("url", f"status {status}")


def test_a_name_is_resolved_once_and_a_private_address_is_never_called(certificate: Path) -> None:
    with hook(certificate) as webhooks:
        resolver = webhooks.resolve
        assert _at(webhooks, resolver.port).post(HOOK, {}, b"{}") is None  # type: ignore[attr-defined]
        assert resolver.asked == 1  # type: ignore[attr-defined]
        guarded = replace(_at(webhooks, resolver.port), is_allowed=is_public, resolve=Resolver(resolver.port))  # type: ignore[attr-defined]
        assert guarded.post(HOOK, {}, b"{}") == "private_address"
    assert len(Hook.got) == 1


def test_a_certificate_of_another_name_or_of_nobody_is_refused(certificate: Path) -> None:
    with hook(certificate) as webhooks:
        port = webhooks.resolve.port  # type: ignore[attr-defined]
        other = _at(webhooks, port).post("https://other.acme.example/", {}, b"{}")
        unknown = replace(_at(webhooks, port), context=ssl.create_default_context(), resolve=Resolver(port))
        nobody = unknown.post(HOOK, {}, b"{}")

    assert (other, nobody) == ("tls: CERTIFICATE_VERIFY_FAILED", "tls: CERTIFICATE_VERIFY_FAILED")
    assert Hook.got == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        *((one, False) for one in ("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254")),
        *((one, False) for one in ("100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1")),  # noqa: S104 (refused)
        *((one, False) for one in ("::1", "::", "fc00::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1")),
        *((one, False) for one in ("64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "fd00:ec2::254")),
    ],
)
def test_which_addresses_are_the_internet_s(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    [
        *("http://hooks.acme.example/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/"),
        *(
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://a@hooks.acme.example/",
            "https://h.example:22/",
        ),
        *(
            "https://h.example/#x",
            "https://h.example\\@10.0.0.1/",
            "https://h.example/ x",
            "https://h.example/\nx",
        ),
        *(
            "ftp://h.example/",
            "https://",
            "https://.example/",
            f"https://h.example/{'x' * 600}",
            "https://h.e:x/",
        ),
        "https://xn--.-/",
    ],
)
def test_what_is_no_webhook_is_refused(adapters: IngestAdapters, url: str) -> None:
    assert not is_webhook(url)
    with pytest.raises(ProblemDetails) as refused:
        told(adapters, "notify", {"url": url})
    assert refused.value.what == "url"
    assert notify_in(adapters.table.get(keys.dealer_key("acme"))).url == ""


def test_another_address_gets_another_secret(adapters: IngestAdapters) -> None:
    first = told(adapters, "notify", {"url": HOOK})
    second = decide(
        adapters.archive, ANN, Request("notify", {"url": f"{HOOK}2"}, first.last.version), NOW, bytes(34)
    )
    assert first.told["secret"] != second.told["secret"]
    assert first.told["secret"] not in repr(list(adapters.table.query(keys.decision_key("acme", "").pk)))
    seen = notify_view(adapters.table, ANN)
    assert (seen.notify.url, seen.version) == (f"{HOOK}2", second.last.version)
    assert second.told["secret"] not in repr(seen)
    assert "signature" in repr(signed_headers(second.told["secret"], "m", NOW, b""))


def test_a_standstill_is_told_with_the_report_where_the_office_wants_that(adapters: IngestAdapters) -> None:
    told(adapters, "notify", {"mail": "shop@acme.example"})
    last = last_decision(adapters.table, "acme", keys.subject("office", "hill-street"))
    form = {"site": "hill-street", "standstill_at_once": "yes"}
    told(adapters, "office", form, last.version if last else "")
    assert settings_in(adapters.table.get(keys.site_key("acme", "hill-street"))).standstill_at_once
    report = OFFICE.report(1)
    now = datetime.now(UTC).replace(microsecond=0)
    report["printers"][0] |= {"state_reasons": ["media-jam-error"], "read_at": now.isoformat()}
    take(adapters, OFFICE.mail(report))

    (waits,) = adapters.table.query(keys.outbox_key("acme", "").pk)
    assert "standstill" in waits["body"]
    assert "standstill" in today_of(adapters.table, ANN, now).counts
    client("ses").verify_email_identity(EmailAddress=f"unaddressed@{DOMAIN}")
    assert send_waiting(adapters.table, ways(Webhooks()), "acme", now + timedelta(minutes=1)) == 1
    analyse_shard(adapters.table, "acme", 0, now + timedelta(hours=1))
    again = [item["body"] for item in adapters.table.query(keys.outbox_key("acme", "").pk)]
    assert not [
        one for body in again for one in json.loads(body)["data"]["findings"] if one["kind"] == "standstill"
    ]


@pytest.mark.parametrize("wants", ["yes", ""])
def test_nothing_is_told_at_once_of_a_past_or_where_nobody_asked(
    adapters: IngestAdapters, wants: str
) -> None:
    told(adapters, "notify", {"mail": "shop@acme.example"})
    last = last_decision(adapters.table, "acme", keys.subject("office", "hill-street"))
    form = {"site": "hill-street", "standstill_at_once": wants}
    told(adapters, "office", form, last.version if last else "")
    report = OFFICE.report(1)
    read = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3 if wants else 0)
    report["printers"][0] |= {"state_reasons": ["media-jam-error"], "read_at": read.isoformat()}
    take(adapters, OFFICE.mail(report))

    assert list(adapters.table.query(keys.outbox_key("acme", "").pk)) == []
