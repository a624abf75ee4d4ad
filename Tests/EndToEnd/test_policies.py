"""Documents people are asked to accept: drafts, versions, answers, the report; and a person's rights to their data."""

import json
import pathlib
import re
import subprocess
import uuid

import pytest
from api import API
from maildir import text_of
from playwright.sync_api import Page, expect
from steps import answer_policy, change_password, choose_language, create_account, sign_in
from tables import LIST, ask
from test_access import findings
from words import words

LANGUAGES = ["en", "fr", "ar", "es", "pt"]
PASSWORD = "Tulip-Harbour-42"


@pytest.fixture
def document(visitor, demo) -> str:
    """An optional document that an administrator writes, looks at and publishes; out of force afterwards."""
    slug = f"consent-{uuid.uuid4().hex[:8]}"
    page = visitor("en")
    sign_in(page, demo["administrator"])
    page.goto("/policies/new")
    page.fill("input[name=slug]", slug)
    for language in LANGUAGES:
        page.fill(f"input[name=title_{language}]", f"Letters {language}")
    page.uncheck("input[name=required]")
    page.click("main form button.first")
    page.wait_for_url(re.compile(f"/policies/{slug}"))
    write(page, slug, "First words.")
    publish(page, slug)
    yield slug
    page.goto(f"/policies/{slug}")
    page.check("input[name=archived]")
    page.locator("section", has=page.locator("#common")).locator("form button").click()
    expect(page.locator("main .note.good[role=status]")).to_be_visible()


def write(page: Page, slug: str, words: str) -> None:
    for language in LANGUAGES:
        page.goto(f"/policies/{slug}/draft/{language}")
        page.fill("textarea[name=text]", f"# Letters\n\n{words}\n\n**{language}**")
        page.click("button[value=preview]")
        expect(page.locator("main .card strong")).to_have_text(language)
        page.click("button[value=save]")
        expect(page.locator("main .note.good[role=status]")).to_be_visible()


def publish(page: Page, slug: str, material: bool = True) -> None:
    page.goto(f"/policies/{slug}")
    page.set_checked("input[name=material]", material)
    page.locator("section", has=page.locator("#draft")).locator("form button").click()
    page.wait_for_url(re.compile(r"saved=1|/policy$"))
    if material:  # Its publisher is asked like everybody else, once the gateway has asked Identity again.
        while not page.url.endswith("/policy"):
            page.goto("/dashboard")
        answer_policy(page, "en", "no")
        page.wait_for_url(re.compile("/dashboard"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_saves_a_draft_that_somebody_else_changed_sees_what_they_would_overwrite(
    visitor, demo, document, language
):
    mine, theirs = visitor(language), visitor(language)
    for page in (mine, theirs):
        sign_in(page, demo["administrator"])
        choose_language(page, language)
        page.goto(f"/policies/{document}/draft/{language}")
    theirs.fill("textarea[name=text]", "Heading\n\nTheir words.")
    theirs.click("button[value=save]")
    expect(theirs.locator("main .note.good[role=status]")).to_be_visible()
    mine.fill("textarea[name=text]", "Heading\n\nMy words.")
    mine.click("button[value=save]")
    expect(mine.locator("main .note.bad[role=alert]")).to_have_text(words(language)["error.DRAFT_CHANGED_MEANWHILE"])
    changes = mine.locator("section[aria-labelledby=meanwhile] .comparison")
    expect(changes.locator("del")).to_have_text("Their words.")
    expect(changes.locator("ins")).to_have_text("My words.")
    expect(mine.locator("textarea[name=text]")).to_have_value("Heading\n\nMy words.")
    mine.click("button[value=save]")
    expect(mine.locator("main .note.good[role=status]")).to_be_visible()
    theirs.reload()
    expect(theirs.locator("textarea[name=text]")).to_have_value("Heading\n\nMy words.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_saves_properties_that_somebody_else_changed_sees_what_stands(
    visitor, demo, document, language
):
    mine, theirs = visitor(language), visitor(language)
    for page in (mine, theirs):
        sign_in(page, demo["administrator"])
        choose_language(page, language)
        page.goto(f"/policies/{document}")
        expect(page.locator("h1")).to_have_text(f"Letters {language}")
    for page, title in ((theirs, "Their letters"), (mine, "My letters")):
        page.fill("input[name=title_fr]", title)
        page.locator("section", has=page.locator("#common")).locator("form button").click()
    expect(theirs.locator("main .note.good[role=status]")).to_be_visible()
    expect(mine.locator("main .note.bad[role=alert]")).to_have_text(words(language)["error.POLICY_CHANGED_MEANWHILE"])
    expect(mine.locator("section[aria-labelledby=meanwhile] dd")).to_have_text(["Their letters"])
    expect(mine.locator("input[name=title_fr]")).to_have_value("My letters")
    assert not findings(mine, "a document changed meanwhile")
    mine.locator("section", has=mine.locator("#common")).locator("form button").click()
    expect(mine.locator("main .note.good[role=status]")).to_be_visible()
    theirs.reload()
    expect(theirs.locator("input[name=title_fr]")).to_have_value("My letters")


def test_an_optional_document_is_asked_for_answered_and_withdrawn(visitor, demo, document, tmp_path):
    page = visitor("ar")
    sign_in(page, demo["learner"])
    page.wait_for_url(re.compile("/policy"))
    expect(page.locator("main h1")).to_contain_text("Letters")
    answer_policy(page, "ar")
    page.wait_for_url(re.compile("/dashboard"))
    for language in ["en", "ar"]:
        choose_language(page, language)
        page.goto("/privacy")
        stated(page, tmp_path, language)
    page.click(f"main form[action$='/{document}/withdraw'] button")
    expect(page.locator("main .note.good[role=status]")).to_have_text(words("ar")["web.privacy.withdrawn-now"])
    expect(page.locator(f"main form[action$='/{document}/withdraw']")).to_have_count(0)
    page.goto("/dashboard")
    assert page.url.endswith("/dashboard"), "a withdrawn consent closes nothing"


def stated(page: Page, folder: pathlib.Path, language: str) -> None:
    """The statement of the newest answer says what the page says, in its language."""
    texts = words(language)
    expect(page.locator("h1")).to_have_text(texts["web.privacy.title"])
    row = page.locator("main tbody tr:has(a[href^='/api/v1/my/policies/'])").first
    with page.expect_download() as download:
        row.locator("a[download]").click()
    file = folder / "statement.pdf"
    download.value.save_as(file)
    subprocess.run(["qpdf", "--check", file], capture_output=True, check=True)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert row.locator("bdi.code").inner_text() in re.sub(r"[\s\u202a-\u202e]", "", text)
    assert " UTC" in text
    for key in ["web.statement.title", "web.statement.who", "web.policies.accepted"]:
        assert texts[key] in text, key


def test_a_fault_with_a_number_comes_in_the_language_of_the_page(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["administrator"])
    choose_language(page, "ar")
    page.goto("/policies/new")
    page.fill("input[name=slug]", f"consent-{uuid.uuid4().hex[:8]}")
    for language in LANGUAGES:
        page.fill(f"input[name=title_{language}]", "Letters")
    page.locator("#position").evaluate("field => field.removeAttribute('max')")
    page.fill("#position", "5000")
    page.click("main form button.first")
    expect(page.locator("#position-fault")).to_have_text(words("ar")["field.OUT_OF_RANGE"].format(minimum=0, maximum=999))


def test_a_new_version_is_compared_with_the_one_before_and_reported(visitor, demo, document):
    page = visitor("en")
    sign_in(page, demo["administrator"])
    write(page, document, "Second words.")
    publish(page, document, material=False)
    for language in ["en", "ar"]:
        said = words(language)
        choose_language(page, language)
        page.goto(f"/policies/{document}")
        page.click("main a[href*='/compare']")
        expect(page.locator("h1")).to_have_text(said["web.policies.compare-of"].format_map({"from": 1, "to": 2}))
        expect(page.locator(".comparison .removed")).to_contain_text("First words.")
        expect(page.locator(".comparison .added")).to_contain_text("Second words.")
        page.goto(f"/policies/{document}/report")
        reported(page, language)
        expect(page.locator("main table progress").first).to_be_visible()
        file = page.request.get(f"/policies/{document}/report.csv")
        assert file.headers["content-type"].startswith("text/csv")
        assert said["web.policies.open"] in file.text().splitlines()[0]

    coordinator = visitor("en")
    sign_in(coordinator, demo["coordinator"])
    answer_policy(coordinator, "en")
    coordinator.wait_for_url(re.compile("/dashboard"))
    for language in ["en", "ar"]:
        choose_language(coordinator, language)
        coordinator.goto("/policies")
        expect(coordinator.locator("h1")).to_have_text(words(language)["web.policies.title"])
        coordinator.click(f"main a[href='/policies/{document}/report']")
        reported(coordinator, language)
        expect(coordinator.locator("main table tbody tr")).to_have_count(1)
    assert coordinator.goto(f"/policies/{document}").status == 403


def reported(page: Page, language: str) -> None:
    """The page of the report is in a language, the title of the document included."""
    said = words(language)
    expect(page.locator("h1")).to_have_text(f"Letters {language}")
    expect(page.locator("main .row.spread + p")).to_have_text(said["web.policies.report-lead"].format(version=1))
    expect(page.locator("main thead th")).to_have_text(
        [said[f"web.policies.{column}"] for column in ["administration", "accepted", "people", "yes", "declined", "open"]])


def test_a_copy_of_ones_data_is_told_in_the_readers_words(visitor, demo):
    page = visitor("ar")
    sign_in(page, demo["learner"])
    choose_language(page, "ar")
    page.goto("/privacy/export")
    told = page.locator("main h2, main dt").all_inner_texts()
    assert len(told) > 10
    assert not [word for word in told if re.fullmatch("[A-Za-z_ ]+", word)]


def test_who_declines_the_site_policy_may_log_out_take_their_data_and_be_erased(browser, visitor, demo, mail):
    officer = {
        "name": f"Zuberi Mwangaza {uuid.uuid4().hex[:6]}", "username": f"zuberi-{uuid.uuid4().hex[:8]}",
        "email": f"zuberi-{uuid.uuid4().hex[:8]}@customs.example.org"}
    coordinator = visitor("en")
    sign_in(coordinator, demo["coordinator"])
    create_account(coordinator, officer, "en")
    text = text_of(mail.wait_for(officer["email"]))
    temporary = re.search(r"^\s*([A-Za-z2-9]{12})\s*$", text, re.MULTILINE).group(1)
    officer["password"] = temporary
    page = visitor("en")
    sign_in(page, officer)
    change_password(page, temporary, PASSWORD)
    officer["password"] = PASSWORD
    answer_policy(page, "en", "no")
    page.wait_for_url(re.compile("/policy/declined"))
    page.goto("/dashboard")
    assert "/policy" in page.url, "the site stays closed"
    api = API(demo["url"]).signed_in(officer)
    profile = api.get("/api/v1/profile")["account"]
    change = {key: profile[key] for key in ["name", "email", "language", "version"]}
    refused = [
        api.send_json("PUT", "/api/v1/profile", change), api.send("POST", "/api/v1/profile/photo", b"x", "image/png"),
        api.send("DELETE", "/api/v1/profile/photo")]
    assert [reply.json()["reason"] for reply in refused] == ["POLICY_NOT_ACCEPTED"] * 3

    page.goto("/privacy/export")
    expect(page.locator("main")).to_contain_text(officer["email"])
    data = json.loads(page.request.get("/privacy/export.json").text())
    assert data["account"][0]["username"] == officer["username"]
    assert any(one["answer"] == "declined" for one in data["policies"])
    assert data["mail"][0]["email"] == officer["email"]
    page.goto("/privacy/erasure")
    page.fill("textarea[name=reason]", f"{officer['name']} does not agree.")
    page.check("input[name=sure]")
    page.click("main form.fields button.first")
    page.wait_for_url(re.compile("/privacy/erasure/asked"))
    told = text_of(mail.wait_for(officer["email"], 3))
    assert "erasure" in told and officer["username"] in told

    # Logged out; whoever logs in stands before the one page that takes it back.
    with browser.new_context(base_url=demo["url"], bypass_csp=True, reduced_motion="reduce") as context:
        other = context.new_page()
        sign_in(other, officer)
        other.wait_for_url(re.compile("/privacy/erasure/pending"))
        for language in ["en", "ar"]:
            choose_language(other, language)
            assert not findings(other, f"/privacy/erasure/pending in {language}")
    page.goto("/privacy")
    page.wait_for_url(re.compile("/login"))
    sign_in(page, officer)
    page.wait_for_url(re.compile("/privacy/erasure/pending"))
    page.goto("/privacy/export")
    page.wait_for_url(re.compile("/privacy/erasure/pending"))
    page.click("main form[action='/privacy/erasure/withdraw'] button")
    expect(page.locator("main .note.good[role=status]")).to_be_visible()
    page.goto("/privacy/erasure")
    page.check("input[name=sure]")
    page.click("main form.fields button.first")
    page.wait_for_url(re.compile("/privacy/erasure/asked"))

    admin = visitor("en")
    sign_in(admin, demo["administrator"])
    admin.goto("/erasures")
    request = admin.locator("main section.card", has_text=officer["username"])
    unsure = {"csrf": request.locator("input[name=csrf]").first.input_value(), "do": "erase"}
    action = request.locator("form").last.get_attribute("action")
    assert admin.request.post(action, form=unsure, headers={"origin": demo["url"]}).status == 422
    request.locator("input[name=sure]").check()
    request.locator("button[value=erase]").click()
    expect(admin.locator("main .note.good[role=status]")).to_be_visible()
    refused = API(demo["url"]).post("/api/v1/sessions", {"username": officer["username"], "password": PASSWORD})
    assert refused.status == 401
    for word in [officer["name"], officer["username"], officer["email"]]:
        gone_everywhere(word)


def gone_everywhere(word: str) -> None:
    """No table of any service has the word; events on their way are kept for a while and are left out."""
    tables = [name for name in ask(LIST).splitlines() if not name.endswith((".outbox", ".inbox"))]
    query = " union all ".join(f"select '{name}' from {name} t where t::text ilike '%{word}%'" for name in tables)
    for _ in range(100):
        found = ask(query)
        if not found:
            return
    raise AssertionError(f"{word} is still in {found}")
