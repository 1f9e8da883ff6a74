"""What an administrator or dealer set up beforehand: the policy in force, and the provision file."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from agent.context.folder import now
from agent.core.messages import deployment as messages
from agent.core.messages import set_language, window
from agent.core.model.errors import AgentError
from agent.core.settings.form import shown
from agent.core.settings.layers import NO_LAYERS, Layers
from agent.core.settings.policy import Policy, policy_of_registry, policy_of_text
from agent.core.settings.provision import Provision, Taken, provision_of, rows_of, taken_of, text_of_taken
from agent.edge import administrator, files, paths
from agent.edge.language import language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent.core.conditions.kinds import Fact
    from agent.core.settings import Settings

LOG = logging.getLogger(__name__)
MOST_NAMED = 8  # unknown settings of a policy in one sentence
MOST_SHOWN = 10_000  # characters that somebody is asked to look at; in more of them a recipient could hide


@dataclass(frozen=True, slots=True)
class Waiting:
    """A provision file that counts only after a person's yes."""

    path: str
    sha256: str
    provision: Provision
    is_administrators: bool

    def rows(self) -> list[tuple[str, str]]:
        """Return its settings as pairs of a label and a value."""
        labels = {**window.LABELS, **messages.LABELS}
        return [(labels[key], shown(value)) for key, value in rows_of(self.provision.document)]


@dataclass(frozen=True, slots=True)
class Deployment:
    """What was set up beforehand. `problem` is the place of a provision file and why it can't be used.

    `unknown` are the keys of the policy that this version does not know, each a text such as "mail.port".
    """

    layers: Layers = NO_LAYERS
    unknown: tuple[str, ...] = ()
    taken: Taken | None = None
    waiting: Waiting | None = None
    problem: tuple[str, str] | None = None

    def left_out(self) -> dict[str, Mapping[str, Fact]]:
        """Return the facts of a policy that this version does not know all of, by its place."""
        if not self.unknown:
            return {}
        more = ["..."] if len(self.unknown) > MOST_NAMED else []
        names = ", ".join([*self.unknown[:MOST_NAMED], *more])
        return {administrator.policy_place(): {"names": names}}

    def unlisted(self, settings: Settings) -> dict[str, Mapping[str, Fact]]:
        """Return the facts of a computer whose code its provision file lacks, by the computer's name."""
        taken = self.taken
        if taken is None or taken.is_listed or settings.site.enrolment:
            return {}
        return {taken.computer: {"path": taken.path}}


def deployment_of(folder: files.Folder) -> Deployment:
    """Return the layers of this folder; a provision file that needs no person's yes is taken now.

    AgentError where the policy, or what was taken before, can't be used: neither is left out silently.
    """
    policy = _policy()
    taken = _taken(folder)
    waiting, problem = None, None
    path = administrator.provision_file(paths.program())
    try:
        waiting = _waiting(path, taken) if path else None
        if waiting and waiting.is_administrators and waiting.provision.is_agreed:
            taken, waiting = take(folder, waiting), None
    except AgentError as error:
        problem = (str(path), " ".join(str(error).split()))  # a condition is one line
    layers = Layers(
        policy.document,
        administrator.policy_place() if policy.document else "",
        taken.document if taken else {},
        taken.path if taken else "",
    )
    _speak(folder, layers)
    return Deployment(layers, policy.unknown, taken, waiting, problem)


def take(folder: files.Folder, waiting: Waiting) -> Taken:
    """Let a provision file count from now on, beneath what the office chose. AgentError: it can't be kept."""
    provision = waiting.provision
    taken = _now(waiting, provision.document, is_listed=provision.is_listed)
    files.write_atomically(folder.provisioned, text_of_taken(taken))
    LOG.info("%s", messages.taken(taken.path, taken.at))
    if not taken.is_listed:
        LOG.warning("%s %s", taken.path, messages.NOT_LISTED)
    return taken


def refuse(folder: files.Folder, waiting: Waiting) -> Taken:
    """Ask for this content no more; what was taken before stays. AgentError where that can't be kept."""
    before = _taken(folder)
    refused = replace(before, sha256=waiting.sha256) if before else _now(waiting, {}, is_listed=True)
    files.write_atomically(folder.provisioned, text_of_taken(refused))
    return refused


def _now(waiting: Waiting, document: Mapping[str, Any], *, is_listed: bool) -> Taken:
    from agent.edge import machine

    return Taken(waiting.path, waiting.sha256, now(), machine.computer_name(), is_listed, document)


def _policy() -> Policy:
    found = administrator.policy()
    try:
        if found is None:
            return Policy({})
        return policy_of_text(found) if isinstance(found, str) else policy_of_registry(found)
    except AgentError as error:
        facts = {"place": administrator.policy_place(), "reason": str(error)}
        raise AgentError(messages.POLICY_UNUSABLE, facts) from error


def _taken(folder: files.Folder) -> Taken | None:
    text = files.read_text(folder.provisioned)
    return None if text is None else taken_of(text)


def _waiting(path: Path, taken: Taken | None) -> Waiting | None:
    """Return the content of a provision file, None where the same was seen before.

    AgentError where it is no use.
    """
    import hashlib  # slow to load, and seldom needed

    from agent.edge import machine

    text = files.read_text(path) or ""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if taken and taken.sha256 == sha256:
        return None
    provision = provision_of(text, machine.computer_name())
    waiting = Waiting(str(path), sha256, provision, administrator.is_administrators(path))
    if not waiting.is_administrators and sum(len(value) for _, value in waiting.rows()) > MOST_SHOWN:
        raise AgentError(messages.TOO_MUCH_TO_SHOW)
    return waiting


def _speak(folder: files.Folder, layers: Layers) -> None:
    """Speak the language that was set beforehand; the entry point knew settings.toml alone."""
    above, below = (one.get("site", {}).get("language") for one in (layers.policy, layers.provision))
    set_language(language(folder.settings, above, below))
