"""Every text that a translator translates, read from the code.

`python -m tools.message_template > messages.pot` writes it as a PO template (GNU gettext manual). A new
language begins as a copy of it, `agent/core/messages/languages/fr.po`; `msgmerge --update`, or an editor's
"update from POT file", brings new texts into one that is there.

`python -m tools.message_template portal fr` writes that of the portal and the dealer's digest, for
`cloud/core/messages/languages/fr.po`: what they say, with the agent's texts that they show, as far as the
agent's `fr.po` does not have them.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from agent.core.messages.catalogue import OWN_NAME, SOURCE_LANGUAGE, BySystem
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.po import parse_po

ROOT = Path(__file__).parents[1]
MESSAGES = ROOT / "agent" / "core" / "messages"
_ALWAYS = (MESSAGES / "catalogue.py", MESSAGES / "numbers.py")
OF_PORTAL = ROOT / "cloud" / "core" / "messages"
# What the portal and the digest show of the agent's texts.
SHARED = ("days", "flags", "printers", "state_reasons")
_PLACES = re.compile(r"\{[^}]*\}")
_WORDS = re.compile(r"[^\W\d_]")  # where values stand alone there is nothing to translate
FUNCTIONS = {"gettext", "ngettext", "pgettext", "translated"}
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Meters Agent\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"""


@dataclass(slots=True)
class Message:
    """One text with its context ("" without one), its plural, where it stands, and the values it is given."""

    context: str
    text: str
    plural: str | None = None
    places: list[str] = field(default_factory=list)
    values: set[str] | None = None  # None for a constant, which its user fills


def messages() -> dict[tuple[str, str], Message]:
    """Return every text of the agent by context and text, in the order of the files."""
    return _of_files(*_ALWAYS, *sorted((MESSAGES / "texts").glob("*.py")))


def portal_messages(language: str = SOURCE_LANGUAGE) -> dict[tuple[str, str], Message]:
    """Return every text that the portal and the digest need in a language, as `messages`.

    What the agent's catalogue of the language has is none of them.
    """
    known = MESSAGES / "languages" / f"{language}.po"
    there = parse_po(known.read_text(encoding="utf-8")).texts if known.exists() else {}
    shared = (MESSAGES / "texts" / f"{name}.py" for name in SHARED)
    found = _of_files(*_ALWAYS, *shared, *sorted((OF_PORTAL / "texts").glob("*.py")))
    return {key: message for key, message in found.items() if key not in there}


def _of_files(*files: Path) -> dict[tuple[str, str], Message]:
    found = {OWN_NAME: Message(*OWN_NAME, places=["catalogue.OWN_NAME"])}
    for file in files:
        for message in _of_file(file):
            known = found.setdefault((message.context, message.text), message)
            known.places += [place for place in message.places if place not in known.places]
            known.plural = known.plural or message.plural
            if message.values is not None:
                known.values = (known.values or set()) | message.values
    return found


def _of_file(file: Path) -> Iterator[Message]:
    module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    is_texts = file.parent != MESSAGES
    distinct = import_module(module.__name__.partition(".messages.")[0] + ".messages").DISTINCT
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body:
        for name in _constants(node):
            if is_texts and not name.startswith("_"):
                place = f"{file.stem}.{name}"
                yield from _texts(getattr(module, name), place if place in distinct else "", place)
        for call in (n for n in ast.walk(node) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)):
            if isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS:
                yield from _of_call(call, module, f"{file.stem}.{getattr(node, 'name', '')}")


def _constants(node: ast.stmt) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in targets:
        for name in ast.walk(target) if target is not None else ():
            if isinstance(name, ast.Name) and name.id.lstrip("_").isupper():
                yield name.id


def _of_call(call: ast.Call, module: object, place: str) -> Iterator[Message]:
    assert isinstance(call.func, ast.Name)  # chosen above
    function = call.func.id
    values = {keyword.arg for keyword in call.keywords if keyword.arg}
    arguments = [_value(argument, module) for argument in call.args]
    if function == "translated":
        context = arguments[1] if len(arguments) > 1 else ""
        yield from _texts(arguments[0], context or "", place)
    elif function == "ngettext" and isinstance(arguments[0], str):
        yield Message("", arguments[0], arguments[1], [place], {*values, "count"})
    elif function == "pgettext" and isinstance(arguments[1], str):
        yield Message(arguments[0], arguments[1], None, [place], values)
    elif function == "gettext" and isinstance(arguments[0], str):
        if isinstance(call.args[0], ast.Constant):
            yield Message("", arguments[0], None, [place], values)
        else:
            yield from _texts(arguments[0], "", place)


def _value(argument: ast.expr, module: object) -> Any:  # noqa: ANN401 (a constant of whatever shape)
    match argument:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name.lstrip("_").isupper():
            return getattr(module, name)
    return None


def _texts(value: object, context: str, place: str) -> Iterator[Message]:
    match value:
        case "":
            return
        case BySystem():
            yield from _texts((str(value), *value.of_systems.values()), context, place)
        case str():
            if not _PLACES.search(value) or _WORDS.search(_PLACES.sub("", value)):
                yield Message(context, value, None, [place])
        case ErrorKind(title=title, advice=advice, window=window, icon=icon):
            yield from _texts((title, advice, *(window or ()), icon or ""), context, place)
        case tuple():
            for item in value:
                yield from _texts(item, context, place)
        case Mapping():
            for item in value.values():
                yield from _texts(item, context, place)


def _entry(message: Message) -> str:
    lines = [f"#: {place}" for place in message.places]
    lines += [f"msgctxt {quoted(message.context)}"] if message.context else []
    lines += [f"msgid {quoted(message.text)}"]
    if message.plural is None:
        lines += ['msgstr ""']
    else:
        lines += [f"msgid_plural {quoted(message.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as PO files quote it."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    wanted = portal_messages(*sys.argv[2:3]) if sys.argv[1:2] == ["portal"] else messages()
    sys.stdout.write("\n".join([HEADER, *map(_entry, wanted.values())]))
