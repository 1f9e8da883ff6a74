"""Each system's keyring is called by the name that this system gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import keyring, secret_places, set_language, window
from agent.core.messages.catalogue import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (
    *(keyring.LOCKED, keyring.NO_KEYRING, keyring.TOO_LONG, keyring.REFUSED, keyring.NO_ANSWER),
    keyring.NO_SECRET,
)
KEYRING = re.compile("(?<!gnome-)keyring|schlüsselbund", re.IGNORECASE)
WINDOWS = {"en": "Windows Credential Manager", "de": "Windows-Anmeldeinformationsverwaltung"}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def sentences() -> list[str]:
    """Return the text that a person at the computer reads of its keyring."""
    return [
        *(gettext(text) for kind in KINDS for text in (kind.title, kind.advice)),
        *(window.SECRET_HINT, window.COMMUNITY_NAME_HINT, window.IN_KEYRING.format(name="warehouse")),
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_windows_calls_it_by_its_own_name_and_no_other_system_does(language: str) -> None:
    set_language(language)
    general, own = sentences(), [secret_places.on_system(one, "win32") for one in sentences()]
    of_keyring = [named for named, text in zip(own, general, strict=True) if KEYRING.search(text)]
    assert len(of_keyring) >= 9
    assert [one for one in of_keyring if WINDOWS[language] not in one and "Windows" not in one] == []
    assert [one for one in own if "keyring" in one.lower() or "schlüsselbund" in one.lower()] == []
    assert [one for one in own if "Linux" in one or "  " in one] == []
    assert [secret_places.on_system(one, "linux") for one in general] == general


def test_macos_calls_it_keychain_and_in_german_schluesselbund() -> None:
    own = [secret_places.on_system(one, "darwin") for one in sentences()]
    assert own[0] == "The keychain of this computer is locked."
    assert [one for one in own if "keyring" in one.lower()] == []
    set_language("de")
    assert secret_places.on_system(gettext(keyring.LOCKED.title), "darwin") == gettext(keyring.LOCKED.title)
    assert "Linux" not in secret_places.on_system(gettext(keyring.NO_KEYRING.advice), "darwin")
