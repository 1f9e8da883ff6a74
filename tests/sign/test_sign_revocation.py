"""A list of revoked certificates that can't be fetched is no bad signature, and is told apart from one."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

import failures
from child import Ended
from osslsigncode import require_verified
from tests.support.sign_rig import make_tokens

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sign_terminal import SigningTerminal

DIGEST = "30688DF7FDF1BE3301EA896204F38F2CBC88C4FCA05961439A983EBFB9369AFB"
# What osslsigncode 2.9 said of a program whose signer's list was out of reach; the certificates are left out.
SAID = f"""\
Signature Index: 0  (Primary Signature)

Message digest algorithm  : SHA256
Current message digest    : {DIGEST}\N{SPACE}
Calculated message digest : {DIGEST}\N{SPACE}

Leaf hash match: ok
Timestamp Server Signature verification: ok
CRL distribution point: http://127.0.0.1:9/code.crl
Connecting to http://127.0.0.1:9/code.crl
Use the "-CRLfile" option to add one or more CRLs in PEM format.
Signature verification: failed

Number of verified signatures: 1
Failed

HTTP failure: Failed to get data from http://127.0.0.1:9/code.crl
Faild to get CRL from http://127.0.0.1:9/code.crl
"""
# The same of a timestamp server's list (its own name for TSA is longer).
OF_THE_TIMESTAMP = (
    SAID.replace(
        '"-CRLfile" option to add one or more',
        '"-TSA-CRLfile" option to add one or more Time-Stamp Authority',
    )
    .replace("Timestamp Server Signature verification: ok", "Timestamp Server Signature verification: failed")
    .replace("Signature verification: failed\n\nN", "Signature verification: ok\n\nN")
)


def version() -> tuple[int, ...]:
    """Return osslsigncode's; (0,) where it is not there."""
    if shutil.which("osslsigncode") is None:
        return (0,)
    said = subprocess.run(
        ["osslsigncode", "--version"],  # noqa: S607 (from the PATH, as every part of this rig)
        check=False,
        capture_output=True,
        text=True,
    )
    found = re.search(r"osslsigncode (\d+)\.(\d+)", said.stdout)
    return tuple(map(int, found.groups())) if found else (0,)


def verdict(code: int, said: str) -> failures.Failure:
    with pytest.raises(failures.SigningError) as refused:
        require_verified(Ended(code, said))
    return refused.value.failure


@pytest.mark.parametrize("said", [SAID, OF_THE_TIMESTAMP])
@pytest.mark.parametrize("code", [0, 1])
def test_a_list_out_of_reach_has_a_failure_of_its_own(said: str, code: int) -> None:
    assert verdict(code, said) == failures.NO_REVOCATION_LIST


def test_a_changed_file_and_another_certificate_are_named_before_it() -> None:
    changed = SAID.replace(
        f"Calculated message digest : {DIGEST}", f"Calculated message digest : {'0F' * 32}"
    )
    assert verdict(1, changed) == failures.SIGNATURE_INVALID

    other = SAID.replace("Leaf hash match: ok", "Leaf hash match: failed")
    assert verdict(1, other) == failures.OTHER_CERTIFICATE


@pytest.mark.skipif(version() < (2, 9), reason="osslsigncode fetches these lists by itself from 2.9 on")
def test_osslsigncode_s_own_words_are_known(
    terminal: SigningTerminal, unsigned: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tokens = make_tokens(tmp_path_factory.mktemp("revocable"), terminal.tokens.authority)
    tokens.new()
    tokens.new_key()
    terminal.configure(thumbprint=tokens.new_certificate("Example Ltd", kind="revocable"))
    before = unsigned.read_bytes()

    ended = terminal.sign("sign", unsigned, **tokens.environment)

    assert ended.code == failures.NO_REVOCATION_LIST.code, ended.seen
    assert "127.0.0.1:9" in ended.seen
    assert failures.NO_REVOCATION_LIST.advice in ended.seen
    assert unsigned.read_bytes() == before
