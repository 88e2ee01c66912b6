"""Answers to 督办函: the office that got it answers, the supervisor settles it or sends it back; lamp, desk, sheet tell."""

from datetime import timedelta
from typing import Any

import pytest

from app import errors
from app.audit.told import compare
from app.leads import answering, letters, sheets, supervising
from app.leads.errors import LetterSettled
from app.leads.types import Lamp, LeadPaper, Letter
from app.requests import desk
from tests.app.leads.test_sheets import page
from tests.support import leading
from tests.support.city import City
from tests.support.world import refused


def sent(city: City, lead: str) -> Letter:
    """A letter that has gone to the lead's office."""
    city.clock.at += timedelta(days=33)
    city.do("ag1", supervising.remind)
    (draft,) = city.ask("ag1", letters.letters)
    assert not city.ask("jcz", letters.letters)  # a draft is nobody's yet but the drafter's
    leading.act(city, "ag1", letters.send_letter, lead, letter_id=draft.id)
    return told(city)


def told(city: City, by: str = "ag1") -> Letter:
    """The one letter as somebody's list shows it."""
    (letter,) = city.ask(by, letters.letters)
    return letter


def answered(
    city: City, lead: str, letter: Letter, reply: str, by: str = "jc1", **more: Any
) -> None:
    """An answer by its office."""
    leading.act(city, by, answering.answer_letter, lead, letter_id=letter.id, reply=reply, **more)


def judged(
    city: City, lead: str, letter: Letter, verdict: str, reason: str = "", by: str = "ag1"
) -> None:
    """The supervisor's word."""
    given = {"letter_id": letter.id, "verdict": verdict, "reason": reason}
    leading.act(city, by, answering.judge_letter, lead, **given)


def piles(city: City, by: str) -> list[tuple[str, str]]:
    """What the work desk says of letters: number and state."""
    return [(t.number, t.state) for t in city.ask(by, desk.desk).letters.rows]


@pytest.mark.scenario("P33")
def test_an_office_answers_a_letter_is_sent_back_and_settled_by_the_supervisor_alone(
    city: City,
) -> None:
    lead = leading.analysing(city)
    letter = sent(city, lead)
    assert (letter.state, letter.may_answer, letter.may_judge) == ("waiting", False, False)
    mine = told(city, "jc1")
    assert (mine.may_answer, mine.may_judge) == (True, False)
    assert piles(city, "jcz") == [(letter.number, "lead_letter.waiting")]
    assert piles(city, "ag1") == []

    city.clock.at += timedelta(days=20)
    assert told(city).state == "late"
    assert leading.row(city, lead).lamp == Lamp.RED
    sha = city.store("jc1").keep(b"%PDF-1.4 annex")
    paper = LeadPaper("other", "", "附件.pdf", None, sha)
    answered(city, lead, letter, "证人外出，月底前办结。", paper=paper)
    assert piles(city, "jcz") == []
    assert piles(city, "ag1") == [(letter.number, "lead_letter.answered")]
    with pytest.raises(errors.FieldMissing):
        judged(city, lead, letter, "return")
    with pytest.raises(errors.NotPermitted):
        judged(city, lead, letter, "cancel", by="jcz")
    judged(city, lead, letter, "return", "未说明办结时间")

    again = told(city, "jc1")
    assert (again.state, again.answers[0].late, again.answers[0].sha256) == ("returned", True, sha)
    assert again.reply_due is not None
    assert letter.reply_due is not None
    assert again.reply_due > letter.reply_due
    answered(city, lead, letter, "6 月 30 日前报处置意见。")
    shown, _ = page(sheets.letter_pdf(told(city), "线一", city.clock.at))
    assert "6 月 30 日前报处置意见" in shown
    assert "此前退回 1 次" in shown
    assert "待评定" in shown
    judged(city, lead, letter, "cancel")
    settled = told(city)
    assert (settled.state, [a.verdict for a in settled.answers]) == (
        "settled",
        ["return", "cancel"],
    )
    assert [a.late for a in settled.answers] == [True, False]
    for late in (
        lambda: answered(city, lead, letter, "再补充"),
        lambda: judged(city, lead, letter, "cancel"),
    ):
        with pytest.raises(LetterSettled):
            late()
    view = leading.view(city, lead)
    assert {"ANSWER_LETTER", "JUDGE_LETTER"} <= {line.event for line in view.timeline}
    assert ("letter_reply", letter.number) in {(p.kind, p.number) for p in view.papers}
    assert piles(city, "ag1") == []
    with city.database.read() as session:
        assert not [*compare(session)]


def test_who_answers_is_its_office_or_who_works_on_the_lead_and_nobody_judges_his_own_words(
    city: City,
) -> None:
    lead = leading.registered(
        city
    )  # still with 案管: its own letter, answered there, judged by another
    letter = sent(city, lead)
    refused("R111", lambda: answered(city, lead, letter, "x", by="jc1"))
    answered(city, lead, letter, "正提出分办意见。", by="ag1")
    assert not told(city).may_judge
    with pytest.raises(errors.OwnApproval):
        judged(city, lead, letter, "cancel")
    for reply in ("", "  "):
        with pytest.raises(errors.FieldMissing):
            answered(city, lead, letter, reply, by="ag1")
    judged(city, lead, letter, "cancel", by="du1")
    assert told(city).answers[0].judged_by == "督一"


def test_a_draft_and_a_list_for_the_leaders_are_not_answered(city: City) -> None:
    lead = leading.analysing(city)
    city.clock.at += timedelta(days=70)
    city.do("ag1", supervising.remind)
    by = {letter.level: letter for letter in city.ask("ag1", letters.letters)}
    assert set(by) == {"head", "leader"}
    with pytest.raises(errors.NotFound):
        answered(city, lead, by["head"], "未发")
    leading.act(city, "ag1", letters.send_letter, lead, letter_id=by["leader"].id)
    with pytest.raises(errors.NotFound):
        answered(city, lead, by["leader"], "不必")
    assert [s.state for s in city.ask("zhu1", letters.letters)] == ["sent"]


def test_a_day_to_answer_is_counted_from_the_sending_not_from_the_draft(city: City) -> None:
    lead = leading.analysing(city)
    city.clock.at += timedelta(days=33)
    city.do("ag1", supervising.remind)
    draft = told(city)
    city.clock.at += timedelta(days=14)
    leading.act(city, "ag1", letters.send_letter, lead, letter_id=draft.id)
    after = told(city)
    assert after.reply_due is not None
    assert draft.reply_due is not None
    assert after.reply_due > city.clock.at.date() > draft.reply_due
