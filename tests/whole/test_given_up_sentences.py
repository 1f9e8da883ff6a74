"""Terms and sentences that were given up stay away from every sentence of both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from agent.core.messages.po import parse_po

ROOT = Path(__file__).parents[1].parent
MESSAGES = (ROOT / "agent/core/messages", ROOT / "cloud/core/messages")
ENGLISH = tuple(file for folder in MESSAGES for file in sorted((folder / "texts").glob("*.py")))
GERMAN = tuple(folder / "languages" / "de.po" for folder in MESSAGES)
# What may not be said, as regular expressions; the comment of a group says what is said instead.
GIVEN_UP = {
    "en": (
        *(r"\bneeds? a hand", r"all fine", r"can't print", r"All is well"),  # needs attention, Stopped
        *(r"\bvouch", r"the word of", r"your word", r"\banew\b", r"as ever"),  # confirmed by
        *(r"\bsilent\b", r"not heard", r"\bslept\b", r"some left", r"room left"),  # not responding, full
        *(r"\bCollect", r"engine life", r"\bBilled\b", r"refused for good"),  # read printers, meters
        *(r"has left\b", r"\bletter\b", r"\bsecret\b", r"made a mistake", r"at work\b"),  # report, password
        *(r"runs backwards", r"lets this user in", r"took the connection", r"needs a look", r"a doctor"),
    ),
    "de": (
        *(r"brauch\w+ Hilfe", r"Hilfe brauch", r"Druckt nicht", r"alles in Ordnung"),
        *(
            r"\bbürg",
            r"gebürgt",
            r"mit dem Wort",
            r"an der Arbeit",
            r"\bstumm\b",
            r"geschlafen",
            r"\bschläft\b",
        ),
        *(
            r"[Ss]ammel[nt]\b",
            r"Durchgang",
            r"\bLauf\b",
            r"\bBrief\b",
            r"\bhinaus",
            r"Laufleistung",
            r"Abgerechnet",
        ),
        *(r"Geheimnis", r"Passwort", r"etwas übrig", r"% Platz", r"endgültig abgelehnt", r"läuft rückwärts"),
        *(
            r"(?<!E-)\bMail\b(?!-)",
            r"Testmail",
            r"Einen? Blick\b",
            r"Probier",
            r"lässt diesen Benutzer",
            r"\bDoktor\b",
        ),
    ),
}
# What signs a webhook's calls is a secret in the specification "Standard Webhooks" and its libraries.
WEBHOOK = re.compile(r"Webhook secret|signature of each call|Each call is signed")


def sentences(file: Path) -> list[str]:
    """Return the texts of a file of messages, without docstrings; parts of one sentence may be apart."""
    if file.suffix == ".po":
        return [form for forms in parse_po(file.read_text()).texts.values() for form in forms]
    tree = ast.parse(file.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [n.value for n in constants if isinstance(n.value, str) and id(n) not in docstrings]


@pytest.mark.parametrize(("language", "files"), [("en", ENGLISH), ("de", GERMAN)], ids=["en", "de"])
def test_no_sentence_says_what_was_given_up(language: str, files: tuple[Path, ...]) -> None:
    said = [(file.name, text) for file in files for text in sentences(file) if " " in text]
    assert len(said) > 300  # the files were found
    said = [(name, text) for name, text in said if not WEBHOOK.search(text)]
    found = [(name, text) for name, text in said for old in GIVEN_UP[language] if re.search(old, text)]
    assert found == []
