"""What each system wants to be told to start a command at log-on: systemd, Task Scheduler, launchd, XDG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import starting as messages

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL = "com.meters-agent.watch"  # launchd's name of the agent
TRAY_LABEL = "com.meters-agent.tray"

_SYSTEMD_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "%": "%%"})


def unit_text(command: Sequence[str]) -> str:
    """Return the systemd user unit (systemd.service(5)) that runs this command at log-on.

    The hardening works without namespaces, which a user manager may not make, and leaves the
    keyring's D-Bus socket open. Codes 2 and 3 wait for a person: no restart helps there.
    """
    return f"""\
[Unit]
Description=Meters Agent: {messages.DESCRIPTION}

[Service]
ExecStart={exec_start(command)}
Restart=on-failure
RestartSec=60
RestartPreventExitStatus=2 3
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK

[Install]
WantedBy=default.target
"""


def exec_start(command: Sequence[str]) -> str:
    """Return a command as ExecStart= of a unit wants it."""
    program, *arguments = (_systemd_word(word) for word in command)
    # $ is literal in the program's path but begins a variable in its arguments.
    return " ".join([program, *(word.replace("$", "$$") for word in arguments)])


def task_text(program: str, arguments: str, user: str) -> str:
    """Return the Windows task (Task Scheduler schema 1.2) for this user: no password, no raised rights.

    `arguments` is one text, quoted as Windows programs expect it.
    """
    import html

    quoted_user = html.escape(user, quote=False)
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{messages.DESCRIPTION}</Description></RegistrationInfo>
  <Triggers><LogonTrigger><UserId>{quoted_user}</UserId></LogonTrigger></Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{quoted_user}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT5M</Interval><Count>3</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{html.escape(program, quote=False)}</Command>
      <Arguments>{html.escape(arguments, quote=False)}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def desktop_entry(command: Sequence[str]) -> str:
    """Return the XDG autostart file (Desktop Entry Specification) that starts the tray with the session."""
    line = " ".join(_desktop_word(word) for word in command)
    return f"""\
[Desktop Entry]
Type=Application
Version=1.0
Name=Meters Agent
Comment={messages.DESCRIPTION}
Exec={line}
Terminal=false
StartupNotify=false
"""


def tray_plist_bytes(command: Sequence[str]) -> bytes:
    """Return the LaunchAgent (launchd.plist(5)) that starts the tray with a graphical session."""
    import plistlib

    return plistlib.dumps(
        {
            "Label": TRAY_LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
    )


def plist_bytes(command: Sequence[str]) -> bytes:
    """Return the LaunchAgent (launchd.plist(5)) that runs this command at log-on."""
    import plistlib

    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 60,
            "ProcessType": "Background",
            "Umask": 0o077,
        }
    )


def _desktop_word(word: str) -> str:
    """Quote one word as the specification's Exec key wants it: within quotes, then as a string value."""
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word.replace("%", "%%"))
    escaped = quoted.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'


def _systemd_word(word: str) -> str:
    """Quote one word as systemd.syntax(7) wants it; % would begin a specifier."""
    return f'"{word.translate(_SYSTEMD_ESCAPES)}"'
