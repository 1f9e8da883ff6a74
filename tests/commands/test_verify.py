"""meters verify: reports as people have them, in files, in folders and in mails."""

from __future__ import annotations

import email
import json
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

import pytest

from agent.commands import verify
from agent.core.mail.envelope import build_message
from agent.core.model.errors import AgentError
from agent.core.model.records import Delivery, Letter
from agent.core.report_format.signatures import public_key_of
from agent.core.report_format.succession import LetterSigner
from agent.edge import machine
from agent.edge.store import Store
from agent.ui.cli import build_parser
from tests.support.documents import part
from tests.support.made_chain import FIRST, SECOND, MadeChain, changed, made_chain
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from agent.core.report_format.chain.examine import Evidence
    from agent.edge.store import Compose

KEY = public_key_of(FIRST)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    return place


def saved(report: Evidence, path: Path) -> Path:
    """Save a report with its signature beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(report.report)
    if report.signature is not None:
        # As an editor on Windows saves it.
        path.with_suffix(".sig").write_bytes(f"\ufeff{report.signature}\r\n".encode())
    return path


def mailed(report: Evidence) -> bytes:
    """Return the mail that the program makes of a report."""
    run = json.loads(report.report)["run_number"]
    letter = Letter("r", run, NOW, report.report, report.signature, b"csv", "subject", "text", "<p>page")
    delivery = Delivery(f"<{run}@example.com>", run, NOW, "waiting", 0, NOW, None, None)
    return build_message(letter, delivery, "a@example.com", ["b@example.com"], NOW)


def verified(box: Path, *arguments: str | Path, key: str | None = KEY) -> int:
    """Run the command with an agent's folder that is empty unless a test filled it; return the exit code."""
    own = ["--data", str(box.parent / "data"), *(["--key", key] if key else [])]
    return verify.run(build_parser().parse_args(["verify", *own, *map(str, arguments)]))


def test_a_folder_a_report_files_side_by_side_and_mails_are_one_chain(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third, fourth = made_chain(4)
    saved(first, box / "monday" / "meters.json")
    saved(second, box / "deep" / "er" / "meters.json")
    saved(third, box / "third.json")
    (box / "fourth.EML").write_bytes(mailed(fourth))
    (box / "notes.txt").write_text("no concern of ours")
    assert verified(box, box) == 0
    assert capsys.readouterr().out == (
        "Agent a-1: reports 1-4 complete, unchanged, signed with one key."
        " Sender verified by the expected key.\n"
    )


def test_a_mail_forwarded_in_a_mail_and_the_file_saved_from_it_are_the_same_report(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report,) = made_chain(1)
    outer = EmailMessage(policy=SMTP)
    outer.set_content("see below")
    inner = EmailMessage(policy=SMTP)
    inner.set_content("meters")
    inner.add_attachment(report.report, maintype="application", subtype="json", filename="meters.json")
    assert report.signature
    inner.add_attachment(
        report.signature.encode(), maintype="application", subtype="octet-stream", filename="meters.sig"
    )
    outer.add_attachment(inner)
    mail = box / "forwarded"
    mail.write_bytes(outer.as_bytes())
    file = saved(report, box / "meters.json")
    assert verified(box, mail, file) == 0
    assert "copy of the same report. No problem." in capsys.readouterr().out


def test_an_edit_and_a_gap_are_lines_that_name_the_files(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = made_chain(4)
    for report in (reports[0], reports[1], reports[3]):
        saved(report, box / report.name)
    (box / "a-1-2.json").write_bytes(reports[1].report.replace(b"of run 2", b"of run 9"))
    assert verified(box, box) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(
        "a-1-2.json (report 2): changed after it was signed, or the signature belongs to another report."
    )
    assert lines[1].startswith("Missing: report 3 (next to ")
    assert lines[2:] == ["Agent a-1: report 1, report 4. 2 problems found."]


def test_the_key_may_be_the_first_or_the_newest_and_a_strange_one_proves_nothing(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chain = MadeChain()
    chain.run()
    chain.rotate(SECOND)
    chain.run()
    for report in chain.reports:
        saved(report, box / report.name)
    for seed in (FIRST, SECOND):
        assert verified(box, box, key=public_key_of(seed)) == 0
        assert "signed with 2 keys, each confirmed by the previous key." in capsys.readouterr().out
    assert verified(box, box, key=public_key_of(bytes(32))) == 1
    assert capsys.readouterr().out.count("signed with a different key than expected: ") == 2
    assert verified(box, box, key=None) == 1
    assert "The sender isn't verified. Enter the sender's key with --key." in capsys.readouterr().out


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_store_of_our_own_that_can_not_be_opened_does_not_hinder_it_and_is_told(
    box: Path, capsys: pytest.CaptureFixture[str], *, is_folder: bool
) -> None:
    (report,) = made_chain(1)
    file = saved(report, box / "meters.json")
    data = box.parent / "data"
    if is_folder:
        (data / "agent.db" / "something").mkdir(parents=True)
    else:
        data.write_text("no folder")
    assert verified(box, file, key=None) == 1
    shown = capsys.readouterr()
    assert "Checked without the keys saved on this computer: " in shown.err
    assert str(data) in shown.err
    assert shown.out.splitlines()[-1].startswith("Agent a-1: report 1 ")


def test_without_a_key_the_ones_remembered_here_count_for_their_own_agents(box: Path) -> None:
    def letter(name: str) -> Compose:
        return lambda run, _: Letter(name, run, NOW, b"{}", None, b"", "", "", "")

    former, present = MadeChain(), MadeChain("a-2", SECOND)
    with Store.open(box.parent / "data" / "agent.db", NOW) as store:
        store.agents.identity(machine.fingerprint(), "a-1", NOW)
        for chain in (former, present):
            signer = LetterSigner(chain.agent_id, public_key_of(chain.seed))
            scan = store.scans.begin(NOW, 0)
            store.scans.close(
                scan, NOW, part({}), letter(chain.agent_id), f"<{chain.agent_id}>", signer=signer
            )
    files = [saved(chain.run(), box / f"{chain.agent_id}.json") for chain in (former, present)]
    assert verified(box, *files, key=None) == 0
    impostor = MadeChain("a-1", SECOND)  # the key of the one agent, in the name of the other
    assert verified(box, saved(impostor.run(), box / "impostor.json"), key=None) == 1


def test_what_can_not_be_verified_is_a_sentence_and_exit_code_2(box: Path) -> None:
    file = saved(made_chain(1)[0], box / "meters.json")
    for arguments, key, said in (
        ([box / "nowhere.json"], KEY, "nowhere.json can't be read"),
        ([box.parent / "empty"], KEY, "no report in"),
        ([file], "short", "not a public key"),
    ):
        (box.parent / "empty").mkdir(exist_ok=True)
        with pytest.raises(AgentError, match=said) as refused:
            verified(box, *arguments, key=key)
        assert refused.value.code == 2


def test_a_folder_without_a_bottom_is_refused(box: Path) -> None:
    saved(made_chain(1)[0], box / "/".join("abcdefghijklmnopqrst") / "meters.json")
    with pytest.raises(AgentError, match="too many files or folders"):
        verified(box, box)


def test_what_else_lies_in_a_folder_is_told_and_harmless_but_named_it_is_not(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(made_chain(1)[0], box / "meters.json")
    other = box / "package.json"
    other.write_text('{"name": "x"}')
    (box / "lunch.eml").write_bytes(b"Subject: lunch\r\n\r\nSoup today.\r\n")
    assert verified(box, box) == 0
    assert "package.json: not a report" in capsys.readouterr().out
    assert verified(box, other) == 1


def test_a_file_that_can_not_be_read_in_a_folder_is_a_finding(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(made_chain(1)[0], box / "meters.json")
    (box / "gone.json").symlink_to(box / "nowhere")
    assert verified(box, box) == 1
    assert "gone.json: can't be read" in capsys.readouterr().out


def test_the_same_file_named_twice_is_looked_at_once(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(made_chain(1)[0], box / "meters.json")
    assert verified(box, box, file, file) == 0
    assert "copy of the same report" not in capsys.readouterr().out


def test_in_a_mail_of_several_reports_each_has_its_own_signature(box: Path) -> None:
    chain = MadeChain()
    reports = [chain.run(signed=False), chain.run()]
    outer = EmailMessage(policy=SMTP)
    outer.set_content("both of them")
    for report in reports:
        outer.add_attachment(email.message_from_bytes(mailed(report), policy=SMTP))
    (box / "both.eml").write_bytes(outer.as_bytes())
    assert verified(box, box) == 0


def nested(depth: int) -> bytes:
    """Return a mail of parts within parts."""
    opening = "".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n" for level in range(depth)
    )
    return f"Subject: deep\r\n{opening}\r\nend".encode()


def flat(reports: int) -> bytes:
    """Return a mail with many reports attached."""
    mail = EmailMessage(policy=SMTP)
    mail.set_content("many")
    for number in range(reports):
        report = changed(made_chain(1)[0], report_id=str(number)).report
        mail.add_attachment(report, maintype="application", subtype="json", filename="meters.json")
    return mail.as_bytes()


@pytest.mark.parametrize("mail", [nested(5000), flat(500)], ids=["deep", "wide"])
def test_a_mail_of_more_parts_than_any_honest_one_is_a_finding(
    box: Path, mail: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(made_chain(1)[0], box / "meters.json")
    (box / "bomb.eml").write_bytes(mail)
    assert verified(box, box) == 1
    assert "bomb.eml has too many parts" in capsys.readouterr().out
