"""A copy of one's data: in the reader's words on the page, in those of programs in the file."""

import json
import pathlib

import pytest
from officers import officer
from playwright.sync_api import expect
from steps import choose_language, sign_in

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_values_are_in_the_language_of_the_page_and_the_file_is_for_programs(visitor, demo, mail, language):
    person, page = officer(demo, mail), visitor(language)
    words = {key: text for file in (MESSAGES / language).glob("web*.json") for key, text in json.loads(file.read_text()).items()}
    sign_in(page, person)
    choose_language(page, language)
    page.goto("/privacy/export")
    for key in ["web.role.1", "web.export-value.accepted", "web.mail-kind.new-account", "web.mail.accepted", "web.audience.3"]:
        expect(page.locator("main dd", has_text=words[key]).first).to_be_visible()
    shown = page.locator("main dd").all_inner_texts()
    for machine in ["learner", "new_account", "email: staff, city: courses"]:
        assert machine not in shown

    data = json.loads(page.request.get("/privacy/export.json").text())
    assert data["account"][0]["roles"] == "learner" and data["policies"][0]["answer"] == "accepted"
    assert "new_account" in [one["template"] for one in data["mail"]]
