"""Texts in the language that is spoken: English as it stands in `texts`, others from `languages/*.po`.

The functions bear gettext's names and meaning, so that its tools find the texts. A text that a catalogue
does not have stays English. docs/adr tells why the catalogues are read as they are, without a step that
compiles them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from os import listdir
from typing import Any, Self, TypeVar, cast

from agent.core.messages.po import Catalogue, parse_po

T = TypeVar("T")

AUTO = "auto"  # the language of the operating system
SOURCE_LANGUAGE = "en"  # what the texts in `texts` are written in
_SUFFIX = ".po"
_folders: dict[str, tuple[str, ...]] = {}  # each with its languages


def add_catalogues(file: str) -> tuple[str, ...]:
    """Look for texts in `languages` beside a package's file, too; return these languages, English first.

    Where a text stands in several folders, the one that was added first has it.
    """
    folder = f"{file.replace(chr(92), '/').rpartition('/')[0]}/languages"
    names = listdir(folder)  # noqa: PTH208 (pathlib is not loaded yet)
    found = sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))
    _folders[folder] = (SOURCE_LANGUAGE, *found)
    catalogue_of.cache_clear()
    return _folders[folder]


@cache
def catalogue_of(language: str) -> Catalogue:
    """Return the catalogue of a language; English has none to look into."""
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    form_of: Callable[[int], int] = _english_form
    loader: Any = __spec__.loader  # of the folder, or of the exe
    for folder in (one for one, its in _folders.items() if language in its and language != SOURCE_LANGUAGE):
        found = parse_po(loader.get_data(f"{folder}/{language}{_SUFFIX}").decode())
        form_of = form_of if texts else found.form_of
        texts = {**found.texts, **texts}
    return Catalogue(texts, form_of)


def _english_form(count: int) -> int:
    return int(count != 1)


LANGUAGES = add_catalogues(__file__)  # of the agent

OWN_NAME = ("name of this language", "English")  # context and text
# Constants whose English stands elsewhere too, where another language says it otherwise.
DISTINCT = frozenset(
    {
        "fleet.LAST_READ",
        "fleet.SEPARATOR",
        "mail.MONO",
        "mail.MONTH_SHORT",
        "mail.READ",
        "printers.READ_STATUS",
        "state_reasons.PARTS",
        "window.OK",
    }
)

_spoken = SOURCE_LANGUAGE
_spoken_here: ContextVar[str | None] = ContextVar("spoken_here", default=None)
_system = ""


OTHER_SYSTEMS = ("win32", "darwin")  # which call things otherwise than the texts do


class BySystem(str):
    """A text that names what each system calls otherwise; it is the text of Linux and of documents.

    `here` is the text of the system that set_system() names.
    """

    __slots__ = ("of_systems",)
    of_systems: Mapping[str, str]

    def __new__(cls, general: str, *, windows: str, macos: str) -> Self:
        """Return the text with those of two systems beside it."""
        text = super().__new__(cls, general)
        text.of_systems = dict(zip(OTHER_SYSTEMS, (windows, macos), strict=True))
        return text

    @property
    def here(self) -> str:
        """Return the text of this system, in English."""
        return self.of_systems.get(_system, str(self))


def set_system(platform: str) -> None:
    """Call things from now on as this system does; `platform` is sys.platform."""
    global _system  # noqa: PLW0603 (a process runs on one system)
    _system = platform


def current_system() -> str:
    """Return the system by whose names things are called, empty before it is set."""
    return _system


def set_language(language: str) -> None:
    """Speak this language from now on; raises ValueError for one that nobody wrote."""
    global _spoken  # noqa: PLW0603 (a process speaks to one person)
    _check(language)
    _spoken = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language while the context lasts, in this thread or task alone.

    For a process that serves several people at once. Raises ValueError as `set_language` does.
    """
    _check(language)
    token = _spoken_here.set(language)
    try:
        yield
    finally:
        _spoken_here.reset(token)


def _check(language: str) -> None:
    if not any(language in its for its in _folders.values()):
        raise ValueError(f"no sentences in {language!r}")


def current_language() -> str:
    """Return the language that is spoken, as BCP 47 calls it: "en"."""
    return _spoken_here.get() or _spoken


def is_source_language() -> bool:
    """Return whether the texts are spoken as they are written."""
    return current_language() == SOURCE_LANGUAGE


def language_names(languages: Iterable[str] = LANGUAGES) -> dict[str, str]:
    """Return the own name of each of some languages: "English", "Deutsch"."""
    return {language: catalogue_of(language).texts.get(OWN_NAME, OWN_NAME[1:])[0] for language in languages}


def gettext(message: str, /, **values: object) -> str:
    """Return a text in the language that is spoken, its {places} filled with these values."""
    return pgettext("", message, **values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a text that another language says otherwise here than elsewhere; `context` tells where."""
    said = _forms(context, message)[0]
    return said.format(**values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Return a text with a number of things, in the form of that number; the place {count} shows it."""
    forms = _forms("", one, many)
    form = catalogue_of(current_language()).form_of(count)
    return forms[min(form, len(forms) - 1)].format(count=number(count), **values)


def translated(value: T, context: str = "") -> T:
    """Return a constant with every text in it translated: texts in tuples and in the values of mappings."""
    is_as_written = is_source_language() and _system not in OTHER_SYSTEMS
    return value if is_as_written else cast("T", _translated(value, context))


def number(value: float, decimals: int = 0) -> str:
    """Return "12,877" or, with one decimal, "429.2", with the separators of the language."""
    english = f"{value:,.{decimals}f}"
    thousands, decimal = pgettext("thousands separator", ","), pgettext("decimal separator", ".")
    return english.translate({ord(","): thousands, ord("."): decimal})


def _translated(value: object, context: str) -> object:
    match value:
        case str():
            return pgettext(context, value) if value else value
        case tuple():
            return tuple(_translated(item, context) for item in value)
        case Mapping():
            return {key: _translated(item, context) for key, item in value.items()}
    return value


def _forms(context: str, message: str, *more: str) -> tuple[str, ...]:
    texts = catalogue_of(current_language()).texts
    if isinstance(message, BySystem):
        message = message.here
    found = texts.get((context, message)) or texts.get(("", message))
    return found or (message, *more)
