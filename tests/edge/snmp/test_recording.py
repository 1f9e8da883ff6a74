"""Recordings: a walk as text and back, to the octet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.model.walk import Tag, Varbind, Walk
from tests.support.recording import format_recording, parse_recording
from tests.support.snmp_messages import UNHURRIED

SHARED = Path(__file__).parents[4] / "shared"
PREFIX = (1, 3, 6, 1, 4, 1, 9)
VALUES = st.one_of(
    st.tuples(st.just(Tag.INTEGER), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just(Tag.COUNTER64), st.integers(0, 2**64 - 1)),
    st.tuples(st.sampled_from((Tag.OCTET_STRING, Tag.OPAQUE)), st.binary(max_size=40)),
    st.tuples(st.just(Tag.OCTET_STRING), st.text("|#x. \\ab", max_size=9).map(str.encode)),
    st.tuples(st.just(Tag.IP_ADDRESS), st.binary(min_size=4, max_size=4)),
    st.tuples(st.just(Tag.OBJECT_IDENTIFIER), st.just((1, 3, 6))),
    st.tuples(st.just(Tag.NULL), st.none()),
)


@UNHURRIED
@given(st.lists(VALUES, max_size=8))
def test_a_walk_comes_back_as_it_was(values: list[tuple[Tag, int | bytes | tuple[int, ...] | None]]) -> None:
    walk = Walk(Varbind((*PREFIX, place), tag, value) for place, (tag, value) in enumerate(values))
    text = format_recording(walk)
    again = parse_recording(text)
    assert text.isascii()
    assert list(again) == list(walk)
    assert again.faults == ()


def test_every_form_of_a_value_is_read() -> None:
    text = (
        "# a printer\r\n\r\n1.3.6.1.2.1.1.1.0|4|Laser|Jet #5 \r\n.1.3.6.1.2.1.1.2.0|6|.1.3.6.1\r\n".lstrip(
            "\r\n"
        )
        + "1.3.6.1.2.1.2.2.1.6.1|4x|00A0ff\n"
        "1.3.6.1.2.1.4.20.1.3.1|64|255.255.255.0\n"
        "1.3.6.1.2.1.4.20.1.1.1|64|\n\xb4t\x1d\n"  # 10.180.116.29 as its four octets
        "1.3.6.1.2.1.4.20.1.1.2|64x|7f000001\n"
        "1.3.6.1.2.1.43.11.1.1.9.1.1|2|-3\n"
        "1.3.6.1.2.1.43.11.1.1.9.1.2|5|\n"
        "1.3.6.1.2.1.43.12.1.1.4.1.1|4|caf\xe9"
    )
    assert [varbind.value for varbind in parse_recording(text)] == [
        b"Laser|Jet #5 ",
        (1, 3, 6, 1),
        b"\x00\xa0\xff",
        b"\n\xb4t\x1d",
        b"\x7f\x00\x00\x01",
        b"\xff\xff\xff\x00",
        -3,
        None,
        b"caf\xe9",
    ]


@pytest.mark.parametrize(
    "line",
    ["hello", "1.3.6.1|4", "1.3.6.1|7|x", "1..3|4|x", "1.3.6.1|4y|00", "|4|x", "1|2|3", "1.3.4294967296|2|3"],
)
def test_a_line_that_is_no_record_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"^line 3: "):
        parse_recording(f"1.3.6.1.1|2|1\n\n{line}\n")


@pytest.mark.parametrize(
    "record",
    [
        "2|6git3159",
        "65|-1",
        "67|123+1000",
        "64|@ip",
        "64|1.2.3",
        "64|1.2.3.256",
        "4x|0g",
        "6|",
        "70|18446744073709551616",
    ],
)
def test_a_value_that_is_none_leaves_out_its_object_and_is_named(record: str) -> None:
    walk = parse_recording(f"1.3.6.1.1|2|1\n1.3.6.1.2|{record}\n1.3.6.1.3|2|3\n")
    assert [varbind.oid[-1] for varbind in walk] == [1, 3]
    assert len(walk.faults) == 1
    assert walk.faults[0].startswith("line 2: ")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared recordings are not beside this repository")
def test_every_shared_recording_is_read_and_comes_back_as_it_was() -> None:
    files = [*SHARED.glob("recordings/rec/*.snmprec"), *SHARED.glob("tools/*.rec")]
    faults = {}
    for file in files:
        walk = parse_recording(file.read_text(encoding="latin-1"))
        assert len(walk) > 0
        assert list(parse_recording(format_recording(walk))) == list(walk)
        if walk.faults and file.suffix == ".snmprec":
            faults[file.name] = walk.faults
    assert len(files) > 50
    assert faults == {"librenms__okilan_9450g.snmprec": ("line 23: '6git3159' is no COUNTER32",)}
