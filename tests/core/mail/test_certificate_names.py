"""Whom a certificate names: read from real certificates, bounded and printable."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.certificate import LONGEST_NAME, Certificate, certificate_of
from tests.support.made_certificates import made_certificate, openssl

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, subject: str, *more: str) -> Certificate:
    """Return the values of a certificate that openssl makes for this subject."""
    pem = folder / "made.pem"
    openssl(
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-utf8", "-subj", subject),
        *("-keyout", str(folder / "made.key"), "-out", str(pem), *more),
    )
    found = certificate_of(ssl.PEM_cert_to_DER_cert(pem.read_text()))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("/CN=mail.office.lan", "mail.office.lan"),
        ("/C=DE/O=Büro Nord GmbH/CN=mail.office.lan", "mail.office.lan (Büro Nord GmbH)"),
        ("/O=Büro Nord GmbH", "Büro Nord GmbH"),
        ("/C=DE", ""),
        ("/CN=one/CN=two", "one"),
    ],
)
def test_a_subject_is_its_common_name_and_its_organization(tmp_path: Path, subject: str, shown: str) -> None:
    found = read(tmp_path, subject)
    assert (found.subject, found.issuer) == (shown, shown)


def test_the_issuer_is_the_authority_that_signed(tmp_path: Path) -> None:
    authority = made_certificate(tmp_path / "authority", name="Office authority")
    made = made_certificate(tmp_path / "server", name="mail.office.lan", signed_by=authority)
    found = certificate_of(ssl.PEM_cert_to_DER_cert(made.certificate.read_text()))
    assert found is not None
    assert (found.subject, found.issuer) == ("mail.office.lan", "Office authority")


def test_a_name_that_turns_the_line_around_or_is_endless_is_shown_without_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "/CN=mail\u202egpj.exe\u0007").subject == "mailgpj.exe"
    endless = read(tmp_path, "/" + "/".join(f"O={'x' * 64}" for _ in range(9)) + f"/CN={'y' * 64}")
    assert len(endless.subject) <= 2 * LONGEST_NAME + 3
