"""The user-based security model against the standard's own vectors."""

from __future__ import annotations

import pytest

from agent.core.model.access import AUTH_PROTOCOLS, Secret, User
from agent.core.snmp_codec.usm import (
    digest_length,
    is_authentic,
    localized_key,
    message_digest,
    password_to_key,
    user_key,
)

ENGINE_ID = bytes(11) + b"\x02"


@pytest.mark.parametrize(
    ("protocol", "key", "localized"),
    [  # RFC 3414, A.3.1 and A.3.2
        ("MD5", "9faf3283884e92834ebc9847d8edd963", "526f5eed9fcce26f8964c2930787d82b"),
        (
            "SHA",
            "9fb5cc0381497b3793528939ff788d5d79145211",
            "6695febc9288e36282235fc7151f128497b38f3f",
        ),
    ],
)
def test_keys_are_those_of_the_standard(protocol: str, key: str, localized: str) -> None:
    made = password_to_key(protocol, b"maplesyrup")
    assert made.hex() == key
    assert localized_key(protocol, made, ENGINE_ID).hex() == localized
    assert user_key(User("bob", protocol, Secret("maplesyrup")), ENGINE_ID).hex() == localized


@pytest.mark.parametrize(
    ("protocol", "octets"),
    [("MD5", 12), ("SHA", 12), ("SHA-224", 16), ("SHA-256", 24), ("SHA-384", 32), ("SHA-512", 48)],
)
def test_a_digest_proves_the_message_and_the_key(protocol: str, octets: int) -> None:
    digest = message_digest(protocol, b"key", b"message")
    assert len(digest) == octets == digest_length(protocol)
    assert is_authentic(protocol, b"key", b"message", digest)
    assert not is_authentic(protocol, b"key", b"messagE", digest)
    assert not is_authentic(protocol, b"keY", b"message", digest)
    assert not is_authentic(protocol, b"key", b"message", digest[:-1])
    assert not is_authentic(protocol, b"key", b"message", b"")


@pytest.mark.parametrize(
    ("protocol", "passphrase"), [("SHA", b""), ("SHA-1", b"maplesyrup"), ("", b"maplesyrup")]
)
def test_no_key_without_a_passphrase_or_with_an_unknown_protocol(protocol: str, passphrase: bytes) -> None:
    with pytest.raises(ValueError, match=r"empty|no authentication protocol"):
        password_to_key(protocol, passphrase)


def test_each_protocol_that_a_user_may_have_makes_keys() -> None:
    keys = {password_to_key(protocol, b"maplesyrup") for protocol in AUTH_PROTOCOLS}

    assert len(keys) == len(AUTH_PROTOCOLS)
