"""moto's KMS with Ed25519 keys, which it lacks: made, shown and used as AWS does, with AWS's refusals.

KMS developer guide, "Key spec reference": ECC_NIST_EDWARDS25519 signs ED25519_SHA_512 with MessageType RAW
and ED25519_PH_SHA_512 with DIGEST alone; KMS API, Sign: a RAW message has 4096 octets at most.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from nacl.signing import SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEC, PURE, PREHASHED = "ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "ED25519_PH_SHA_512"
_SPKI = bytes.fromhex("302a300506032b6570032100")
_LARGEST = 4096


class Ed25519Key:
    """A private key as moto's KMS keeps one."""

    def __init__(self) -> None:
        """Make a key."""
        self.key = SigningKey.generate()

    def sign(self, message: bytes, _algorithm: str) -> bytes:
        """Return a signature."""
        return self.key.sign(message).signature

    def public_key(self) -> bytes:
        """Return the public key in DER."""
        return _SPKI + bytes(self.key.verify_key)


@contextmanager
def ed25519_keys() -> Iterator[None]:
    """Let moto's KMS have Ed25519 keys while the context lasts."""
    from moto.kms import utils  # noqa: PLC0415 (loads much)
    from moto.kms.exceptions import ValidationException  # noqa: PLC0415 (as above)
    from moto.kms.responses import KmsResponse  # noqa: PLC0415 (as above)

    models: Any = import_module("moto.kms.models")
    made, listed, sign = models.generate_private_key, utils.KeySpec.key_specs, KmsResponse.sign
    algorithms, of_key = utils.SigningAlgorithm.signing_algorithms, models.Key.signing_algorithms.fget

    def checked(self: Any) -> str:  # noqa: ANN401 (moto's own)
        algorithm, kind = self._get_param("SigningAlgorithm"), self._get_param("MessageType") or "RAW"
        wanted = {PURE: "RAW", PREHASHED: "DIGEST"}.get(algorithm, kind)
        if kind != wanted:
            raise ValidationException(f"MessageType must be {wanted} for signing algorithm {algorithm}")
        if len(self._get_param("Message") or b"") > _LARGEST:
            raise ValidationException("Member must have length less than or equal to 4096")
        return str(sign(self))

    with ExitStack() as patches:
        for owner, name, new in (
            (models, "generate_private_key", lambda spec: Ed25519Key() if spec == SPEC else made(spec)),
            (utils.KeySpec, "key_specs", lambda: sorted([*listed(), SPEC])),
            (utils.SigningAlgorithm, "signing_algorithms", lambda: sorted([*algorithms(), PURE, PREHASHED])),
            (
                models.Key,
                "signing_algorithms",
                property(lambda key: [PREHASHED, PURE] if key.key_spec == SPEC else of_key(key)),
            ),
            (KmsResponse, "sign", checked),
        ):
            patches.enter_context(patch.object(owner, name, new))
        yield
