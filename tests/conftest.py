"""Fixtures that several files of tests share."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from agent.core.model.access import Endpoint
from agent.demo.mail_sink import MailSink
from agent.demo.simulator import SimulatedAgent, serve
from tests.support import exe_rig
from tests.support.command_line import PORT, PRINTERS, Program
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long one example takes says how busy this computer is, nothing about the code.
settings.register_profile("any computer", deadline=None)
settings.load_profile("any computer")
pytest_plugins = ["tests.support.sign_fixtures", "tests.support.made_scans"]


def pytest_configure() -> None:
    """Let what the tests start speak English, whatever this computer speaks, and listen to Ctrl-C.

    A shell has what it starts in the background ignore Ctrl-C, and each program hands that on.
    """
    os.environ["LC_ALL"] = "C.UTF-8"
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def simulated_office() -> Iterator[None]:
    """Let a small office of printers answer at command_line.TARGETS."""
    walks = [honest_walk(b"EX8K%06d" % number) for number in range(PRINTERS)]
    places = [Endpoint(f"127.79.0.{number + 1}", PORT) for number in range(PRINTERS)]
    with serve([SimulatedAgent(walk, place) for walk, place in zip(walks, places, strict=True)]):
        yield


@pytest.fixture(scope="session")
def exe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the single exe, built now; or one that METERS_EXE names, such as a release that was signed."""
    named = os.environ.get("METERS_EXE")
    return Path(named) if named else exe_rig.build(exe_rig.ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the program with an empty data folder."""
    return Program(tmp_path / "data")


@pytest.fixture
def sink() -> Iterator[MailSink]:
    """Yield a mail server that takes everything."""
    with MailSink() as listening:
        yield listening
