"""督办函: drafted for a late lead, sent once, on paper with its number; packages: who sent what, taken or refused and why."""

import hashlib
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import errors
from app.leads import letters, packages, packing, sheets, supervising, upward
from app.leads.types import Letter, Reported
from app.ledger import service as ledger
from app.packages import keys
from app.packages.errors import PackageBroken, PackageSignerUnknown
from db.ledger import queries as trail
from tests.app.leads.test_sheets import page
from tests.support import leading
from tests.support.city import City
from tests.support.statements import statements
from tests.support.world import refused


@pytest.mark.scenario("P33")
def test_a_late_lead_brings_a_letter_that_is_sent_once_and_printed_with_its_number(
    city: City,
) -> None:
    lead = leading.registered(city, name="张某某", summary="某工程招标的线索")
    city.clock.at += timedelta(days=33)
    (number,) = city.do("ag1", supervising.remind)
    (draft,) = city.ask("ag1", letters.letters)
    assert (draft.number, draft.lead_id, draft.sent_at) == (number, lead, None)
    told, _ = page(sheets.letter_pdf(draft, "线一", city.clock.at))
    assert "草" in told
    assert "未发出" in told
    given = {"lead_id": lead, "version": draft.version, "letter_id": draft.id}
    city.do("ag1", letters.send_letter, "", **given)
    sent: Letter = city.ask("ag1", letters.letters)[0]
    assert sent.sent_by == "线一"
    assert sent.sent_at is not None
    told, _ = page(sheets.letter_pdf(sent, "线一", city.clock.at))
    assert number in told
    assert "书面回复" in told
    assert "草" not in told
    assert "张某某" not in told
    with pytest.raises(errors.AlreadyThere):
        city.do("ag1", letters.send_letter, "", **{**given, "version": sent.version})
    assert "SEND_LETTER" in {line.event for line in leading.view(city, lead).timeline}


@pytest.mark.scenario("P53")
def test_the_register_of_packages_says_who_sent_what_and_why_one_was_refused(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    persons = (Reported("戊某", unit="甲区", post="区长"),)
    lead = leading.registered(city, ref="区一号", by="qag1", persons=persons)
    report = leading.act(city, "qag1", upward.report_upward, lead, kind="lead", content="情况")
    file = tmp_path / "a.ankupkg"
    packing.write(city.store("qag1"), lead, report, "SHI", file)
    number = leading.row(city, lead, "qag1").number
    (out,) = city.ask("qag1", packages.lines)
    assert (out.way, out.other, out.codes) == ("out", "某市纪委监委", (number,))

    above = city.store("ag1")
    with pytest.raises(PackageSignerUnknown):
        packing.take(above, file, tmp_path / "b.ankupkg")
    public = keys.here().public
    city.do("bao1", packing.trust_sender, "xi1", public=public, organ="QU1", name="甲区纪委监委")
    altered = bytearray(file.read_bytes())
    altered[-1] ^= 1
    (tmp_path / "坏.ankupkg").write_bytes(altered)
    with pytest.raises(PackageBroken):
        packing.take(above, tmp_path / "坏.ankupkg", tmp_path / "b.ankupkg")
    packing.take(above, file, tmp_path / "b.ankupkg")
    told = above.read(packages.lines)
    assert [line.way for line in told] == ["in", "refused", "refused"]
    assert (told[0].other, told[0].codes, told[0].by) == ("甲区纪委监委", (number,), "线一")
    assert told[1].file == "坏.ankupkg"
    assert all((line.why or {})["zh"] for line in told[1:])
    assert [line.way for line in city.ask("qag1", packages.lines)] == ["out"]  # not another organ's


def test_a_sent_letter_stays_sent_however_many_other_organs_send_after_it(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the list asks the trail for these leads alone, as often for three letters as for one."""
    leading.registered(city)
    leading.registered(city, ref="区一号", by="qag1", name="乙某")
    city.clock.at += timedelta(days=33)
    for by in ("ag1", "qag1"):
        city.do(by, supervising.remind)
        (draft,) = city.ask(by, letters.letters)
        given = {"lead_id": draft.lead_id, "version": draft.version, "letter_id": draft.id}
        city.do(by, letters.send_letter, **given)
    monkeypatch.setattr(letters, "_MOST", 1)
    (sent,) = city.ask("ag1", letters.letters)
    assert (sent.status, sent.sent_by, sent.is_draft) == ("sent", "线一", False)
    assert sent.sent_at is not None
    monkeypatch.undo()
    with statements() as one:
        city.ask("ag1", letters.letters)
    for ref in ("二号", "三号"):
        leading.registered(city, ref=ref, name=ref)
    city.clock.at += timedelta(days=33)
    city.do("ag1", supervising.remind)
    with statements() as more:
        assert len(city.ask("ag1", letters.letters)) > 3
    assert len(more) == len(one)
    assert not [told for told in more if "ORDER BY entry.recorded_at DESC" in told]


@pytest.mark.scenario("P53")
def test_an_organs_packages_do_not_hide_behind_anothers_and_a_refused_one_has_its_hash(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    for by, to in (("qag1", "SHI"), ("ag1", "SHENG")):
        persons = (Reported(by, unit="某区", post="区长"),)
        lead = leading.registered(city, ref=by, by=by, persons=persons)
        report = leading.act(city, by, upward.report_upward, lead, kind="lead", content="情况")
        packing.write(city.store(by), lead, report, to, tmp_path / by)
    monkeypatch.setattr(packages, "_MOST", 1)
    (out,) = city.ask("qag1", packages.lines)
    assert (out.way, out.other, len(out.codes)) == ("out", "某市纪委监委", 1)
    with pytest.raises(PackageSignerUnknown):
        packing.take(city.store("ag1"), tmp_path / "qag1", tmp_path / "b.ankupkg")
    with city.database.read() as session:
        (noted,) = trail.page(session, kind=packages.REFUSED, limit=9, offset=0)
        (sent,) = trail.page(
            session, kind="PACKAGE_OUT", actor=city.id_of("qag1"), limit=9, offset=0
        )
    digest = hashlib.sha256((tmp_path / "qag1").read_bytes()).hexdigest()
    assert ledger.facts(noted)["digest"] == digest
    told: dict[str, Any] = {"file": "甲", "code": "R161", "why": {}}
    for wrong in ("", digest[:32], digest.upper(), sent.object_id + digest[32:]):
        noting = partial(city.do, "ag1", packages.note_refused, digest=wrong, **told)
        refused("R16", noting)
