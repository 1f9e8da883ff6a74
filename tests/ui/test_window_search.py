"""Searching from the page of networks, in a network of one's own with a real card."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import PORT, PRINTERS
from tests.support.desktop_rig import MISSING, desktop
from tests.support.languages import MessagesIn
from tests.support.loopback import needs_127_8
from tests.support.network_namespace import UNSHARE, is_possible
from tests.support.window_watch import watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desktop_rig import Desktop

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

search, messages = MessagesIn("en", "network_search"), MessagesIn("en", "window")
devices, first_run, unsaved = (MessagesIn("en", file) for file in ("devices", "first_run", "unsaved"))
OFFICE_NETWORK = """
ip link set lo up
ip link add eth9 type bridge
ip addr add 192.168.50.10/24 dev eth9
ip link set eth9 up
ip route add default via 192.168.50.1
exec "$0" "$@"
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop with a screen, a bus and a keyring of its own."""
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.mark.skipif(not is_possible(), reason="needs network namespaces (unshare, ip)")
def test_the_very_first_start_searches_this_computers_network_and_counts(
    session: Desktop, tmp_path: Path
) -> None:
    inside = (*UNSHARE, "sh", "-c", OFFICE_NETWORK)
    own = f"192.168.50.0/24: {search.printers(0)} ({search.addresses(254)}) \N{EN DASH} {search.OWN_NETWORK}"
    with watched(
        session, tmp_path, "networks", messages, "--first-run", title=first_run.TITLE, inside=inside
    ) as shown:
        shown.says(own)
        shown.says(search.NOTHING_FOUND)
        shown.window.type("10.99.0.0/30")  # another network is searched beside the own one
        shown.press("Return")
        shown.says("10.99.0.0/30")
        shown.click(first_run.NEXT)
        shown.click(first_run.SKIP)
        shown.says(first_run.SKIPPED)
        shown.press("Return")
        assert shown.window.wait_closed() == 0
    saved = tomllib.loads((tmp_path / "settings.toml").read_text())
    assert saved["network"]["targets"] == ["192.168.50.0/24", "10.99.0.0/30"]


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_search_now_counts_in_networks_that_are_not_saved_and_writes_nothing(
    session: Desktop, tmp_path: Path
) -> None:
    text = f"[network]\ntargets = []\nport = {PORT}\n"
    (tmp_path / "settings.toml").write_text(text)
    with watched(session, tmp_path, "networks", messages) as shown:
        shown.window.type("127.79.0.1-3")
        shown.press("Return")
        shown.says("127.79.0.1-3")
        shown.click(search.SEARCH)
        shown.says(f"127.79.0.1-3: {search.printers(PRINTERS)} ({search.addresses(3)})")
        shown.says(search.found(PRINTERS))
        assert (tmp_path / "settings.toml").read_text() == text
        shown.click(unsaved.APPLY)
        shown.says(unsaved.APPLIED)
        shown.press("Escape")  # nothing is unsaved: no question
        assert shown.window.wait_closed() == 0
    assert tomllib.loads((tmp_path / "settings.toml").read_text())["network"]["targets"] == ["127.79.0.1-3"]


def test_an_excluded_address_that_is_not_saved_yet_is_not_asked(session: Desktop, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'[network]\ntargets = ["127.79.0.1-3"]\nport = {PORT}\n')
    with watched(session, tmp_path, "networks", messages) as shown:
        shown.window.tab(6)
        shown.window.type("127.79.0.1-3")
        shown.press("Return")
        shown.click(search.SEARCH)
        shown.says(devices.NOTHING_LEFT_TO_ASK.title)


def test_a_search_can_be_stopped(session: Desktop, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[network]\ntargets = ["127.79.0.0/20"]\nport = 65000\n')
    with watched(session, tmp_path, "networks", messages) as shown:
        shown.click(search.SEARCH)
        shown.says(search.so_far(0))
        shown.click(search.STOP)
        shown.says(search.STOPPED)
