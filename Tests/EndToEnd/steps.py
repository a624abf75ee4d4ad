"""What people do, in any language: by the names of fields and the addresses of links."""

import re
import time
from urllib.parse import urljoin

from playwright.sync_api import Page, expect


def sign_in(page: Page, person: dict) -> None:
    page.goto("/login")
    page.fill("main input[name=username]", person["username"])
    page.fill("main input[name=password]", person["password"])
    page.click("main form[action='/login'] button")
    page.wait_for_url(re.compile("^(?!.*/login)"))


def choose_language(page: Page, language: str) -> None:
    """In the menu of the footer: it counts before the account's own, in this browser alone, and leaves the account as it is."""
    page.click(f"footer button[name=language][value={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language)


def settled(page: Page) -> None:
    """The page of an import renews itself until the work is done."""
    deadline = time.monotonic() + 60
    while page.locator("main progress").count():
        assert time.monotonic() < deadline
        page.reload()


def sign_out(page: Page) -> None:
    page.locator("details.menu:has(form[action='/logout']) > summary").click()
    page.click("form[action='/logout'] button")


def links(page: Page, scope: str = "main") -> list[str]:
    """The addresses a part of a page leads to, within the site, once each."""
    found = page.locator(f"{scope} a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return sorted(set(urljoin("/", address) for address in found))


def create_account(page: Page, person: dict, language: str) -> None:
    """A coordinator fills in the form for a new officer."""
    page.goto("/people/new")
    page.fill("main input[name=name]", person["name"])
    page.fill("main input[name=username]", person["username"])
    page.fill("main input[name=email]", person["email"])
    page.select_option("main select[name=language]", language)
    page.click("main form button.first")
    page.wait_for_url(re.compile("^(?!.*/people/new)"))


def change_password(page: Page, current: str, new: str) -> None:
    page.fill("input[name=current_password]", current)
    page.fill("input[name=new_password]", new)
    page.fill("input[name=again]", new)
    page.click("main form button.first")
    page.wait_for_url(re.compile("/password/changed"))
    page.click("main a.button.first")


def answer_policy(page: Page, language: str, answer: str = "yes") -> None:
    page.click(f"main a[hreflang={language}]")
    expect(page.locator("main .text")).to_have_attribute("lang", language)
    page.click(f"button[name=answer][value={answer}]")


def enrol(page: Page, course: str, identifier: str) -> None:
    """A tutor finds a person and enrols them."""
    page.goto(f"/courses/{course}/participants")
    page.fill("main input[name=find]", identifier)
    page.locator("main form", has=page.locator("input[name=find]")).locator("button").first.click()
    page.click("main .candidate form[method=post] button")


def study(page: Page, right: dict[str, set[str]]) -> int:
    """Goes through the lesson that is open, answers its questions, quits. Returns the slides seen."""
    slides = 1
    while True:
        answer_check(page, right)
        following = page.locator("footer.feet button[data-key=next]")
        if following.count() == 0:
            break
        code = page.locator("body").get_attribute("data-code")
        following.click()
        expect(page.locator("body")).not_to_have_attribute("data-code", code or "")
        slides += 1
    expect(page.locator(".ending .note.good")).to_be_visible()
    page.click("footer.feet button[data-key=quit]")
    page.wait_for_url(re.compile("/courses/[^/]+$"))
    return slides


def answer_check(page: Page, right: dict[str, set[str]]) -> None:
    question = page.locator("form.check input[name=question]")
    if question.count() == 0:
        return
    for option in right[question.get_attribute("value")]:
        page.check(f"form.check input[name=option][value='{option}']")
    page.click("form.check button")
    expect(page.locator("form.check .note.good")).to_be_visible()


def take_quiz(page: Page, right: dict[str, set[str]], wrong: int = 0) -> str:
    """Answers the quiz that is open, the first `wrong` questions falsely. Returns the score shown."""
    page.click("main form[method=post] button.first")
    for number in range(1, 200):
        expect(page.locator(".steps [aria-current]")).to_have_text(re.compile(rf"\b{number}\b"))
        give_answer(page, right, false=number <= wrong)
        last = page.locator("button[name=go][value=summary]")
        if last.count():
            last.click()
            break
        page.click("main .row.spread button.first[name=go]")
    page.wait_for_url(re.compile("/summary"))
    page.click("main form button.first")
    page.wait_for_url(re.compile("/attempts/[^/]+$"))
    return page.locator(".score").inner_text()


def give_answer(page: Page, right: dict[str, set[str]], false: bool) -> None:
    good = right[page.locator("input[name=question]").get_attribute("value")]
    options = page.locator("input[name=option]").evaluate_all("all => all.map(o => o.value)")
    chosen = [option for option in options if (option in good) != false]
    for option in chosen[: len(good) if not false else 1]:
        page.check(f"input[name=option][value='{option}']")
