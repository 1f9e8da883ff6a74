"""`meters settings` without a window: show, get, set, check, password.

`out` takes one line. Every function returns an exit code; what is refused is raised as AgentError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import deployment
from agent.core.messages import settings as messages
from agent.core.model.access import SHORTEST_PASSPHRASE, Secret
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.settings import secret_names, text_of, value_of
from agent.core.settings.check import check as check_document
from agent.core.settings.check import field_of, flaws_of, refusal, refuse_new, refuse_unusable
from agent.core.settings.fields import FIELDS, SECTIONS
from agent.core.settings.keyring_names import MAIL
from agent.core.settings.layers import NO_LAYERS, Layers, keys_of
from agent.core.settings.toml_text import KeyPath, edit, line_of, lines_of, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from agent.core.settings.field import Field
    from agent.jobs.ports import SecretStore

    Out = Callable[[str], None]


_SECRET_NAME = re.compile(
    r"mail|client-certificate|community:[A-Za-z0-9._-]{1,64}|v3-(?:auth|privacy):[^\x00-\x1f\x7f]{1,32}"
)
# Lone surrogates stand for octets that are no text of the terminal's encoding.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """settings.toml: `read` hands over its text, None where it is absent; `write` replaces it whole.

    `layers` are what stands above and below it.
    """

    read: Callable[[], str | None]
    write: Callable[[str], None]
    layers: Layers = NO_LAYERS


def show(file: TextFile, secret_store: SecretStore, out: Out) -> int:
    """Print every setting, where it comes from, and which secrets are there; never a secret itself."""
    text = file.read() or ""
    document = parse(text)
    settings, problems = check_document(document, text, file.layers)
    lines, wrong = lines_of(text), {problem.setting for problem in problems if not problem.is_bearable}
    for section in SECTIONS:
        out(f"[{section}]")
        for field in [field for field in FIELDS if field.section == section]:
            origin = _origin(field, lines, file.layers, is_wrong=field.key in wrong)
            value = text_of(value_of(settings, field.key)) or messages.NOT_SET
            out(f"  {field.name} = {value}  ({origin})")
    out(f"[{messages.SECRETS}]")
    for line in _secret_states(secret_names(settings), secret_store):
        out(f"  {line}")
    return _print_problems(problems, out)


def _origin(field: Field, lines: Mapping[KeyPath, int], layers: Layers, *, is_wrong: bool) -> str:
    """Return where the value of a setting comes from."""
    path = (field.section, field.name)
    if field.key in layers.locked:
        return f"{deployment.POLICY}: {layers.policy_place}"
    if path in lines and not is_wrong:
        return messages.from_file(line_of(lines, path))
    return layers.provision_place if field.key in keys_of(layers.provision) else messages.DEFAULT


def get(key: str, file: TextFile, out: Out) -> int:
    """Print the value of one setting, as `set` would take it; AgentError if unknown or wrong."""
    field = field_of(key)
    text = file.read() or ""
    settings, problems = check_document(parse(text), text, file.layers)
    refuse_unusable([problem for problem in problems if problem.setting == field.key])
    out(text_of(value_of(settings, key)))
    return ExitCode.FINE


def set_value(key: str, typed: str, file: TextFile, out: Out) -> int:
    """Change one setting in the file and print what else is wrong there.

    AgentError, and nothing written, where the change itself is wrong or makes something else wrong.
    """
    field = field_of(key)
    if key in file.layers.locked:
        raise AgentError(deployment.LOCKED, {"key": key, "place": file.layers.policy_place})
    value = field.from_text(typed)
    wrong = flaws_of(field, value)
    if wrong:
        raise refusal(wrong)
    before = file.read() or ""
    changed = edit(before, key, value)
    _, old = check_document(parse(before), before, file.layers)
    settings, problems = check_document(parse(changed), changed, file.layers)
    refuse_new(problems, [problem for problem in old if problem.setting != key])
    file.write(changed)
    out(f"{key} = {text_of(value_of(settings, key))}")
    if problems:
        out(messages.still_wrong(len(problems)))
        _print_problems(problems, out)
    return ExitCode.FINE


def check(file: TextFile, out: Out) -> int:
    """Print everything that is wrong with the file, or that nothing is."""
    text = file.read() or ""
    _, problems = check_document(parse(text), text, file.layers)
    if not problems:
        out(messages.FINE)
    return _print_problems(problems, out)


def password(
    name: str | None, read_secret: Callable[[], str], keep: Callable[[str, Secret], None], out: Out
) -> int:
    """Let `keep` keep a secret: "mail" unless named; AgentError if the name or the secret is none."""
    name = name or MAIL
    if not _SECRET_NAME.fullmatch(name):
        raise AgentError(messages.NO_SUCH_SECRET)
    text = read_secret().rstrip("\r\n")
    if not text:
        raise AgentError(messages.NOTHING_ENTERED)
    if _CONTROL.search(text):
        raise AgentError(messages.UNTYPEABLE)
    if name.startswith("v3-") and len(text) < SHORTEST_PASSPHRASE:
        raise AgentError(messages.TOO_SHORT, {"characters": SHORTEST_PASSPHRASE})
    keep(name, Secret(text))
    out(messages.is_set(name))
    return ExitCode.FINE


def _secret_states(names: Sequence[str], secret_store: SecretStore) -> Iterator[str]:
    for position, name in enumerate(names):
        try:
            secret = secret_store.get(name)
        except AgentError as error:
            # A keyring that hangs costs its deadline at every question: ask no more.
            yield from (messages.not_usable(rest) for rest in names[position:])
            yield str(error)
            return
        yield messages.is_not_set(name) if secret is None else messages.is_set(name)
    if not names:
        yield messages.NONE_NEEDED


def _print_problems(problems: Sequence[object], out: Out) -> int:
    for problem in problems:
        out(str(problem))
    return ExitCode.NEEDS_A_PERSON if problems else ExitCode.FINE
