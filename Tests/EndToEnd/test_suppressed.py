"""Addresses on hold, and letting mail go to them again."""

import json
import pathlib
import time

import pytest
from api import API
from bounces import come_back_twice, undelivered
from officers import newcomer
from playwright.sync_api import Page, expect
from steps import choose_language, sign_in
from test_access import findings

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"
LOOKS = [("en", False), ("ar", False), ("en", True), ("ar", True)]


def words(language: str) -> dict:
    files = ["web-undelivered", "web-security"]
    return {key: text for name in files for key, text in json.loads((MESSAGES / language / f"{name}.json").read_text()).items()}


@pytest.fixture(scope="module")
def coordinator(demo) -> API:
    return API(demo["url"]).signed_in(demo["coordinator"])


@pytest.fixture(scope="module")
def administrator(demo) -> API:
    return API(demo["url"]).signed_in(demo["administrator"])


def on_hold(demo, mail, coordinator) -> dict:
    person = newcomer(demo, mail)
    come_back_twice(coordinator, mail, person)
    return person


def suppressed(api: API, person: dict) -> list[dict]:
    return api.get(f"/api/v1/suppressed-addresses?query={person['email']}").get("addresses", [])


def row(page: Page, person: dict):
    return page.locator("main tbody tr", has_text=person["email"])


def acts(administrator: API, person: dict) -> list[dict]:
    """What the audit log says of mail let go to a person's address, once it says anything."""
    deadline = time.monotonic() + 20
    while True:
        entries = administrator.get(f"/api/v1/audit?subject={person['username']}&event=user_updated").get("entries", [])
        found = [entry for entry in entries if entry["details"].get("act") == "mail let go again"]
        if found:
            return found
        assert time.monotonic() < deadline, "the audit log says nothing in time"


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_a_coordinator_lets_mail_go_again_beside_mail_that_came_back(
        visitor, demo, mail, coordinator, administrator, language, phone):
    person, text = on_hold(demo, mail, coordinator), words(language)
    page = visitor(language, scripts=False, phone=phone)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/people/mail?kind=new_account")
    link = row(page, person).first.locator("a.button")
    expect(link).to_have_accessible_name(text["web.suppressed.lift-name"].replace("{address}", person["email"]))
    link.click()
    expect(page.locator("h1")).to_have_text(text["web.suppressed.lift"])
    facts = page.locator("main dl")
    for said in [person["email"], text["web.undelivered.reason-1"], "550 5.1.1 nobody here"]:
        expect(facts).to_contain_text(said)
    expect(facts.locator("a")).to_have_attribute("href", f"/people/{person['id']}")

    page.locator("main .card a.button").click()
    expect(page.locator("h1")).to_have_text(text["web.undelivered.title"])
    assert suppressed(coordinator, person), "nothing is done before it is confirmed"
    row(page, person).first.locator("a.button").click()
    page.locator("main form button").click()
    expect(page.locator("main .note.good[role=status]")).to_have_text(text["web.suppressed.lifted"])
    assert "kind=new_account" in page.url
    expect(row(page, person)).to_have_count(2)
    expect(row(page, person).locator("a.button")).to_have_count(0)
    assert suppressed(administrator, person) == []
    [told] = acts(administrator, person)
    assert told["actor"]["username"] == demo["coordinator"]["username"]
    assert told["clientAddress"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_administrator_finds_the_address_among_all_and_the_act_in_the_log(
        visitor, demo, mail, coordinator, administrator, language):
    person, text = on_hold(demo, mail, coordinator), words(language)
    page = visitor(language)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto("/people/mail")
    page.click("main .tabs a[href='/people/mail/addresses']")
    expect(page.locator("h1")).to_have_text(text["web.suppressed.title"])
    expect(row(page, person)).to_contain_text(text["web.undelivered.reason-1"])
    page.fill("main form[role=search] input", person["email"][:8].upper())
    page.click("main form[role=search] button")
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(row(page, person).locator("td a").first).to_have_attribute("href", f"/people/{person['id']}")
    row(page, person).locator("a.button").click()
    page.click("main form button")
    expect(page.locator("main .note.good[role=status]")).to_have_text(text["web.suppressed.lifted"])
    expect(page.locator("main .empty")).to_contain_text(text["web.suppressed.none-found"])

    assert acts(administrator, person)
    page.goto(f"/audit?subject={person['username']}&event=user_updated")
    expect(page.locator("main tbody")).to_contain_text(text["web.audit.act.mail-let-go-again"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_a_person_says_that_their_address_is_on_hold(visitor, demo, mail, coordinator, language):
    person, text = on_hold(demo, mail, coordinator), words(language)
    page = visitor(language)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto(f"/people/{person['id']}")
    section = page.locator("main section[aria-labelledby=mail]")
    for said in [person["email"], text["web.person.on-hold"], text["web.undelivered.reason-1"]]:
        expect(section.locator(".card")).to_contain_text(said)
    section.locator(".card a.button").click()
    page.click("main .card a.button")
    section.locator(".card a.button").click()
    page.click("main form button")
    expect(page.locator("main .note.good[role=status]")).to_have_text(text["web.suppressed.lifted"])
    expect(section).to_be_visible()
    expect(section.locator(".card")).to_have_count(0)


def test_nobody_lets_go_what_is_not_theirs_and_nobody_twice(demo, mail, coordinator, administrator):
    person = on_hold(demo, mail, coordinator)
    [found] = suppressed(coordinator, person)
    assert {mail["suppressionId"] for mail in undelivered(coordinator, person)} == {found["id"]}
    known = administrator.get(f"/api/v1/people/{person['id']}")["person"]["account"]
    others = administrator.get("/api/v1/administration-names/en")["administrations"]
    other = next(entry["id"] for entry in others if entry["id"] != known["administrationId"])
    moved = administrator.send_json("PUT", f"/api/v1/people/{person['id']}/administration", {
        "administrationId": other, "version": known["version"]})
    assert moved.status == 200, moved.body
    deadline = time.monotonic() + 10
    while suppressed(coordinator, person):
        assert time.monotonic() < deadline, "the coordinator of before still sees it"
    address = f"/api/v1/suppressed-addresses/{found['id']}"
    assert coordinator.send("GET", address).status == 404
    assert coordinator.post(f"{address}/lift", {}).json()["reason"] == "SUPPRESSION_UNKNOWN"
    assert administrator.post(f"{address}/lift", {}).json() == {"address": person["email"]}
    assert administrator.post(f"{address}/lift", {}).json()["reason"] == "SUPPRESSION_UNKNOWN"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_where_addresses_are_on_hold(browser, demo, mail, coordinator, language):
    person = on_hold(demo, mail, coordinator)
    [found] = suppressed(coordinator, person)
    context = browser.new_context(
        base_url=demo["url"], locale=language, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    faults = []
    for address in ["/people/mail", "/people/mail/addresses", f"/people/mail/addresses/{found['id']}",
                    f"/people/{person['id']}"]:
        page.goto(address)
        faults += findings(page, address)
    context.close()
    assert not faults, "\n".join(faults)
