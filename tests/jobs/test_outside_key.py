"""The key of a report that no letter carries: the present one, and nothing is changed or begun by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Secret
from agent.core.report_format.signatures import new_signing_key, public_key_of
from agent.core.report_format.succession import LetterSigner
from agent.core.settings.keyring_names import NEXT_SIGNING_KEY, SIGNING_KEY
from agent.edge.secret_store import MemorySecretStore
from agent.edge.store import Store
from agent.jobs.signing_key import Keyring, seed_outside_the_chain
from tests.support.made_chain import FIRST, SECOND, THIRD
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "agent.db", NOW) as opened:
        opened.agents.identity("machine", "agent-1", NOW)
        yield opened


def seed_of_report(store: Store, secret_store: MemorySecretStore) -> bytes | None:
    """Return the function that signs a carried report where a new key would be THIRD."""
    keyring = Keyring(lambda _: secret_store, (), lambda _: THIRD, lambda: "never-used")
    return seed_outside_the_chain(keyring, store, store.agents.identity("machine", "never-used", NOW), NOW)


def kept(seed: bytes) -> Secret:
    return Secret(new_signing_key(seed))


def test_the_first_key_is_made_and_remembered_also_without_a_letter(store: Store) -> None:
    secret_store = MemorySecretStore()
    assert seed_of_report(store, secret_store) == THIRD
    assert secret_store.get(SIGNING_KEY) == kept(THIRD)
    assert store.agents.remembered_keys() == {"agent-1": public_key_of(THIRD)}


def test_a_rotation_that_is_made_ready_waits_for_the_next_letter(store: Store) -> None:
    store.agents.sign_as(LetterSigner("agent-1", public_key_of(FIRST)), NOW)
    secret_store = MemorySecretStore({SIGNING_KEY: kept(FIRST), NEXT_SIGNING_KEY: kept(SECOND)})
    assert seed_of_report(store, secret_store) == FIRST
    assert secret_store.get(NEXT_SIGNING_KEY) == kept(SECOND)


def test_a_rotation_whose_letter_is_queued_is_ended_first(store: Store) -> None:
    store.agents.sign_as(LetterSigner("agent-1", public_key_of(SECOND)), NOW)
    secret_store = MemorySecretStore({SIGNING_KEY: kept(FIRST), NEXT_SIGNING_KEY: kept(SECOND)})
    assert seed_of_report(store, secret_store) == SECOND
    assert (secret_store.get(SIGNING_KEY), secret_store.get(NEXT_SIGNING_KEY)) == (kept(SECOND), None)


@pytest.mark.parametrize("entries", [{}, {SIGNING_KEY: kept(SECOND)}, {SIGNING_KEY: Secret("damaged")}])
def test_a_lost_key_leaves_it_unsigned_until_a_letter_begins_anew(
    store: Store, entries: dict[str, Secret]
) -> None:
    store.agents.sign_as(LetterSigner("agent-1", public_key_of(FIRST)), NOW)
    before = dict(entries)
    assert seed_of_report(store, MemorySecretStore(entries)) is None
    assert entries == before
    assert store.agents.remembered_keys() == {"agent-1": public_key_of(FIRST)}
