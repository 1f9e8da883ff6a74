"""Every message in every language, in words of its own; and which language is spoken."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.mail.smtp_failures import trouble
from agent.core.messages import (
    AUTO,
    LANGUAGES,
    current_language,
    keyring,
    language_of,
    refusals,
    reports,
    set_language,
    smtp,
    window,
)
from agent.core.model.errors import AgentError
from agent.core.settings.fields import FIELDS
from agent.edge.language import language, system_locale
from tests.support.message_samples import BY_TYPE, DAY, FILES, said, sentences_of, texts_of, type_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OTHERS = LANGUAGES[1:]
EVERY = [(language, file) for language in OTHERS for file in FILES]
# Of all other troubles a certificate's fingerprint.
SEEN = {
    "public_host": "203.0.113.9",
    "tls_failed": "internal error",
    "clock_behind": "2026-03-05",
    "clock_ahead": "2026-03-05",
    "certificate_expired": "2026-03-05",
    "certificate_unusable": "unsuitable certificate purpose",
    "own_certificate_expired": "2026-03-05",
    "own_certificate_not_valid_yet": "2026-03-05",
}
LETTERS = re.compile(r"[^\W\d_]")
PLACES = re.compile(r"\{\w+\}")
# What is rightly the same in German and in English: names, words that both have, no words at all.
SAME = {
    ("command_line", "ARGPARSE"),
    ("commands", "TEST_SUBJECT"),
    ("page", "FIRMWARE"),
    ("page", "why"),
    ("proof", "shown"),
    ("tray", "NAME"),
    ("tray", "clipped"),
    ("tray", "fitting"),
    ("tray", "notification"),
    ("window", "COMMUNITY"),
    ("window", "NAME"),
    ("window", "OK"),
    ("window", "PASSPHRASE"),
    ("window", "of_error"),
}
SAME_TEXTS = {
    "Display",  # what German printers have, too
    "Firmware",
    "Scans",
    "Mail",
    "Server",
    "Port",
    ".html",
    ".csv",
    ".json",
    ".txt",
    "English",
    "Deutsch",
    "{ended}",  # sentences of their own
    "",
}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def constants_of(language: str, file: str) -> dict[str, Any]:
    return {name: value for name, value in sentences_of(language, file).items() if not callable(value)}


def functions_of(language: str, file: str) -> dict[str, Callable[..., object]]:
    found = sentences_of(language, file).items()
    return {name: value for name, value in found if callable(value) and not inspect.isclass(value)}


@pytest.mark.parametrize(("language", "file"), EVERY)
def test_a_constant_has_words_of_its_own_and_the_same_places_for_values(language: str, file: str) -> None:
    theirs = constants_of(language, file)
    for name, value in constants_of("en", file).items():
        for english, other in zip(texts_of(value), texts_of(theirs[name]), strict=(file, name) not in SAME):
            assert sorted(PLACES.findall(other)) == sorted(PLACES.findall(english)), name
            assert bool(other) == bool(english), name
            is_same = (file, name) in SAME or english in SAME_TEXTS or english[:1] == "."
            assert other != english or is_same or not LETTERS.search(PLACES.sub("", english)), name


@pytest.mark.parametrize(("language", "file"), EVERY)
def test_a_sentence_with_values_has_words_of_its_own(language: str, file: str) -> None:
    theirs = functions_of(language, file)
    for name, made in functions_of("en", file).items():
        english, other = said(file, name, made), said(file, name, theirs[name])
        assert english.strip(), name
        assert other.strip(), name
        assert other != english or (file, name) in SAME, name


def test_the_list_of_what_is_the_same_lists_nothing_else() -> None:
    for file, name in SAME - {("command_line", "ARGPARSE")}:
        english, other = (sentences_of(language, file)[name] for language in ("en", "de"))
        if callable(english):
            assert said(file, name, english) == said(file, name, other)
        else:
            assert texts_of(english) == texts_of(other), name


NUMBERS = [
    ("en", "printers", "counted", (1_234_567, "impressions"), "1,234,567 pages"),
    ("de", "printers", "counted", (1_234_567, "impressions"), "1.234.567 Seiten"),
    ("de", "printers", "counted", (1, "impressions"), "1 Seite"),
    ("en", "page", "pages", (1,), "1 page"),
    ("de", "page", "pages", (1,), "1 Seite"),
    ("de", "page", "pages", (1234,), "1.234 Seiten"),
    ("en", "days", "day_and_year", (DAY,), "5 March 2026"),
    ("de", "days", "day_and_year", (DAY,), "5. März 2026"),
    ("de", "days", "span", (DAY.replace(month=2), DAY), "5. Februar bis 5. März"),
    ("de", "days", "span", (DAY.replace(day=1), DAY), "1. bis 5. März"),
    ("de", "settings", "seconds", (0.1, 30), "eine Anzahl Sekunden von 0,1 bis 30"),
    ("de", "reports", "headline", (1, 0), "1 Drucker, keine Probleme."),
    ("de", "reports", "headline", (2, 1), "1 von 2 Druckern braucht Aufmerksamkeit."),
    ("de", "reports", "headline", (9, 2), "2 von 9 Druckern brauchen Aufmerksamkeit."),
    ("de", "commands", "woken", (1, 1), "1 von 1 Drucker, der zuvor nicht erreichbar war, wurde abgefragt."),
    (
        "de",
        "commands",
        "woken",
        (2, 3),
        "2 von 3 Druckern, die zuvor nicht erreichbar waren, wurden abgefragt.",
    ),
    ("de", "commands", "sent", (1, ["a@b"]), "1 Bericht gesendet an a@b."),
    ("de", "commands", "sent", (2, ["a@b"]), "2 Berichte gesendet an a@b."),
    ("en", "printers", "reason", ("marker-fuser-missing-error",), "the fuser is missing"),
    ("en", "printers", "reason", ("stapler-jam-error", ("Tray 2",)), "Tray 2: paper jam at the stapler"),
    ("en", "printers", "reason", ("developer-low-warning",), "developer is low"),
    ("en", "printers", "reason", ("something-else-report",), "printer reports: something-else"),
    ("en", "printers", "reason", ("other-error",), "unknown error"),
    ("de", "printers", "reason", ("marker-fuser-missing-error",), "die Fixiereinheit fehlt"),
    (
        "de",
        "printers",
        "reason",
        ("stapler-jam-error", ("Tray 2",)),
        "Tray 2: der Hefter hat einen Papierstau",
    ),
    ("de", "printers", "reason", ("marker-opc-life-almost-over-warning",), "die Trommel ist fast verbraucht"),
    ("de", "printers", "reason", ("something-else-report",), "Meldung des Druckers: „something-else“"),
    ("de", "printers", "supply", ("toner", "yellow", None), "Toner Gelb"),
    ("de", "printers", "supply", ("wasteToner", None, None), "Resttonerbehälter"),
    ("de", "printers", "supply", (None, None, "Ribbon"), "Ribbon"),
]


@pytest.mark.parametrize(("language", "file", "name", "arguments", "sentence"), NUMBERS)
def test_numbers_days_and_forms_are_those_of_the_language(
    language: str, file: str, name: str, arguments: tuple[object, ...], sentence: str
) -> None:
    assert sentences_of(language, file)[name](*arguments) == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_names_no_setting_and_no_command(language: str) -> None:
    set_language(language)
    errors = [
        *(trouble(kind, "relay", 2525, SEEN.get(kind, "0f" * 32)) for kind in smtp.TROUBLES),
        *(AgentError(kind, {"quoted": "550 no"}) for kind in refusals.REFUSALS.values()),
        AgentError(keyring.NO_SECRET, {"name": "community:north"}),
    ]
    shapes = [shape for field in FIELDS if not (shape := field.shape.expected).endswith(".")]
    for shown in (*map(window.of_error, errors), *(window.expected(shape, "") for shape in shapes)):
        assert not re.search(r"\b(mail|network|site)\.[a-z]|meters settings|0f0f|\[\[", shown), shown


LOCALES = [
    (AUTO, "de_DE.UTF-8", "de"),
    (AUTO, "de", "de"),
    (AUTO, "de-AT", "de"),
    (AUTO, "DE_ch@euro", "de"),
    (AUTO, "en_GB.UTF-8", "en"),
    (AUTO, "C.UTF-8", "en"),
    (AUTO, "dead_letter", "en"),
    (AUTO, "fr_FR", "en"),
    (AUTO, "", "en"),
    ("en", "de_DE", "en"),
    ("de", "C", "de"),
    ("fr", "de_DE", "de"),
    (["de"], "C", "en"),
    (None, "de_DE", "de"),
]


@pytest.mark.parametrize(("chosen", "locale", "language"), LOCALES)
def test_what_was_chosen_is_spoken_else_what_the_system_speaks(
    chosen: object, locale: str, language: str
) -> None:
    assert language_of(chosen, locale) == language


@pytest.mark.parametrize(
    ("variables", "locale"),
    [
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "en_GB"}, "en_GB"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, "fr_FR"),
        ({"LANG": "de_DE", "LC_ALL": ""}, "de_DE"),
    ],
)
def test_the_first_variable_that_is_set_names_the_locale(variables: dict[str, str], locale: str) -> None:
    assert system_locale(variables) == locale


SETTINGS = [
    (b'[site]\nlanguage = "de"\n', "de"),
    (b'\xef\xbb\xbf[site]\r\nlanguage = "de"\r\n', "de"),
    (b'[site]\nname = "language"\n', "en"),
    (b'[site]\nlanguage = "auto"\n', "en"),
    (b"[site]\nlanguage = 5\n", "en"),
    (b'site = "language"\n', "en"),
    (b"[site\nlanguage = de", "en"),
    (b"[site]\nlanguage = " + b"[" * 5000, "en"),
    (b'[site]\nlanguage = "\xff"\n', "en"),
]


@pytest.mark.parametrize(("content", "expected"), SETTINGS)
def test_the_settings_are_asked_for_the_language_and_never_fail(
    content: bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "settings.toml").write_bytes(content)
    assert language(tmp_path / "settings.toml") == expected
    assert language(tmp_path / "nowhere.toml") == "en"
    assert language(None) == "en"


def test_a_sentence_is_asked_in_the_language_of_the_moment() -> None:
    assert reports.headline(2, 0) == "2 printers, no problems."
    set_language("de")
    assert (current_language(), reports.headline(2, 0)) == ("de", "2 Drucker, keine Probleme.")
    with pytest.raises(ValueError, match="klingon"):
        set_language("klingon")


def test_the_samples_cover_every_kind_of_argument() -> None:
    annotations = {
        type_name(parameter.annotation)
        for file in FILES
        for made in functions_of("en", file).values()
        for parameter in inspect.signature(made).parameters.values()
    }
    assert annotations <= BY_TYPE.keys()
