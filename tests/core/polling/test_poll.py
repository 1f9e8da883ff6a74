"""The conversation with one device: what it brings home, what it costs, and that it always ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.mib import objects
from agent.core.mib.objects import MAX_ROWS
from agent.core.model.walk import Oid, Tag, Varbind, Walk
from agent.core.polling.conversation import MAX_QUESTIONS
from agent.core.polling.first_answers import is_printer
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from tests.support.made_printers import OFFICE_PRINTER, answering, asked_for, converse, made, merged, without

if TYPE_CHECKING:
    from tests.support.made_printers import Device

ANSWER = answering(OFFICE_PRINTER)
EVERYTHING = list(asked_for(OFFICE_PRINTER))
LEVEL = objects.PRT_MARKER_SUPPLIES_LEVEL
ALERT_CODE = objects.PRT_ALERT_CODE


def asks(question: Request, column: Oid) -> int | None:
    """Return the place at which a question asks for a column, None where it doesn't."""
    places = (place for place, oid in enumerate(question.oids) if oid[: len(column)] == column)
    return next(places, None)


def only_getnext(question: Request) -> Answer:
    return Failure(Fault.TIMEOUT) if question.kind is RequestKind.GETBULK else ANSWER(question)


def bulk_is_an_error(question: Request) -> Answer:
    return Failure(Fault.GENERAL_ERROR) if question.kind is RequestKind.GETBULK else ANSWER(question)


def small_answers(most: int, position: int | None) -> Device:
    def answer(question: Request) -> Answer:
        answered = ANSWER(question)
        too_long = not isinstance(answered, Failure) and len(answered) > most
        return Failure(Fault.TOO_BIG, position) if too_long else answered

    return answer


def cut_short(question: Request) -> Answer:
    answered = ANSWER(question)
    if question.kind is not RequestKind.GETBULK or isinstance(answered, Failure):
        return answered
    return answered[:4]


def v1_blames_nobody(question: Request) -> Answer:
    answered = answering(OFFICE_PRINTER, "1")(question)
    return Failure(Fault.NO_SUCH_NAME) if isinstance(answered, Failure) else answered


@pytest.mark.parametrize(
    ("device", "version", "most_questions"),
    [
        (ANSWER, "2c", 10),
        (ANSWER, "3", 10),
        (answering(OFFICE_PRINTER, "1"), "1", 20),
        (v1_blames_nobody, "1", 40),
        (only_getnext, "2c", 20),
        (bulk_is_an_error, "2c", 20),
        (small_answers(14, None), "2c", 25),
        (small_answers(5, None), "2c", 70),
        (small_answers(5, 0), "2c", 70),
        (cut_short, "2c", 40),
    ],
)
def test_every_kind_of_printer_is_read_whole(device: Device, version: str, most_questions: int) -> None:
    conversation = converse(device, version)
    assert list(conversation.walk) == EVERYTHING
    assert conversation.walk.faults == ()
    assert len(conversation.questions) <= most_questions
    if version == "1":
        assert all(question.kind is not RequestKind.GETBULK for question in conversation.questions)


@pytest.mark.parametrize("version", ["2c", "3"])
def test_over_v2c_and_v3_nobody_is_asked_by_getnext_who_takes_getbulk(version: str) -> None:
    questions = converse(ANSWER, version).questions
    assert {question.kind for question in questions} == {RequestKind.GET, RequestKind.GETBULK}
    assert questions[0] == Request(RequestKind.GET, objects.FIRST_INSTANCES)


def test_a_single_row_is_asked_for_by_a_getbulk_of_one() -> None:
    questions = converse(answering(moved_to_index(OFFICE_PRINTER, 7))).questions
    assert questions[1] == Request(RequestKind.GETBULK, objects.OVERVIEW, 1)


def test_a_printer_at_another_device_index_is_read_whole() -> None:
    elsewhere = moved_to_index(OFFICE_PRINTER, 7)
    conversation = converse(answering(elsewhere))
    assert list(conversation.walk) == list(asked_for(elsewhere))
    assert conversation.walk.faults == ()


HOST_RESOURCES, PRINTER = 25, 43  # below mib-2, which has six arcs
BEFORE_INDEX = 11  # arcs before the hrDeviceIndex, in the tables of both


def moved_to_index(walk: Walk, index: int) -> Walk:
    """Return a printer whose hrDeviceIndex is another one."""
    return Walk(
        Varbind((*v.oid[:BEFORE_INDEX], index, *v.oid[BEFORE_INDEX + 1 :]), v.tag, v.value)
        if v.oid[6] in {HOST_RESOURCES, PRINTER}
        else v
        for v in walk
    )


@pytest.mark.parametrize("version", ["2c", "3"])
def test_a_model_that_must_not_be_polled_hears_a_single_get(version: str) -> None:
    fragile = merged(OFFICE_PRINTER, made({(objects.HR_DEVICE_DESCR, (1,)): b"hp LaserJet 9040"}))
    questions = converse(answering(fragile), version).questions
    assert [question.kind for question in questions] == [RequestKind.GET]


def test_a_silent_getbulk_is_tried_once() -> None:
    questions = converse(only_getnext).questions
    assert [question.kind for question in questions].count(RequestKind.GETBULK) == 1


@pytest.mark.parametrize("column", [objects.HR_DEVICE_DESCR, LEVEL, objects.SYS_SERVICES])
def test_an_object_that_spoils_the_answer_is_left_out_alone(column: Oid) -> None:
    def spoiled(question: Request) -> Answer:
        place = asks(question, column)
        return ANSWER(question) if place is None else Failure(Fault.GENERAL_ERROR, place)

    walk = converse(spoiled).walk
    assert not walk.under(column)
    assert list(walk) == [v for v in EVERYTHING if v.oid[: len(column)] != column]


def test_an_object_that_nobody_blames_is_found_by_asking_each_alone() -> None:
    def spoiled(question: Request) -> Answer:
        return ANSWER(question) if asks(question, LEVEL) is None else Failure(Fault.GENERAL_ERROR)

    conversation = converse(spoiled)
    assert not conversation.walk.under(LEVEL)
    assert list(conversation.walk) == list(without(Walk(EVERYTHING), LEVEL))
    assert len(conversation.questions) < 50


def test_a_table_that_never_ends_is_left_after_many_rows() -> None:
    def endless(question: Request) -> Answer:
        answered = ANSWER(question)
        if (
            isinstance(answered, Failure)
            or question.kind is RequestKind.GET
            or asks(question, ALERT_CODE) is None
        ):
            return answered
        width = len(question.oids)
        return tuple(
            Varbind((*question.oids[place % width], place // width + 1), Tag.INTEGER, 8)
            for place in range(width * max(question.repetitions, 1))
        )

    conversation = converse(endless)
    assert "endless_table" in conversation.walk.faults
    assert len(conversation.walk.under(ALERT_CODE)) == MAX_ROWS
    assert len(conversation.walk.under(LEVEL)) == 4
    assert len(conversation.questions) <= MAX_QUESTIONS


def test_hundreds_of_real_rows_are_read() -> None:
    rows = made({(ALERT_CODE, (1, row)): 8 for row in range(1, 201)})
    conversation = converse(answering(merged(without(OFFICE_PRINTER, ALERT_CODE), rows)))
    assert len(conversation.walk.under(ALERT_CODE)) == 200
    assert conversation.walk.faults == ()
    assert len(conversation.questions) <= 80


@pytest.mark.parametrize(
    "wrong", [(*LEVEL, 1, 1), objects.SYS_DESCR, (1, 3)], ids=["again", "before", "start"]
)
def test_names_that_do_not_increase_end_a_column(wrong: Oid) -> None:
    def circling(question: Request) -> Answer:
        answered, place = ANSWER(question), asks(question, LEVEL)
        if isinstance(answered, Failure) or question.kind is not RequestKind.GETBULK or place is None:
            return answered
        width = len(question.oids)
        return tuple(
            Varbind(wrong, Tag.INTEGER, 1) if number % width == place else varbind
            for number, varbind in enumerate(answered)
        )

    conversation = converse(circling)
    assert conversation.walk.faults == ("non_increasing",)
    assert len(conversation.walk.under(objects.PRT_MARKER_SUPPLIES_DESCRIPTION)) == 4
    assert len(conversation.questions) <= 10


def test_a_device_that_is_endless_everywhere_is_left_after_many_questions() -> None:
    def endless(question: Request) -> Answer:
        if question.kind is RequestKind.GETBULK:
            return Failure(Fault.TIMEOUT)
        return tuple(Varbind((*oid, 1), Tag.INTEGER, 1) for oid in question.oids)

    conversation = converse(endless)
    assert len(conversation.questions) == MAX_QUESTIONS
    assert conversation.walk.faults[-1] == "endless_table"


@pytest.mark.parametrize("row", [-1, 0, 2**31, 2**64 - 1])
def test_a_localization_that_can_not_be_asked_for_is_not(row: int) -> None:
    walk = merged(OFFICE_PRINTER, made({(objects.PRT_GENERAL_CURRENT_LOCALIZATION, (1,)): row}))
    questions = converse(answering(walk)).questions
    assert [q for q in questions if asks(q, (*objects.PRT_LOCALIZATION_CHARACTER_SET, 1)) is not None]
    assert all(0 <= arc < 2**31 for question in questions for oid in question.oids for arc in oid)


def test_an_answer_from_another_column_gives_nothing_to_this_one() -> None:
    def shifted(question: Request) -> Answer:
        answered = ANSWER(question)
        if isinstance(answered, Failure) or question.kind is not RequestKind.GETBULK:
            return answered
        return (*answered[1:], answered[0])

    walk = converse(shifted).walk
    assert is_printer(walk)
    assert {varbind.oid: varbind.value for varbind in walk}.items() <= {
        varbind.oid: varbind.value for varbind in OFFICE_PRINTER
    }.items()


@pytest.mark.parametrize(
    ("device", "fault", "questions"),
    [
        (lambda _: (), "nonsense", 1),
        (lambda _: Failure(Fault.NONSENSE), "nonsense", 1),
        (lambda _: Failure(Fault.REFUSED), "refused", 1),
        (lambda _: Failure(Fault.TIMEOUT), "timeout", 1),
    ],
)
def test_a_device_that_can_not_be_talked_to_is_left_at_once(
    device: Device, fault: str, questions: int
) -> None:
    conversation = converse(device)
    assert (len(conversation.walk), conversation.walk.faults) == (0, (fault,))
    assert len(conversation.questions) == questions


def test_what_was_read_before_the_device_fell_silent_stands() -> None:
    def falls_silent(question: Request) -> Answer:
        return Failure(Fault.TIMEOUT) if asks(question, ALERT_CODE) is not None else ANSWER(question)

    walk = converse(falls_silent).walk
    assert walk.faults == ("timeout",)
    assert len(walk.under(LEVEL)) == 4
