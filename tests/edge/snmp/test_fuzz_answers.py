"""A minute of mutated answers into both SNMP bindings: net-snmp may crash in a reader, and nowhere else."""

from __future__ import annotations

import random
import sys

import pytest

from agent.core.polling.requests import RequestKind
from tools.fuzz_answers import CORPUS, fuzz

SECONDS = 30.0  # an engine
FEWEST = 10 * len(CORPUS)  # also on a busy machine; a quiet one comes to some thousands

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="readers are forked")


@pytest.mark.parametrize(("engine", "may_lose"), [("easysnmp", {RequestKind.GETNEXT}), ("ezsnmp", set())])
def test_mutated_answers_cost_a_reader_at_most(engine: str, may_lose: set[RequestKind]) -> None:
    seed = random.SystemRandom().randrange(2**32)
    figures = fuzz(engine, seed, lambda figures: figures.seconds < SECONDS)
    said = f"{engine}, seed {seed}: {figures}"  # the same again: python -m tools.fuzz_answers SEED
    print(said)  # noqa: T201 (shown where the test is red)
    assert figures.answers >= FEWEST, said
    assert set(figures.lost) <= may_lose, said
    assert figures.hung == 0, said
    if may_lose:
        assert figures.lost[RequestKind.GETNEXT] > 0, (
            said
        )  # the corpus alone does it: else nothing strange came through
