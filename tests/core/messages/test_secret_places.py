"""Each system's keyring is called by the name that this system gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.messages import keyring, secret_places, set_language, settings, window

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOWS = {"en": "Windows Credential Manager", "de": "Windows-Anmeldeinformationsverwaltung"}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def sentences() -> list[str]:
    """Return the text that a person at the computer reads of its keyring."""
    return [
        *(keyring.LOCKED, keyring.UNLOCK, keyring.NO_KEYRING, keyring.GET_KEYRING, keyring.TOO_LONG),
        *(keyring.REFUSED, keyring.no_answer(10), keyring.no_secret("mail")),
        *(window.SECRET_HINT, window.COMMUNITY_NAME_HINT, window.IN_KEYRING.format(name="warehouse")),
        *(settings.NO_SECRET_ADVICE, settings.NOTHING_ENTERED_ADVICE),
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_windows_calls_it_by_its_own_name_and_no_other_system_does(language: str) -> None:
    set_language(language)
    general, own = sentences(), [secret_places.on_system(one, "win32") for one in sentences()]
    assert sum(WINDOWS[language] in one for one in own) >= len(own) - 3
    assert [one for one in own if "keyring" in one.lower() or "schlüsselbund" in one.lower()] == []
    assert [one for one in own if "Linux" in one or "  " in one] == []
    assert [secret_places.on_system(one, "linux") for one in general] == general


def test_macos_calls_it_keychain_and_in_german_schluesselbund() -> None:
    own = [secret_places.on_system(one, "darwin") for one in sentences()]
    assert own[0] == "The keychain of this computer is locked."
    assert [one for one in own if "keyring" in one.lower()] == []
    set_language("de")
    assert secret_places.on_system(keyring.LOCKED, "darwin") == keyring.LOCKED
    assert "Linux" not in secret_places.on_system(keyring.GET_KEYRING, "darwin")
