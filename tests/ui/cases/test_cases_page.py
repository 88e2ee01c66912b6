"""The list of cases: what one may see, a new ledger beside it."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app import drafts
from app.cases import service as cases
from tests.support.pages import Seat
from tests.support.world import World
from ui.cases.page import CasesPage

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat) -> CasesPage:
    page: CasesPage = seat.show(CasesPage(seat.station))
    with qtbot.waitSignal(page.table.model.arrived):
        page.refresh()
    return page


def rows(page: CasesPage) -> list[str]:
    model = page.table.model
    found = [model.loaded_row(at) for at in range(model.rowCount())]
    return [row.alias for row in found if row is not None]


def test_a_handler_sees_his_own_cases_and_oversight_all(sit: Sit, qtbot: QtBot) -> None:
    assert rows(shown(qtbot, sit("cha1"))) == ["案甲"]
    assert rows(shown(qtbot, sit("an1"))) == ["案乙", "案甲"]


def test_words_find_a_case_by_its_alias(sit: Sit, qtbot: QtBot) -> None:
    page = shown(qtbot, sit("an1"))
    with qtbot.waitSignal(page.table.model.arrived):
        page._words.setText("甲")
    assert rows(page) == ["案甲"]


def test_a_new_ledger_is_opened_beside_the_list_and_shown(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("cha1")
    page = shown(qtbot, seat)
    page.open_form()
    page.sheet.form.set_values(
        {
            "alias": "青松",
            "title": "青松专案",
            "kind": "duty_crime",
            "department": "第二审查调查室",
            "filing_no": "立〔2026〕9号",
        }
    )
    with qtbot.waitSignal(seat.station.going):
        page.sheet.submit_button.click()
    assert seat.went[0].page == "case"
    found = room.ask("cha1", cases.view, case_id=seat.went[0].target)
    assert (found.row.alias, found.filing_no) == ("青松", "立〔2026〕9号")
    assert page.sheet.isHidden()


def test_what_is_missing_is_said_under_its_field_and_nothing_is_stored(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    page = shown(qtbot, sit("cha1"))
    page.open_form()
    page.sheet.form.set_values({"alias": "青松", "title": "专案", "kind": "duty_crime"})
    page.sheet.submit_button.click()
    assert page.sheet.form.field("department").error()
    assert len(room.ask("an1", cases.rows)) == 2


def test_a_sign_that_nobody_sees_is_said_under_its_field_and_nothing_is_stored(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    page = shown(qtbot, sit("cha1"))
    page.open_form()
    given = {"alias": "青松", "title": "青\u202e松专案", "department": "第二审查调查室"}
    page.sheet.form.set_values({**given, "kind": "duty_crime", "filing_no": "立〔2026〕9号"})
    page.sheet.submit_button.click()
    qtbot.waitUntil(lambda: bool(page.sheet.form.field("title").error()))
    assert "U+202E" in page.sheet.form.field("title").error()
    assert len(room.ask("an1", cases.rows)) == 2


def test_a_lead_needs_no_filing_paper_but_a_crime_does(sit: Sit, qtbot: QtBot) -> None:
    page = shown(qtbot, sit("cha1"))
    page.open_form()
    form = page.sheet.form
    for kind, required in (("duty_crime", True), ("lead", False)):
        form.field("kind").set_value(kind)
        form.changed.emit("kind")
        assert form.field("filing_no").definition.required is required


def test_a_custodian_is_not_offered_a_new_ledger(sit: Sit, qtbot: QtBot) -> None:
    page = shown(qtbot, sit("guan1"))
    assert page._new.isHidden()
    page.open_form()
    assert page.sheet.isHidden()


def test_enter_opens_the_ledger_of_the_chosen_case(sit: Sit, qtbot: QtBot, room: World) -> None:
    seat = sit("cha1")
    page = shown(qtbot, seat)
    page.table.select_row(0)
    page.table.view.entered_row.emit()
    assert (seat.went[0].page, seat.went[0].target) == ("case", room.case("案甲"))


def half_written(sit: Sit, qtbot: QtBot) -> None:
    """A ledger that 查一 began and never opened."""
    page = shown(qtbot, sit("cha1"))
    page.open_form()
    page.sheet.form.set_values({"alias": "白鹭", "kind": "lead"})
    page.sheet.form.changed.emit("alias")
    page.sheet._keeper.save()


def test_a_half_written_ledger_is_there_again_after_a_crash(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    half_written(sit, qtbot)
    after = sit("cha1")
    again = shown(qtbot, after)
    again.open_form()
    qtbot.waitUntil(lambda: again.sheet.form.draft().get("alias") == "白鹭")
    assert after.notices.tone() == "done"
    again.sheet.form.set_values(
        {"alias": "白鹭", "kind": "lead", "title": "白鹭线索", "department": "一室"}
    )
    with qtbot.waitSignal(after.station.going):
        again.sheet.submit_button.click()
    qtbot.waitUntil(lambda: not drafts.all("new_case"))


def test_a_form_is_kept_for_the_person_not_for_a_login_that_another_storeroom_has_too(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    half_written(sit, qtbot)
    qtbot.waitUntil(lambda: bool(drafts.all("new_case")))
    assert [draft.key for draft in drafts.all("new_case")] == [room.id_of("cha1")]


def test_an_alias_that_is_too_long_is_refused_at_its_field_and_what_was_typed_stays(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("cha1")
    page = shown(qtbot, seat)
    page.open_form()
    values = {
        "alias": "松" * 200,
        "title": "青松专案",
        "kind": "duty_crime",
        "department": "第二审查调查室",
        "filing_no": "立〔2026〕9号",
    }
    page.sheet.form.set_values(values)
    page.sheet.submit_button.click()
    field = next(each for each in page.sheet.form.fields() if each.id == "alias")
    qtbot.wait_until(lambda: "at most 40" in field.error())
    assert page.sheet.form.draft().get("alias") == "松" * 200
    assert seat.went == []
    assert [case.alias for case in room.ask("cha1", cases.rows)] == ["案甲"]
