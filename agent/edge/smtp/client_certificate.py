"""The certificate that this office shows to a mail server: a PEM file whose key is encrypted.

OpenSSL reads the file; what it refuses is told by what a person can do about it.
"""

from __future__ import annotations

import re
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.mail.certificate import Certificate, certificate_of
from agent.core.mail.distrust import day
from agent.core.model.errors import AgentError
from agent.edge.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.mail.server import ClientCertificate, MailServer

LONGEST = 262_144  # octets: a chain of ten certificates has a tenth of that
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
_NOT_OF_THIS_CERTIFICATE = frozenset(
    {"KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH", "NO_CERTIFICATE_ASSIGNED", "UNKNOWN_KEY_TYPE"}
)
_CERTIFICATE_REQUEST = 13  # HandshakeType of RFC 8446 section 4 and RFC 5246 section 7.4


def load(context: ssl.SSLContext, server: MailServer, own: ClientCertificate) -> None:
    """Let `context` show the certificate to a server that asks; AgentError where it can't be used."""
    shown = _looked_at(server, own)
    now = datetime.now(UTC)
    if now > shown.not_after:
        raise server.trouble("own_certificate_expired", day(shown.not_after), day(now))
    if now < shown.not_before:
        raise server.trouble("own_certificate_not_valid_yet", day(shown.not_before), day(now))
    if own.passphrase is None:
        raise server.trouble("own_passphrase_missing", name=own.name)
    _load_key(context, server, own, own.passphrase.reveal)


def note_request(context: ssl.SSLContext) -> list[bool]:
    """Return a list that is filled once a server asks for a certificate in a handshake of this context."""
    asked: list[bool] = []

    def note(*message: object) -> None:
        if message[1] == "read" and message[4] == _CERTIFICATE_REQUEST:
            asked.append(True)

    # Nothing else tells whether a server has asked: OpenSSL answers it by itself.
    setattr(context, "_msg_callback", note)  # noqa: B010 (it is in no stub)
    return asked


def _looked_at(server: MailServer, own: ClientCertificate) -> Certificate:
    try:
        content = read_regular(Path(own.path), LONGEST)
    except FileNotFoundError as error:
        raise server.trouble("own_certificate_missing", name=own.path) from error
    except (OSError, AgentError) as error:
        raise server.trouble("own_certificate_unreadable", name=own.path) from error
    found = _CERTIFICATE.search(content) if len(content) < LONGEST else None
    try:
        certificate = certificate_of(ssl.PEM_cert_to_DER_cert(found[0].decode())) if found else None
    except ValueError:
        certificate = None
    if certificate is None:
        raise server.trouble("own_certificate_unusable", name=own.name)
    return certificate


def _load_key(
    context: ssl.SSLContext, server: MailServer, own: ClientCertificate, passphrase: Callable[[], str]
) -> None:
    asked: list[bool] = []

    def ask() -> bytes:
        asked.append(True)
        return passphrase().encode("utf-8", "surrogateescape")

    try:
        context.load_cert_chain(own.path, password=ask)
    except ssl.SSLError as error:
        raise server.trouble(_kind_of(error, was_asked=bool(asked)), name=own.name) from error
    except (OSError, ValueError) as error:  # it is gone meanwhile; a passphrase that OpenSSL can't take
        kind = "own_passphrase_wrong" if isinstance(error, ValueError) else "own_certificate_unreadable"
        raise server.trouble(kind, name=own.name) from error
    if not asked:
        raise server.trouble("own_key_not_encrypted", name=own.name)


def _kind_of(error: ssl.SSLError, *, was_asked: bool) -> str:
    if error.reason in _NOT_OF_THIS_CERTIFICATE:
        return "own_key_of_another"
    return "own_passphrase_wrong" if was_asked else "own_certificate_unusable"
