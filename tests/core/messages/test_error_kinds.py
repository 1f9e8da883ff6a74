"""An error carries its kind and facts; each surface says it in its own words, in the current language."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import agent.core.messages.texts as english
from agent.core.conditions.kinds import RULES, Condition
from agent.core.conditions.text import sentence_of
from agent.core.messages import LANGUAGES, keyring, set_language, smtp, window
from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.texts import tray as texts_of_tray
from agent.core.messages.texts import window as texts_of_window
from agent.core.model.errors import AgentError, TemporaryError
from agent.core.model.exit_codes import ExitCode
from tests.support.named_commands import COMMAND

AGENT = Path(__file__).parents[3] / "agent"
RAISES = {"AgentError", "TemporaryError", "NotItsFolderError"}
CERTIFICATE = {"place": "mail.example.com, port 587", "seen": "ab" * 32, "host": "mail", "clock": ""}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def kinds() -> Iterator[tuple[str, ErrorKind]]:
    """Give every kind of error with the file and the name that it stands under."""
    for module in iter_modules(english.__path__):
        for name, value in vars(import_module(f"{english.__name__}.{module.name}")).items():
            if isinstance(value, ErrorKind):
                yield f"{module.name}.{name}", value
            elif isinstance(value, Mapping):
                yield from (
                    (f"{module.name}.{name}.{key}", one)
                    for key, one in value.items()
                    if isinstance(one, ErrorKind)
                )


def shown_facts(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_an_error_is_said_in_the_language_of_who_reads_it() -> None:
    error = AgentError(keyring.NO_SECRET, {"name": "mail"})
    assert error.title == "The password mail is missing in the keyring of this computer."
    assert str(error) == f"{error.title} Enter it: 'meters settings password mail'."
    set_language("de")
    assert error.title == "Im Schlüsselbund dieses Computers fehlt das Kennwort mail."


def test_each_surface_has_words_of_its_own() -> None:
    error = AgentError(smtp.TROUBLES["certificate_self_signed"], CERTIFICATE)
    assert "mail.certificate_sha256" in error.advice
    assert "mail.certificate_sha256" not in window.of_error(error)
    assert 'select "Trust certificate"' in window.of_error(error)


def test_where_a_surface_has_no_words_of_its_own_it_says_the_terminals() -> None:
    error = AgentError(ErrorKind("{path} is full.", "Free up space."), {"path": "/data"})
    assert error.said("window") == error.said("terminal") == ("/data is full.", "Free up space.")


LABEL = re.compile(r'"([^"]+)"|„([^“]+)“')
OF_MICROSOFT = {"Send As", "Senden als"}  # the name of a permission
# Of commands that the icon does not start, and of its own start, when there is no icon yet.
NOT_AT_THE_ICON = re.compile(
    r"(?:proof|signing_key)\.|tray\.NO_|profiles\.NEEDS_FILE|commands\.NOTHING_TO_REDIRECT"
    r"|service\.(?!NO_SERVICE|SHOWN|FOLDER)|settings\.(?:NO_S|NOTHING_)|(?:doctor|removal)\.N(?:OBODY_AGREED|EEDS_ADDRESS)"
)


# What is raised before there is a window, or by commands that have none.
IN_NO_WINDOW = re.compile(
    r"(?:commands(?!\.MAIL_)|permissions|proof|signing_key|known_devices|service|starting)\.|(?:tray|doctor_window|window)\.NO_"
    r"|profiles\.NEEDS_FILE|saving\.NO_WINDOW|settings\.NO_S|disk\.NO_(?:LOCK|FOLDER)"
    r"|(?:doctor|removal)\.N(?:OBODY_AGREED|EEDS_ADDRESS)"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_window_names_no_command_no_option_and_no_setting(language: str) -> None:
    set_language(language)
    named = {
        name: texts
        for name, kind in kinds()
        if COMMAND.search(texts := " ".join(gettext(text) for text in kind.texts("window") if text))
    }
    assert {name: texts for name, texts in named.items() if not IN_NO_WINDOW.match(name)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_icon_names_no_command_no_option_and_no_setting(language: str) -> None:
    set_language(language)
    named = {
        name: texts
        for name, kind in kinds()
        if COMMAND.search(texts := " ".join(gettext(text) for text in kind.texts("icon") if text))
    }
    assert {name: texts for name, texts in named.items() if not NOT_AT_THE_ICON.match(name)} == {}
    of_terminal = [name for name, kind in kinds() if COMMAND.search(f"{kind.title} {kind.advice}")]
    assert len(of_terminal) > 60  # else nothing is compared


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_icon_quotes_stands_in_its_menu_or_in_settings(language: str) -> None:
    set_language(language)
    constants = [*vars(texts_of_tray).values(), *vars(texts_of_window).values(), *window.LABELS.values()]
    labels = {gettext(text) for text in constants if isinstance(text, str)} | OF_MICROSOFT
    quoted = [
        (name, "".join(label))
        for name, kind in kinds()
        if kind.icon or kind.window
        for label in LABEL.findall(gettext(kind.texts("icon")[1]))
    ]
    assert len(quoted) > 30
    assert [(name, label) for name, label in quoted if label not in labels] == []


def test_a_condition_has_words_for_the_icon_where_those_of_the_terminal_do_not_fit() -> None:
    for language in LANGUAGES:
        set_language(language)
        for kind, rule in RULES.items():
            facts = {name: f"<{name}>" for name in rule.facts}
            said = sentence_of(Condition(kind, "subject", datetime.now(UTC), facts), "icon")
            assert not COMMAND.search(said), kind
            assert "<reason>" not in said, kind  # a server's or another program's words, as long as they are


# Their reason is an error's in the words of the terminal, which name commands and settings.
REASON_OF_THE_TERMINAL = {"mail_refused", "letter_refused", "mail_late", "settings_unusable"}


def test_a_condition_has_words_for_the_window_where_those_of_the_terminal_do_not_fit() -> None:
    for language in LANGUAGES:
        set_language(language)
        for kind, rule in RULES.items():
            facts = {name: f"<{name}>" for name in rule.facts}
            said = sentence_of(Condition(kind, "subject", datetime.now(UTC), facts), "window")
            assert not COMMAND.search(said), kind
            assert kind not in REASON_OF_THE_TERMINAL or "<reason>" not in said, kind


def test_facts_are_shown_as_the_language_writes_them() -> None:
    kind = ErrorKind("{size:n} of {port}", "{seconds}; {names}")
    error = AgentError(kind, {"size": 65_536, "port": 1161, "seconds": 0.5, "names": ("a", "b")})
    assert (error.title, error.advice) == ("65,536 of 1161", "0.5; a, b")
    set_language("de")
    assert (error.title, error.advice) == ("65.536 of 1161", "0,5; a, b")


def test_a_fact_is_no_template() -> None:
    assert AgentError(ErrorKind("{path}", "?"), {"path": "/{advice}/{0}"}).title == "/{advice}/{0}"


def test_what_may_pass_ends_with_1_and_what_needs_a_person_with_2() -> None:
    kind = ErrorKind("It is busy.", "Wait.")
    given = AgentError(kind, code=ExitCode.ALREADY_RUNNING)
    assert [TemporaryError(kind).code, AgentError(kind).code, given.code] == [1, 2, 3]


def test_a_kind_shows_in_the_window_no_fact_that_its_terminal_does_not_have() -> None:
    for name, kind in kinds():
        own = (*(kind.window or ()), kind.icon or "")
        assert shown_facts(*own) <= shown_facts(kind.title, kind.advice), name


def raised() -> Iterator[tuple[str, ErrorKind, set[str]]]:
    """Give where an error is made of a kind by name and facts that are written out: place, kind, facts."""
    for file in sorted(AGENT.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        modules = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "agent.core.messages"
            for alias in node.names
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Name(id=made), args=[ast.Attribute(value=ast.Name(id=alias), attr=name), *rest]
                ) if made in RAISES and alias in modules:
                    kind = getattr(import_module(f"{english.__name__}.{modules[alias]}"), name)
                    if all(isinstance(facts, ast.Dict) for facts in rest):
                        keys = [key for facts in rest if isinstance(facts, ast.Dict) for key in facts.keys]
                        yield (
                            f"{file.relative_to(AGENT)}:{node.lineno}",
                            kind,
                            {str(key.value) for key in keys if isinstance(key, ast.Constant)},
                        )


def test_every_error_is_given_the_facts_that_its_kind_shows() -> None:
    found = list(raised())
    assert len(found) > 90
    for place, kind, facts in found:
        assert isinstance(kind, ErrorKind), place
        own = (*(kind.window or ()), kind.icon or "")
        assert shown_facts(kind.title, kind.advice, *own) <= facts, place
