"""What can stand between this computer and its mail server, in words, with what to do about it."""

from __future__ import annotations

import ipaddress

from agent.core.errors import AgentError, TemporaryError
from agent.core.words import mailing

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

# The sentences of each kind stand in words/mailing.py; after these a later try may do.
TEMPORARY = frozenset(
    {"name_not_found", "connection_refused", "timed_out", "silent", "closed", "unreachable"}
)


def trouble(kind: str, host: str, port: int, seen: str = "") -> AgentError:
    """Return the error of this `kind`, a TemporaryError where a later try may do.

    `seen` is the fingerprint or address that the sentence shows. Raises KeyError for a kind that
    has no words.
    """
    make = TemporaryError if kind in TEMPORARY else AgentError
    facts = {"host": host, "place": mailing.place(host, port), "seen": seen}
    title, advice = mailing.TROUBLES[kind]
    return make(title.format_map(facts), advice.format_map(facts))


def plain_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address without its scope; an IPv4-mapped one (::ffff:10.0.0.1) as IPv4."""
    parsed = ipaddress.ip_address(text.partition("%")[0])
    return getattr(parsed, "ipv4_mapped", None) or parsed


def is_in_the_office(text: str) -> bool:
    """Tell whether an IP address is private, loopback, link-local or unique local."""
    return any(plain_address(text) in network for network in OFFICE_NETWORKS)
