"""Sentences that a person reads, in the language that was chosen once at the entry point.

`texts` holds them in English with the little logic that they need; `languages` holds a catalogue of each
other language, which a translator edits without Python. `from agent.core.messages import reports` gives the
file of that name, its constants in whatever language is spoken when one is asked for: ask inside a function,
for what is asked while a module loads is asked before the language is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import (
    AUTO,
    DISTINCT,
    LANGUAGES,
    SOURCE_LANGUAGE,
    current_language,
    language_names,
    set_language,
    set_system,
    speaking,
)
from agent.core.messages.sentences import Sentences, sentences_of

__all__ = [
    "AUTO",
    "LANGUAGES",
    "current_language",
    "language_names",
    "language_of",
    "set_language",
    "set_system",
    "speaking",
]

if TYPE_CHECKING:
    from agent.core.messages.texts import about as about
    from agent.core.messages.texts import carried_reports as carried_reports
    from agent.core.messages.texts import certificate as certificate
    from agent.core.messages.texts import closing_proof as closing_proof
    from agent.core.messages.texts import command_line as command_line
    from agent.core.messages.texts import commands as commands
    from agent.core.messages.texts import conditions as conditions
    from agent.core.messages.texts import days as days
    from agent.core.messages.texts import demo as demo
    from agent.core.messages.texts import deployment as deployment
    from agent.core.messages.texts import devices as devices
    from agent.core.messages.texts import disk as disk
    from agent.core.messages.texts import doctor as doctor
    from agent.core.messages.texts import doctor_computer as doctor_computer
    from agent.core.messages.texts import doctor_mail as doctor_mail
    from agent.core.messages.texts import doctor_window as doctor_window
    from agent.core.messages.texts import first_run as first_run
    from agent.core.messages.texts import flags as flags
    from agent.core.messages.texts import fleet as fleet
    from agent.core.messages.texts import keyring as keyring
    from agent.core.messages.texts import known_devices as known_devices
    from agent.core.messages.texts import mail as mail
    from agent.core.messages.texts import mail_services as mail_services
    from agent.core.messages.texts import network_search as network_search
    from agent.core.messages.texts import office_status as office_status
    from agent.core.messages.texts import page as page
    from agent.core.messages.texts import permissions as permissions
    from agent.core.messages.texts import printers as printers
    from agent.core.messages.texts import profiles as profiles
    from agent.core.messages.texts import proof as proof
    from agent.core.messages.texts import refusals as refusals
    from agent.core.messages.texts import removal as removal
    from agent.core.messages.texts import reports as reports
    from agent.core.messages.texts import saving as saving
    from agent.core.messages.texts import service as service
    from agent.core.messages.texts import service_refusals as service_refusals
    from agent.core.messages.texts import setting_problems as setting_problems
    from agent.core.messages.texts import settings as settings
    from agent.core.messages.texts import signing_key as signing_key
    from agent.core.messages.texts import smtp as smtp
    from agent.core.messages.texts import smtp_encryption as smtp_encryption
    from agent.core.messages.texts import starting as starting
    from agent.core.messages.texts import state_reasons as state_reasons
    from agent.core.messages.texts import support_file as support_file
    from agent.core.messages.texts import system_errors as system_errors
    from agent.core.messages.texts import targets as targets
    from agent.core.messages.texts import toml_reasons as toml_reasons
    from agent.core.messages.texts import tray as tray
    from agent.core.messages.texts import tray_actions as tray_actions
    from agent.core.messages.texts import unsaved as unsaved
    from agent.core.messages.texts import window as window
else:

    def __getattr__(name: str) -> Sentences:
        if name.startswith("_"):
            raise AttributeError(name)
        return sentences_of(f"{__name__}.texts.{name}", DISTINCT)


def language_of(chosen: object, locale: str) -> str:
    """Return the language of LANGUAGES that was chosen, else the locale's, else English.

    `chosen` is the value of site.language, whatever stands there; `locale` is POSIX's "de_DE.UTF-8" or
    BCP 47's "de-AT".
    """
    if isinstance(chosen, str) and chosen in LANGUAGES:
        return chosen
    of_locale = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return of_locale if of_locale in LANGUAGES else SOURCE_LANGUAGE
