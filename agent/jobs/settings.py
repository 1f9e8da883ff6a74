"""`meters settings` without a window: show, get, set, check, password.

`out` takes one line. Every function returns an exit code: 0 = fine, 2 = a person is needed; what is
refused is raised as AgentError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from agent.core.access import Secret
from agent.core.errors import AgentError
from agent.core.keyring_names import MAIL
from agent.core.settings import secret_names, value_of, words_of
from agent.core.settings.check import check as check_document
from agent.core.settings.check import field_of, flaws_of, refusal
from agent.core.settings.fields import FIELDS, SECTIONS
from agent.core.settings.text import edit, line_of, lines_of, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agent.core.settings.check import CheckTarget

    Out = Callable[[str], None]

FINE, NEEDS_A_PERSON = 0, 2
PASSPHRASE_LENGTH = 8  # the least that RFC 3414 section 11.2 wants of an SNMPv3 passphrase

_SECRET_NAME = re.compile(r"mail|community:[A-Za-z0-9._-]{1,64}|v3-(?:auth|privacy):[^\x00-\x1f\x7f]{1,32}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """settings.toml: `read` hands over its text, None where it is absent; `write` replaces it whole."""

    read: Callable[[], str | None]
    write: Callable[[str], None]


class Vault(Protocol):
    """The secrets of this agent by name; AgentError where the system's keyring can't be used."""

    def get(self, name: str) -> Secret | None:
        """Return a secret, None where it was never set."""

    def set(self, name: str, secret: Secret) -> None:
        """Keep a secret under a name."""


def show(file: TextFile, vault: Vault, check_target: CheckTarget, out: Out) -> int:
    """Print every setting, where it comes from, and which secrets are there; never a secret itself."""
    text = file.read() or ""
    document = parse(text)
    settings, problems = check_document(document, text, check_target)
    lines = lines_of(text)
    for section in SECTIONS:
        out(f"[{section}]")
        for field in [field for field in FIELDS if field.section == section]:
            is_there = (section, field.name) in lines and field.key not in {p.setting for p in problems}
            origin = f"file, line {line_of(lines, (section, field.name))}" if is_there else "default"
            out(f"  {field.name} = {words_of(value_of(settings, field.key))}  ({origin})")
    out("[secrets in the keyring]")
    for line in _secret_states(secret_names(settings), vault):
        out(f"  {line}")
    return _print_problems(problems, out)


def get(key: str, file: TextFile, check_target: CheckTarget, out: Out) -> int:
    """Print the value of one setting, as `set` would take it; AgentError if unknown or wrong."""
    field = field_of(key)
    text = file.read() or ""
    settings, problems = check_document(parse(text), text, check_target)
    own = [problem for problem in problems if problem.setting == field.key]
    if own:
        raise refusal(own)
    out(words_of(value_of(settings, key)))
    return FINE


def set_value(key: str, words: str, file: TextFile, check_target: CheckTarget, out: Out) -> int:
    """Change one setting in the file; AgentError, and nothing written, unless the whole result is right."""
    field = field_of(key)
    value = field.from_words(words)
    wrong = flaws_of(field, value, check_target)
    if wrong:
        raise refusal(wrong)
    changed = edit(file.read() or "", key, value)
    settings, problems = check_document(parse(changed), changed, check_target)
    if problems:
        raise refusal(problems)
    file.write(changed)
    out(f"{key} = {words_of(value_of(settings, key))}")
    return FINE


def check(file: TextFile, check_target: CheckTarget, out: Out) -> int:
    """Print everything that is wrong with the file, or that nothing is."""
    text = file.read() or ""
    _, problems = check_document(parse(text), text, check_target)
    if not problems:
        out("The settings are fine.")
    return _print_problems(problems, out)


def password(name: str | None, read_secret: Callable[[], str], vault: Vault, out: Out) -> int:
    """Put a secret into the keyring: "mail" unless named; AgentError if the name or the secret is none."""
    name = name or MAIL
    if not _SECRET_NAME.fullmatch(name):
        advice = "Say mail, community:NAME, v3-auth:USER or v3-privacy:USER."
        raise AgentError("There is no secret of that name.", advice)
    text = read_secret().rstrip("\r\n")
    if not text:
        raise AgentError("Nothing was entered.", "The keyring was left as it is. Try again.")
    if _CONTROL.search(text):
        advice = "A paste may have gone wrong: use the terminal's own menu to paste, or type it."
        raise AgentError("The secret holds a character that can't be typed.", advice)
    if name.startswith("v3-") and len(text) < PASSPHRASE_LENGTH:
        advice = f"SNMPv3 wants at least {PASSPHRASE_LENGTH} characters. The keyring was left as it is."
        raise AgentError("The passphrase is too short.", advice)
    vault.set(name, Secret(text))
    out(f"{name}: set")
    return FINE


def _secret_states(names: Sequence[str], vault: Vault) -> Iterator[str]:
    for position, name in enumerate(names):
        try:
            secret = vault.get(name)
        except AgentError as error:
            # A keyring that hangs costs its deadline at every question: ask no more.
            yield from (f"{rest}: keyring not usable" for rest in names[position:])
            yield str(error)
            return
        yield f"{name}: {'not set' if secret is None else 'set'}"
    if not names:
        yield "none needed"


def _print_problems(problems: Sequence[object], out: Out) -> int:
    for problem in problems:
        out(str(problem))
    return NEEDS_A_PERSON if problems else FINE
