"""How the tests of the SNMP engines ask: one question, through a named engine."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from agent.core.polling.requests import Answer, Request, RequestKind
from agent.edge.snmp import ENGINES, open_session
from tests.support.real_snmpd import V2C

if TYPE_CHECKING:
    from agent.core.model.access import Access, Endpoint
    from agent.core.model.walk import Oid

every_engine = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(
            name, marks=pytest.mark.skipif(importlib.util.find_spec(name) is None, reason="no build")
        )
        for name in ENGINES
    ],
)


def ask(  # noqa: PLR0913 (a question, whom to ask and how)
    engine: str,
    endpoint: Endpoint,
    kind: RequestKind,
    *oids: Oid,
    access: Access = V2C,
    repetitions: int = 0,
    timeout: float = 2.0,
) -> Answer:
    """Open a session and ask it once; `timeout` in seconds."""
    return open_session(endpoint, access, engine).ask(Request(kind, oids, repetitions), timeout)
