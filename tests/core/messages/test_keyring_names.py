"""Each system's keyring is called by the name that this system gives it, on every surface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

import pytest

import agent.core.messages.texts as english
from agent.core.messages import LANGUAGES, keyring, set_language, set_system, window
from agent.core.messages.catalogue import BySystem, gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.model.errors import AgentError
from agent.ui.cli import build_parser
from tools.message_template import messages

# "keyring:NAME" is what settings.toml holds, gnome-keyring a package.
KEYRING = re.compile("(?<!gnome-)keyring(?!:)|schlüsselbund", re.IGNORECASE)
WINDOWS = {"en": "Windows Credential Manager", "de": "Windows-Anmeldeinformationsverwaltung"}
MACOS = {"en": "keychain", "de": "Schlüsselbund"}


@pytest.fixture(autouse=True)
def english_on_linux_afterwards() -> Iterator[None]:
    yield
    set_language("en")
    set_system("linux")


def by_system(value: object) -> Iterator[BySystem]:
    """Give each text in a constant of messages that systems say differently."""
    match value:
        case BySystem():
            yield value
        case ErrorKind(title=title, advice=advice, window=in_window, icon=icon):
            yield from by_system((title, advice, in_window, icon))
        case tuple():
            for item in value:
                yield from by_system(item)
        case Mapping():
            yield from by_system(tuple(value.values()))


def all_by_system() -> list[BySystem]:
    modules = [
        import_module(f"{english.__name__}.{module.name}") for module in iter_modules(english.__path__)
    ]
    return [text for module in modules for value in vars(module).values() for text in by_system(value)]


def test_no_text_names_a_keyring_without_the_names_of_other_systems() -> None:
    known = {str(text) for text in all_by_system()}
    named = {message.text for message in messages().values() if KEYRING.search(message.text)}
    assert len(named) >= 18
    assert named - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_system_reads_its_own_name_and_no_other(language: str) -> None:
    set_language(language)
    named = [text for text in all_by_system() if KEYRING.search(str(text))]
    set_system("win32")
    on_windows = [gettext(text) for text in named]
    set_system("darwin")
    on_macos = [gettext(text) for text in named]
    assert [text for text in on_windows if KEYRING.search(text) or "Linux" in text] == []
    assert [text for text in on_macos if "keyring" in text.lower() or "Windows" in text] == []
    assert sum(WINDOWS[language] in text for text in on_windows) >= 18
    assert sum(MACOS[language] in text for text in on_macos) >= 18


def test_errors_constants_and_help_name_what_the_system_calls_it() -> None:
    for system, name in (
        ("win32", "Windows Credential Manager"),
        ("darwin", "keychain"),
        ("linux", "keyring"),
    ):
        set_system(system)
        assert name in AgentError(keyring.NO_SECRET, {"name": "mail"}).title
        assert name in window.SECRET_HINT
        settings = build_parser()._subparsers  # noqa: SLF001 (argparse has no other way to its commands)
        assert settings is not None
        help_text = settings._group_actions[0].choices["settings"].format_help()  # type: ignore[index]  # noqa: SLF001 (as above)
        assert f"store a password in {'the ' * (system != 'win32')}{name}" in " ".join(help_text.split())
