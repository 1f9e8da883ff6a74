"""The key that signs closings, in KMS: Ed25519 over the octets as they are (RFC 8032's PureEdDSA)."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from cloud.core.closings.closing_signer import SigningRefused

ALGORITHM = "ED25519_SHA_512"  # never ED25519_PH_SHA_512, which hashes once more and verifies nowhere else
_SPKI = bytes.fromhex("302a300506032b6570032100")  # before the 32 octets of a key (RFC 8410)


@dataclass(frozen=True, slots=True)
class KmsSigner:
    """A KMS key of the spec ECC_NIST_EDWARDS25519. `client` is boto3's client of "kms", `key` its ARN."""

    client: Any
    key: str

    def public_key(self) -> str:
        """Return the public key in base64; SigningRefused."""
        try:
            der: bytes = self.client.get_public_key(KeyId=self.key)["PublicKey"]
        except (ClientError, BotoCoreError) as error:
            raise SigningRefused(str(error)) from error
        if not (der.startswith(_SPKI) and len(der) == len(_SPKI) + 32):  # octets of a key
            raise SigningRefused("the key is no Ed25519 key")
        return b64encode(der.removeprefix(_SPKI)).decode("ascii")

    def sign(self, digest: bytes) -> str:
        """Return the signature (base64) over the 32 octets of a SHA-256; SigningRefused."""
        try:
            answer = self.client.sign(
                KeyId=self.key, Message=digest, MessageType="RAW", SigningAlgorithm=ALGORITHM
            )
        except (ClientError, BotoCoreError) as error:
            raise SigningRefused(str(error)) from error
        return b64encode(answer["Signature"]).decode("ascii")
