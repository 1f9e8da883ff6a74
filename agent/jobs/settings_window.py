"""What the settings window shows and what Save does: no window here, file and keyring are arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.messages import keyring
from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.core.settings import Settings, SnmpUser, secret_names
from agent.core.settings.check import Problem, check, refuse_new
from agent.core.settings.fields import BY_KEY
from agent.core.settings.form import changes, document_of, values_of
from agent.core.settings.lists import edit_list
from agent.core.settings.toml_text import edit, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from agent.core.conditions.kinds import Condition
    from agent.core.discovery.networks import OwnNetworks
    from agent.core.doctor.why import DoctorPlace
    from agent.core.mail.certificate import ServerCertificate
    from agent.core.model.access import Secret
    from agent.jobs.ports import NetworkSearch, SecretStore
    from agent.jobs.settings import TextFile

    Values = Mapping[str, Any]
    Secrets = Mapping[str, Secret]


@dataclass(frozen=True, slots=True)
class TypedFirst:
    """A secret store where what somebody typed, and did not save yet, wins over what is kept."""

    typed: Secrets
    secret_store: SecretStore

    def get(self, name: str) -> Secret | None:
        """Return the secret of this name, None where there is none."""
        return self.typed.get(name) or self.secret_store.get(name)

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret under this name, in place of an earlier one."""
        self.secret_store.set(name, secret)

    def delete(self, name: str) -> None:
        """Forget the kept secret of this name."""
        self.secret_store.delete(name)


@dataclass(frozen=True, slots=True)
class WindowAdapters:
    """What the window needs of the outside world. What may take its time is called in a thread.

    `secret_store` returns where the secrets lie, and `next_run` a sentence. `send_test` hands a test mail
    to the server of these settings; a typed password wins over the kept one. `certificate_of` returns what
    that server shows. `try_user` asks an address as the SNMPv3 user of this row, with typed passphrases
    before kept ones. `show_printers` opens the page in a browser, `open_doctor` the doctor's window at a
    step, `open_bundle` that of the support file. `conditions` returns those that stand. `system` is windows,
    macos or linux. All of these, `search` and `own_networks` may raise AgentError; `send_test` and
    `try_user` return a sentence where all went well.
    """

    file: TextFile
    secret_store: Callable[[], SecretStore]
    own_networks: Callable[[], OwnNetworks]
    send_test: Callable[[Settings, Secrets], str]
    certificate_of: Callable[[Settings], ServerCertificate]
    try_user: Callable[[SnmpUser, Secrets, str], str]
    next_run: Callable[[Settings], str]
    search: Callable[[], NetworkSearch]
    now: Callable[[], datetime]
    folder: str
    open_folder: Callable[[], None]
    open_log: Callable[[], None]
    show_printers: Callable[[], None]
    open_doctor: Callable[[DoctorPlace], None]
    conditions: Callable[[], Sequence[Condition]]
    open_bundle: Callable[[], None]
    system: str = "linux"
    is_dark: bool = False
    profiles: tuple[str, ...] = ()  # names of the tables that mail.profile can name
    start_hint: str = ""  # what a person must know of how the icon starts


@dataclass(frozen=True, slots=True)
class OpenedSettings:
    """The file as it was when the window opened: what the fields show, and what no field can show.

    `document` is what counts, with the layers above and below the file; `locked` are the keys that only the
    administrator changes.
    """

    document: Mapping[str, Any]
    values: Values
    strange: tuple[Problem, ...]
    locked: frozenset[str] = frozenset()


def open_settings(file: TextFile, shown: Iterable[str]) -> OpenedSettings:
    """Return the state that the window begins with; `shown` are the keys that have a field.

    AgentError where the file can't be read or is no TOML.
    """
    text = file.read() or ""
    layers = file.layers
    _, problems = check(parse(text), text, layers)
    fields = set(shown) - layers.locked
    strange = tuple(problem for problem in problems if problem.setting not in fields)
    document = layers.merged(parse(text))
    return OpenedSettings(document, values_of(document), strange, layers.locked)


def judge(values: Values) -> tuple[Settings, dict[str, str]]:
    """Return the settings of a form, and a sentence for each key with something wrong."""
    settings, problems = check(document_of(values), "")
    said: dict[str, str] = {}
    for problem in problems:
        said.setdefault(problem.setting, _sentence(problem))
    return settings, said


def _sentence(problem: Problem) -> str:
    number = problem.key.partition("[")[2].partition("]")[0]
    item = int(number) if number else None
    wanted = "" if problem.is_bearable else messages.instruction(problem.setting, item)
    return wanted or messages.expected(problem.expected, problem.got, item)


def kept_secrets(settings: Settings, secret_store: SecretStore) -> frozenset[str]:
    """Return the names of the secrets that are needed and there; AgentError without a usable keyring."""
    return frozenset(name for name in secret_names(settings) if secret_store.get(name) is not None)


def save(
    opened: OpenedSettings,
    values: Values,
    typed: Secrets,
    kept: Iterable[str] | None,
    adapters: WindowAdapters,
) -> None:
    """Put typed secrets into the keyring, then the changes into the file; forget what is needed no more.

    What another hand changed in the file since it was opened stays, but for the settings changed here. `kept`
    are the secrets that the keyring has, None while it did not answer: any that was needed before.
    AgentError, and the file as it was, where the result would be wrong or can't be kept.
    """
    new = {key: value for key, value in changes(opened.document, values).items() if key not in opened.locked}
    before = adapters.file.read() or ""
    after = edited(before, new)
    settings, problems = check(parse(after), after, adapters.file.layers)
    refuse_new(problems, opened.strange)
    needed = secret_names(settings)
    for name, secret in typed.items():
        if name in needed:
            adapters.secret_store().set(name, secret)
    if after != before:
        adapters.file.write(after)
    before_needed = secret_names(judge(opened.values)[0]) if kept is None else kept
    _forget(set(before_needed) - set(needed), adapters.secret_store)


def _forget(names: Iterable[str], secret_store: Callable[[], SecretStore]) -> None:
    try:
        for name in names:
            secret_store().delete(name)
    except AgentError as error:
        if error.kind != keyring.NO_KEYRING:  # where there is none, nothing is kept
            raise


def edited(text: str, new: Values) -> str:
    """Return the text of the settings with these values in it; comments stay. AgentError as `text.edit`."""
    for key, value in new.items():
        text = edit_list(text, key, value) if BY_KEY[key].is_list else edit(text, key, value)
    return text
