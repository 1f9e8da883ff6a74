"""A catalogue is read as gettext's own tools read it."""

from __future__ import annotations

import gettext
import shutil
import subprocess
from pathlib import Path

import pytest

from agent.core.messages.catalogue import LANGUAGES, SOURCE_LANGUAGE, catalogue_of
from agent.core.messages.po import parse_po

FOLDER = Path(__file__).parents[3] / "agent" / "core" / "messages" / "languages"
HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
# What a file may hold, and what it says under which context and text.
ENTRIES = [
    ('msgid "Yes"\nmsgstr "Ja"\n', {("", "Yes"): ("Ja",)}),
    ('msgctxt "answer"\nmsgid "Yes"\nmsgstr "Ja"\n', {("answer", "Yes"): ("Ja",)}),
    ('#. a note\n#: a.b\n#, python-brace-format\nmsgid "Y"\nmsgstr "J"\n', {("", "Y"): ("J",)}),
    ('msgid ""\n"a "\n"b"\nmsgstr ""\n"c "\n"d"\n', {("", "a b"): ("c d",)}),
    ('msgid "a\\n\\"b\\"\\t\\\\"\nmsgstr "ä"\n', {("", 'a\n"b"\t\\'): ("ä",)}),
    (
        (
            'msgid "{count} page"\nmsgid_plural "{count} pages"\n'
            'msgstr[0] "{count} Seite"\nmsgstr[1] "{count} Seiten"\n'
        ),
        {("", "{count} page"): ("{count} Seite", "{count} Seiten")},
    ),
    ('msgid "Yes"\nmsgstr ""\n', {}),  # nobody has translated it yet
    ('#, fuzzy\nmsgid "Yes"\nmsgstr "Nein"\n', {}),
    ('#~ msgid "Yes"\n#~ msgstr "Ja"\n', {}),
    ('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"', {("", "a"): ("b",), ("", "c"): ("d",)}),
]


def without_header(texts: object) -> dict[tuple[str, str], tuple[str, ...]]:
    assert isinstance(texts, dict)
    return {key: forms for key, forms in texts.items() if key != ("", "")}


@pytest.mark.parametrize(("entry", "texts"), ENTRIES)
def test_an_entry_is_read(entry: str, texts: dict[tuple[str, str], tuple[str, ...]]) -> None:
    assert without_header(parse_po(HEADER + entry).texts) == texts


@pytest.mark.parametrize(
    "line", ["msgid Yes", 'msgid "Yes', "hello", 'msgid "a"\nmsgstr "\\q"', 'msgfoo "Yes"']
)
def test_what_is_no_entry_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ValueError, match=r"line [56] "):
        parse_po(HEADER + line)


@pytest.mark.parametrize("line", ['"alone"', 'msgstr "Ja"'])
def test_a_translation_of_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 "):
        parse_po(line)


def test_the_rule_of_plurals_is_the_headers() -> None:
    polish = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    form_of = parse_po(f'msgid ""\nmsgstr ""\n"Plural-Forms: {polish}\\n"\n').form_of
    assert [form_of(number) for number in (1, 2, 5, 12, 22, 0)] == [0, 1, 2, 2, 1, 2]


def test_what_gettext_itself_would_say_is_said(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("msgfmt of GNU gettext is not installed")
    for language in LANGUAGES[1:]:
        compiled = tmp_path / f"{language}.mo"
        subprocess.run([msgfmt, "--check-format", "-o", compiled, FOLDER / f"{language}.po"], check=True)
        with compiled.open("rb") as file:
            theirs = gettext.GNUTranslations(file)
        for (context, text), forms in without_header(catalogue_of(language).texts).items():
            key = f"{context}\x04{text}" if context else text
            if len(forms) > 1:
                assert (theirs.ngettext(text, text, 1), theirs.ngettext(text, text, 2)) == forms
            else:
                assert theirs.gettext(key) == forms[0]


def test_english_needs_no_catalogue() -> None:
    assert catalogue_of(SOURCE_LANGUAGE).texts == {}
