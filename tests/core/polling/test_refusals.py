"""Refusals that pass, and those that last: asked again once, and not held against the device."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.mib import objects
from agent.core.polling.passing_refusals import MOST_LASTING_REFUSALS
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from tests.support.made_makers import MADE
from tests.support.made_printers import OFFICE_PRINTER, answering, asked_for, converse, merged

if TYPE_CHECKING:
    from agent.core.model.walk import Oid
    from tests.support.made_printers import Device

HP = (1, 3, 6, 1, 4, 1, 11)
WHOLE = list(asked_for(OFFICE_PRINTER))
COST = {
    version: len(converse(answering(OFFICE_PRINTER, version), version).questions) for version in ("1", "2c")
}


def refusing_once(column: Oid, fault: Fault, version: str, position: int | None = 0) -> Device:
    """Return a device that refuses the first question that names a column, and takes it back."""
    answer = answering(OFFICE_PRINTER, version)
    refused: list[Request] = []

    def device(question: Request) -> Answer:
        if not refused and any(oid[: len(column)] == column for oid in question.oids):
            refused.append(question)
            return Failure(fault, position)
        return answer(question)

    return device


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize(
    ("column", "fault"),
    [
        (objects.SYS_DESCR, Fault.GENERAL_ERROR),
        (objects.PRT_LOCALIZATION_CHARACTER_SET, Fault.GENERAL_ERROR),
        (objects.PRT_MARKER_SUPPLIES_LEVEL, Fault.GENERAL_ERROR),
        (objects.PRT_ALERT_CODE, Fault.REFUSED),  # authorizationError, once it has answered anything
        (objects.PRT_INPUT_MAX_CAPACITY, Fault.REFUSED),
        (objects.PRT_ALERT_DESCRIPTION, Fault.GENERAL_ERROR),
    ],
)
@pytest.mark.parametrize("position", [0, 3, None])
def test_a_refusal_that_passes_costs_one_question_and_no_value(
    version: str, column: Oid, fault: Fault, position: int | None
) -> None:
    asked = converse(refusing_once(column, fault, version, position), version)
    assert list(asked.walk) == WHOLE
    assert asked.walk.faults == ()
    assert len(asked.questions) == COST[version] + 1


def test_a_refused_getbulk_is_asked_again_before_it_is_given_up() -> None:
    asked = converse(refusing_once(objects.PRT_INPUT_MAX_CAPACITY, Fault.GENERAL_ERROR, "2c"))
    kinds = [question.kind for question in asked.questions]
    assert RequestKind.GETBULK in kinds
    assert RequestKind.GETNEXT not in kinds


def test_too_big_for_one_object_is_asked_again() -> None:
    refused: list[Request] = []
    answer = answering(OFFICE_PRINTER)

    def device(question: Request) -> Answer:
        names_it = any(oid[: len(objects.SYS_DESCR)] == objects.SYS_DESCR for oid in question.oids)
        if names_it and (len(question.oids) > 1 or not refused):
            refused.extend([question] if len(question.oids) == 1 else [])
            return Failure(Fault.TOO_BIG)
        return answer(question)

    asked = converse(device)
    assert (*objects.SYS_DESCR, 0) in [varbind.oid for varbind in asked.walk]
    assert len(refused) == 1


@pytest.mark.parametrize("fault", [Fault.GENERAL_ERROR, Fault.REFUSED])
def test_an_object_that_is_refused_for_good_is_left_out_alone(fault: Fault) -> None:
    answer = answering(OFFICE_PRINTER)

    def device(question: Request) -> Answer:
        places = [
            at
            for at, oid in enumerate(question.oids)
            if oid[: len(objects.PRT_ALERT_CODE)] == objects.PRT_ALERT_CODE
        ]
        return Failure(fault, places[0]) if places else answer(question)

    asked = converse(device)
    assert list(asked.walk) == [
        v for v in WHOLE if v.oid[: len(objects.PRT_ALERT_CODE)] != objects.PRT_ALERT_CODE
    ]
    assert asked.walk.faults == ()


def test_a_device_that_refuses_everything_private_for_good_costs_few_questions_more() -> None:
    walk = merged(OFFICE_PRINTER, MADE["hp"])
    answer = answering(walk)

    def device(question: Request) -> Answer:
        private = [at for at, oid in enumerate(question.oids) if oid[:7] == HP]
        return Failure(Fault.GENERAL_ERROR, private[0]) if private else answer(question)

    asked = converse(device)
    refused = [
        question
        for question in asked.questions
        if any(oid[:7] == (1, 3, 6, 1, 4, 1, 11) for oid in question.oids)
    ]
    objects = {oid for question in refused for oid in question.oids}
    assert len(refused) <= len(objects) + MOST_LASTING_REFUSALS
    assert asked.walk.faults == ()
