"""The Debian package installed, used, updated, removed and purged by dpkg on a computer that has booted.

Its program stands in for the frozen one and starts the same source: what the package does is looked at here,
what the exe does in tests/packing/test_exe.py.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from packing.deb import build_deb
from tests.support.booted import PYTHON, booted, needs_boot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.booted import Step

pytestmark = [
    needs_boot,
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb"),
]
STEPS = r"""
mkdir -p /etc/meters-agent
printf '[network]\ntargets = ["127.0.0.1"]\n' > /etc/meters-agent/provision.toml

step unpack dpkg --install /test/package.deb
step verify systemd-analyze verify /usr/lib/systemd/system/meters-agent.service
step opt_in systemctl is-active meters-agent
step not_set_up meters service status
step account getent passwd meters-agent
step version meters --version
step install meters service install
step status meters service status
step no_unit_of_its_own ls /etc/systemd/system/meters-agent.service
step unit systemctl show meters-agent -P FragmentPath
until_so test -e /var/lib/meters-agent/shown/report.html
step seen as 65534 meters status
before=$(systemctl show meters-agent -P MainPID)
now() { systemctl show meters-agent -P MainPID; }
is_another() { systemctl is-active meters-agent && [ "$before" != "$(now)" ]; }
step update dpkg --install /test/package.deb
step restarted is_another
step signing_key ls /etc/credstore.encrypted/meters-agent
step service_remove meters service remove
step remove dpkg --remove meters-agent
step kept ls /var/lib/meters-agent/data/agent.db /etc/credstore.encrypted/meters-agent/signing-key
step gone sh -c 'ls /usr/bin/meters /usr/lib/meters-agent /usr/lib/systemd/system/meters-agent.service \
    /var/lib/meters-agent/shown'
step loaded systemctl show meters-agent -P ActiveState
step again dpkg --install /test/package.deb
step again_install meters service install
until_so systemctl is-active meters-agent
step again_remove dpkg --remove meters-agent
step stopped systemctl is-active meters-agent
step purge dpkg --purge meters-agent
step nothing_left sh -c 'ls -d /var/lib/meters-agent /etc/credstore.encrypted/meters-agent \
    /etc/systemd/system/multi-user.target.wants/meters-agent.service; getent passwd meters-agent'
"""


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Step]:
    place = tmp_path_factory.mktemp("booted")
    folder = place / "Meters Agent"
    folder.mkdir()
    (folder / "meters").write_text(f'#!/bin/sh\nexec {PYTHON} -m agent "$@"\n')
    (folder / "meters").chmod(0o755)
    package = build_deb(folder, place, 1_790_000_000).rename(place / "package.deb")
    return booted(place, STEPS, package)


def test_installed_it_starts_nothing_by_itself(steps: Mapping[str, Step]) -> None:
    assert steps["unpack"].code == 0, steps["unpack"].said
    assert (steps["verify"].code, steps["verify"].said) == (0, "")
    assert (steps["opt_in"].said, steps["opt_in"].code) == ("inactive", 3)
    assert (steps["not_set_up"].code, steps["not_set_up"].said[:26]) == (1, "The service is not set up.")
    assert ":/var/lib/meters-agent:/usr/sbin/nologin" in steps["account"].said
    assert steps["version"].said.startswith("Meters Agent ")


def test_its_unit_becomes_the_service(steps: Mapping[str, Step]) -> None:
    assert steps["install"].code == 0, steps["install"].said
    assert steps["status"].said == "The service is running. It starts with the computer."
    assert steps["no_unit_of_its_own"].code != 0
    assert steps["unit"].said.endswith("/lib/systemd/system/meters-agent.service")
    assert steps["seen"].said.startswith("State of this computer's service")


def test_an_update_starts_the_service_anew_and_keeps_everything(steps: Mapping[str, Step]) -> None:
    assert (steps["update"].code, steps["restarted"].code) == (0, 0), steps["update"].said
    assert steps["restarted"].said == "active"
    assert steps["signing_key"].said == "signing-key"


def test_the_service_goes_before_its_package(steps: Mapping[str, Step]) -> None:
    assert "Its program and unit belong to a package" in steps["service_remove"].said
    assert steps["remove"].code == 0, steps["remove"].said
    assert steps["kept"].code == 0, steps["kept"].said
    assert steps["gone"].said.count("No such file") == 4, steps["gone"].said
    assert steps["loaded"].said == "inactive"


def test_the_package_takes_a_service_that_runs_along_and_purged_all_of_it(steps: Mapping[str, Step]) -> None:
    assert (steps["again"].code, steps["again_install"].code) == (0, 0)
    assert (steps["again_remove"].code, steps["stopped"].said) == (0, "inactive")
    assert steps["purge"].code == 0, steps["purge"].said
    assert steps["nothing_left"].said.count("No such file") == 3, steps["nothing_left"].said
    assert "meters-agent:" not in steps["nothing_left"].said
