"""What this program has left for one user, and its removal: secrets first, the database last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import removal as messages
from agent.core.settings.keyring_names import MAIL, NEXT_SIGNING_KEY, SIGNING_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from agent.core.model.records import Delivery
    from agent.jobs.ports import ListedSecrets

ALWAYS = (MAIL, SIGNING_KEY, NEXT_SIGNING_KEY)


@dataclass(frozen=True, slots=True)
class Traces:
    """All that would go. `secrets` are the names by agent id, `starts` what starts at sign-in, in words."""

    folder: Path
    files: tuple[Path, ...]
    secrets: Mapping[str, tuple[str, ...]]
    starts: tuple[str, ...]
    letters: tuple[Delivery, ...]
    is_known: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remove."""
        return not (self.files or self.starts or any(self.secrets.values()))


def kept_names(secrets: ListedSecrets, names: Iterable[str]) -> tuple[str, ...]:
    """Return which secrets are there: of these names, and what the keyring lists.

    AgentError where it can't be used.
    """
    listed = secrets.names()
    asked = dict.fromkeys((*ALWAYS, *names))
    return (*listed, *(name for name in asked if name not in listed and secrets.get(name) is not None))


def lines_of(traces: Traces) -> Iterator[str]:
    """Yield what would go, a line each; what nobody has received yet comes first."""
    if traces.letters:
        yield messages.letters(len(traces.letters))
        for letter in traces.letters:
            yield f"  - {messages.letter(letter.run_number, letter.queued_at)}"
    yield messages.HEADING
    if traces.files:
        yield f"  - {messages.files(len(traces.files), str(traces.folder))}"
    for agent_id, names in traces.secrets.items():
        yield from (f"  - {messages.secret(name, agent_id)}" for name in names)
    yield from (f"  - {start}" for start in traces.starts)
    if not traces.is_known:
        yield messages.UNKNOWN_AGENT


def forget(traces: Traces, secrets_of: Callable[[str], ListedSecrets]) -> None:
    """Remove the secrets; AgentError where the keyring can't be used."""
    for agent_id, names in traces.secrets.items():
        secrets = secrets_of(agent_id)
        for name in names:
            secrets.delete(name)
