"""Files on a real disk: whole or not at all, and plain words when it can't be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import disk as messages
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS
from agent.edge.files import Folder, data_folder, load_settings, open_folder, read_text, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1].parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX modes, limits and signals")

WRITER = """
import itertools, pathlib, sys
from agent.edge.files import write_atomically
for number in itertools.count():
    write_atomically(pathlib.Path(sys.argv[1]), f"{number % 10}" * 400_000)
    print(number, flush=True)
"""


def child(program: str, argument: Path, **options: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", program, str(argument)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def refused(path: Path, data: bytes = b"new") -> AgentError:
    with pytest.raises(AgentError) as caught:
        write_atomically(path, data)
    return caught.value


@POSIX
def test_a_writer_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("0" * 400_000)
    until = time.monotonic() + 3
    kills = 0
    while kills < 12 and time.monotonic() < until:
        with child(WRITER, path) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(kills * 0.0007)
            process.send_signal(signal.SIGKILL)
        content = path.read_text()
        assert len(content) == 400_000
        assert len(set(content)) == 1
        kills += 1
    assert kills > 2


def test_a_new_file_is_for_its_user_alone_and_an_existing_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_atomically(path, "é\r\n")
    assert path.read_bytes() == "é\r\n".encode()
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o640)
        write_atomically(path, b"two")
        assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["a.toml"]


@POSIX
@pytest.mark.parametrize("target", ["real", "absent", "link"])
def test_no_link_is_followed(tmp_path: Path, target: str) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(target)
    assert refused(link).advice == messages.IS_A_LINK.advice
    assert (link.readlink(), real.read_text()) == (Path(target), "old")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link", "real"]


@POSIX
def test_what_the_system_itself_links_is_written(capfd: pytest.CaptureFixture[str]) -> None:
    write_atomically(Path("/dev/stdout"), "to the terminal")
    assert capfd.readouterr().out == "to the terminal"


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777, 0o702])
def test_a_folder_that_others_may_write_to_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(AgentError, match=r"Other users can write to the folder .*\('chmod go-w "):
        open_folder(folder)
    folder.chmod(0o755)
    assert open_folder(folder).path == folder


@POSIX
@pytest.mark.skipif(
    os.name == "posix" and os.getuid() != 0, reason="gives a folder away, as the superuser may"
)
def test_a_folder_or_a_link_of_another_user_is_refused(tmp_path: Path) -> None:
    folder, link = tmp_path / "data", tmp_path / "link"
    folder.mkdir(mode=0o700)
    link.symlink_to(folder)
    assert open_folder(link).path == link
    os.chown(link, 65534, 65534, follow_symlinks=False)
    with pytest.raises(AgentError, match="another user"):
        open_folder(link)
    os.chown(folder, 65534, 65534)
    with pytest.raises(AgentError, match="another user"):
        open_folder(folder)


@POSIX
@pytest.mark.parametrize("name", ["settings.toml", "agent.db", "agent.db-wal", "agent.db-chain"])
@pytest.mark.parametrize("mode", [0o666, 0o602, 0o620])
def test_a_file_that_others_may_write_to_is_refused_where_they_can_reach_it(
    tmp_path: Path, name: str, mode: int
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    file = folder / name
    file.touch()
    file.chmod(mode)
    with pytest.raises(AgentError, match=r"Other users can write to the file .*chmod go-w") as refused:
        open_folder(folder)
    assert str(file) in str(refused.value)
    folder.chmod(0o700)
    assert open_folder(folder).path == folder
    folder.chmod(0o755)
    file.chmod(0o644)
    assert open_folder(folder).path == folder


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.getuid() != 0, reason="gives a file away, as the superuser may")
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.touch()
    os.chown(file, 65534, 65534)
    with pytest.raises(AgentError, match="another user"):
        open_folder(tmp_path)


def _a_link(place: Path) -> None:
    place.symlink_to(place.parent.parent / "victim")


@POSIX
@pytest.mark.parametrize("make", [_a_link, os.mkfifo, os.mkdir])
@pytest.mark.parametrize("name", ["settings.toml", "agent.log", "agent.lock", "agent.db-wal"])
def test_what_was_laid_into_the_folder_is_refused_unopened(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    make(folder / name)
    with pytest.raises(AgentError, match=f"{name} is not a regular file and was not opened"):
        open_folder(folder)
    assert not (tmp_path / "victim").exists()


@POSIX
@pytest.mark.parametrize("command", [("status",), ("settings", "check"), ("scan", "--no-send"), ("send",)])
def test_no_command_waits_for_a_pipe_that_lies_where_the_settings_should(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    arguments = [sys.executable, "-m", "agent", "--data", str(tmp_path), *command]
    # It hung for ever: 60 seconds are far more than a start takes beside any load.
    ended = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "settings.toml" in ended.stderr


@POSIX
def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, b"x")
    assert os.read(reader, 9) == b"x"
    os.close(reader)
    assert pipe.is_fifo()


@POSIX
def test_a_write_that_runs_out_of_room_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 (POSIX only)

    path = tmp_path / "a"
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        assert "can't be written" in refused(path, b"x" * 50_000).title
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        (".", "This is a folder. Enter a file name."),
        ("absent/file", "The folder doesn't exist. Create it or choose another one."),
        ("file/below", "Part of the path is a file. Choose another folder."),
        ("x" * 250, "The name is too long. Choose a shorter one."),
    ],
)
def test_a_place_that_can_not_be_written_is_refused_with_advice(
    tmp_path: Path, name: str, advice: str
) -> None:
    (tmp_path / "file").write_text("old")
    assert refused(tmp_path / name).advice == advice


@POSIX
def test_a_read_only_folder_or_file_is_refused_and_left_as_it_is() -> None:
    # The superuser may write everywhere, so a child that is an ordinary user tries it.
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setuid(65534)
            with tempfile.TemporaryDirectory() as folder:
                _meet_read_only_places(Path(folder))
            status = 0
        finally:
            os._exit(status)
    _, outcome = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(outcome) == 0


def _meet_read_only_places(folder: Path) -> None:
    path = folder / "a"
    path.write_text("old")
    path.chmod(0o444)
    assert "You don't have permission" in refused(path).advice
    path.chmod(0o644)
    folder.chmod(0o555)
    assert "You don't have permission" in refused(path).advice
    assert "You don't have permission" in refused(folder / "b").advice
    folder.chmod(0o755)
    assert path.read_text() == "old"


def test_what_a_killed_writer_left_is_removed_once_it_is_old(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".a.1.new", ".a.2.new", ".b.1.new"))
    for file in (old, fresh, other):
        file.write_text("x")
    for file in (old, other):
        os.utime(file, (1, 1))
    write_atomically(tmp_path / "a", "x")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".a.2.new", ".b.1.new", "a"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[mail]\nuser = 'M\xfcller'", "Line 2 has a different encoding."),
        ("[mail]".encode("utf-16"), "Line 1 has a different encoding."),
        (b"#" * 1_000_001, "A short text file is expected."),
    ],
)
def test_a_text_that_is_none_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    with pytest.raises(AgentError) as caught:
        read_text(path)
    assert expected in caught.value.advice


def test_settings_are_read_with_a_byte_order_mark_and_are_defaults_without_a_file(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "deep" / "data")
    assert load_settings(folder) == DEFAULTS
    write_atomically(folder.settings, b"\xef\xbb\xbf[site]\r\nid = 'north'\r\n")
    assert load_settings(folder).site.id == "north"


def test_the_data_folder_is_the_first_that_was_chosen(tmp_path: Path) -> None:
    program = tmp_path / "meters.exe"
    chosen = {"METERS_DATA": str(tmp_path / "env")}
    assert data_folder(str(tmp_path / "arg"), chosen, program) == tmp_path / "arg"
    assert data_folder(None, chosen, program) == tmp_path / "env"
    own = data_folder(None, {"METERS_DATA": ""}, program)
    assert "Meters Agent" in own.parts
    (tmp_path / "meters-data").mkdir()
    assert data_folder(None, {}, program) == tmp_path / "meters-data"
    assert data_folder(None, {}, None) == own


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AgentError, match="can't be created"):
        open_folder(tmp_path / "file")
    assert Folder(tmp_path).lock.parent == tmp_path
