"""A coordinator imports people from a file, in the browser without scripts."""

import datetime
import io
import re
import subprocess
import uuid

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from steps import choose_language, settled, sign_in
from words import words


def send(page: Page, tmp_path, content: bytes, mailed: bool = True, name: str = "people.csv") -> None:
    file = tmp_path / name
    file.write_bytes(content)
    page.goto("/people/import")
    page.set_input_files("input[name=file]", file)
    if not mailed:
        page.uncheck("input[name=mailed]")
    page.click("main form button.first")
    page.wait_for_url(re.compile("/people/import/[0-9a-f-]{36}"))
    settled(page)


def address_of(page: Page) -> str:
    return page.url.split("?")[0]


def workbook(*rows: list) -> bytes:
    """A workbook whose first sheet is hidden and whose second has the rows."""
    book = openpyxl.Workbook()
    book.active.append(["not", "these"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("people")
    for row in rows:
        sheet.append(row)
    book.active = sheet
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def texts(content: bytes) -> list[list[str]]:
    """The rows of a workbook of which every cell is a text."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}
    return [["" if value is None else value for value in row] for row in sheet.values]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_file_is_checked_applied_and_undone(visitor, demo, mail, tmp_path, language):
    run = uuid.uuid4().hex[:8]
    text = f"name;email;role\nAma {run};ama-{run}@customs.example.org;tutor\nKo;nowhere;boss\n"
    page, said = visitor(language, scripts=False), words(language)
    faults = [f"email: {said['field.NOT_AN_EMAIL']}", f"role: {said['field.UNKNOWN_ROLE']}"]
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    send(page, tmp_path, b"\xff\xfe" + text.encode("utf-16-le"))
    expect(page.locator("main .import-state")).to_have_text(said["web.import.state-2"])
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody td").last).to_have_text(" ".join(faults))
    with page.expect_download() as download:
        page.click("main a[href$='/errors.csv']")
    back = download.value.path().read_text("utf-16").splitlines()
    assert back[0] == "name;email;role;reason" and back[1].startswith("Ko;nowhere;boss;")
    assert all(fault in back[1] for fault in faults), back

    page.click("main form[action$='/apply'] button")
    settled(page)
    expect(page.locator("main .import-state")).to_have_text(said["web.import.state-4"])
    assert "CLiKC" in mail.wait_for(f"ama-{run}@customs.example.org")["Subject"]
    imported = address_of(page)
    page.goto(f"/people?role=2&q=ama-{run}")
    expect(page.locator("main tbody tr")).to_have_count(1)

    send(page, tmp_path, text.encode())
    expect(page.locator("main form[action$='/apply']")).to_have_count(0)
    send(page, tmp_path, text.replace(f"Ama {run}", f"Amina {run}").encode())
    page.goto(f"{address_of(page)}?show=2")
    expect(page.locator("main tbody del")).to_have_text(f"Ama {run}")
    expect(page.locator("main tbody ins")).to_have_text(f"Amina {run}")
    page.goto(imported)
    page.click("main form[action$='/undo'] button")
    settled(page)
    expect(page.locator("main .import-state")).to_have_text(said["web.import.state-6"])
    page.goto(f"/people?state=3&q=ama-{run}")
    expect(page.locator("main tbody tr")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("mark, encoding, delimiter, line_end", [
    (b"", "utf-8", ",", "\n"), (b"\xef\xbb\xbf", "utf-8", ";", "\r\n"),
    (b"\xff\xfe", "utf-16-le", "\t", "\r\n"), (b"\xfe\xff", "utf-16-be", ";", "\n")])
def test_errors_come_back_in_the_format_of_the_file_and_can_be_sent_again(
        visitor, demo, tmp_path, language, mark, encoding, delimiter, line_end):
    def written(*rows: list[str]) -> bytes:
        return mark + "".join(delimiter.join(row) + line_end for row in rows).encode(encoding)

    page = visitor(language, scripts=False)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    send(page, tmp_path, written(["name", "email"], ["Zoé قلم", "nowhere"]))
    back = page.request.get(f"{address_of(page)}/errors.csv").body()
    assert back.startswith(mark) and back[len(mark):][:3] != b"\xef\xbb\xbf"
    rows = [row.split(delimiter) for row in back[len(mark):].decode(encoding).split(line_end)]
    assert rows[0] == ["name", "email", "reason"] and rows[1][:2] == ["Zoé قلم", "nowhere"] and rows[2] == [""], rows
    assert written(rows[0], rows[1]) == back
    assert f"email: {words(language)['field.NOT_AN_EMAIL']}" in rows[1][2], rows

    send(page, tmp_path, back)
    expect(page.locator("main tbody tr")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workbook_is_imported_and_its_errors_come_back_as_one(visitor, demo, tmp_path, language):
    run = uuid.uuid4().hex[:8]
    number = int(run, 16) + 10_000_000
    page = visitor(language, scripts=False)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    send(page, tmp_path, workbook(
        ["Name", "username", None, "email"],
        ["قلم Zoé", number, None, f"zoe-{run}@customs.example.org"],
        ["Kofi", datetime.date(2024, 3, 1), None, f"kofi-{run}@customs.example.org"],
        ["Ada", None, None, "#N/A"]), name="people.bin")
    expect(page.locator("main tbody tr")).to_have_count(2)
    with page.expect_download() as download:
        page.click("main a[href$='/errors.xlsx']")
    assert download.value.suggested_filename == "errors.xlsx"
    back = texts(download.value.path().read_bytes())
    assert back[0] == ["Name", "username", "email", "reason"]
    assert back[1][:3] == ["Kofi", "2024-03-01", f"kofi-{run}@customs.example.org"] and back[2][:3] == ["Ada", "", "#N/A"]
    faults = [words(language)[f"field.{kind}_CELL"] for kind in ["DATE", "ERROR"]]
    assert faults[0] in back[1][3] and faults[1] in back[2][3], back

    page.click("main form[action$='/apply'] button")
    settled(page)
    page.goto(f"/people?q=zoe-{run}")
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody tr")).to_contain_text(str(number))
    back[1][1], back[2][2] = f"kofi-{run}", f"ada-{run}@customs.example.org"
    send(page, tmp_path, workbook(*back), name="errors.xlsx")
    expect(page.locator("main form[action$='/apply']")).to_have_count(1)
    page.goto(f"{address_of(page)}?show=1")
    expect(page.locator("main tbody tr")).to_have_count(2)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_example_is_a_workbook_that_can_be_sent(visitor, demo, tmp_path, language):
    page, said = visitor(language, scripts=False), words(language)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/people/import")
    expect(page.locator("h1")).to_have_text(said["web.import.title"])
    with page.expect_download() as download:
        page.click("main a[href$='/template.xlsx']")
    example = download.value.path().read_bytes()
    assert texts(example)[0] == ["username", "name", "email", "language", "role", "course1"]
    sheet = openpyxl.load_workbook(io.BytesIO(example)).active
    assert {cell.number_format for row in sheet for cell in row if cell.value} == {"@"}
    send(page, tmp_path, example, name="people.xlsx")
    expect(page.locator("main .note.bad")).to_have_count(0)
    page.goto(f"{address_of(page)}?show=1")
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody .tag.good")).to_have_text(said["web.import.action-1"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_slips_are_printed_for_those_without_mail(visitor, demo, tmp_path, language):
    run = uuid.uuid4().hex[:8]
    page = visitor(language)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    send(page, tmp_path, f"name,email,language\nAbena {run},{run}@customs.example.org,fr\n".encode(), mailed=False)
    page.click("main form[action$='/apply'] button")
    settled(page)
    page.click("main form[action$='/slips'] button")
    expect(page.locator("h1")).to_have_text(words(language)["web.slips.title"])
    slip = page.locator("main .slip")
    expect(slip).to_have_attribute("lang", "fr")
    expect(slip).to_contain_text(words("fr")["web.slips.password"])
    username, password = slip.locator(".code").all_inner_texts()
    slip.locator("svg.qr").evaluate("code => code.style.inlineSize = '20rem'")
    slip.locator("svg.qr").screenshot(path=tmp_path / "code.png")
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", tmp_path / "code.png"], capture_output=True, text=True, check=True)
    assert read.stdout.startswith(f"{demo['url']}/login?")
    other = visitor("fr")
    other.goto(read.stdout.strip())
    assert other.input_value("#username") == username
    sign_in(other, {"username": username, "password": password})
    assert other.url.endswith("/password")


@pytest.mark.parametrize("content, why", [
    (b"\x89PNG\r\n\x1a\n\x00", "neither an XLSX workbook nor a text"), (b"name,shoe\nA,42\n", "shoe"),
    (b'name,email\n"A,b\n', "quotation mark"), (workbook(["name", "email"], ["A", "a@b.org"])[:-100], "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + "Workbook".encode("utf-16-le").ljust(128, b"\0"), "XLS"),
    (workbook(["name", "email", "shoe"], ["A", "a@b.org", 42]), "shoe")])
def test_a_file_that_cannot_be_read_says_why(visitor, demo, tmp_path, content, why):
    page = visitor("en")
    sign_in(page, demo["coordinator"])
    choose_language(page, "en")
    send(page, tmp_path, content)
    expect(page.locator("main .note.bad[role=alert]")).to_contain_text(why)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_empty_file_is_refused_at_its_field_and_the_choices_stay(visitor, demo, tmp_path, language):
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    page = visitor(language, scripts=False)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/people/import")
    page.set_input_files("input[name=file]", file)
    page.select_option("select[name=language]", "pt")
    page.uncheck("input[name=mailed]")

    page.click("main form button.first")

    expect(page.locator("#file-fault")).to_have_text(words(language)["web.import.no-file"])
    expect(page.locator("input[name=file]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("select[name=language]")).to_have_value("pt")
    expect(page.locator("input[name=mailed]")).not_to_be_checked()
