"""How long known printers take to answer, one row an endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.discovery.response_times import Estimate, ResponseTimes
from agent.core.model.access import Endpoint

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager


@dataclass(frozen=True, slots=True)
class ResponseTimesByEndpoint:
    """What was measured; `read` and `write` open transactions. Each method may raise AgentError."""

    read: Callable[[], AbstractContextManager[sqlite3.Connection]]
    write: Callable[[], AbstractContextManager[sqlite3.Connection]]

    def known(self) -> dict[Endpoint, ResponseTimes]:
        """Return the response times that are known, by endpoint."""
        with self.read() as connection:
            rows = connection.execute("SELECT * FROM response_times").fetchall()
        return {
            Endpoint(row["ip_address"], row["port"]): ResponseTimes(
                _estimate(row, "answer"), _estimate(row, "slowest")
            )
            for row in rows
        }

    def replace(self, times: Mapping[Endpoint, ResponseTimes]) -> None:
        """Keep these in place of all that were known."""
        rows = [
            (endpoint.address, endpoint.port, *_numbers(one.answer), *_numbers(one.slowest))
            for endpoint, one in times.items()
        ]
        with self.write() as connection:
            connection.execute("DELETE FROM response_times")
            connection.executemany("INSERT INTO response_times VALUES (?, ?, ?, ?, ?, ?)", rows)


def _estimate(row: sqlite3.Row, name: str) -> Estimate | None:
    smoothed, variation = row[f"{name}_smoothed"], row[f"{name}_variation"]
    return None if smoothed is None or variation is None else Estimate(smoothed, variation)


def _numbers(estimate: Estimate | None) -> tuple[float, float] | tuple[None, None]:
    return (estimate.smoothed, estimate.variation) if estimate else (None, None)
