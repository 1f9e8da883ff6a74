"""One contract for both SNMP engines: a real agent gives the same answers through either."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Access, Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.model.walk import Oid, Tag, Value
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from agent.edge.snmp import open_session
from tests.support import real_snmpd as snmpd
from tests.support.snmp_asking import ask, every_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

SYS_DESCR: Oid = (1, 3, 6, 1, 2, 1, 1, 1, 0)
SYS_OBJECT_ID: Oid = (1, 3, 6, 1, 2, 1, 1, 2, 0)
SYS_UP_TIME: Oid = (1, 3, 6, 1, 2, 1, 1, 3, 0)
NO_OBJECT: Oid = (1, 3, 6, 1, 2, 1, 1, 99, 0)
NO_INSTANCE: Oid = (1, 3, 6, 1, 2, 1, 1, 1, 7)
END: Oid = (1, 9)

VERSIONS = {
    "v1": snmpd.V1,
    "v2c": snmpd.V2C,
    **{f"v3 {name}": Access("3", user=user) for name, user in snmpd.USERS.items() if name != "mistyped"},
}
every_version = pytest.mark.parametrize("access", VERSIONS.values(), ids=VERSIONS)
needs_snmpd = pytest.mark.skipif(snmpd.SNMPD is None, reason="net-snmp's snmpd is not installed")


@pytest.fixture(scope="module")
def agent() -> Iterator[snmpd.RealSnmpd]:
    with snmpd.real_snmpd() as running:
        yield running


def read(answer: Answer) -> dict[Oid, tuple[Tag, Value]]:
    assert not isinstance(answer, Failure), answer
    return {v.oid: (v.tag, v.value) for v in answer}


@needs_snmpd
@every_version
@every_engine
def test_get_reads_each_kind_of_value_exactly(engine: str, agent: snmpd.RealSnmpd, access: Access) -> None:
    wanted = {
        snmpd.ALL_OCTETS: (Tag.OCTET_STRING, bytes(range(256))),
        snmpd.EMPTY_STRING: (Tag.OCTET_STRING, b""),
        snmpd.MISLEADING_TEXT: (Tag.OCTET_STRING, b"No Such Object = 7"),
        snmpd.NEGATIVE_NUMBER: (Tag.INTEGER, -3),
        snmpd.HIGHEST_COUNTER: (Tag.COUNTER32, 2**32 - 1),
        SYS_OBJECT_ID: (Tag.OBJECT_IDENTIFIER, (1, 3, 6, 1, 4, 1, 8072, 3, 2, 10)),
    }
    assert read(ask(engine, agent.endpoint, RequestKind.GET, *wanted, access=access)) == wanted


@needs_snmpd
@every_version
@every_engine
def test_getnext_names_the_object_behind(engine: str, agent: snmpd.RealSnmpd, access: Access) -> None:
    answer = read(
        ask(engine, agent.endpoint, RequestKind.GETNEXT, SYS_DESCR[:-1], SYS_OBJECT_ID, access=access)
    )
    assert list(answer) == [SYS_DESCR, SYS_UP_TIME]
    tag, ticks = answer[SYS_UP_TIME]
    assert tag is Tag.TIME_TICKS
    assert isinstance(ticks, int)


@needs_snmpd
@every_version
@every_engine
def test_getbulk_goes_through_the_columns_side_by_side(
    engine: str, agent: snmpd.RealSnmpd, access: Access
) -> None:
    columns = SYS_DESCR[:-1], SYS_OBJECT_ID
    if access.version == "1":
        with pytest.raises(ValueError, match="GETBULK"):
            ask(engine, agent.endpoint, RequestKind.GETBULK, *columns, access=access, repetitions=2)
        return
    answer = ask(engine, agent.endpoint, RequestKind.GETBULK, *columns, access=access, repetitions=2)
    assert not isinstance(answer, Failure)
    assert [v.oid for v in answer][:3] == [SYS_DESCR, SYS_UP_TIME, SYS_OBJECT_ID]
    assert len(answer) == 4


@needs_snmpd
@pytest.mark.parametrize("access", [snmpd.V2C, VERSIONS["v3 authPriv"]], ids=["v2c", "v3"])
@every_engine
def test_missing_objects_are_tags_not_failures(engine: str, agent: snmpd.RealSnmpd, access: Access) -> None:
    answer = read(ask(engine, agent.endpoint, RequestKind.GET, NO_OBJECT, NO_INSTANCE, access=access))
    assert answer == {NO_OBJECT: (Tag.NO_SUCH_OBJECT, None), NO_INSTANCE: (Tag.NO_SUCH_INSTANCE, None)}
    for kind in (RequestKind.GETNEXT, RequestKind.GETBULK):
        answer = read(ask(engine, agent.endpoint, kind, END, access=access, repetitions=1))
        assert answer == {END: (Tag.END_OF_MIB_VIEW, None)}


@needs_snmpd
@pytest.mark.parametrize(("kind", "missing"), [(RequestKind.GET, NO_OBJECT), (RequestKind.GETNEXT, END)])
@every_engine
def test_version_1_has_no_such_name(
    engine: str, agent: snmpd.RealSnmpd, kind: RequestKind, missing: Oid
) -> None:
    alone = ask(engine, agent.endpoint, kind, missing, access=snmpd.V1)
    assert alone == Failure(Fault.NO_SUCH_NAME, 0)
    among = ask(engine, agent.endpoint, kind, SYS_DESCR, missing, SYS_UP_TIME, access=snmpd.V1)
    # easysnmp doesn't say which.
    assert among == Failure(Fault.NO_SUCH_NAME, 1 if engine == "ezsnmp" else None)


@needs_snmpd
@pytest.mark.parametrize(
    ("access", "fault"),
    [
        (Access("2c", Secret("wrong")), Fault.TIMEOUT),
        (Access("3", user=User("nobody", "SHA", Secret("authentication"))), Fault.REFUSED),
        (
            Access(
                "3",
                user=dataclasses.replace(snmpd.USERS["mistyped"], auth_passphrase=Secret("Authentication")),
            ),
            Fault.REFUSED,
        ),
        (
            Access("3", user=dataclasses.replace(snmpd.USERS["authNoPriv"], auth_passphrase=None)),
            Fault.REFUSED,
        ),
    ],
    ids=["community", "unknown user", "passphrase", "security level"],
)
@every_engine
def test_wrong_access_is_told_apart(
    engine: str, agent: snmpd.RealSnmpd, access: Access, fault: Fault
) -> None:
    assert ask(engine, agent.endpoint, RequestKind.GET, SYS_DESCR, access=access, timeout=0.5) == Failure(
        fault
    )


@needs_snmpd
@every_engine
def test_ipv6_is_asked_as_well(engine: str, agent: snmpd.RealSnmpd) -> None:
    if agent.ipv6 is None:
        pytest.skip("this machine has no ::1")
    assert SYS_DESCR in read(ask(engine, agent.ipv6, RequestKind.GET, SYS_DESCR))


@needs_snmpd
@every_engine
def test_many_threads_with_a_session_each_lose_nothing(engine: str, agent: snmpd.RealSnmpd) -> None:
    columns = [(1, 3, 6, 1, 2, 1, 1, 9, 1, 2), (1, 3, 6, 1, 2, 1, 1, 9, 1, 3), (1, 3, 6, 1, 4, 1, 55555)]
    asked = [Request(RequestKind.GETBULK, (c,), n) for c, n in zip(columns, (8, 7, 5), strict=True)]
    asked.append(Request(RequestKind.GET, (snmpd.ALL_OCTETS, snmpd.EMPTY_STRING, NO_OBJECT)))
    alone = open_session(agent.endpoint, snmpd.V2C, engine)
    expected = [alone.ask(question, 2.0) for question in asked]

    def fifty_times(thread: int) -> list[Answer]:
        session = open_session(agent.endpoint, snmpd.V2C, engine)
        wrong = []
        for turn in range(50):
            which = (thread + turn) % len(asked)
            answer = session.ask(asked[which], 5.0)
            if answer != expected[which]:
                wrong.append(answer)
        return wrong

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads change places in the middle of an answer, not by luck
    try:
        with ThreadPoolExecutor(32) as pool:
            assert [answer for wrong in pool.map(fifty_times, range(32)) for answer in wrong] == []
    finally:
        sys.setswitchinterval(before)


@every_engine
def test_silence_is_a_timeout_and_takes_as_long_as_was_allowed(engine: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        endpoint = Endpoint("127.0.0.1", silent.getsockname()[1])
        session = open_session(endpoint, snmpd.V2C, engine)
        for timeout in (0.1, 0.3):
            assert session.ask(Request(RequestKind.GET, (SYS_DESCR,)), timeout) == Failure(Fault.TIMEOUT)
        silent.settimeout(0)
        assert silent.recv(999)
        assert silent.recv(999)
        with pytest.raises(BlockingIOError):  # one datagram a question, no retry of the library's own
            silent.recv(999)


@pytest.mark.parametrize(
    "user",
    [User("u", "SHA", Secret("short")), User("u", "SHA", Secret("long enough"), "AES", Secret("short"))],
)
@every_engine
def test_a_short_passphrase_is_explained(engine: str, user: User) -> None:
    with pytest.raises(AgentError, match="too short"):
        open_session(Endpoint("127.0.0.1"), Access("3", user=user), engine)


def test_an_unknown_protocol_is_explained() -> None:
    with pytest.raises(AgentError, match="SHA-3"):
        open_session(Endpoint("127.0.0.1"), Access("3", user=User("u", "SHA-3", Secret("long enough"))))


_ASK_AND_END = """
from tests.support import real_snmpd as snmpd
from agent.core.model.access import Access, Endpoint
from agent.core.polling.requests import Request, RequestKind
from agent.edge.snmp import open_session
users = [Access("3", user=user) for user in snmpd.USERS.values()]
endpoint, question = Endpoint("127.0.0.1", {port}), Request(RequestKind.GET, ({oid},))
sessions = [open_session(endpoint, access, "{engine}") for access in (snmpd.V2C, *users, snmpd.V1)]
for session in sessions:
    print(session.ask(question, 2.0), session.ask(question, 2.5))
"""


@needs_snmpd
@every_engine
def test_a_process_ends_in_peace_and_leaves_no_file(
    engine: str, agent: snmpd.RealSnmpd, tmp_path: Path
) -> None:
    program = _ASK_AND_END.format(port=agent.endpoint.port, engine=engine, oid=SYS_OBJECT_ID)
    root = Path(__file__).parents[3]
    places = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-B", "-c", program],
        env=os.environ | places | {"PYTHONPATH": str(root)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("8072") == 2 * (len(snmpd.USERS) + 2)
    assert list(tmp_path.iterdir()) == []
