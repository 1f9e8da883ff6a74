"""The settings window on the small screens that offices have: nothing is ever out of reach."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import RULES
from agent.edge.store import Store
from agent.ui.window.folded_part import CLOSED
from tests.support import real_mta
from tests.support.desktop_rig import MISSING
from tests.support.languages import MessagesIn
from tests.support.window_rig import PAGES
from tests.support.window_watch import Screen, Seen, Watched, screen_of, watched

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

en, de = MessagesIn("en", "window"), MessagesIn("de", "window")
LANGUAGES = {"en": en, "de": de}
# Width, height and percent of what laptops, netbooks and meeting rooms have.
SCREENS = [(1366, 768, 125), (1366, 768, 150), (1280, 800, 150), (1920, 1080, 200), (1024, 600, 100)]
# Every setting that has a field is wrong here, and some that have none.
ALL_WRONG = """\
[site]
id = "not a name"
name = 7
language = "xx"
enrolment = "no code"
[network]
targets = ["no target!", "10.0.0.0/99"]
exclude = ["neither!"]
communities = ["a secret"]
port = 0
timeout = 99
[[network.users]]
name = ""
auth = "none"
[mail]
host = "not a host"
port = 70000
security = "much"
user = 7
sender = "nobody"
recipients = ["one", "two"]
certificate_sha256 = "zz"
client_certificate = "no certificate"
allow_public_host = "perhaps"
profile = "a b"
unknown = 1
[schedule]
at = "25:00"
days = ["someday"]
[tray]
autostart = "perhaps"
notify = 3
[elsewhere]
more = 1
"""
MOST_NOTCHES = 60  # of the wheel: more than the longest page has
UP, DOWN = "4", "5"  # the buttons that X has for the wheel


def office(folder: Path, text: str = ALL_WRONG) -> Path:
    """Return a data folder with these settings."""
    data = folder / "office"
    data.mkdir()
    (data / "settings.toml").write_text(text, encoding="utf-8")
    return data


def in_view(now: Seen) -> set[str]:
    return {path for path, one in now["fields"].items() if one["whole"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_field_is_reached_by_the_keyboard_and_save_stays_in_view(
    screen: Screen, language: str, tmp_path: Path
) -> None:
    words = LANGUAGES[language]
    with (
        screen_of(tmp_path, screen, language) as session,
        watched(session, office(tmp_path), PAGES[0], words) as shown,
    ):
        for _ in PAGES:
            shown.assert_the_buttons_can_be_clicked(screen)
            # What the keyring must be asked for first is no field until it has answered.
            shown.until(lambda _: len(shown.fields()) > 5, "the page has its fields")
            fields = shown.fields().keys()
            assert fields - shown.walk() == set()
            shown.turn_page()
        shown.press("Return")  # in vain: everything is wrong
        shown.until(lambda _: shown.focused.get("whole", False), "the first wrong field is in view")
        shown.settle(0.5)
        shown.assert_the_buttons_can_be_clicked(screen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [SCREENS[1], SCREENS[4]])
def test_what_is_known_to_be_wrong_fits_above_the_pages(
    screen: Screen, language: str, tmp_path: Path
) -> None:
    words = MessagesIn(language, "doctor_window")
    data = office(tmp_path, "")
    now = datetime.now(UTC)
    with Store.open(data / "agent.db", now) as store:
        for kind, rule in RULES.items():
            store.conditions.record(kind, "<b>x</b> " * 9, dict.fromkeys(rule.facts, "y" * 90), now)
    with (
        screen_of(tmp_path, screen, language) as session,
        watched(session, data, "mail", LANGUAGES[language]) as shown,
    ):
        text = f"{CLOSED}  {words.known_problems(len(RULES))}"
        shown.until(lambda now: any(one["text"] == text for one in now["fields"].values()), text)
        while shown.focused.get("text") != text:
            shown.press("shift+Tab")
            shown.settle(0.2)
        shown.press("space")
        shown.until(lambda _: len(whys(shown, words)) == len(RULES), "the list is open")
        shown.settle(0.5)
        shown.assert_the_buttons_can_be_clicked(screen)
        assert set(whys(shown, words)) <= shown.walk()


def whys(shown: Watched, words: MessagesIn) -> list[str]:
    """Return the buttons that lead to the doctor."""
    return [path for path, one in shown.fields().items() if one["text"] == words.WHY]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_field_is_reached_by_the_wheel(screen: Screen, tmp_path: Path) -> None:
    width, height, _ = screen
    with (
        screen_of(tmp_path, screen, "de") as session,
        watched(session, office(tmp_path), PAGES[0], de) as shown,
    ):
        for _ in PAGES:
            session.run("xdotool", "mousemove", str(width // 2), str(height // 2))
            shown.turn(UP, MOST_NOTCHES)
            values = shown.last["values"]
            missing = shown.fields().keys() - in_view(shown.last)
            for _ in range(MOST_NOTCHES):
                if not missing:
                    break
                shown.turn(DOWN)
                missing -= in_view(shown.last)
            assert missing == set()
            assert shown.last["values"] == values  # no choice was turned on the way
            shown.turn_page()


def test_the_bar_scrolls_when_it_is_drawn_and_is_gone_where_all_is_in_view(tmp_path: Path) -> None:
    with (
        screen_of(tmp_path, (1366, 768, 150), "en") as session,
        watched(session, office(tmp_path, ""), "mail", en) as shown,
    ):
        last = next(path for path, one in shown.fields().items() if one["text"] == en.SEND_TEST)
        assert last not in in_view(shown.last)
        (bar,) = shown.last["bars"]
        x, top, bottom = (bar[0] + bar[2]) // 2, bar[1], bar[3]
        session.run("xdotool", "mousemove", str(x), str(top + 40), "mousedown", "1")
        session.run("xdotool", "mousemove", str(x), str(bottom), "mouseup", "1")
        shown.until(lambda now: last in in_view(now), "the last field comes into view")
        shown.turn_page()
        shown.until(lambda now: now["bars"] == [], "the bar is gone where all is in view")


@pytest.mark.skipif(bool(real_mta.reason_not_to_run()), reason=str(real_mta.reason_not_to_run()))
@pytest.mark.parametrize("screen", [SCREENS[1], SCREENS[4]])
def test_the_question_about_a_certificate_fits(screen: Screen, tmp_path: Path) -> None:
    with real_mta.running_mail_host() as server, screen_of(tmp_path, screen, "de") as session:
        mail = f'[mail]\nhost = "127.0.0.1"\nport = {server.starttls}\n'
        with watched(session, office(tmp_path, mail), "mail", de) as shown:
            trust = next(path for path, one in shown.fields().items() if one["text"] == de.TRUST)
            while shown.last["focus"] != trust:
                shown.go_on()
            shown.press("Return")
            shown.wait_dialog()
            shown.settle(0.5)
            shown.assert_the_windows_fit(screen)
            question = max(shown.last["windows"], key=len)  # the window below has a button to cancel, too
            fields = [one for path, one in shown.last["fields"].items() if path.startswith(question)]
            asked = [one for one in fields if one["text"] in {de.YES_TRUST, de.NO_TRUST}]
            assert [one["whole"] for one in asked] == [True, True]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("number", [0, 1], ids=["community", "user"])
def test_a_dialog_fits_with_everything_in_it_wrong(screen: Screen, number: int, tmp_path: Path) -> None:
    with (
        screen_of(tmp_path, screen, "de") as session,
        watched(session, office(tmp_path), "networks", de) as shown,
    ):
        shown.until(lambda _: len(_to_add_more(shown)) > number, "there is a button for it")
        adding = _to_add_more(shown)[number]
        for _ in shown.fields():
            if shown.last["focus"] == adding:
                break
            shown.go_on()
        shown.press("Return")
        shown.wait_dialog()
        shown.settle(0.5)
        shown.press("Return")  # in vain: nothing was entered
        shown.settle(0.5)
        shown.assert_the_buttons_can_be_clicked(screen)
        fields = shown.fields().keys()
        assert len(fields) > 1
        assert fields - shown.walk() == set()


def _to_add_more(shown: Watched) -> list[str]:
    """Return the buttons that open a dialog, as far as they can be pressed by now."""
    return [path for path, one in shown.fields().items() if one["text"] == de.ADD_MORE]
