"""What systemd hears of the service: that it is ready, that it lives, that it ends (sd_notify(3))."""

import logging
import os
import socket
import sys
from dataclasses import dataclass

LOG = logging.getLogger(__name__)
_SOCKET = "NOTIFY_SOCKET"


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """Who started us and listens at `address`; empty where nobody does, and nothing is sent."""

    address: str

    def ready(self) -> None:
        """Say that the service is up."""
        self._send("READY=1")

    def alive(self) -> None:
        """Give a sign of life; without one for WatchdogSec= the service is ended and started anew."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that the service ends."""
        self._send("STOPPING=1")

    def _send(self, state: str) -> None:
        if not self.address or sys.platform == "win32":
            return
        # An address that begins with @ has no file (unix(7)).
        address = self.address.replace("@", "\0", 1) if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
                client.sendto(state.encode(), address)
        except OSError as error:  # if it listens no more, it will miss our signs and act
            LOG.warning("the service manager was not reached: %s", error)


def service_manager() -> ServiceManager:
    """Return the service manager that started us. Our children don't inherit it: they are not the service."""
    return ServiceManager(os.environ.pop(_SOCKET, ""))
