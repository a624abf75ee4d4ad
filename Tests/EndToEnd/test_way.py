"""One officer's whole way through the guide, chapters 3 to 7, in English and in Arabic."""

import json
import pathlib
import re
import subprocess
import uuid

import pytest
from answers import right_options
from maildir import text_of
from nacl.exceptions import BadSignatureError
from playwright.sync_api import Page, expect
from statements import decode, digest, verify
from steps import (
    answer_policy, change_password, choose_language, create_account, enrol, sign_in, sign_out, study, take_quiz,
)

CLIKCCTL = pathlib.Path(__file__).parents[2] / ".build/debug/clikcctl"
MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"
COURSE = "risk-management-en"
SUBJECT = "CLiKC, the WCO Customs Learning and Knowledge Community: New user account"
NAMES = {"en": "Hermes Okonkwo-Lindqvist", "ar": "هرمس بن عبد الله"}
STRICTLY_PERSONAL = {"en": "strictly personal", "ar": "شخصي"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_officer_goes_the_whole_way(visitor, demo, mail, tmp_path, language):
    officer = {
        "name": NAMES[language], "username": f"officer-{uuid.uuid4().hex[:8]}",
        "email": f"{uuid.uuid4().hex[:8]}@customs.example.org"}

    create_by_coordinator(visitor(language), demo, officer, language)
    first_password = read_account_mail(mail, demo, officer, language)
    page = visitor(language)
    first_login(page, officer, first_password, language)
    lost_password(page, mail, officer, demo)
    course = enrolled_by_tutor(visitor("en"), page, demo, officer)
    study_and_pass(page, course)
    grades_follow(page, course)
    certificate(page, visitor(language), course, officer, tmp_path, mail, demo["api"])


def create_by_coordinator(page: Page, demo: dict, officer: dict, language: str) -> None:
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    create_account(page, officer, language)
    expect(page).to_have_url(re.compile("/people/[0-9a-f-]{36}"))
    texts = json.loads((MESSAGES / language / "web-account.json").read_text())
    expect(page.locator("main .note.good[role=status]")).to_have_text(texts["web.people.created"])


def read_account_mail(mail, demo: dict, officer: dict, language: str) -> str:
    message = mail.wait_for(officer["email"])
    text = text_of(message)
    if language == "en":
        assert message["Subject"] == SUBJECT
    assert "CLiKC" in message["Subject"]
    assert officer["username"] in text
    assert demo["url"] in text
    assert STRICTLY_PERSONAL[language] in text
    passwords = [line.strip() for line in text.splitlines() if re.fullmatch(r"\s*[A-Za-z2-9]{12}\s*", line)]
    assert len(passwords) == 1, text
    return passwords[0]


def first_login(page: Page, officer: dict, temporary: str, language: str) -> None:
    officer["password"] = f"  {temporary} "
    sign_in(page, officer)
    for address in ["/dashboard", "/grades", "/profile", "/policy", "/"]:
        page.goto(address)
        if address != "/":
            assert page.url.endswith("/password"), address

    page.goto("/password")
    officer["password"] = "Tulip-Harbour-42"
    change_password(page, temporary, officer["password"])
    page.wait_for_url(re.compile("/policy"))
    page.goto("/dashboard")
    page.wait_for_url(re.compile("/policy"))
    answer_policy(page, language)
    page.wait_for_url(re.compile("/profile"))
    page.click("main a.button.first[href='/profile/edit']")
    page.fill("input[name=city]", "Bruxelles")
    page.click("main form button.first")
    page.wait_for_url(re.compile("/(dashboard|profile)"))
    page.goto("/dashboard")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")


def lost_password(page: Page, mail, officer: dict, demo: dict) -> None:
    sign_out(page)
    answers = []
    for name in [officer["username"], "nobody-of-this-name"]:
        page.goto("/lost-password")
        page.fill("main input[name=username]", name)
        page.locator("main form", has=page.locator("input[name=username]")).locator("button").click()
        answers.append((page.url, page.locator("main").inner_text()))
    assert answers[0] == answers[1]

    count = len([m for m in mail.to(officer["email"]) if "/reset/" in text_of(m)])
    while count == 0:
        before = len(mail.to(officer["email"]))
        count = len([m for m in mail.to(officer["email"]) if "/reset/" in text_of(m)])
        if count == 0:
            mail.wait_for(officer["email"], before + 1)
    letter = next(m for m in mail.to(officer["email"]) if "/reset/" in text_of(m))
    link = re.search(rf"{re.escape(demo['url'])}(/reset/\S+)", text_of(letter)).group(1)
    officer["password"] = "Second-Harbour-43"
    page.goto(link)
    page.fill("input[name=new_password]", officer["password"])
    page.fill("input[name=again]", officer["password"])
    page.click("main form button.first")
    page.wait_for_url(re.compile("/login"))
    used = page.goto(link)
    if used.status == 200:
        page.fill("input[name=new_password]", "Third-Harbour-44")
        page.fill("input[name=again]", "Third-Harbour-44")
        page.click("main form button.first")
        expect(page.locator("main [role=alert], main .note").first).to_be_visible()
    sign_in(page, officer)


def enrolled_by_tutor(tutor: Page, page: Page, demo: dict, officer: dict) -> str:
    sign_in(tutor, demo["tutor"])
    tutor.goto("/dashboard?view=courses")
    course = course_called(tutor, "Risk Management")
    refused = page.goto(f"/courses/{course}")
    assert refused.status == 403
    expect(page.locator("main")).to_contain_text(tutor.locator(".person-name").first.inner_text())

    enrol(tutor, course, officer["username"])
    expect(tutor.locator("main")).to_contain_text(officer["name"])

    page.goto("/dashboard?view=courses")
    assert course_called(page, "Risk Management") == course
    return course


def course_called(page: Page, title: str) -> str:
    link = page.locator("main a[href*='/courses/']", has_text=re.compile(rf"^\s*{title}\s*$")).first
    return re.search(r"/courses/([0-9a-f-]{36})", link.get_attribute("href")).group(1)


def study_and_pass(page: Page, course: str) -> None:
    right = right_options(COURSE)
    outline = f"/courses/{course}"
    page.goto(outline)
    assert page.locator("main .tick.on").count() == 0
    lessons = addresses(page, "lessons")
    quizzes = addresses(page, "quizzes")
    assert (len(lessons), len(quizzes)) == (2, 3)
    expect(page.locator(f"main a[href='{outline}/certificate']")).to_have_count(0)

    for done, address in enumerate(lessons, 1):
        page.goto(address)
        assert study(page, right) >= 8
        expect(page.locator("main .tick.on")).to_have_count(done)
    page.goto(quizzes[0])
    assert take_quiz(page, right, wrong=4).startswith("60")
    page.goto(outline)
    expect(page.locator("main .tick.on")).to_have_count(2)
    page.goto(quizzes[0])
    assert take_quiz(page, right, wrong=3).startswith("70")
    for address in quizzes[1:]:
        page.goto(address)
        assert take_quiz(page, right).startswith("100")
    page.goto(outline)
    expect(page.locator("main .tick.on")).to_have_count(5)


def addresses(page: Page, kind: str) -> list[str]:
    found = page.locator(f"main a[href*='/{kind}/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return list(dict.fromkeys(found))


def grades_follow(page: Page, course: str) -> None:
    page.goto("/grades")
    expect(page.locator("main table")).to_contain_text("Risk Management")
    page.goto(f"/courses/{course}/grades")
    rows = page.locator("main table tbody tr")
    assert rows.count() >= 5
    text = page.locator("main table").inner_text()
    for figure in ["49.26", "0.49", "0-203"]:
        assert figure.replace(".", ",") in text or figure in text, text
    page.goto("/dashboard?view=courses&state=completed")
    assert course_called(page, "Risk Management") == course


def certificate(page: Page, stranger: Page, course: str, officer: dict, tmp_path, mail, api: str) -> None:
    mail.wait_for(officer["email"], certificate_mail(mail, officer))
    page.goto(f"/courses/{course}")
    page.click(f"main a[href='/courses/{course}/certificate']")
    with page.expect_download() as download:
        page.click("main a.button.first[href$='/certificate/pdf']")
    file = tmp_path / "certificate.pdf"
    download.value.save_as(file)

    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    if not re.search("[\u0600-\u06ff]", officer["name"]):
        assert officer["name"] in text
    assert "Risk Management" in text
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", file, tmp_path / "page"], check=True)
    code = subprocess.run(
        ["zbarimg", "--quiet", "--raw", tmp_path / "page.png"], capture_output=True, text=True, check=True)
    address = code.stdout.strip()
    assert "/verify/" in address
    offline(address, text, course, officer, stranger.request.get(f"{api}/api/v1/certificate-keys").body(), tmp_path)

    stranger.goto(address)
    language = stranger.locator("html").get_attribute("lang")
    texts = json.loads((MESSAGES / language / "web-course.json").read_text())
    expect(stranger.locator("main")).to_contain_text(texts["web.verify.signature-holds"])
    expect(stranger.locator("main")).to_contain_text(" ".join(f"{word[0]}." for word in officer["name"].split()))
    expect(stranger.locator("main")).not_to_contain_text(officer["name"])
    page.check("main input[name=shown]")
    page.click("main form[action$='/certificate/holder'] button")
    expect(page.locator("main input[name=shown]")).to_be_checked()
    stranger.reload()
    expect(stranger.locator("main")).to_contain_text(officer["name"])
    expect(stranger.locator("main")).to_contain_text("Risk Management")
    stranger.goto(forged(address))
    expect(stranger.get_by_role("alert")).to_have_text(texts["web.verify.signature-broken"])
    plain = address.split("?")[0]
    stranger.goto(plain)
    expect(stranger.locator("main .note")).to_have_text(texts["web.verify.valid"])
    changed = plain[:-1] + ("A" if plain[-1] != "A" else "B")
    assert stranger.goto(changed).status in (200, 404)
    expect(stranger.locator("main")).not_to_contain_text(officer["name"])


def forged(address: str) -> str:
    return address[:-10] + ("A" if address[-10] != "A" else "B") + address[-9:]


def offline(address: str, text: str, course: str, officer: dict, published: bytes, tmp_path) -> None:
    """The statement verifies with the published keys, without asking about the certificate."""
    keys = {decode(key["id"]): decode(key["publicKey"]) for key in json.loads(published)["keys"]}
    said = verify(address, keys)
    assert said["serial"] in text
    assert said["course"] == course
    assert said["holder"] == digest(officer["name"])
    assert said["title"] == digest("Risk Management")
    with pytest.raises(BadSignatureError):
        verify(forged(address), keys)
    file = tmp_path / "keys.json"
    file.write_bytes(published)
    subprocess.run(
        [CLIKCCTL, "certificate", "verify", address, "--key", file, "--name", officer["name"], "--title",
         "Risk Management"], check=True)


def certificate_mail(mail, officer: dict) -> int:
    """Which of the officer's mails tells of the certificate: the next one, or the last that came."""
    for number, message in enumerate(mail.to(officer["email"]), 1):
        if "/certificate" in text_of(message) or "/verify/" in text_of(message):
            return number
    return len(mail.to(officer["email"])) + 1
