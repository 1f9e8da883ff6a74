"""The operator's command: a typo is refused in a sentence, what is done stands in the log with its reason."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from cloud.commands.main import main
from cloud.commands.operator_commands import COMMANDS
from cloud.commands.show import LONGEST, plain
from cloud.core.keys import dealer_key
from cloud.core.portal.notify import Notify, notify_in, notify_text
from cloud.core.proof import key_in_hex
from cloud.edge.operator import NoAnswer, Operator
from cloud.handlers.admin import DEEDS
from made_mails import MadeAgent
from test_dealing import shown
from test_path import send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

    Typed = Callable[..., tuple[int, str]]

OFFICE = MadeAgent(printers=("EX1",))
KEY = key_in_hex(OFFICE.public_key)


class Here(Operator):
    """The operator who calls the stack's own admin, without Lambda between."""

    def __init__(self, stack: Stack) -> None:
        super().__init__("meters")
        self.here = stack

    def name(self) -> str:
        """Return a made-up identity."""
        return "arn:aws:iam::123456789012:user/ada"

    def ask(self, event: dict[str, str]) -> dict[str, Any]:
        """Call the stack's admin."""
        answer: dict[str, Any] = self.here.call("Admin", event)
        return answer


@pytest.fixture
def typed(stack: Stack, adapters: IngestAdapters, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Return a function that types words: words to exit code and what is read."""
    assert adapters.table

    def type_in(*words: str) -> tuple[int, str]:
        code = main(words, Here(stack))
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return type_in


def test_a_dealer_a_site_a_code_and_a_log_of_it(typed: Typed) -> None:
    assert typed("add-dealer", "north", "North Supplies", "--offices", "3000") == (0, "Done.\n")
    assert typed("add-site", "north", "hill", "Hill Street") == (0, "Done: added.\n")
    assert typed("add-site", "north", "hill", "Hill Road") == (0, "Done: renamed from 'Hill Street'.\n")
    code, shown = typed("issue-code", "north", "hill")
    assert code == 0
    secret = shown.splitlines()[0].split("-")[1]
    assert "hill" in typed("sites", "north")[1]
    assert secret not in typed("codes", "north")[1]
    assert "north  North Supplies  8" in typed("dealers")[1]
    rows = [line.split("  ") for line in typed("log", "north")[1].splitlines()[1:]]
    assert [(row[1], row[2]) for row in rows] == [
        ("arn:aws:iam::123456789012:user/ada", what)
        for what in ("add_dealer", "add_site", "rename_site", "issue_code")
    ]
    assert secret not in str(rows)


TYPOS = {
    ("add-dealer", "acme", "Again"): "There is a dealer 'acme' already.",
    ("add-dealer", "Acme!", "x"): "Not a dealer's name",
    ("add-dealer", "a", "x", "--offices", "many"): "Offices is a whole number",
    ("add-site", "acmee", "hill", "Hill"): "There is no dealer 'acmee'.",
    ("add-site", "acme", "hill\nx", "Hill"): "A site's id is one line",
    ("add-site", "acme", "hill", " "): "A name is one line",
    ("digest-to", "acmee", "a@b.example"): "There is no dealer 'acmee'.",
    ("language", "acmee", "de"): "There is no dealer 'acmee'.",
    ("language", "acme", "xx"): "Language is one of en, de.",
    ("language", "acme", ""): "Language is one of en, de.",
    ("sites", "acmee"): "There is no dealer 'acmee'.",
    ("codes", "acmee"): "There is no dealer 'acmee'.",
    ("log", "acmee"): "There is no dealer 'acmee'.",
    ("issue-code", "acme", "hil-street"): "Acme has no site 'hil-street'.",
    ("confirm", "acme", "nobody", "--site", "hill-street", "--why", "x"): "There is no sender of that name",
    ("confirm", "acme", "x", "--key", KEY, "--site", "hill-street", "--why", "x"): "Acme has no sender 'x'",
    ("reject", "acme", "x", "--key", KEY, "--why", "x"): "Acme has no sender 'x'",
    ("retire", "acme", "serial:x:y", "--why", "x"): "Acme has no device 'serial:x:y'.",
    ("unretire", "acme", "serial:x:y", "--why", "x"): "was not retired",
    ("mails", "acme", "yesterday"): "Day is a day such as",
    ("senders", "acme", "--state", "waiting"): "State is one of",
    ("erase-site", "acme", "hil-street", "--yes"): "Acme has no site 'hil-street'.",
    ("erase-dealer", "acmee", "--yes"): "There is no dealer 'acmee'.",
    ("erase-dealer", "acme"): "say it again with --yes",
    ("grow", "acme", "10"): "shards already",
}


def test_a_dealer_s_emails_get_another_language_and_stay_where_they_go(
    typed: Typed, adapters: IngestAdapters
) -> None:
    key = dealer_key("acme")
    adapters.table.change(key, {"notify": notify_text(Notify(mail="shop@acme.example", kinds=("ship",)))})

    assert typed("language", "acme", "de", "--why", "they asked") == (0, "Done.\n")
    assert notify_in(adapters.table.get(key)) == Notify(
        mail="shop@acme.example", kinds=("ship",), language="de"
    )
    assert "set_language" in typed("log", "acme")[1]
    assert typed("language", "acme", "en")[0] == 0
    assert notify_in(adapters.table.get(key)).language == "en"


@pytest.mark.parametrize(("words", "sentence"), TYPOS.items(), ids=[" ".join(w)[:40] for w in TYPOS])
def test_a_typo_is_refused_and_changes_nothing(
    typed: Typed,
    adapters: IngestAdapters,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    before = sorted(map(str, adapters.table.scan("")))

    code, shown = typed(*words)

    assert code == 1
    assert sentence in shown
    assert "Traceback" not in shown
    assert sorted(map(str, adapters.table.scan(""))) == before


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"do": "add_site", "dealer": "acme", "site": "x", "nmae": "X", "name": "X"}, "knows no 'nmae'"),
        ({"do": "add_site", "dealer": "acme", "site": 7, "name": "X"}, "takes texts"),
        ({"do": "add_site", "dealer": "acme", "site": "x", "name": "X" * 10_000}, "takes texts"),
        ({"do": "add_site", "dealer": "acme"}, "needs 'site', 'name'"),
        ({"do": ["add_site"]}, "nothing of that name"),
        ({}, "nothing of that name"),
    ],
)
def test_admin_itself_takes_no_typo(
    stack: Stack, adapters: IngestAdapters, event: dict[str, Any], sentence: str
) -> None:
    assert adapters.table
    assert sentence in stack.call("Admin", event)["refused"]


def test_a_word_about_a_sender_needs_a_reason(typed: Typed) -> None:
    with pytest.raises(SystemExit) as ended:
        typed("confirm", "acme", "agent-1", "--site", "hill-street")
    assert ended.value.code == 2


def test_a_word_about_a_sender_keeps_its_reason(typed: Typed, stack: Stack, adapters: IngestAdapters) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    words = ("confirm", "acme", "agent", "--site", "hill-street", "--why", "they rang us up")
    assert typed(*words) == (0, "Done: trusted for hill-street.\n")
    assert len(shown(adapters)) == 2
    assert "trusted  agent-1" in typed("senders", "acme")[1]
    assert "serial:examplar:ex1" in typed("devices", "acme", "hill-street")[1]
    assert typed("retire", "acme", "serial:examplar:ex1", "--why", "sold")[0] == 0
    log = typed("log", "acme")[1]
    assert "they rang us up" in log
    assert "sold" in log


def test_an_erased_site_s_decisions_are_forgotten_and_the_erasure_has_no_name(
    typed: Typed,
    stack: Stack,
    adapters: IngestAdapters,
) -> None:
    send(stack, OFFICE.mail(OFFICE.report(1)))
    typed("confirm", "acme", "agent-1", "--site", "hill-street", "--why", "Mrs Hill rang us up")

    code, shown = typed("erase-site", "acme", "hill-street", "--yes", "--why", "Mr Hill asked for it")

    assert (code, shown.startswith("Erased: ")) == (0, True)
    left = str([i for i in adapters.table.scan("") if i["kind"] == "decision"])
    assert "erase_site" in left
    assert not any(name in left for name in ("hill", "Hill", "agent-1", KEY, "ada"))
    assert typed("erase-dealer", "acme", "--yes")[0] == 0
    left = str(list(adapters.table.scan("")))
    assert "erase_dealer" in left
    assert "acme" not in left


def test_lists_are_whole_however_many_pages_they_have(typed: Typed, adapters: IngestAdapters) -> None:
    from cloud.core.items import site_item  # noqa: PLC0415 (here alone)
    from cloud.core.layout import FIRST  # noqa: PLC0415 (here alone)

    adapters.table.put_many(site_item("acme", f"s{n:04d}", "Site", FIRST) for n in range(450))

    assert len(typed("sites", "acme")[1].splitlines()) == 1 + 450 + 2
    assert typed("codes", "acme")[1].splitlines()[0] == "site  code_id  until"
    assert typed("alerts", "acme") == (0, "Nothing.\n")


def test_every_command_is_a_deed_and_every_deed_has_its_command() -> None:
    assert {command.deed for command in COMMANDS if command.deed} == DEEDS.keys()
    for command in COMMANDS:
        if command.deed:
            deed = DEEDS[command.deed]
            assert {*command.needs, *command.takes} <= {*deed.needs, *deed.takes}
            assert set(deed.needs) <= {*command.needs, *command.takes}


def test_what_an_office_wrote_moves_no_terminal() -> None:
    assert plain("\x1b[2Ja\nb") == "?[2Ja?b"
    assert len(plain("x" * 500)) == LONGEST
    assert plain(None) == "-"


@contextmanager
def answering(status: int, headers: dict[str, str], body: bytes) -> Iterator[str]:
    """Answer every request on loopback as AWS is documented to; yield the address."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


FAILED = json.dumps({"errorMessage": "It stumbled", "errorType": "KeyError"}).encode()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((200, {"x-amz-function-error": "Unhandled"}, FAILED), "The receiver failed: It stumbled."),
        ((200, {}, b"null"), "The receiver failed: it gave no reason."),
        (
            (403, {"x-amzn-errortype": "AccessDeniedException"}, b'{"Message": "No right"}'),
            "AWS refuses invoke: No right.",
        ),
        (
            (404, {"x-amzn-errortype": "ResourceNotFoundException"}, b'{"Message": "No function"}'),
            "No function",
        ),
    ],
)
def test_what_lambda_answers_besides_is_a_sentence(
    aws: str, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, dict[str, str], bytes], sentence: str
) -> None:
    assert aws
    operator = Operator("meters")
    operator.__dict__["function"] = "admin"
    with answering(*answer) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(NoAnswer) as failure:
            operator.ask({"do": "dealers"})
    assert sentence in str(failure.value)


def test_lambda_s_answer_is_admin_s(aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aws
    operator = Operator("meters")
    operator.__dict__["function"] = "admin"
    with answering(200, {}, b'{"done": null}') as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        assert operator.ask({"do": "dealers"}) == {"done": None}


def test_a_stack_that_is_not_there_is_a_sentence_and_code_3(
    aws: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert aws
    assert tmp_path
    assert main(["--stack", "nowhere", "--who", "me", "dealers"]) == 3
    assert "AWS refuses describe_stacks" in capsys.readouterr().err
