"""The certificate authorities that this system trusts, wherever its distribution keeps them.

OpenSSL looks where it was compiled to look. The single exe carries an OpenSSL of the system that it was
built on, so on another distribution that place is empty and every mail server would be a stranger.
"""

import contextlib
import os
import re
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CertificateLocation:
    """Where a system keeps its authorities: a file of PEM certificates, or a folder of hashed names."""

    path: str
    whose: str


# As the distributions' own packages lay them (ca-certificates, ca-certificates-mozilla, ca_root_nss);
# Go (crypto/x509 root_linux.go, root_bsd.go) and curl (acinclude.m4) look at the same ones.
FILES = (
    CertificateLocation("/etc/ssl/certs/ca-certificates.crt", "Debian, Ubuntu, Arch, Gentoo, Void, NixOS"),
    CertificateLocation(
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "Fedora, RHEL, Amazon Linux, Mageia"
    ),
    CertificateLocation("/etc/pki/tls/certs/ca-bundle.crt", "Fedora and RHEL before 2013"),
    CertificateLocation("/var/lib/ca-certificates/ca-bundle.pem", "openSUSE, SLES"),
    CertificateLocation("/etc/ssl/ca-bundle.pem", "openSUSE and SLES before 15"),
    CertificateLocation("/etc/ssl/cert.pem", "Alpine, FreeBSD, OpenBSD, macOS"),
    CertificateLocation("/usr/local/etc/ssl/cert.pem", "FreeBSD with ca_root_nss"),
    CertificateLocation("/usr/local/share/certs/ca-root-nss.crt", "FreeBSD with ca_root_nss, DragonFly"),
    CertificateLocation("/etc/openssl/certs/ca-certificates.crt", "NetBSD"),
    CertificateLocation("/etc/certs/ca-certificates.crt", "Solaris, illumos"),
)
FOLDERS = (
    CertificateLocation("/etc/ssl/certs", "Debian, openSUSE, FreeBSD"),
    CertificateLocation("/etc/pki/tls/certs", "Fedora, RHEL"),
    CertificateLocation("/etc/openssl/certs", "NetBSD"),
)
_HASHED = re.compile(r"[0-9a-f]{8}\.\d+")  # as `openssl rehash` names what it finds
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")


def load_authorities(context: ssl.SSLContext) -> bool:
    """Let `context` trust whom this system trusts to be a server; False where nobody was found.

    SSL_CERT_FILE and SSL_CERT_DIR come first, as everywhere with OpenSSL, then its compiled-in place,
    then those of the table. A damaged certificate is passed by. Windows keeps its own in a store.
    """
    if sys.platform == "win32":
        return _load_windows_store(context)
    own = ssl.get_default_verify_paths()
    named = [os.environ.get(name, "") for name in (own.openssl_cafile_env, own.openssl_capath_env)]
    if any(named):
        return bool([place for place in named if place and _load(context, Path(place))])
    places = (own.openssl_cafile, own.openssl_capath, *(place.path for place in (*FILES, *FOLDERS)))
    return any(_load(context, Path(place)) for place in places)


def _load(context: ssl.SSLContext, place: Path) -> bool:
    """Load a file or a folder; False where it is absent, unreadable or holds no authority."""
    try:
        if place.is_dir():
            context.load_verify_locations(capath=place)
            return any(_HASHED.fullmatch(path.name) for path in place.iterdir())
        before = context.cert_store_stats()["x509"]
        try:
            context.load_verify_locations(cafile=place)
        except ssl.SSLError:
            for certificate in _CERTIFICATE.findall(place.read_text("ascii", "replace")):
                with contextlib.suppress(ssl.SSLError):
                    context.load_verify_locations(cadata=certificate)
        return context.cert_store_stats()["x509"] > before
    except OSError:
        return False


def _load_windows_store(context: ssl.SSLContext) -> bool:
    """Load one by one: all at once, a single damaged certificate in Windows' store would stop every mail."""
    if sys.platform != "win32":
        return False
    for store in ("CA", "ROOT"):
        for certificate, encoding, trust in ssl.enum_certificates(store):
            if encoding == "x509_asn" and (trust is True or (trust and ssl.Purpose.SERVER_AUTH.oid in trust)):
                with contextlib.suppress(ssl.SSLError):
                    context.load_verify_locations(cadata=certificate)
    return bool(context.cert_store_stats()["x509"])
