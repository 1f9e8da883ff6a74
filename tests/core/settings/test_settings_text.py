"""The text of the settings: each key has its line, a change touches nothing else."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.model.errors import AgentError
from agent.core.settings.check import load
from agent.core.settings.toml_text import edit, line_of, lines_of
from tests.support.settings_samples import OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable

BROKEN = [
    ("[mail]\nport = ", "line 2, column 8"),
    ("[mail", "line 1"),
    ("[mail]\nport = 1\nport = 2", "line 3"),
    ("x = '''never\nclosed", "line 2, column 7"),
    ("a = " + "[" * 5000, "The settings file has too many nested brackets."),
    ("a = " + "1" * 5000, "The settings file is not valid TOML: a number is too long."),
]


def refused(call: Callable[[], object]) -> AgentError:
    with pytest.raises(AgentError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_file_that_is_no_toml_is_refused_with_its_place(text: str, expected: str) -> None:
    error = refused(lambda: load(text))
    assert expected in error.title
    assert refused(lambda: edit(text, "mail.port", 25)).title == error.title


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", {}),
        ("a.b.c = 1", {("a", "b", "c"): 1, ("a", "b"): 1, ("a",): 1}),
        ("# [x]\n[a]\n# b = 1\nb = '#'  # c = 2\n", {("a", "b"): 4, ("a",): 2}),
        ('[a]\nb = """\nc = 1\n\\""" [d]\n"""\ne = 1', {("a", "b"): 2, ("a", "e"): 6}),
        ("[a]\nb = '''\n''''\nc = 1", {("a", "c"): 4}),
        ('["a.b"]\n"c\\u0064" = 1', {("a.b",): 1, ("a.b", "cd"): 2}),
        (
            "a = [\n 1,\n [2,\n 3], # [\n {b = ','},\n]\nc = 1",
            {("a", 0): 2, ("a", 1): 3, ("a", 2): 5, ("c",): 7},
        ),
        ("[[a.b]]\nc = 1\n[[a.b]]\n[a.b.d]\ne = 1", {("a", "b", 0, "c"): 2, ("a", "b", 1, "d", "e"): 5}),
        ("a = {b = [1, 2], 'c' = '}'}\nd = 1", {("a",): 1, ("d",): 2}),
        ("a = 1979-05-27 07:32:00\r\nb = 1.5\r\n", {("b",): 2}),
    ],
)
def test_every_key_has_its_line(text: str, lines: dict[tuple[str | int, ...], int]) -> None:
    tomllib.loads(text)
    found = lines_of(text)
    assert {path: found.get(path) for path in lines} == lines


def test_a_key_within_an_inline_table_has_the_line_of_its_table_and_an_absent_one_has_none() -> None:
    lines = lines_of("\nmail = {port = 0}")
    assert line_of(lines, ("mail", "port")) == 2
    assert line_of(lines, ("site", "id")) is None


def test_a_change_keeps_comments_order_and_line_ends() -> None:
    changed = edit(OFFICE, "site.id", "south")
    assert changed == OFFICE.replace('"north"', '"south"')
    windows = edit(OFFICE.replace("\n", "\r\n"), "mail.port", 25)
    assert windows.count("\n") == windows.count("\r\n") == OFFICE.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "mail.host = 'a'",
        "mail = {host = 'a'}",
        "[mail]",
        "[mail.x]",
        "[site]\n[mail]\n[tray]",
        "[network]\n[mail]\n[[network.users]]\nname = 'a'\n[tray]",
    ],
)
def test_a_change_touches_nothing_else_however_the_file_is_laid_out(text: str) -> None:
    expected: dict[str, Any] = tomllib.loads(text)
    expected.setdefault("mail", {})["port"] = 25
    assert tomllib.loads(edit(text, "mail.port", 25)) == expected


def test_a_section_that_is_a_number_is_left_to_a_person() -> None:
    title = refused(lambda: edit("mail = 3", "mail.port", 25)).title
    assert title == "mail is not a section in this settings file."


@pytest.mark.parametrize("first", ["", "[network]\n"])
def test_a_file_too_oddly_laid_out_for_the_writer_is_refused_instead_of_garbled(first: str) -> None:
    text = f"[[network.users]]\n{first}[mail]\n[[network.users]]\n"
    error = refused(lambda: edit(text, "network.users", [{"name": "a"}]))
    assert "can't be changed" in error.title
