"""What the portal and the digest say, by the mechanism of the agent's messages (ADR 39, 57).

`texts` holds the sentences in English, `languages` a catalogue of each other language. What the agent's
catalogue of a language has is looked up there first: months, names of supplies, separators of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import add_catalogues
from agent.core.messages.sentences import Sentences, sentences_of

if TYPE_CHECKING:
    from cloud.core.messages.texts import analysis as analysis
    from cloud.core.messages.texts import closings as closings
    from cloud.core.messages.texts import decisions as decisions
    from cloud.core.messages.texts import device as device
    from cloud.core.messages.texts import digest as digest
    from cloud.core.messages.texts import erp as erp
    from cloud.core.messages.texts import finding_sentences as finding_sentences
    from cloud.core.messages.texts import fleet as fleet
    from cloud.core.messages.texts import frame as frame
    from cloud.core.messages.texts import log as log
    from cloud.core.messages.texts import not_answered as not_answered
    from cloud.core.messages.texts import notifications as notifications
    from cloud.core.messages.texts import offices as offices
    from cloud.core.messages.texts import orders as orders
    from cloud.core.messages.texts import refused_mail as refused_mail
    from cloud.core.messages.texts import service_messages as service_messages
    from cloud.core.messages.texts import today as today
else:

    def __getattr__(name: str) -> Sentences:
        if name.startswith("_"):
            raise AttributeError(name)
        return sentences_of(f"{__name__}.texts.{name}", DISTINCT)


LANGUAGES = add_catalogues(__file__)  # in which the portal and the digest can be read, English first
# Constants whose English stands elsewhere too, where another language says it otherwise.
DISTINCT = frozenset({"fleet.APPLY", "fleet.PRESENCE", "log.ABOUT"})
