"""Every pair of authentication and encryption of SNMPv3, asked of net-snmp's agent through both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.mib import objects
from agent.core.model.access import AUTH_PROTOCOLS, NO_PRIVACY, PRIVACY_PROTOCOLS, Access, Secret, User
from agent.core.polling.requests import Failure, Request, RequestKind
from agent.core.settings.check import load
from agent.edge.snmp import ENGINES, open_session
from tests.support import real_snmpd
from tests.support.real_snmpd import SNMPD, RealSnmpd

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(SNMPD is None, reason="snmpd of net-snmp is not installed")
# Names of their own: net-snmp remembers the keys of a user for the life of this process.
USERS = {
    (auth, privacy): User(
        f"pair{auth}{privacy}".replace("-", ""),
        auth,
        Secret("authentication"),
        privacy,
        Secret("privacy, as well"),
    )
    for auth in AUTH_PROTOCOLS
    for privacy in PRIVACY_PROTOCOLS
}
PATIENCE = 5.0  # seconds for one answer over loopback


@pytest.fixture(scope="module")
def snmpd() -> Iterator[RealSnmpd]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(real_snmpd, "USERS", {user.name: user for user in USERS.values()})
        with real_snmpd.real_snmpd() as running:
            yield running


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("auth", "privacy"), USERS)
def test_a_pair_is_let_in(snmpd: RealSnmpd, engine: str, auth: str, privacy: str) -> None:
    session = open_session(snmpd.endpoint, Access("3", user=USERS[auth, privacy]), engine)
    answer = session.ask(Request(RequestKind.GET, ((*objects.SYS_OBJECT_ID, 0),)), PATIENCE)
    assert not isinstance(answer, Failure)


def test_the_pairs_can_be_chosen_where_they_are_set() -> None:
    assert len(USERS) == 24
    for privacy in (NO_PRIVACY, *PRIVACY_PROTOCOLS):
        written = f'[[network.users]]\nname = "reader"\nprivacy = "{privacy}"\n'
        assert load(written).network.users[0].privacy == privacy
