"""Asking for an account, and how a coordinator decides, in the browser."""

import re
import uuid

import pytest
from maildir import text_of
from playwright.sync_api import Page, expect
from steps import choose_language, sign_in
from words import words

ADMINISTRATION = {
    "en": "Demonstration Customs Administration", "fr": "Administration des douanes de démonstration",
    "ar": "إدارة الجمارك التجريبية"}


def ask(page: Page, language: str, name: str, email: str) -> None:
    page.goto("/")
    page.click("a[href='/request-account']")
    page.fill("main input[name=name]", name)
    page.fill("main input[name=email]", email)
    page.select_option("main select[name=administration]", label=ADMINISTRATION[language])
    page.fill("main textarea[name=reason]", "Risk analysis in the port.\nSecond line.")
    page.click("main form button.first")
    page.wait_for_url(re.compile("/request-account/sent"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_request_is_approved_and_the_account_mail_comes(visitor, demo, mail, language):
    name, email = f"Kofi {uuid.uuid4().hex[:6]} Mensah", f"{uuid.uuid4().hex[:8]}@customs.example.org"
    told = len(mail.to("camille.durand@customs.example"))
    ask(visitor(language, scripts=False), language, name, email)
    letter = mail.wait_for("camille.durand@customs.example", told + 1)
    assert name in text_of(letter)
    link = re.search(r"(/requests/[0-9a-f-]{36})", text_of(letter)).group(1)

    page, said = visitor(language), words(language)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/requests")
    expect(page.locator("h1")).to_have_text(said["web.requests.title"])
    expect(page.locator("main tbody")).to_contain_text(name)
    page.goto(link)
    expect(page.locator("main .facts")).to_contain_text(ADMINISTRATION[language])
    expect(page.locator("#approve")).to_have_text(said["web.requests.approve"])
    expect(page.locator("main .lines")).to_have_text("Risk analysis in the port.\nSecond line.")
    assert page.locator("main input[name=username]").input_value().startswith("kofi.mensah")
    page.click("main form[action$='/approve'] button")
    page.wait_for_url(re.compile("/people/[0-9a-f-]{36}"))
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.people.created"])
    assert "CLiKC" in mail.wait_for(email)["Subject"]
    page.goto("/requests?state=2")
    expect(page.locator("main .tabs [aria-current=page]")).to_have_text(said["web.requests.state-2"])
    expect(page.locator("main tbody")).to_contain_text(name)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_refusal_says_why(visitor, demo, mail, language):
    name, email = f"Ama {uuid.uuid4().hex[:6]}", f"{uuid.uuid4().hex[:8]}@customs.example.org"
    ask(visitor("fr"), "fr", name, email)
    page, said = visitor(language), words(language)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/requests")
    page.click(f"main tbody a:has-text('{name}')")
    expect(page.locator("#refuse")).to_have_text(said["web.requests.refuse"])
    page.fill("main textarea[name=reason]", "Please ask by your office's coordinator.")
    page.click("main form[action$='/refuse'] button")
    expect(page.locator("main form[action$='/refuse']")).to_have_count(0)
    for told in [said["web.requests.state-3"], said["web.requests.refusal"], "Please ask by your office's coordinator."]:
        expect(page.locator("main .facts")).to_contain_text(told)
    letter = mail.wait_for(email)
    assert "Please ask by your office's coordinator." in text_of(letter)
    assert letter["Subject"].endswith("votre demande de compte")


def test_a_form_with_faults_keeps_what_was_typed(visitor):
    page = visitor("en", scripts=False)
    page.goto("/request-account")
    page.fill("main input[name=name]", "Ama")
    page.fill("main input[name=email]", "nobody@nowhere")
    page.fill("main textarea[name=reason]", "x")
    page.select_option("main select[name=administration]", index=3)
    page.click("main form button.first")
    expect(page.locator("#email-fault")).to_be_visible()
    expect(page.locator("main input[name=name]")).to_have_value("Ama")
