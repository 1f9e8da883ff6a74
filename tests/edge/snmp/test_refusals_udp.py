"""Refusals that pass, over UDP and through every engine: no value is lost, and the reading is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.sweep import Found
from agent.core.model.access import Secret
from agent.core.snmp_codec.message import Version
from agent.edge.snmp import open_session
from agent.edge.snmp.ask import ask
from agent.jobs.read_device import Reader, read_device
from tests.support.made_printers import OFFICE_PRINTER
from tests.support.refusing_agent import refusing_agent
from tests.support.snmp_asking import every_engine

if TYPE_CHECKING:
    from agent.core.model.printer import Reading
    from tests.support.refusing_agent import Refusal

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
TIMEOUT = 2.0  # seconds: this agent answers at once, so only a very busy machine comes near
TOO_BIG, GENERAL_ERROR, NO_ACCESS, RESOURCE_UNAVAILABLE, AUTHORIZATION_ERROR = 1, 5, 6, 13, 16


def read(engine: str, refuse: Refusal, version: str = "2c") -> Reading:
    versions = (Version.V1,) if version == "1" else (Version.V1, Version.V2C)
    reader = Reader(lambda at, by: open_session(at, by, engine), ask, lambda: NOW, TIMEOUT)
    with refusing_agent(OFFICE_PRINTER, refuse, versions) as heard:
        reading = read_device(Found(heard.endpoint, version, Secret("public")), reader).reading
    assert reading is not None
    assert reading.snmp_version == version
    return reading


@cache
def whole(engine: str) -> Reading:
    return read(engine, lambda _place, _question: None)


def once(place: int, status: int, index: int) -> Refusal:
    return lambda at, _question: (status, index) if at == place else None


@every_engine
@pytest.mark.parametrize("status", [GENERAL_ERROR, NO_ACCESS, RESOURCE_UNAVAILABLE, AUTHORIZATION_ERROR])
@pytest.mark.parametrize(("place", "index"), [(1, 1), (1, 0), (2, 1), (2, 5), (4, 2)])
def test_a_refusal_in_the_middle_loses_no_value(engine: str, status: int, place: int, index: int) -> None:
    reading = read(engine, once(place, status, index))
    assert reading.read_status == "ok"
    assert reading.printer == whole(engine).printer


@every_engine
@pytest.mark.parametrize("index", [0, 1, 4])
def test_a_refusal_of_the_first_question_loses_no_value(engine: str, index: int) -> None:
    reading = read(engine, once(0, GENERAL_ERROR, index))
    assert (reading.read_status, reading.printer) == ("ok", whole(engine).printer)


@every_engine
@pytest.mark.parametrize("place", [1, 3])
def test_an_answer_that_is_too_big_once_loses_no_value(engine: str, place: int) -> None:
    reading = read(engine, once(place, TOO_BIG, 0))
    assert (reading.read_status, reading.printer) == ("ok", whole(engine).printer)


@every_engine
@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("index", [1, 3])
def test_an_old_printer_that_refuses_once_is_read_whole(engine: str, place: int, index: int) -> None:
    reading = read(engine, once(place, GENERAL_ERROR, index), version="1")
    assert (reading.read_status, reading.printer) == ("ok", whole(engine).printer)
