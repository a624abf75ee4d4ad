"""The link of the account mail."""

import re

import pytest
from maildir import text_of
from officers import newcomer
from playwright.sync_api import expect


def link_of(mail, person: dict) -> str:
    return re.search(r"^\s*(http\S+#\S+)\s*$", text_of(mail.wait_for(person["email"])), re.MULTILINE).group(1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_link_brings_both_codes_and_leaves_none_behind(demo, mail, visitor, language):
    person = newcomer(demo, mail)
    page = visitor(language)
    asked = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers)))
    page.goto(link_of(mail, person))
    expect(page.locator("main input[name=username]")).to_have_value(person["username"])
    expect(page.locator("main input[name=password]")).to_have_value(person["password"])
    assert "#" not in page.url
    assert not any(person["password"] in request for request in asked), "no server is told"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/password$"))


def test_without_scripts_the_codes_are_typed(demo, mail, visitor):
    person = newcomer(demo, mail)
    page = visitor("en", scripts=False)
    page.goto(link_of(mail, person))
    page.fill("main input[name=username]", person["username"])
    page.fill("main input[name=password]", person["password"])
    page.click("main form[action='/login'] button")
    page.wait_for_url(re.compile("/password$"))
