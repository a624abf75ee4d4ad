"""Mail that did not arrive, as those see it who look after people."""

import json
import pathlib
import time

import pytest
from api import API
from bounces import come_back, undelivered
from officers import newcomer
from playwright.sync_api import Page, expect
from steps import choose_language, sign_in
from test_access import findings

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"
LANGUAGES = ["en", "ar"]


def words(language: str) -> dict:
    files = ["web-account", "web-undelivered", "web-people"]
    return {key: text for name in files for key, text in json.loads((MESSAGES / language / f"{name}.json").read_text()).items()}


@pytest.fixture(scope="module")
def coordinator(demo) -> API:
    return API(demo["url"]).signed_in(demo["coordinator"])


@pytest.fixture(scope="module")
def lost(demo, mail, coordinator) -> dict[str, dict]:
    """For each language somebody whose invitation came back."""
    people = {language: newcomer(demo, mail) for language in LANGUAGES}
    for person in people.values():
        come_back(coordinator, mail, person, "5.1.1", "550 5.1.1 nobody here")
    return people


def row(page: Page, person: dict):
    return page.locator("main tbody tr", has_text=person["email"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_that_came_back_is_found_and_sent_again_without_scripts(visitor, demo, mail, lost, language):
    person, text = lost[language], words(language)
    page = visitor(language, scripts=False)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/people")
    page.click("main .note.warn a[href='/people/mail?kind=new_account']")
    expect(page.locator("h1")).to_have_text(text["web.undelivered.title"])
    expect(row(page, person)).to_contain_text(text["web.undelivered.reason-1"])
    expect(row(page, person)).to_contain_text("5.1.1 550 5.1.1 nobody here")
    expect(row(page, person)).to_contain_text(text["web.mail-kind.new-account"])
    expect(row(page, person).locator("th a")).to_have_attribute("href", f"/people/{person['id']}")
    expect(row(page, person).locator("button")).to_have_accessible_name(
        text["web.undelivered.again-name"].replace("{name}", person["name"]))

    page.select_option("main select[name=state]", "3")
    page.click("main form[role=search] button")
    expect(row(page, person)).to_have_count(0)
    page.select_option("main select[name=state]", "1")
    page.click("main form[role=search] button")
    assert "kind=new_account" in page.url
    row(page, person).locator("button").click()
    expect(page.locator("main .note.good[role=status]")).to_have_text(text["web.people.again-sent"])
    assert "state=1" in page.url
    mail.wait_for(person["email"], count=2)
    page.reload()
    expect(row(page, person)).to_contain_text(text["web.undelivered.repeated"])
    expect(row(page, person).locator("button")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_and_the_list_of_people_say_why_in_the_readers_language(visitor, demo, mail, coordinator, language):
    person, text = newcomer(demo, mail), words(language)
    come_back(coordinator, mail, person, "5.2.2", "552 5.2.2 mailbox full")
    page = visitor(language, scripts=False)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto(f"/people?q={person['username']}")
    invitation = row(page, person).locator("td").last
    expect(invitation.locator(".tag.bad")).to_have_text(text["web.mail.failed"])
    expect(invitation).to_contain_text(text["web.undelivered.reason-4"])
    expect(invitation).not_to_contain_text("mailbox full")

    row(page, person).locator("th a").click()
    why = page.locator("section[aria-labelledby=mail] tbody tr", has_text=text["web.mail.failed"]).locator(".why")
    expect(why.locator(":scope > :first-child")).to_have_text(text["web.undelivered.reason-4"])
    expect(why.locator("bdi[dir=ltr].small.muted")).to_have_text("5.2.2 552 5.2.2 mailbox full")


def test_administrators_see_all_and_choose_an_administration_and_tutors_nothing(visitor, demo, lost, coordinator):
    person = lost["en"]
    administrator = API(demo["url"]).signed_in(demo["administrator"])
    [found] = undelivered(administrator, person)
    home = found["administrationId"]
    assert undelivered(administrator, person, f"?administrationId={home}") == [found]
    others = administrator.get("/api/v1/administration-names/en")["administrations"]
    other = next(entry["id"] for entry in others if entry["id"] != home)
    assert undelivered(administrator, person, f"?administrationId={other}") == []
    assert coordinator.send("GET", f"/api/v1/undelivered-mail?administrationId={other}").status == 403

    page = visitor("en")
    sign_in(page, demo["administrator"])
    page.goto("/dashboard")
    page.locator("details.menu > summary", has=page.locator(".person-name")).click()
    page.click("details.menu a[href='/people/mail']")
    page.select_option("main select[name=administration]", home)
    page.click("main form[role=search] button")
    expect(row(page, person)).to_be_visible()
    page.select_option("main select[name=administration]", other)
    page.click("main form[role=search] button")
    page.wait_for_url(lambda address: other in address)
    expect(page.locator("main select[name=administration]")).to_have_value(other)
    expect(row(page, person)).to_have_count(0)  # mail of other tests may be there
    tutor = visitor("en")
    sign_in(tutor, demo["tutor"])
    assert tutor.goto("/people/mail").status == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_list_with_mail(browser, demo, lost, language):
    assert lost
    context = browser.new_context(
        base_url=demo["url"], locale=language, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    faults = []
    for address in ["/people/mail", "/people"]:
        page.goto(address)
        faults += findings(page, address)
    context.close()
    assert not faults, "\n".join(faults)


def test_a_person_who_moves_takes_the_mail_along(demo, mail, coordinator):
    person = newcomer(demo, mail)
    come_back(coordinator, mail, person, "5.2.2", "552 5.2.2 mailbox full")
    assert [found["reason"] for found in undelivered(coordinator, person)] == ["UNDELIVERED_REASON_FULL"]
    administrator = API(demo["url"]).signed_in(demo["administrator"])
    known = administrator.get(f"/api/v1/people/{person['id']}")["person"]["account"]
    others = administrator.get("/api/v1/administration-names/en")["administrations"]
    other = next(entry["id"] for entry in others if entry["id"] != known["administrationId"])
    moved = administrator.send_json("PUT", f"/api/v1/people/{person['id']}/administration", {
        "administrationId": other, "version": known["version"]})
    assert moved.status == 200, moved.body
    deadline = time.monotonic() + 10
    while undelivered(coordinator, person):
        assert time.monotonic() < deadline, "the coordinator of before still sees it"
    assert [found["administrationId"] for found in undelivered(administrator, person)] == [other]
