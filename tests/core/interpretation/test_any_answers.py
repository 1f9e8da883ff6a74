"""Whatever a device answers, the conversation ends and its walk is read: property tests."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.core.identification.makers import VENDORS
from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.model.walk import Tag, Varbind, Walk
from agent.core.polling.conversation import MAX_QUESTIONS, poll
from agent.core.polling.requests import Answer, Failure, Fault
from tests.support.made_printers import ADDRESS, answering, converse

COLUMNS = [
    *objects.OVERVIEW,
    *(column for group in objects.STANDARD_GROUPS for column in group.columns),
    *(objects.HR_DEVICE_DESCR, objects.PRT_LOCALIZATION_CHARACTER_SET, objects.IP_AD_ENT_IF_INDEX),
    *(
        objects.ENT_PHYSICAL_SERIAL_NUM,
        objects.ENT_PHYSICAL_FIRMWARE_REV,
        objects.PPM_PRINTER_IEEE1284_DEVICE_ID,
    ),
]
INDEXES = st.lists(st.integers(0, 4) | st.integers(0, 2**32 - 1), max_size=4).map(tuple)
NAMES = st.builds(lambda column, index: (*column, *index), st.sampled_from(COLUMNS), INDEXES)
NUMBERS = st.integers(-4, 20) | st.integers(-(2**31), 2**64 - 1)
# Any tag with any value: more than an engine lets through.
VARBINDS = st.builds(
    Varbind, NAMES, st.sampled_from(Tag), NUMBERS | st.binary(max_size=20) | INDEXES | st.none()
)
# What the makers' own objects may hold, below the number of some maker.
OBJECT_IDS = st.sampled_from([prefix for vendor in VENDORS for prefix in vendor.object_ids])
PRIVATE = [
    *(oid for vendor in VENDORS for oid in vendor.instances),
    *(column for vendor in VENDORS for group in vendor.tables for column in group.columns),
]
PRIVATE_VARBINDS = st.builds(
    Varbind,
    st.builds(lambda column, index: (*column, *index), st.sampled_from(PRIVATE), INDEXES),
    st.sampled_from([Tag.INTEGER, Tag.OCTET_STRING, Tag.COUNTER64]),
    NUMBERS | st.binary(max_size=40),
)
FAILURES = st.builds(Failure, st.sampled_from(Fault), st.none() | st.integers(-1, 20))
ANSWERS = st.lists(VARBINDS, max_size=12).map(tuple) | FAILURES


@settings(max_examples=200)
@given(st.lists(ANSWERS, min_size=1, max_size=12), st.sampled_from(["1", "2c"]))
def test_any_sequence_of_answers_comes_to_an_end(answers: list[Answer], version: str) -> None:
    conversation = poll("2001:db8::7", version)
    questions = 0
    answer: Answer | None = None
    while True:
        try:
            question = next(conversation) if answer is None else conversation.send(answer)
        except StopIteration as finished:
            walk = finished.value
            break
        assert question.oids
        answer = answers[questions % len(answers)]
        questions += 1
    assert questions <= MAX_QUESTIONS
    assert isinstance(walk, Walk)


@settings(max_examples=100)
@given(st.lists(VARBINDS, max_size=40))
def test_whatever_a_faithful_device_has_in_the_columns_is_brought_home(varbinds: list[Varbind]) -> None:
    status = Varbind((*objects.HR_PRINTER_STATUS, 1), Tag.INTEGER, 3)
    walk = Walk([*(v for v in varbinds if v.oid not in COLUMNS), status])
    polled = converse(answering(walk)).walk
    assert polled.faults == ()
    for group in objects.STANDARD_GROUPS:
        for column in group.columns:
            assert polled.under(column).items() >= walk.under(column).items()


@settings(max_examples=300)
@given(st.lists(VARBINDS, max_size=40), st.sampled_from([ADDRESS, "2001:db8::7", "fe80::1%eth0"]))
def test_any_walk_is_read_without_an_error(varbinds: list[Varbind], address: str) -> None:
    for supply in read_printer(Walk(varbinds), address).supplies:
        percent = supply.level.percent_left
        assert percent is None or (supply.level.state == "measured" and 0 <= percent <= 100)


@settings(max_examples=300)
@given(OBJECT_IDS, st.lists(PRIVATE_VARBINDS | VARBINDS, max_size=40))
def test_whatever_stands_in_a_makers_objects_is_read_without_an_error(
    object_id: tuple[int, ...], varbinds: list[Varbind]
) -> None:
    who = Varbind((*objects.SYS_OBJECT_ID, 0), Tag.OBJECT_IDENTIFIER, object_id)
    printer = read_printer(Walk([*varbinds, who]), ADDRESS)
    for supply in printer.supplies:
        percent = supply.level.percent_left
        assert percent is None or (supply.level.state == "measured" and 0 <= percent <= 100)
    counters = asdict(printer.counters) if printer.counters else {}
    counts = [count for group in counters.values() if isinstance(group, dict) for count in group.values()]
    assert all(count is None or count >= 0 for count in counts)
    # A zero was read: it is never what stands for an object that was not there.
    assert 0 not in counts or any(v.value == 0 or isinstance(v.value, bytes) for v in varbinds)
