"""The pages in a real browser: everybody can use them, without a script, with the keyboard alone, in both languages."""

import re
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from app.reporting import opening, receipts, resealing, service
from tests.app.reporting.test_attachments import photo
from tests.server.public.conftest import Public
from tests.support import browser

WORDS = "某局长在项目招标中收受礼金。"


def find(driver: Chrome, css: str):
    return driver.find_element(By.CSS_SELECTOR, css)


def press(driver: Chrome, name: str) -> None:
    """Press the button and wait until another page is there."""
    page = find(driver, "html")
    find(driver, f"main button[value={name}]").click()
    WebDriverWait(driver, 60).until(lambda _: _is_gone(page))


def _is_gone(page) -> bool:
    from selenium.common.exceptions import StaleElementReferenceException, WebDriverException

    try:
        page.tag_name  # noqa: B018 - asking is the test
    except StaleElementReferenceException:
        return True
    except WebDriverException as amid:
        # asked in the very moment in which the one goes and the other comes, Chrome has no better word for it
        if "does not belong to the document" in str(amid):
            return True
        raise
    return False


def choose(driver: Chrome, public: Public, lang: str, rank: str = "section") -> None:
    """The first step: the district and the level."""
    driver.get(f"{public.url}/{lang}/report")
    Select(find(driver, "#region")).select_by_value("QU1")
    find(driver, f"label[for=rank-{rank}]").click()
    press(driver, "whom")


def answer_the_sum(driver: Chrome) -> None:
    told = find(driver, "label[for=sum]").text
    find(driver, "#sum").send_keys(str(sum(map(int, re.findall(r"\d+", told)))))


def wrong_fields(driver: Chrome) -> set[str]:
    """Where the links of the summary lead."""
    links = driver.find_elements(By.CSS_SELECTOR, ".faults a")
    return {str(link.get_attribute("href")).partition("#")[2] for link in links}


def receipt_of(driver: Chrome) -> str:
    return receipts.read(find(driver, "#receipt").text)


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        pytest.param(browser.PHONE, "zh", id="phone-zh"),
        pytest.param(browser.DESK, "en", id="desk-en"),
        pytest.param(browser.PHONE, "en", id="phone-en", marks=pytest.mark.nightly),
        pytest.param(browser.DESK, "zh", id="desk-zh", marks=pytest.mark.nightly),
    ],
)
def test_axe_finds_nothing_on_any_page(pages: Public, tmp_path: Path, lang: str, size) -> None:
    """Every page, with and without errors; zero violations of WCAG 2.2 AA, and the console stays empty."""
    seen: dict[str, list] = {}
    shots = Path(tmp_path / "shots")
    shots.mkdir()
    with browser.browsing(tmp_path / "profile", size) as driver:

        def look(name: str) -> None:
            seen[name] = browser.violations(driver)
            driver.save_screenshot(str(shots / f"{name}-{lang}.png"))
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            assert wide <= size[0], f"{name} is wider than the screen"
            small = driver.execute_script(
                "return [...document.querySelectorAll('a.button,a.tool,button,input:not([type=hidden]):not([type=radio]),select,textarea,footer a')]"
                ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))"
            )
            assert small == [], name

        for name, path in (
            ("home", ""),
            ("protect", "protect"),
            ("receipt", "receipt"),
            ("missing", "nothing"),
        ):
            driver.get(f"{pages.url}/{lang}/{path}")
            look(name)
        driver.get(f"{pages.url}/{lang}/report")
        look("whom")
        press(driver, "whom")
        look("whom-faults")
        choose(driver, pages, lang, "province")
        look("above")
        choose(driver, pages, lang)
        look("letter")
        press(driver, "send")
        look("letter-faults")
        find(driver, "#accused").send_keys("贾某某")
        find(driver, "#text").send_keys(WORDS)
        WebDriverWait(driver, 60).until(lambda d: find(d, "#work").get_attribute("value"))
        look("letter-worked")
        press(driver, "send")
        look("done")
        receipt = receipt_of(driver)
        driver.get(f"{pages.url}/{lang}/receipt")
        find(driver, "#receipt").send_keys("12345")
        press(driver, "look")
        look("receipt-faults")
        find(driver, "#receipt").clear()
        find(driver, "#receipt").send_keys(receipts.shown(receipt))
        press(driver, "look")
        look("progress")
        press(driver, "add")
        look("progress-faults")
        heard = [
            line
            for line in browser.complaints(driver)
            if " 404 " not in line and " 422 " not in line
        ]
    assert {name: found for name, found in seen.items() if found} == {}
    assert len(seen) == 14
    assert heard == []


def test_dark_colours_have_enough_contrast_too(pages: Public, tmp_path: Path) -> None:
    with browser.browsing(tmp_path / "profile", dark=True) as driver:
        for path in ("", "report", "receipt", "protect"):
            driver.get(f"{pages.url}/zh/{path}")
            assert browser.violations(driver) == []
        choose(driver, pages, "zh")
        press(driver, "send")
        assert browser.violations(driver) == []


@pytest.mark.scenario("P31")
def test_a_whole_filing_without_any_script(pages: Public, tmp_path: Path) -> None:
    """From the first page to the answer, with JavaScript switched off; the organ opens what was filed."""
    picture = tmp_path / "现场.jpg"
    picture.write_bytes(photo())
    with browser.browsing(tmp_path / "profile", browser.PHONE, scripts=False) as driver:
        driver.get(f"{pages.url}/")
        assert driver.current_url.endswith("/zh/")
        find(driver, "main a.button").click()
        Select(find(driver, "#region")).select_by_value("QU1")
        find(driver, "#rank-section").click()
        press(driver, "whom")
        assert "甲区纪委监委" in find(driver, ".goes").text
        # the wrong sum: what was written stays, the file must be chosen again
        find(driver, "#accused").send_keys("贾某某")
        find(driver, "#text").send_keys(WORDS)
        find(driver, "#files").send_keys(str(picture))
        find(driver, "#sum").send_keys("999")
        press(driver, "send")
        assert wrong_fields(driver) == {"sum", "files"}
        assert find(driver, "#text").get_attribute("value") == WORDS
        find(driver, "#files").send_keys(str(picture))
        answer_the_sum(driver)
        press(driver, "send")
        receipt = receipt_of(driver)
        (row,) = pages.city.ask("qxf1", service.rows)
        store, key = pages.city.store("qxf1"), pages.keys["QU1"]
        opened = opening.open_report(store, key, row.id)
        assert opened.messages[0].letter.text == WORDS
        assert opened.messages[0].letter.attached[0].name == "现场.jpg"
        opening.answer(store, key, opened, "请补充地点。")
        find(driver, "main p:last-child a").click()
        find(driver, "#receipt").send_keys(receipts.shown(receipt))
        press(driver, "look")
        assert "请补充地点。" in find(driver, ".said .organ .words").text
        find(driver, "#message").send_keys("在某饭店。")
        press(driver, "add")
        assert len(driver.find_elements(By.CSS_SELECTOR, ".said li")) == 3
        again = opening.open_report(store, key, row.id)
        assert again.messages[-1].letter.text == "在某饭店。"
        # it is the city's: it goes up sealed, and the city answers behind the same receipt
        resealing.pass_up(store, key, again)
        assert pages.city.ask("qxf1", service.rows) == ()
        above = pages.city.store("xf1")
        there = opening.open_report(above, pages.keys["SHI"], row.id)
        assert [m.letter.text for m in there.messages] == [WORDS, "请补充地点。", "在某饭店。"]
        opening.answer(above, pages.keys["SHI"], there, "市纪委监委已收到。")
        driver.get(f"{pages.url}/zh/receipt")
        find(driver, "#receipt").send_keys(receipts.shown(receipt))
        press(driver, "look")
        assert "市纪委监委已收到。" in find(driver, ".said").text
        find(driver, "#message").send_keys("谢谢。")
        press(driver, "add")
    last = opening.open_report(above, pages.keys["SHI"], row.id)
    assert last.messages[-1].letter.text == "谢谢。"


def test_the_keyboard_alone_is_enough(pages: Public, tmp_path: Path) -> None:
    """Tab, arrows, letters and Enter, as somebody who cannot use a mouse would."""
    with browser.browsing(tmp_path / "profile") as driver:

        def tab_to(id_: str) -> None:
            for _ in range(40):
                # not to the element: a field for files would take the key for the name of one
                ActionChains(driver).send_keys(Keys.TAB).perform()
                if driver.switch_to.active_element.get_attribute("id") == id_:
                    ring = driver.execute_script(
                        "return getComputedStyle(document.activeElement).outlineStyle"
                    )
                    assert ring != "none", f"{id_} shows no focus"
                    return
            raise AssertionError(f"{id_} is not reached")

        driver.get(f"{pages.url}/zh/report")
        body = find(driver, "body")
        body.send_keys(Keys.TAB)
        assert driver.switch_to.active_element.get_attribute("class") == "skip"
        tab_to("region")
        driver.switch_to.active_element.send_keys("甲区")
        tab_to("rank-province")
        for _ in range(3):
            driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
        page = find(driver, "html")
        driver.switch_to.active_element.send_keys(Keys.ENTER)
        WebDriverWait(driver, 60).until(lambda _: _is_gone(page))
        assert "甲区纪委监委" in find(driver, ".goes").text
        page = find(driver, "html")
        tab_to("accused")
        driver.switch_to.active_element.send_keys(
            Keys.ENTER
        )  # too early: the summary takes the focus
        WebDriverWait(driver, 60).until(lambda _: _is_gone(page))
        assert driver.switch_to.active_element.get_attribute("id") == "faults"
        tab_to("accused")
        driver.switch_to.active_element.send_keys("贾某某")
        tab_to("text")
        driver.switch_to.active_element.send_keys(WORDS)
        WebDriverWait(driver, 60).until(lambda d: find(d, "#work").get_attribute("value"))
        page = find(driver, "html")
        tab_to("contact")
        driver.switch_to.active_element.send_keys(Keys.ENTER)
        WebDriverWait(driver, 60).until(lambda _: _is_gone(page))
        assert receipt_of(driver)


def test_the_language_is_changed_without_losing_a_word(pages: Public, tmp_path: Path) -> None:
    with browser.browsing(tmp_path / "profile") as driver:
        choose(driver, pages, "zh")
        find(driver, "#text").send_keys(WORDS)
        page = find(driver, "html")
        find(driver, "#switch").click()
        WebDriverWait(driver, 60).until(lambda _: _is_gone(page))
        assert find(driver, "html").get_attribute("lang") == "en"
        assert find(driver, "#text").get_attribute("value") == WORDS


def test_leaving_quickly_leaves_no_way_back(pages: Public, tmp_path: Path) -> None:
    with browser.browsing(tmp_path / "profile") as driver:
        driver.get(f"{pages.url}/zh/receipt")
        length = driver.execute_script("return history.length")
        find(driver, "#exit").click()
        WebDriverWait(driver, 30).until(lambda d: d.current_url.endswith("/zh/protect"))
        assert driver.execute_script("return history.length") == length
        assert driver.get_cookies() == []


def test_the_receipt_prints_on_one_sheet(pages: Public, tmp_path: Path) -> None:
    import base64

    import pypdfium2

    with browser.browsing(tmp_path / "profile") as driver:
        choose(driver, pages, "zh")
        find(driver, "#accused").send_keys("贾某某")
        find(driver, "#text").send_keys(WORDS)
        WebDriverWait(driver, 60).until(lambda d: find(d, "#work").get_attribute("value"))
        press(driver, "send")
        receipt = find(driver, "#receipt").text
        book = pypdfium2.PdfDocument(base64.b64decode(driver.print_page()))
    assert len(book) == 1
    text = book[0].get_textpage().get_text_range()
    assert receipt in re.sub(r"[\s\ufffe\u2010]", "-", text) or receipt in text.replace(
        "\ufffe", "-"
    )
    assert WORDS not in text
