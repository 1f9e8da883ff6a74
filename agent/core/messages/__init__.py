"""Sentences that a person reads, in the language that was chosen once at the entry point.

Each language is a folder with the same files, the same names and the same arguments; English is the
one that the others are held against. `from agent.core.messages import reports` gives the file of that
name in whatever language is spoken when one of its sentences is asked for: ask inside a function, for
what is asked while a module loads is asked before the language is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

AUTO = "auto"  # the language of the operating system
LANGUAGES = ("en", "de")

if TYPE_CHECKING:
    from types import ModuleType

    from agent.core.messages.en import about as about
    from agent.core.messages.en import carried_reports as carried_reports
    from agent.core.messages.en import command_line as command_line
    from agent.core.messages.en import commands as commands
    from agent.core.messages.en import conditions as conditions
    from agent.core.messages.en import days as days
    from agent.core.messages.en import demo as demo
    from agent.core.messages.en import devices as devices
    from agent.core.messages.en import disk as disk
    from agent.core.messages.en import doctor as doctor
    from agent.core.messages.en import doctor_computer as doctor_computer
    from agent.core.messages.en import doctor_mail as doctor_mail
    from agent.core.messages.en import doctor_window as doctor_window
    from agent.core.messages.en import flags as flags
    from agent.core.messages.en import fleet as fleet
    from agent.core.messages.en import keyring as keyring
    from agent.core.messages.en import keys as keys
    from agent.core.messages.en import known_devices as known_devices
    from agent.core.messages.en import mail as mail
    from agent.core.messages.en import mail_services as mail_services
    from agent.core.messages.en import office_status as office_status
    from agent.core.messages.en import page as page
    from agent.core.messages.en import permissions as permissions
    from agent.core.messages.en import printers as printers
    from agent.core.messages.en import profiles as profiles
    from agent.core.messages.en import proof as proof
    from agent.core.messages.en import refusals as refusals
    from agent.core.messages.en import reports as reports
    from agent.core.messages.en import saving as saving
    from agent.core.messages.en import setting_problems as setting_problems
    from agent.core.messages.en import settings as settings
    from agent.core.messages.en import smtp as smtp
    from agent.core.messages.en import starting as starting
    from agent.core.messages.en import targets as targets
    from agent.core.messages.en import tray as tray
    from agent.core.messages.en import tray_actions as tray_actions
    from agent.core.messages.en import window as window
else:

    def __getattr__(name: str) -> _Sentences:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Sentences(name)


_spoken = LANGUAGES[0]


def set_language(language: str) -> None:
    """Speak this language of LANGUAGES from now on; raises ValueError for one that nobody wrote."""
    global _spoken  # noqa: PLW0603 (a process speaks to one person)
    if language not in LANGUAGES:
        raise ValueError(f"no sentences in {language!r}")
    _spoken = language


def current_language() -> str:
    """Return the language that is spoken, as BCP 47 calls it: "en"."""
    return _spoken


def language_of(chosen: object, locale: str) -> str:
    """Return the language of LANGUAGES that was chosen, else the locale's, else English.

    `chosen` is the value of site.language, whatever stands there; `locale` is POSIX's "de_DE.UTF-8" or
    BCP 47's "de-AT".
    """
    if isinstance(chosen, str) and chosen in LANGUAGES:
        return chosen
    of_locale = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return of_locale if of_locale in LANGUAGES else LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class _Sentences:
    """One file of sentences, whichever language is spoken at the moment."""

    file: str

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (a sentence, or a function that makes one)
        return getattr(_loaded(_spoken, self.file), name)


@cache
def _loaded(language: str, file: str) -> ModuleType:
    return import_module(f"{__name__}.{language}.{file}")
