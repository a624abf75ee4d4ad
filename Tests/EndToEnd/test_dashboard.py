"""A learner with more courses than a page of the dashboard shows."""

import re

import pytest
from playwright.sync_api import expect
from steps import sign_in
from tables import ask

MADE = "made-for-parts-"


@pytest.fixture(scope="module")
def many_courses(demo):
    """Thirty courses of the learner's, copies of a demo course that nothing else knows of."""
    ask(f"""
        with origin as (select * from catalogue.courses order by code limit 1),
        made as (
            insert into catalogue.courses
                (id, code, version, category_id, language, title, title_folded, hours, digest, card, outline)
            select copy, '{MADE}' || number, version, category_id, language, 'Parts ' || number, 'parts ' || number, hours,
                digest, decode(replace(encode(card, 'hex'), encode(convert_to(id::text, 'utf8'), 'hex'),
                    encode(convert_to(copy::text, 'utf8'), 'hex')), 'hex'), outline
            from origin, (select gen_random_uuid() as copy, number from generate_series(1, 30) as number) as copies
            returning id)
        insert into catalogue.enrolments (id, course_id, account_id, role, active, version, since)
        select gen_random_uuid(), made.id, account_id, 1, true, 1, now()
        from made, catalogue.people where username = '{demo["learner"]["username"]}'""")
    yield
    ask(f"""
        with made as (select id from catalogue.courses where code like '{MADE}%'),
        gone as (delete from catalogue.enrolments where course_id in (select id from made))
        delete from catalogue.stars where course_id in (select id from made)""")
    ask(f"delete from catalogue.courses where code like '{MADE}%'")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_long_list_comes_in_parts(visitor, demo, many_courses, language):
    page = visitor(language, scripts=False)
    sign_in(page, demo["learner"])
    page.goto("/dashboard?view=courses&state=all")
    page.fill("main input[name=q]", "parts")
    page.press("main input[name=q]", "Enter")
    expect(page.locator("main .tile")).to_have_count(24)
    expect(page.locator("#part")).to_have_text(re.compile(r"1\D+24\D+30"))

    page.click("main nav[aria-labelledby=part] a")
    expect(page).to_have_url(re.compile(r"view=courses&state=all&q=parts&page=2$"))
    expect(page.locator("main .tile")).to_have_count(6)
    expect(page.locator("#part")).to_have_text(re.compile(r"25\D+30\D+30"))
    expect(page.locator("main input[name=q]")).to_have_value("parts")

    # A star leaves the learner where he was.
    page.click("main .tile:last-child .star")
    expect(page).to_have_url(re.compile(r"page=2$"))
    expect(page.locator("main .tile:last-child .star.on")).to_have_count(1)
    page.click("main .tile:last-child .star")
    expect(page.locator("main .star.on")).to_have_count(0)

    page.click("main nav[aria-labelledby=part] a")
    expect(page.locator("main .tile")).to_have_count(24)
    for wrong, shown in [("99", 6), ("0", 24), ("-3", 24), ("x", 24)]:
        answer = page.goto(f"/dashboard?view=courses&state=all&q=parts&page={wrong}")
        assert answer.status == 200
        expect(page.locator("main .tile")).to_have_count(shown)
