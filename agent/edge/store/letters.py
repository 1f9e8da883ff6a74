"""The present agent's letters in the store, and deliveries: also of the agents that it followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.edge.store import diverting, following, outbox, outcomes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.model.records import CancelledRun, Delivery, Letter, MailSeen, Settlement
    from agent.edge.store.database import Database


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a store, and their deliveries; see Store for what holds for each method."""

    database: Database

    def last(self) -> Letter | None:
        """Return the newest letter of the chain."""
        with self.database.read() as connection:
            return outbox.last_letter(connection)

    def of_run(self, run_number: int) -> Letter | None:
        """Return the letter of that run."""
        with self.database.read() as connection:
            return outbox.letter(connection, run_number)

    def of_delivery(self, message_id: str) -> Letter | None:
        """Return the letter of a delivery, of this agent's chain or of one that it followed."""
        with self.database.read() as connection:
            return outbox.letter_of_delivery(connection, message_id)

    def waiting(self, now: datetime | None = None) -> tuple[Delivery, ...]:
        """Return the deliveries that are due at `now`, or all that wait; oldest first."""
        with self.database.read() as connection:
            return outbox.waiting(connection, now)

    def refused(self) -> tuple[Delivery, ...]:
        """Return the deliveries refused for ever that need attention, one a letter and the oldest first.

        None of a letter that left another way, waits again, or whose successors have long been taken.
        """
        with self.database.read() as connection:
            return outbox.refused(connection)

    def last_sent_at(self, now: datetime) -> datetime | None:
        """Return when a server last took one of the letters; a time in the future is none."""
        with self.database.read() as connection:
            return outbox.last_sent_at(connection, now)

    def settle(self, message_id: str, settled: Settlement, now: datetime) -> None:
        """Keep what came of a try, address by address; LookupError if that delivery does not wait.

        Where an address took mail now, what it was refused before waits for it again.
        """
        self.database.write_on_full_disk(
            lambda connection: outcomes.settle(connection, message_id, settled, now)
        )

    def mark_later(self, message_id: str, next_try_at: datetime, reason: str, *, counts: bool = True) -> None:
        """Note a try that failed for now; LookupError if it does not wait.

        Where it `counts` the wait after the next one is longer.
        """
        self.database.write_on_full_disk(
            lambda connection: outcomes.postpone(connection, message_id, next_try_at, reason, counts=counts)
        )

    def postpone_all(self, next_try_at: datetime) -> None:
        """Let nothing that waits be tried before this time."""
        with self.database.write() as connection:
            outcomes.postpone_all(connection, next_try_at)

    def follow_settings(self, present: MailSeen, now: datetime) -> None:
        """Let what did not leave follow the mail settings: where these changed, it is tried at once.

        Nothing is written where nothing changes: it is asked with each look at the status.
        """
        with self.database.read() as connection:
            if not following.must_follow(connection, present, now):
                return
        with self.database.write() as connection:
            following.follow(connection, present, now)

    def queue_again(self, run_number: int, message_id: str, now: datetime) -> bool:
        """Queue a run's letter, unchanged, under a new Message-ID; LookupError if there is none.

        False where it waits already: then that is tried at once, and nothing is queued.
        """
        with self.database.write() as connection:
            return outbox.queue_again(connection, run_number, message_id, now)

    def retry_owed(self, now: datetime) -> int:
        """Let each refused address be tried once more, with the oldest letter that it is owed."""
        with self.database.write() as connection:
            return outcomes.retry_owed(connection, now)

    def queue_refused_again(self, new_message_id: Callable[[], str], now: datetime) -> int:
        """Queue the letters of refused() once more, unchanged, and return how many they are.

        What was refused to some of its recipients waits for these again and counts, too.
        """
        with self.database.write() as connection:
            partly = outcomes.retry_refused(connection, now)
            return partly + outbox.queue_refused_again(connection, new_message_id, now)

    def cancel(self, run_number: int, now: datetime) -> bool:
        """End the letter of a run that did not reach everybody; False where there is none."""
        with self.database.write() as connection:
            return diverting.cancel(connection, run_number, now)

    def redirect(self, address: str, now: datetime) -> int:
        """Send what did not leave to this address alone; return how many letters that are."""
        with self.database.write() as connection:
            return diverting.redirect(connection, address, now)

    def redirected_to(self) -> frozenset[str]:
        """Return the addresses that letters were redirected to and did not arrive at yet."""
        with self.database.read() as connection:
            return diverting.redirected_to(connection)

    def is_ended(self, run_number: int) -> bool:
        """Return whether a person ended this run of the present agent."""
        with self.database.read() as connection:
            return diverting.is_ended(connection, run_number)

    def cancelled_runs(self) -> tuple[CancelledRun, ...]:
        """Return the runs that a person ended, of this agent and of those that it followed."""
        with self.database.read() as connection:
            return diverting.cancelled_runs(connection)

    def give_up(self, now: datetime) -> int:
        """Refuse what had waited for LETTERS_WAIT_FOR at the scan before; return how many those were."""
        with self.database.write() as connection:
            return outbox.give_up(connection, now)
