"""A real mail server for tests: Postfix on loopback, its files in a folder of the test's own.

It runs as root only (Postfix insists on it). Four doors: a relay without login, STARTTLS with
login, TLS from the first byte with login, and STARTTLS for who shows the certificate client.pem.
Mail to office.test lands in a maildir.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import shutil
import socket
import socketserver
import ssl
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "meters"
PASSWORD = "geheim-ä1"
NAME = "relay.office.test"
SIZE_LIMIT = 400_000  # octets of one message
BOXES = ("office@office.test", "dealer@office.test")
TRIES = 3  # so often it may happen that another program takes a port that was free

MAIN = """
compatibility_level = 3.6
mail_owner = postfix
setgid_group = postdrop
queue_directory = {folder}/spool
data_directory = {folder}/state
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
myhostname = {name}
mydestination =
local_recipient_maps =
alias_maps =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_relay_restrictions = reject_unauth_destination
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
virtual_mailbox_domains = office.test
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/boxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
message_size_limit = {size}
smtpd_tls_cert_file = {folder}/certificate.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_error_sleep_time = 0
"""
MASTER = """
127.0.0.1:{relay} inet n - n - - smtpd
127.0.0.1:{starttls} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes {login}
127.0.0.1:{tls} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes {login}
127.0.0.1:{certified} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_tls_req_ccert=yes -o smtpd_tls_CAfile={folder}/client.pem
cleanup unix n - n - 0 cleanup
proxymap unix - - n - - proxymap
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
tlsmgr unix - - n 1000? 1 tlsmgr
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
LOGIN_FIRST = "-o { smtpd_client_restrictions = permit_sasl_authenticated, reject }"


@dataclass(frozen=True, slots=True)
class MailHost:
    """The running server: its ports, its certificate's SHA-256 and where its mail lands."""

    folder: Path
    relay: int
    starttls: int
    tls: int
    certified: int
    fingerprint: str

    @property
    def client_certificate(self) -> Path:
        """The certificate that the door `certified` takes, with its key, which PASSWORD opens."""
        return self.folder / "client.pem"

    def log(self) -> str:
        """Return the log of Postfix so far, and what it said before it had one."""
        paths = (self.folder / "log" / name for name in ("start.log", "mail.log"))
        return "".join(path.read_text(errors="replace") for path in paths if path.exists())

    def wait_for_mail(self, box: str, seconds: float = PATIENCE) -> bytes:
        """Return the one message that lies in this box, and take it out."""
        fresh = self.folder / "mail" / box / "new"
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for file in fresh.glob("*"):
                content = file.read_bytes()
                file.unlink()
                return content
            time.sleep(0.02)
        raise AssertionError(f"no mail for {box} in {seconds} s\n{self.log()[-2000:]}")


class _LoginService(socketserver.StreamRequestHandler):
    """Dovecot's authentication protocol, as far as Postfix asks: PLAIN and LOGIN against one user."""

    def handle(self) -> None:
        self.wfile.write(b"VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nMECH\tLOGIN\tplaintext\n")
        self.wfile.write(b"SPID\t1\nCUID\t1\nCOOKIE\t00\nDONE\n")
        with contextlib.suppress(ConnectionError):
            for line in self.rfile:
                command, *fields = line.decode().rstrip("\n").split("\t")
                if command == "AUTH" and fields[1] == "PLAIN":
                    given = base64.b64decode(fields[-1].removeprefix("resp=")).split(b"\0")[1:]
                    self._judge(fields[0], given)
                elif command == "AUTH":
                    self._ask_for_login(fields[0])

    def _ask_for_login(self, number: str) -> None:
        """Ask the two questions of LOGIN."""
        given = []
        for question in (b"Username:", b"Password:"):
            self.wfile.write(f"CONT\t{number}\t{base64.b64encode(question).decode()}\n".encode())
            given.append(base64.b64decode(self.rfile.readline().decode().rstrip("\n").split("\t")[2]))
        self._judge(number, given)

    def _judge(self, number: str, given: list[bytes]) -> None:
        good = given == [USER.encode(), PASSWORD.encode()]
        self.wfile.write(f"{'OK' if good else 'FAIL'}\t{number}\tuser={USER}\n".encode())


def reason_not_to_run() -> str | None:
    """Say why Postfix can't be started here; None where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "Postfix starts as root only"
    return None if shutil.which("postfix") else "Postfix is not installed"


def make_certificate(folder: Path, name: str) -> str:
    """Write certificate.pem and key.pem, self-signed for `name` and 127.0.0.1; return its SHA-256."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the openssl command is not installed")
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={name}"]
    command += ["-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(command, check=True, capture_output=True)
    der = ssl.PEM_cert_to_DER_cert((folder / "certificate.pem").read_text())
    return hashlib.sha256(der).hexdigest()


def made_client_certificate(path: Path) -> None:
    """Write a PEM file with a self-signed certificate and its key, which PASSWORD opens."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-days", "2", "-subj", "/CN=meters.office.test", "-passout", f"pass:{PASSWORD}"]
    key = path.with_suffix(".key")
    subprocess.run([*command, "-keyout", str(key), "-out", str(path)], check=True, capture_output=True)
    path.write_text(path.read_text() + key.read_text())


def free_port() -> int:
    """Return a TCP port of loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _lay_out(folder: Path, auth_port: int) -> MailHost:
    import pwd  # noqa: PLC0415 (Windows has none, and imports this file too)

    fingerprint = make_certificate(folder, NAME)
    made_client_certificate(folder / "client.pem")
    host = MailHost(folder, free_port(), free_port(), free_port(), free_port(), fingerprint)
    owner = pwd.getpwnam("postfix")
    for name in ("spool", "state", "mail", "log"):
        (folder / name).mkdir()
    for name in ("state", "mail"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    uid, gid = owner.pw_uid, owner.pw_gid
    main = MAIN.format(folder=folder, name=NAME, uid=uid, gid=gid, size=SIZE_LIMIT, auth=auth_port)
    ports = {
        "relay": host.relay,
        "starttls": host.starttls,
        "tls": host.tls,
        "certified": host.certified,
    }
    (folder / "main.cf").write_text(main)
    (folder / "master.cf").write_text(MASTER.format(login=LOGIN_FIRST, folder=folder, **ports))
    (folder / "boxes").write_text("".join(f"{box} {box}/\n" for box in BOXES))
    return host


@contextlib.contextmanager
def _folder_that_postfix_can_walk() -> Iterator[Path]:
    """Make a folder of our own: pytest's are for root alone, and Postfix delivers as another user."""
    with tempfile.TemporaryDirectory(prefix="mta-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        yield Path(name)


@contextlib.contextmanager
def running_mail_host() -> Iterator[MailHost]:
    """Start Postfix in a fresh folder, yield its doors, stop it again."""
    with (
        contextlib.ExitStack() as folders,
        socketserver.ThreadingTCPServer(("127.0.0.1", 0), _LoginService) as login,
    ):
        login.daemon_threads = True
        login.block_on_close = False
        threading.Thread(target=login.serve_forever, args=(0.05,), daemon=True).start()
        # Its daemons walk these folders as another user, whatever this process has begun before.
        folders.callback(os.umask, os.umask(0o022))
        for _ in range(TRIES):
            host = _lay_out(folders.enter_context(_folder_that_postfix_can_walk()), login.server_address[1])
            if folders.enter_context(_master(host)):
                break  # else another program took one of its ports meanwhile
        else:
            raise AssertionError(f"Postfix does not start:\n{host.log()}")
        yield host
        login.shutdown()


@contextlib.contextmanager
def _master(host: MailHost) -> Iterator[bool]:
    """Run Postfix while the block does; yield whether it has opened its doors.

    In the foreground: `postfix start` gives up after ten seconds, which a busy computer may need.
    """
    postfix = ["postfix", "-c", str(host.folder)]
    with (
        (host.folder / "log" / "start.log").open("wb") as said,
        subprocess.Popen(
            [*postfix, "start-fg"], stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        ) as master,
    ):
        end = time.monotonic() + PATIENCE
        while master.poll() is None and "daemon started" not in host.log() and time.monotonic() < end:
            time.sleep(0.05)
        try:
            yield master.poll() is None and "daemon started" in host.log()
        finally:
            subprocess.run([*postfix, "stop"], check=False, capture_output=True, timeout=PATIENCE)
            master.terminate()
