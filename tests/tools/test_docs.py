"""The documents: what is made from the code is as the code, no link leads to nothing, each has its reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from agent.ui.cli import build_parser
from tools.docs.links import broken_links, documents, missing_paths
from tools.docs.markdown import table
from tools.docs.packages import package_picture
from tools.docs.pages import DOCS, ROOT, pages

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = tuple(documents(ROOT))
NAMES = [str(each.relative_to(ROOT)) for each in DOCUMENTS]
# Those that people write, but for the changelog, which tells of the past in the words of the past.
MADE = {ROOT / "CHANGELOG.md", *(DOCS / name for name in pages())}
WRITTEN = tuple(each for each in DOCUMENTS if each not in MADE)
# What a private word or place of this project's making would look like.
PRIVATE = re.compile(
    r"\.\./shared|CONTRACT\.md|QUIRKS\.md|VENDOR_OIDS\.md|needs? a hand|front door|braucht Hilfe"
)


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_generated_document_says_what_the_code_says(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], "python -m tools.docs writes it anew"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_no_link_leads_to_nothing(document: Path) -> None:
    assert broken_links(document, ROOT) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_each_file_that_a_document_names_is_there(document: Path) -> None:
    assert missing_paths(document, ROOT) == []


@pytest.mark.parametrize("document", WRITTEN, ids=[str(each.relative_to(ROOT)) for each in WRITTEN])
def test_no_document_uses_private_words(document: Path) -> None:
    assert PRIVATE.findall(document.read_text(encoding="utf-8")) == []


def test_the_readme_is_read_in_one_go() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 100


def test_the_office_reads_the_same_pages_in_german() -> None:
    english, german = DOCS / "user", DOCS / "user" / "de"
    names = sorted(each.name for each in english.glob("*.md"))

    assert names == sorted(each.name for each in german.glob("*.md"))
    for name in names:
        lines = [(at / name).read_text("utf-8").count("\n| ") for at in (english, german)]
        assert abs(lines[0] - lines[1]) <= 1, name


def test_every_document_of_the_site_is_in_its_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    below = {str(each.relative_to(DOCS)) for each in DOCS.rglob("*.md") if each.parent != DOCS / "adr"}

    assert [name for name in sorted(below) if f"- {name}\n" not in menu] == []


def test_every_decision_is_listed() -> None:
    listed = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    decisions = sorted(each.name for each in (DOCS / "adr").glob("[0-9]*.md"))

    assert len(decisions) >= 30
    assert [name for name in decisions if f"({name})" not in listed] == []


def test_the_command_line_lists_what_help_lists_and_nothing_hidden() -> None:
    page = pages()["reference/command-line.md"]

    assert "## meters settings password" in page
    assert "--no-send" in page
    assert [
        hidden
        for hidden in ("meters reader", "meters icon", "--scheduled", "--later-round")
        if hidden in page
    ] == []
    assert build_parser().prog == "meters"


def test_a_forgotten_link_or_file_is_found(tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# One heading\n", encoding="utf-8")
    document = tmp_path / "page.md"
    document.write_text(
        "[a](other.md) [b](gone.md) [c](other.md#one-heading) [d](other.md#no-heading) [e](../out.md)\n"
        "[`f`](gone-too.md) `agent/gone.py` `cloud/stack.toml`\n```\n[in code](x.md)\n```\n",
        encoding="utf-8",
    )

    assert broken_links(document, tmp_path) == ["gone.md", "other.md#no-heading", "../out.md", "gone-too.md"]
    assert missing_paths(document, tmp_path) == ["agent/gone.py"]


def test_a_table_holds_bars_and_line_breaks_of_its_cells() -> None:
    assert table(("a", "b"), [("x|y", "one\ntwo")]) == "| a | b |\n| --- | --- |\n| x\\|y | one two |"


def test_the_picture_shows_the_imports_that_are_there(tmp_path: Path) -> None:
    for name, source in {
        "ui/a.py": "from agent.core.mail import letter\n",
        "core/mail/letter.py": "",
    }.items():
        file = tmp_path / "agent" / name
        file.parent.mkdir(parents=True)
        file.write_text(source, encoding="utf-8")

    assert "    ui[ui] --> core_mail[core/mail]\n" in package_picture(tmp_path / "agent")


@pytest.mark.parametrize("form", ["bug", "printer"])
def test_an_issue_form_has_what_github_demands(form: str) -> None:
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml").read_text(encoding="utf-8")
    kinds = re.findall(r"^  - type: (\w+)$", text, re.MULTILINE)
    ids = re.findall(r"^    id: (\w+)$", text, re.MULTILINE)

    assert [
        key for key in ("name", "description", "body") if not re.search(f"^{key}:", text, re.MULTILINE)
    ] == []
    assert set(kinds) <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len(ids) == len(set(ids)) == len(kinds) == text.count("      label: ")
    assert "\t" not in text


def test_a_printer_that_is_read_wrongly_comes_with_a_recording() -> None:
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / "printer.yml").read_text(encoding="utf-8")
    recording = text.partition("id: recording")[2]

    assert "required: true" in recording
    assert "meters walk ADDRESS --redact" in recording


def test_every_push_runs_what_a_person_runs() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")

    assert "- run: .ci/run\n" in workflow
    assert "- run: make docs\n" in workflow
    assert "push:" in workflow
