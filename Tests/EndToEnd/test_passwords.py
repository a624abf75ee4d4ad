"""Wherever a password is chosen, it must not have the person's own names in it, and the page says so."""

import json
import pathlib
import re

import pytest
from maildir import text_of
from officers import PASSWORD, newcomer, officer
from playwright.sync_api import Page, expect
from steps import change_password, sign_in

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


def refusal(language: str) -> str:
    return json.loads((MESSAGES / language / "identity.json").read_text())["field.PASSWORD_CONTAINS_IDENTITY"]


def refused(page: Page, language: str, new: str) -> None:
    page.fill("input[name=new_password]", new)
    page.fill("input[name=again]", new)
    page.click("main form button.first")
    expect(page.locator("#new-fault")).to_have_text(refusal(language))
    expect(page.locator("input[name=new_password]")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_at_the_first_login_a_password_with_the_username_or_the_address_in_it_is_refused(
        visitor, demo, mail, language):
    person = newcomer(demo, mail, language=language)
    page = visitor(language)
    sign_in(page, person)
    for word in [person["username"].upper(), person["email"].split("@")[0]]:
        page.fill("input[name=current_password]", person["password"])
        refused(page, language, f"My-{word}-2026")
    change_password(page, person["password"], PASSWORD)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_link_for_a_new_password_refuses_it_too(visitor, demo, mail, language):
    person = officer(demo, mail)
    page = visitor(language)
    asked = page.request.post(f"{demo['url']}/api/v1/password-resets", data={"username": person["username"]})
    assert asked.status == 200
    count, link = 1, None
    while not link:
        count += 1
        link = re.search(r"/reset/[\w-]+", text_of(mail.wait_for(person["email"], count)))
    page.goto(link[0])
    refused(page, language, f"{person['username']}-2026-X")
