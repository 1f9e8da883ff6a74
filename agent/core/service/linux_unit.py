"""What systemd has to know of the service: its unit and its account, and where its files lie."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from agent.core.messages import starting as messages
from agent.core.schedule.start_entries import exec_start

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCOUNT = "meters-agent"
UNIT = "meters-agent.service"
STATE = "/var/lib/meters-agent"  # StateDirectory= makes it and gives it to the account
DATA = f"{STATE}/data"
SHOWN, ASKED = "shown", "asked"  # folders there: what users read, and where they lay requests
CREDENTIALS = f"/etc/credstore.encrypted/{ACCOUNT}"  # a file for each secret, encrypted by systemd-creds
_ID = "meters"  # systemd puts it before the name of each file of that folder
MADE_BY_INSTALL = "# Made by 'meters service install', removed by 'meters service remove'."
HIDDEN = ("/home", "/root", "/run/user")  # by ProtectHome=
WATCHDOG = 300  # seconds without a sign of life; the loop gives one every 30

# What a program that asks printers and mails needs, and nothing else. Left out: ProcSubset=pid would hide
# /proc/net/route, which says what cards lead out; PrivateUsers= would hide which user asked for something;
# MemoryDenyWriteExecute= would refuse libffi, whose closures may lie in memory that is written and run.
_HARDENING = """\
UMask=0077
CapabilityBoundingSet=
AmbientCapabilities=
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
MemoryMax=500M
TasksMax=200
"""


def service_unit(command: Sequence[str]) -> str:
    """Return the system unit (systemd.service(5)) that runs this command, the daily loop, from the start on.

    Codes 2 and 3 wait for a person: no restart helps there.
    """
    return f"""\
[Unit]
Description=Meters Agent: {messages.DESCRIPTION}
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
ExecStart={exec_start(command)}
User={ACCOUNT}
StateDirectory={ACCOUNT}
StateDirectoryMode=0711
LoadCredentialEncrypted={_ID}:{CREDENTIALS}
WatchdogSec={WATCHDOG}
Restart=on-failure
RestartSec=60
RestartPreventExitStatus=2 3
{_HARDENING}
[Install]
WantedBy=multi-user.target
"""


def account_entry() -> str:
    """Return the line of sysusers.d(5) that makes the account: no shell, no password, no home."""
    return f'u {ACCOUNT} - "Meters Agent" {STATE} /usr/sbin/nologin\n'


def file_of(secret: str) -> str:
    """Return the name of the file that holds a secret; systemd lets it have neither colon nor blank."""
    return quote(secret, safe="")


def credential_of(secret: str) -> str:
    """Return the name by which systemd hands a secret over; systemd-creds encrypts it into the file, too."""
    return f"{_ID}_{file_of(secret)}"
