"""The system's certificate authorities, found where each distribution keeps them, by real handshakes."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from agent.core.mail.smtp_failures import trouble
from agent.edge.authorities import FILES, FOLDERS, load_authorities

# In a file system of its own, with nothing where OpenSSL was compiled to look: the authority lies at $3.
ELSEWHERE = """
set -e
compiled_in="$(cd "$1" && pwd -P)"
for place in /etc /usr/local/etc /usr/local/share /var/lib "$compiled_in"; do
  mkdir -p "$place"
  mount -t tmpfs none "$place"
done
mkdir -p "$(dirname "$3")"
if [ "$4" = folder ]; then
  mkdir -p "$3"
  cp "$2/ca.pem" "$3/$(openssl x509 -hash -noout -in "$2/ca.pem").0"
elif [ "$4" = file ]; then
  cp "$2/ca.pem" "$3"
fi
exec "$5" -c "$6" "$2"
"""
HANDSHAKE = """
import socket, ssl, sys, threading
from agent.edge.authorities import load_authorities
folder = sys.argv[1]
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain(folder + "/server.pem", folder + "/server.key")
client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
if not load_authorities(client):
    sys.exit("nobody to trust")
ours, theirs = socket.socketpair()
threading.Thread(target=lambda: server.wrap_socket(theirs, server_side=True), daemon=True).start()
client.wrap_socket(ours, server_hostname="mail.office.test")
print("trusted")
"""
OPENSSL = shutil.which("openssl") or "openssl"
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an authority of an office's own and a server's certificate that it signed."""
    folder = tmp_path_factory.mktemp("chain")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for command in (
        ["req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Office CA"],
        ["req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=mail.office.test"],
        [
            *("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "7"),
            *("-days", "30", "-extfile", "names", "-out", "server.pem"),
        ],
    ):
        (folder / "names").write_text("subjectAltName=DNS:mail.office.test\n")
        subprocess.run([OPENSSL, *command], cwd=folder, capture_output=True, check=True)
    return folder


def handshake(chain: Path, place: str, kind: str) -> subprocess.CompletedProcess[str]:
    """Shake hands where the authority lies at `place` alone."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("this machine lets nobody have a file system of one's own")
    compiled_in = str(Path(ssl.get_default_verify_paths().openssl_cafile).parent)
    shell = [unshare, "-rm", "sh", "-c", ELSEWHERE, "-", compiled_in, str(chain), place, kind]
    return subprocess.run(
        [*shell, sys.executable, HANDSHAKE], env=BARE, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("place", [place.path for place in FILES])
def test_a_file_of_each_distribution_is_found(chain: Path, place: str) -> None:
    ended = handshake(chain, place, "file")
    assert ended.stdout == "trusted\n", ended.stderr


@pytest.mark.parametrize("place", [place.path for place in FOLDERS])
def test_a_folder_of_each_distribution_is_found(chain: Path, place: str) -> None:
    ended = handshake(chain, place, "folder")
    assert ended.stdout == "trusted\n", ended.stderr


def test_where_there_is_none_it_is_told_and_not_called_a_strange_certificate(chain: Path) -> None:
    ended = handshake(chain, "/etc/nowhere.pem", "none")
    assert (ended.stdout, ended.stderr) == ("", "nobody to trust\n")
    error = trouble("no_authorities", "mail.office.test", 587)
    assert "certificate authorities was not found" in error.title
    assert "certificate_sha256" not in error.advice


def test_a_damaged_certificate_does_not_hide_the_others(
    chain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = (chain / "ca.pem").read_text()
    damaged = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    (tmp_path / "bundle.pem").write_text(damaged + good)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "bundle.pem"))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    assert load_authorities(context)
    assert [one["subject"] for one in context.get_ca_certs()] == [((("commonName", "Office CA"),),)]


def test_a_named_list_that_is_gone_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    assert not load_authorities(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
