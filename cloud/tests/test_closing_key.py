"""The key that signs closings: what KMS is asked, what it refuses, that its signature verifies anywhere."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from nacl.signing import SigningKey, VerifyKey

from agent.core.report_format.closing import is_signed_by
from cloud.core.closings.closing_signer import SigningRefused
from cloud.edge.aws import client
from cloud.edge.kms_signer import KmsSigner

if TYPE_CHECKING:
    from cloud.local.stack import Stack

FILE = b'{"schema":"meters-closing/1"}\n'
DIGEST = sha256(FILE).digest()
KEY = SigningKey(bytes(range(32)))
ARN = "arn:aws:kms:eu-central-1:123456789012:key/1"
SPKI = bytes.fromhex("302a300506032b6570032100")


@pytest.fixture
def signer(stack: Stack) -> KmsSigner:
    """Use the stack's own key."""
    return KmsSigner(client("kms"), stack.names["ClosingKey.Arn"])


def stubbed() -> tuple[KmsSigner, Stubber]:
    """Return a signer whose client answers what a test says, and checks what it is asked."""
    kms: Any = boto3.client("kms", "eu-central-1", aws_access_key_id="x", aws_secret_access_key="x")
    return KmsSigner(kms, ARN), Stubber(kms)


def test_kms_is_asked_for_a_pure_signature_over_the_32_octets() -> None:
    signer, stub = stubbed()
    asked = {"KeyId": ARN, "Message": DIGEST, "MessageType": "RAW", "SigningAlgorithm": "ED25519_SHA_512"}
    stub.add_response("sign", {"Signature": KEY.sign(DIGEST).signature}, asked)
    stub.add_response("get_public_key", {"PublicKey": SPKI + bytes(KEY.verify_key)}, {"KeyId": ARN})
    with stub:
        signature, key = signer.sign(DIGEST), signer.public_key()

    assert is_signed_by(key, FILE, signature)
    VerifyKey(b64decode(key)).verify(DIGEST, b64decode(signature))
    assert not is_signed_by(key, FILE + b" ", signature)


def test_the_stack_s_key_signs_what_pynacl_verifies(signer: KmsSigner) -> None:
    assert is_signed_by(signer.public_key(), FILE, signer.sign(DIGEST))


@pytest.mark.parametrize(
    "asked",
    [
        {"SigningAlgorithm": "ED25519_PH_SHA_512", "MessageType": "RAW"},
        {"SigningAlgorithm": "ED25519_SHA_512", "MessageType": "DIGEST"},
        {"SigningAlgorithm": "ECDSA_SHA_256", "MessageType": "RAW"},
        {"SigningAlgorithm": "ED25519_SHA_512", "MessageType": "RAW", "Message": bytes(4097)},
    ],
)
def test_the_made_kms_refuses_what_kms_refuses(signer: KmsSigner, asked: dict[str, Any]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        signer.client.sign(**{"KeyId": signer.key, "Message": DIGEST, **asked})


def test_a_key_of_another_kind_is_refused(signer: KmsSigner) -> None:
    other = client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    with pytest.raises(SigningRefused, match="no Ed25519 key"):
        KmsSigner(signer.client, other).public_key()


@pytest.mark.parametrize("code", ["DisabledException", "KMSInvalidStateException", "ThrottlingException"])
def test_what_kms_refuses_is_said(code: str) -> None:
    signer, stub = stubbed()
    stub.add_client_error("sign", code, "no")
    stub.add_client_error("get_public_key", code, "no")
    with stub:
        with pytest.raises(SigningRefused, match=code):
            signer.sign(DIGEST)
        with pytest.raises(SigningRefused, match=code):
            signer.public_key()
