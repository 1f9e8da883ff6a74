"""The service on Linux, set up by the program itself on a computer that systemd has really booted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.booted import booted, needs_boot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.booted import Step

pytestmark = needs_boot

STEPS = Path(__file__).parents[1] / "support" / "service_steps.sh"


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Step]:
    return booted(tmp_path_factory.mktemp("booted"), STEPS.read_text())


def test_nobody_but_root_sets_it_up_and_nothing_of_another_is_touched(steps: Mapping[str, Step]) -> None:
    assert (steps["status_before"].code, steps["status_before"].said[:26]) == (
        1,
        "The service is not set up.",
    )
    refused = steps["install_as_user"]
    assert (refused.code, refused.said) == (2, "Only root can do this. Run: sudo meters service install")
    assert (steps["install_from_home"].code, "/home/person" in steps["install_from_home"].said) == (2, True)
    assert "was not made by Meters Agent" in steps["install_over_another"].said
    assert (steps["install_over_another"].code, steps["remove_of_another"].code) == (2, 2)
    assert steps["other_unit"].said == "[Service]"
    assert (steps["password_too_early"].code, steps["password_too_early"].said[:24]) == (
        2,
        "The service is not set u",
    )


def test_one_command_sets_it_up_and_it_works_at_once(steps: Mapping[str, Step]) -> None:
    assert steps["install"].code == 0, steps["install"].said
    assert steps["status"].said == "The service is running. It starts with the computer."
    assert (steps["verify"].code, steps["verify"].said) == (0, "")
    owners = dict(re.findall(r"(\S+) (\S+ \d+)", steps["modes"].said))
    assert owners == {
        "/var/lib/meters-agent": "meters-agent 711",
        "/var/lib/meters-agent/data": "meters-agent 700",
        "/var/lib/meters-agent/shown": "meters-agent 755",
        "/var/lib/meters-agent/asked": "meters-agent 1733",
        "/var/lib/meters-agent/shown/state.json": "meters-agent 644",
        "/etc/credstore.encrypted/meters-agent": "root 700",
    }


def test_its_secrets_are_readable_by_it_alone(steps: Mapping[str, Step]) -> None:
    assert steps["password"].code == 0
    assert "community:warehouse: set" in steps["show"].said, steps["show"].said
    assert (steps["plain"].code, steps["plain"].said) == (1, "")
    assert steps["read_as_user"].code != 0
    assert (steps["long_password"].code, steps["latin_password"].code) == (2, 2)
    assert steps["mail_password"].code == 0
    assert steps["password_is"].said == "grün"
    assert steps["data_as_user"].code != 0


def test_another_user_sees_how_it_stands_and_asks(steps: Mapping[str, Step]) -> None:
    assert steps["user_status"].said.startswith("The service is running.")
    assert steps["seen"].said.startswith("State of this computer's service, as of ")
    assert "No printer responded" in steps["seen"].said
    assert {one["kind"] for one in json.loads(steps["seen_json"].said)["conditions"]} >= {"printers_silent"}
    tray = json.loads(steps["seen_tray"].said)
    assert (tray["of_service"], tray["schedule_state"]["is_held"], steps["seen_tray"].code) == (True, True, 0)
    assert json.loads(steps["seen_by_icon"].said)["of_service"]
    assert steps["own_folder"].said.startswith("No scan has finished yet.")
    assert steps["ask_by_icon"].code == 0
    assert (steps["ask"].code, steps["ask"].said[:22]) == (0, "The service was asked.")


def test_the_service_itself_can_change_no_secret_and_says_who_can(steps: Mapping[str, Step]) -> None:
    assert (steps["own_password"].code, steps["own_password"].said) == (
        2,
        "The service's secrets can be changed by root alone. As root, run: meters service password mail",
    )
    assert (steps["own_rotate_signed"].code, steps["own_rotate_signed"].said) == (
        2,
        "The service's secrets can be changed by root alone. As root, run: meters service rotate-key",
    )


def test_root_changes_the_signing_key_twice_and_the_chain_goes_on(steps: Mapping[str, Step]) -> None:
    assert (steps["rotate"].code, steps["rotate"].said[:38]) == (0, "The next report introduces a new key, ")
    assert steps["rotate_again"].said == "A new key waits already: the next report introduces it."
    first, second, third = steps["keys"].said.split()
    assert len({first, second, third}) == 3
    report = json.loads(steps["chain"].said)
    assert report["agent"]["public_key"] == third
    assert report["agent"]["key_change"]["previous_public_key"] == second
    assert report["run_number"] >= 3


def test_a_loop_that_hangs_is_started_anew(steps: Mapping[str, Step]) -> None:
    assert steps["hung"].said == "1"
    assert "Watchdog timeout" in steps["hung_log"].said


def test_a_wrong_policy_is_told_in_its_log_and_to_users(steps: Mapping[str, Step]) -> None:
    assert "policy" in steps["wrong_policy_log"].said, steps["wrong_policy_log"].said
    assert "The settings can't be used." in steps["wrong_policy"].said, steps["wrong_policy"].said
    assert "policy.toml" in steps["wrong_policy"].said


def test_it_goes_without_a_trace_but_of_what_is_the_offices(steps: Mapping[str, Step]) -> None:
    assert steps["remove"].code == 0
    assert "meters-agent: data" in steps["left"].said
    assert "signing-key" in steps["left"].said
    assert (steps["seen_after"].code, steps["seen_after"].said[:24]) == (2, "This computer has no ser")
    assert steps["purge"].code == 0
    said = [line for line in steps["nothing_left"].said.split("ls: ") if line and "No such file" not in line]
    assert said == []
    assert steps["drop_in_stays"].said == "test.conf"
