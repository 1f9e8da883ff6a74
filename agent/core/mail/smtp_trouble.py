"""What can stand between this computer and its mail server, in words, with what to do about it."""

from __future__ import annotations

import ipaddress

from agent.core.errors import AgentError, TemporaryError

OFFICE_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",  # RFC 1918
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "::1/128",
        "fe80::/10",
        "fc00::/7",  # RFC 4193
    )
)
# OpenSSL's X509_V_ERR_* and its reasons, by what they mean for a person.
CERTIFICATE_KINDS = {
    10: "certificate_expired",
    62: "certificate_for_other_name",
    64: "certificate_for_other_name",
}
TLS_KINDS = {
    "WRONG_VERSION_NUMBER": "no_tls",
    "RECORD_LAYER_FAILURE": "no_tls",
    "PACKET_LENGTH_TOO_LONG": "no_tls",
    "HTTP_REQUEST": "no_tls",
    "UNSUPPORTED_PROTOCOL": "old_tls",
    "TLSV1_ALERT_PROTOCOL_VERSION": "old_tls",
    "UNEXPECTED_EOF_WHILE_READING": "closed",
}

_WAITS = "The report waits and is sent again later. "
_ENCRYPT = "Set mail.security to starttls (mostly port 587) or tls (mostly port 465)."
_PIN = "set mail.certificate_sha256 to {seen}"

# kind: (what happened, what to do); {place} is host and port, {seen} the certificate's SHA-256.
TEMPORARY = {
    "name_not_found": (
        "The name of the mail server {host} was not found.",
        _WAITS + "Check mail.host and the network connection.",
    ),
    "connection_refused": (
        "Nothing takes mail at {place}: the connection was refused.",
        _WAITS + "Check mail.host and mail.port, or whether the server is running.",
    ),
    "timed_out": (
        "{place} did not answer in time.",
        _WAITS + "If this goes on, check mail.host and mail.port, and ask whether a firewall is in between.",
    ),
    "silent": (
        "{place} took the connection and then said nothing.",
        _WAITS + "If this goes on, check mail.port and mail.security: port 465 wants tls.",
    ),
    "closed": (
        "{place} closed the connection before the mail was through.",
        _WAITS + "If this goes on, check mail.port and mail.security, or ask the server's administrator.",
    ),
    "unreachable": (
        "{place} can't be reached.",
        _WAITS + "Check the network connection, mail.host and mail.port.",
    ),
}
PERMANENT = {
    "bad_name": ("{host} can't be the name of a mail server.", "Check mail.host."),
    "not_smtp": ("What answers at {place} is no mail server.", "Check mail.host and mail.port."),
    "tls_expected": (
        "{place} took the connection and waits for encryption from the first byte.",
        "Set mail.security to tls: that is what port 465 is for.",
    ),
    "no_tls": (
        "{place} does not speak TLS from the first byte.",
        "Set mail.security to starttls (mostly port 587), or mail.port to 465.",
    ),
    "old_tls": (
        "{place} knows only old encryption (before TLS 1.2), so nothing was sent.",
        "Ask the server's administrator to allow TLS 1.2.",
    ),
    "tls_failed": (
        "The encryption with {place} failed, so nothing was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
    ),
    "certificate_untrusted": (
        (
            "No authority that this computer trusts vouches for the certificate of {place}: nothing was sent."
            " Seen: {seen}"
        ),
        "If its administrator confirms that this is the right one, " + _PIN,
    ),
    "certificate_for_other_name": (
        "The certificate of {place} is for another name, so nothing was sent. Seen: {seen}",
        "Set mail.host to the name on the certificate, "
        "or, if its administrator confirms that it is the right one, " + _PIN,
    ),
    "certificate_expired": (
        "The certificate of {place} has expired, so nothing was sent. Seen: {seen}",
        "Ask the server's administrator to renew it, "
        "or, if he or she confirms that it is the right one, " + _PIN,
    ),
    "certificate_not_pinned": (
        "{place} shows another certificate than the pinned one, so nothing was sent. Seen: {seen}",
        "If its administrator confirms that it was renewed, " + _PIN,
    ),
    "no_certificate": ("Without encryption there is no certificate.", _ENCRYPT),
    "no_starttls": (
        "{place} offers no encryption (STARTTLS), so nothing was sent.",
        "Try port 587, or set mail.security to tls (port 465), or to none for a relay in the office.",
    ),
    "password_missing": (
        "The password for {place} is missing.",
        "Enter it with: meters settings password",
    ),
    "password_in_plain": (
        "A password never travels unencrypted, and mail.security is none for {place}.",
        _ENCRYPT,
    ),
    "no_login": (
        "{place} offers no login with a user name and password.",
        (
            "Many servers offer it after encryption only: try mail.security starttls with port 587. "
            "For a relay that needs no login, leave mail.user empty."
        ),
    ),
    "public_host": (
        "{host} ({seen}) is outside the office's own network, so nothing was sent there.",
        "If the reports may go there, allow it once: meters settings set mail.allow_public_host true",
    ),
}


def trouble(kind: str, host: str, port: int, seen: str = "") -> AgentError:
    """Return the error of this `kind`, a TemporaryError where a later try may do.

    `seen` is the fingerprint or address that the sentence shows. Raises KeyError for a kind that
    is in neither table.
    """
    make, rows = (TemporaryError, TEMPORARY) if kind in TEMPORARY else (AgentError, PERMANENT)
    facts = {"host": host, "place": f"{host}, port {port}", "seen": seen}
    title, advice = rows[kind]
    return make(title.format_map(facts), advice.format_map(facts))


def plain_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address without its scope; an IPv4-mapped one (::ffff:10.0.0.1) as IPv4."""
    parsed = ipaddress.ip_address(text.partition("%")[0])
    return getattr(parsed, "ipv4_mapped", None) or parsed


def is_in_the_office(text: str) -> bool:
    """Tell whether an IP address is private, loopback, link-local or unique local."""
    return any(plain_address(text) in network for network in OFFICE_NETWORKS)
