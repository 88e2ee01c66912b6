"""Leads at a desk without a network: what it keeps and what it refuses, what is looked at, what is counted."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import clock, doors, errors, registry, words
from app.analysis import service as analysis
from app.analysis import sheets
from app.analysis.types import Asked, Dimension
from app.leads import (
    adding,
    answering,
    assigning,
    endings,
    letters,
    merging,
    packing,
    supervising,
    views,
)
from app.leads import service as leads
from app.leads.errors import LeadNotYours
from app.leads.types import LeadPaper, Matter, NewLead, Reported
from app.line_errors import CentreAway
from app.petitions import service as petitions
from app.petitions import views as petition_views
from app.requests import desk as work_desk
from app.sync.errors import NeverMet, NotHeldHere, OnlineOnly, Queued
from app.sync.store import _HERE, DeskStore
from tests.support import centre, desks, leading, petitioning, raw
from tests.support.city import City
from tests.support.statements import statements

_PRINTED = b"%PDF-1.4 a paper"


@pytest.fixture
def city(sqlite_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    made = desks.lay(sqlite_city, tmp_path, monkeypatch)
    made.clock.at = clock.now()
    yield made
    made.close()


@pytest.fixture
def there(city: City) -> Iterator[centre.Serving]:
    with centre.serving(city.url) as found:
        yield found


@pytest.fixture
def desk(there: centre.Serving) -> Iterator[DeskStore]:
    """A clerk of case supervision at a desk."""
    with desks.sitting(there, "ag2", "站-线") as store:
        yield store


def new(ref: str, name: str = "子某", **more: object) -> NewLead:
    told = {
        "source": "XS",
        "source_ref": ref,
        "received_at": clock.now() - timedelta(hours=2),
        "summary": "工程招标问题",
        "persons": (Reported(name, unit="某局"),),
        "matters": (Matter("在某工程招标中收受现金"),),
    }
    return NewLead(**{**told, **more})  # type: ignore[arg-type]


@pytest.mark.scenario("P71")
def test_a_lead_is_registered_added_to_and_handed_over_without_a_network(
    city: City, desk: DeskStore
) -> None:
    known = leading.registered(city, "巡移〔2026〕7号")
    desk.meet()
    row = desk.read(views.find, code=leading.row(city, known, "zhu1").number)
    desks.pull_the_cable(desk)
    with pytest.raises(Queued) as kept:
        desk.run(leads.register, lead=new("巡移〔2026〕8号"))
    assert str(kept.value.facts["draft"]).startswith("DRAFT-站-线-")
    assert "登记线索" in words.refusal(kept.value, "zh").what
    paper = LeadPaper("transfer_letter", "巡移7", sha256=desk.keep(_PRINTED))
    more = {"lead_id": row.id, "version": row.version}
    with pytest.raises(Queued, match=row.number):  # what is known is named by its number
        desk.run(adding.add_matter, **more, matter=Matter("另收受购物卡"), source_ref="口头")
    with pytest.raises(Queued):
        desk.run(adding.file_paper, **more, paper=paper)  # goes on where the one before ended
    assert [i.about for i in desk.intents()][1:] == [row.number, row.number]
    with (
        statements() as asked
    ):  # the marks at the rows read the outbox, and not what each intent is about
        marks = desk.waiting()
    assert [m.object_id for m in marks] == ["", row.id, row.id]
    assert marks[0].about == kept.value.facts["draft"]
    assert sum(" FROM outbox " in told for told in asked) == 1
    assert not [told for told in asked if "FROM lead" in told]
    desks.plug_in(desk)
    assert (desk.meet().sent, desk.state().refused) == (3, 0)
    rows = desk.read(views.rows)
    assert len(rows) == 2
    assert all(each.number.startswith("S") for each in rows)
    whole = desk.read(views.view, lead_id=row.id)
    assert [m.summary for m in whole.matters][-1] == "另收受购物卡"
    assert [p.number for p in whole.papers] == ["巡移7"]
    assert city.store("zhu1").blobs.get(paper.sha256) == _PRINTED


def test_what_needs_the_centre_is_refused_with_the_reason(
    city: City, there: centre.Serving, desk: DeskStore
) -> None:
    known = leading.registered(city)
    more = {"lead_id": known, "version": 1}
    to = {"office": "JC", "clerk_id": "", "opinion": "同"}
    with desks.sitting(there, "zhu1", "站-主") as chief:
        asked = (
            (desk, merging.void, {**more, "reason": "重复"}, "second"),
            (chief, endings.reopen, {**more, "evidence": "新证据"}, "approval"),
            (desk, assigning.propose_assignment, {**more, **to}, "centre"),
        )
        for who, verb, given, why in asked:
            with desks.signed_in_without_a_network(who), pytest.raises(OnlineOnly) as no:
                who.run(verb, **given)
            assert no.value.facts["why"] == f"online.{why}"
    with desks.signed_in_without_a_network(desk):  # it has no trail: an empty answer would be a lie
        with pytest.raises(NotHeldHere):
            desk.read(supervising.month, first=date(2026, 1, 1))
        with pytest.raises(NotHeldHere):
            desk.read(packing.senders)


def test_earlier_leads_that_only_the_centre_knows_are_named_and_the_draft_goes_with_them(
    city: City, desk: DeskStore
) -> None:
    desks.pull_the_cable(desk)
    with pytest.raises(Queued):
        desk.run(leads.register, lead=new("巡移〔2026〕9号", name="丑某"))
    leading.registered(
        city, "巡移〔2026〕10号", name="丑某", matters=(Matter("另一件事：公车私用"),)
    )
    desks.plug_in(desk)
    assert desk.meet().refused == 1
    (refused,) = desk.intents()
    fields = {d.field: d for d in refused.differences}
    assert refused.why["refused"] == "R114"
    assert fields["summary"].asked == "工程招标问题"
    number = fields["prior"].now
    assert number.startswith("S")
    desk.send_again(refused.id, {"prior": number})
    assert desk.meet().sent == 1
    assert desk.intents() == ()


def test_a_look_without_a_network_is_answered_here_and_told_to_the_centre(
    city: City, desk: DeskStore
) -> None:
    known = leading.registered(city)
    desk.meet()
    number = desk.read(views.view, lead_id=known).row.number
    desks.pull_the_cable(desk)
    assert [r.id for r in desk.run(views.search_for, words="甲某")] == [known]
    assert desk.run(views.search_for, words="线二") == ()  # his own name
    desk.run(views.opened, lead_id=known)
    assert (desk.state().waiting, desk.state().looks, desk.intents()) == (0, 3, ())
    assert _count(city, "SEARCH_OF_ONESELF") == _count(city, "READ_LEAD") == 0
    desks.plug_in(desk)
    assert desk.meet().refused == 0
    assert desk.state().looks == 0
    assert (_count(city, "SEARCH_OF_ONESELF"), _count(city, "READ_LEAD")) == (1, 1)
    with raw.opened(city.url) as books:
        told = books.one("SELECT body FROM entry WHERE kind = 'READ_LEAD'")
        assert number in told


def test_every_query_of_a_desk_answers_from_its_file_or_says_no(
    city: City, there: centre.Serving
) -> None:
    lead = leading.registered(city)
    petition = petitioning.registered(city).id
    organ = city.organ("SHI")
    given: dict[str, dict[str, Any]] = {
        "organs.staff": {"organ_id": organ},
        "leads.view": {"lead_id": lead},
        "leads.prior": {"persons": (Reported("甲某", unit="某局"),)},
        "leads.listed": {"year": 2026},
        "leads.of_petition": {"petition_id": petition},
        "petitions.view": {"petition_id": petition},
        "petitions.candidates": {"petition_id": petition},
        "petitions.jurisdiction": {"accused": (petitioning.accused(),)},
        "petitions.alike": {"name": "钱某", "unit": "甲区某局", "text": petitioning.TEXT},
    }
    asked = [
        spec
        for name, spec in registry.queries.items()
        if name.partition(".")[0] in _HERE and not spec.central
    ]
    for login in ("xf1", "ag2", "zhu1"):
        with desks.sitting(there, login, f"站-{login}") as desk, desks.unplugged(desk):
            for spec in asked:
                needed = [n for n, p in registry.parameters(spec).items() if p.default is p.empty]
                if set(needed) <= given.get(spec.name, {}).keys():
                    with contextlib.suppress(errors.Refusal):
                        desk.read(spec.fn, **given.get(spec.name, {}))


def test_a_computer_that_never_met_the_centre_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "new"))
    monkeypatch.setattr("app.sync.store._PATIENCE_S", 0.2)
    with pytest.raises(NeverMet) as no:
        doors.open_store("http://127.0.0.1:9", station="新机")
    assert "打开一次并登录" in words.refusal(no.value, "zh").next


def test_counts_without_a_network_say_what_they_are_counted_from(
    city: City, there: centre.Serving
) -> None:
    told = replace(petitioning.a_visit(clock.now() - timedelta(hours=3)), originals=())
    today = clock.day(clock.now())
    asked = Asked(today - timedelta(days=1), today, Dimension.CHANNEL)
    with desks.sitting(there, "xf1") as desk:
        desk.run(petitions.register, petition=told)
        desk.meet()
        whole = desk.read(analysis.counts, asked=asked)
        with desks.unplugged(desk):
            with pytest.raises(Queued):
                desk.run(petitions.register, petition=told)
            table = desk.read(analysis.counts, asked=asked)
            desk.run(analysis.exported, asked=asked, form="xlsx")
            assert desk.run(petition_views.search, words="无此人") == ()
        assert (whole.copy, table.copy) == (False, True)
        assert (table.base, table.cells) == (1, whole.cells)
        assert table.as_of == desk.state().seen
        assert "离线统计" in sheets.notes(table)[-1]
        desk.meet()
    assert _count(city, "EXPORT") == 1


def _count(city: City, kind: str) -> int:
    with raw.opened(city.url) as books:
        return int(books.one(f"SELECT count(*) FROM entry WHERE kind = '{kind}'"))


def test_a_scan_stays_at_the_desk_until_its_act_is_answered(
    city: City, desk: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = leading.registered(city)
    desk.meet()
    desks.pull_the_cable(desk)
    paper = LeadPaper("transfer_letter", "巡移8", sha256=desk.keep(_PRINTED))
    with pytest.raises(Queued):
        desk.run(adding.file_paper, lead_id=known, version=leading.seq(city, known), paper=paper)
    desks.plug_in(desk)
    assert desk.desk is not None
    ops, asked = desk.desk._next(set()), desk._asked

    def cut(method: str, path: str, *rest: Any, **more: Any) -> Any:
        if path == "/v1/ops":  # the scan is at the centre, the act never came there
            raise CentreAway(url="")
        return asked(method, path, *rest, **more)

    with monkeypatch.context() as wire:
        wire.setattr(desk, "_asked", cut)
        with pytest.raises(CentreAway):
            desk.meet()
    assert desk.desk.blobs_named(ops) == [(paper.sha256, _PRINTED)]
    desks.plug_in(desk)
    assert desk.meet().sent == 1
    assert desk.desk.blobs_named(ops) == []


def test_a_leader_has_the_stages_of_leads_outside_his_line_without_a_network_too(
    city: City, there: centre.Serving
) -> None:
    lead = leading.registered(city)
    leading.registered(city, "区信〔2026〕3号", by="qag1", name="乙某")
    with desks.sitting(there, "fen1", "站-分") as leader:

        def listed() -> list[object]:
            year = city.clock().year
            return [
                leader.read(views.rows),
                leader.read(views.count),
                leader.read(views.listed, year=year),
            ]

        online = listed()
        assert len(leader.read(views.rows)) == 2
        with desks.unplugged(leader):
            assert listed() == online
            assert all(row.staged and not row.summary for row in leader.read(views.rows))
            with pytest.raises(LeadNotYours):
                leader.read(views.view, lead_id=lead)


@pytest.mark.scenario("P33")
def test_a_letter_is_answered_without_a_network(city: City, there: centre.Serving) -> None:
    lead = leading.analysing(city)
    city.clock.at += timedelta(days=33)
    city.do("ag1", supervising.remind)
    (draft,) = city.ask("ag1", letters.letters)
    leading.act(city, "ag1", letters.send_letter, lead, letter_id=draft.id)
    with desks.sitting(there, "jcz", "站-检") as desk:
        desk.meet()
        desks.pull_the_cable(desk)
        view = desk.read(views.view, lead_id=lead)
        (line,) = view.notices
        assert (line.state, line.number) == ("waiting", draft.number)
        assert "ANSWER_LETTER" in {a.event for a in view.acts if a.may}
        given = {"lead_id": lead, "version": view.row.version, "letter_id": line.id}
        with pytest.raises(Queued, match=view.row.number):
            desk.run(answering.answer_letter, **given, reply="月底前办结。")
        desks.plug_in(desk)
        desk.meet()
    (answered,) = city.ask("ag1", letters.letters)
    assert (answered.state, answered.answers[0].reply) == ("answered", "月底前办结。")


@pytest.mark.scenario("P41")
def test_the_work_desk_tells_what_waits_in_the_leads_without_a_network(
    city: City, there: centre.Serving
) -> None:
    leading.to_verify(city)
    leading.analysing(city, ref="二号", name="乙某")

    def waits(store: DeskStore) -> dict[str, list[tuple[str, str]]]:
        told = store.read(work_desk.desk)
        piles = [pile for pile in told.piles() if pile.kind.startswith("leads_")]
        return {pile.kind: [(row.number, row.state) for row in pile.rows] for pile in piles}

    for login, kinds in (("zhu1", {"leads_sign"}), ("jc1", {"leads_work"})):
        with desks.sitting(there, login, f"站-{login}") as desk:
            online = waits(desk)
            assert online.keys() == kinds
            assert all(len(rows) == 1 for rows in online.values())
            with desks.unplugged(desk):
                assert waits(desk) == online
                told = desk.read(work_desk.desk)
                assert not told.whole
                assert (
                    set(told.shown) == kinds
                )  # of the storeroom nothing is held, and nothing is said
