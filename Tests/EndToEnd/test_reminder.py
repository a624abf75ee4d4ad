"""What waits for its day says for which."""

import json
import pathlib

import pytest
from officers import newcomer
from playwright.sync_api import expect
from steps import choose_language, sign_in

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_reminder_that_waits_says_for_which_day(visitor, demo, mail, language):
    person, page = newcomer(demo, mail), visitor(language)
    words = json.loads((MESSAGES / language / "web-account.json").read_text())
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto(f"/people/{person['id']}")
    row = page.locator("main tbody tr", has_text=words["web.mail-kind.invitation-reminder"])
    expect(row).to_contain_text(words["web.mail.queued-until"].split("{when}")[0].strip())
    assert any(character.isdigit() for character in row.locator(".tag").inner_text())
