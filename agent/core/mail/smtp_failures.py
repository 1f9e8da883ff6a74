"""What can stand between this computer and its mail server, in words, with what to do about it."""

import ipaddress

from agent.core.messages import smtp
from agent.core.model.errors import AgentError, TemporaryError

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
# OpenSSL's reasons why no encryption came about, by what they mean for a person. What a server on another
# port says is no TLS at all; a record that is none is told as such only where TLS comes first.
NOT_TLS = frozenset(
    {"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"}
)
TLS_KINDS = {
    "UNSUPPORTED_PROTOCOL": "old_tls",
    "TLSV1_ALERT_PROTOCOL_VERSION": "old_tls",
    "VERSION_TOO_LOW": "old_tls",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": "old_tls",
    "DH_KEY_TOO_SMALL": "weak_tls",
    "EE_KEY_TOO_SMALL": "weak_certificate",
    "CA_KEY_TOO_SMALL": "weak_certificate",
    "CA_MD_TOO_WEAK": "weak_certificate",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "no_common_cipher",
    "HANDSHAKE_FAILURE_ON_CLIENT_HELLO": "no_common_cipher",
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": "no_common_cipher",
    "NO_SHARED_SIGNATURE_ALGORITHMS": "no_common_cipher",
    "WRONG_SIGNATURE_TYPE": "no_common_cipher",
    "UNKNOWN_CIPHER_RETURNED": "no_common_cipher",
    "WRONG_CIPHER_RETURNED": "no_common_cipher",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "client_certificate",
    "SSLV3_ALERT_BAD_CERTIFICATE": "own_certificate_refused",
    "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": "own_certificate_refused",
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "own_certificate_refused",
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "own_certificate_refused",
    "SSLV3_ALERT_CERTIFICATE_UNKNOWN": "own_certificate_refused",
    "TLSV1_ALERT_UNKNOWN_CA": "own_certificate_refused",
    "TLSV1_ALERT_ACCESS_DENIED": "own_certificate_refused",
    "UNEXPECTED_EOF_WHILE_READING": "closed",
}

# The sentences of each kind stand in messages/texts/smtp.py; after these a later try may do.
TEMPORARY = frozenset(
    {
        "name_not_found",
        "connection_refused",
        "timed_out",
        "silent",
        "closed",
        "unreachable",
        "garbled",
        "reply_too_long",
        "unconfirmed",
    }
)


# The kinds that are about the certificate, not about the encryption.
OF_CERTIFICATE = frozenset(
    {
        "clock_behind",
        "clock_ahead",
        "certificate_self_signed",
        "certificate_untrusted",
        "authority_unknown",
        "issuer_missing",
        "certificate_for_other_name",
        "certificate_expired",
        "certificate_unusable",
        "certificate_not_pinned",
        "weak_certificate",
    }
)


OF_OWN_CERTIFICATE = frozenset(
    {
        "client_certificate",
        "own_certificate_expired",
        "own_certificate_in_plain",
        "own_certificate_missing",
        "own_certificate_not_valid_yet",
        "own_certificate_refused",
        "own_certificate_unreadable",
        "own_certificate_unusable",
        "own_key_not_encrypted",
        "own_key_of_another",
        "own_passphrase_missing",
        "own_passphrase_wrong",
    }
)
_STEPS = {"chain": OF_CERTIFICATE, "client_certificate": OF_OWN_CERTIFICATE}


def certificate_step_of(error: AgentError) -> str | None:
    """Return the doctor's step that an error of trouble() about a certificate belongs to, None for others."""
    for step, kinds in _STEPS.items():
        if any(error.kind == smtp.TROUBLES[kind] for kind in kinds):
            return step
    return None


def trouble(  # noqa: PLR0913, PLR0917 (what the sentences show)
    kind: str, host: str, port: int, seen: str = "", clock: str = "", name: str = ""
) -> AgentError:
    """Return the error of this `kind`, a TemporaryError where a later try may do.

    `seen` is the fingerprint, address, date or reason that the sentence shows, `clock` the date of this
    computer, `name` who issued a certificate, or the file of ours. Raises KeyError for a kind that has no
    words.
    """
    make = TemporaryError if kind in TEMPORARY else AgentError
    facts = {"host": host, "place": smtp.place(host, port), "seen": seen, "clock": clock, "name": name}
    return make(smtp.TROUBLES[kind], facts)


def tls_kind(reason: str, *, from_the_first_byte: bool) -> str:
    """Return the kind of a handshake that failed for OpenSSL's `reason`."""
    if reason in NOT_TLS:
        return "no_tls" if from_the_first_byte else "garbled"
    return TLS_KINDS.get(reason, "tls_failed")


def plain_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address without its scope; an IPv4-mapped one (::ffff:10.0.0.1) as IPv4."""
    parsed = ipaddress.ip_address(text.partition("%")[0])
    return getattr(parsed, "ipv4_mapped", None) or parsed


def is_in_the_office(text: str) -> bool:
    """Tell whether an IP address is private, loopback, link-local or unique local."""
    return any(plain_address(text) in network for network in OFFICE_NETWORKS)
