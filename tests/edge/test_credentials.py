"""The service's secrets: encrypted by the real systemd-creds, read as systemd hands them over."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import service as messages
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.report_format.signatures import new_signing_key, public_key_of
from agent.core.service.linux_unit import credential_of, file_of
from agent.core.settings.keyring_names import NEXT_SIGNING_KEY, SIGNING_KEY
from agent.edge.secret_store.credentials import CredentialSecretStore
from agent.edge.store import Store
from agent.jobs.signing_key import Keyring, begin_rotation, end_rotation, prepare
from tests.support.documents import part
from tests.support.made_chain import FIRST, SECOND, THIRD
from tests.support.patience import PATIENCE
from tests.support.store_samples import NOW, composed

if TYPE_CHECKING:
    from pathlib import Path

    from agent.core.report_format.succession import LetterSigner

STORE = CredentialSecretStore()
needs_creds = pytest.mark.skipif(
    shutil.which("systemd-creds") is None or os.getuid() != 0, reason="needs root and systemd-creds"
)


@pytest.fixture
def handed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which systemd would hand credentials to this process."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return folder


def creds(place: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run systemd-creds with a key of the test's own instead of the computer's."""
    environment = {**os.environ, "SYSTEMD_CREDENTIAL_SECRET": str(place / "host.key")}
    return subprocess.run(
        ["/usr/bin/env", "systemd-creds", *arguments],
        input=stdin,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@needs_creds
@pytest.mark.parametrize("name", ["mail", "community:lager.2", "v3-auth:jörg /1"])
def test_what_root_encrypts_the_service_reads(name: str, tmp_path: Path, handed: Path) -> None:
    credential, file = credential_of(name), tmp_path / file_of(name)
    made = creds(tmp_path, "encrypt", "--with-key=host", f"--name={credential}", "-", "-", stdin="geheim-ä")
    file.write_text(made.stdout)
    assert "geheim" not in made.stdout
    # systemd decrypts the file by the name that it hands the secret over by.
    assert (
        creds(tmp_path, "decrypt", f"--name={credential}", str(file), str(handed / credential)).returncode
        == 0
    )
    assert STORE.get(name) == Secret("geheim-ä")
    assert creds(tmp_path, "decrypt", "--name=meters_other", str(file), "-").returncode != 0


def test_a_line_end_of_echo_is_no_part_of_a_secret(handed: Path) -> None:
    (handed / "meters_mail").write_text("geheim\n")
    assert STORE.get("mail") == Secret("geheim")
    assert STORE.get("community:other") is None


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 20_000])
def test_what_is_no_secret_is_refused(content: bytes, handed: Path) -> None:
    (handed / "meters_mail").write_bytes(content)
    with pytest.raises(AgentError) as caught:
        STORE.get("mail")
    assert caught.value.kind is messages.CREDENTIAL_UNUSABLE


def test_a_link_is_not_followed(handed: Path, tmp_path: Path) -> None:
    (tmp_path / "of-another").write_text("secret of another")
    (handed / "meters_mail").symlink_to(tmp_path / "of-another")
    with pytest.raises(AgentError):
        STORE.get("mail")


def test_outside_of_the_service_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(AgentError) as caught:
        STORE.get("mail")
    assert caught.value.kind is messages.NOT_IN_THE_SERVICE


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("mail", "meters service password mail"),
        ("v3-auth:a b", "meters service password 'v3-auth:a b'"),
        (SIGNING_KEY, "meters service rotate-key"),
    ],
)
def test_what_would_change_a_secret_says_what_root_types(name: str, typed: str) -> None:
    with pytest.raises(AgentError) as caught:
        STORE.set(name, Secret("x"))
    assert (caught.value.code, caught.value.advice) == (2, f"As root, run: {typed}")
    with pytest.raises(AgentError) as caught:
        STORE.delete(name)
    assert caught.value.advice == f"As root, run: {typed}"


def keep(handed: Path, name: str, seed: bytes) -> None:
    (handed / credential_of(name)).write_text(new_signing_key(seed))


def test_a_rotation_by_root_goes_through_though_nothing_can_be_written(tmp_path: Path, handed: Path) -> None:
    """Each of three keys signs from its first letter on, and the chain never begins anew."""
    keyring = Keyring(lambda _: STORE, ("mail",), lambda _: THIRD, lambda: "never-used")
    signers: list[LetterSigner] = []

    def letter(store: Store) -> None:
        identity = store.agents.identity("machine", "agent-1", NOW)
        signing = prepare(keyring, store, identity)
        assert signing is not None
        signers.append(signing.signer)
        scan, number = store.scans.begin(NOW, 0), len(signers)
        store.scans.close(scan, NOW, part({}), composed(b"report"), f"<{number}>", signer=signing.signer)
        end_rotation(keyring, signing)

    with Store.open(tmp_path / "agent.db", NOW) as store:
        keep(handed, SIGNING_KEY, FIRST)
        letter(store)
        keep(handed, NEXT_SIGNING_KEY, SECOND)
        letter(store)
        letter(store)
        keep(handed, SIGNING_KEY, SECOND)  # as `meters service rotate-key` does before it makes the next one
        keep(handed, NEXT_SIGNING_KEY, THIRD)
        letter(store)
        keep(handed, SIGNING_KEY, THIRD)
        (handed / credential_of(NEXT_SIGNING_KEY)).unlink()
        identity = store.agents.identity("machine", "agent-1", NOW)
        with pytest.raises(AgentError) as caught:
            begin_rotation(keyring, identity)
    assert [one.public_key for one in signers] == [public_key_of(k) for k in (FIRST, SECOND, SECOND, THIRD)]
    assert {one.agent_id for one in signers} == {"agent-1"}
    vouched = [one.key_change["previous_public_key"] for one in signers if one.key_change]
    assert vouched == [public_key_of(key) for key in (FIRST, FIRST, SECOND)]
    assert caught.value.kind is messages.READ_ONLY
