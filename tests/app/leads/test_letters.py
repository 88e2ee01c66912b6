"""督办函: drafted for a late lead, sent once, on paper with its number; packages: who sent what, taken or refused and why."""

from datetime import timedelta
from pathlib import Path

import pytest

from app import errors
from app.leads import letters, packages, packing, sheets, supervising, upward
from app.leads.types import Letter, Reported
from app.packages import keys
from app.packages.errors import PackageBroken, PackageSignerUnknown
from tests.app.leads.test_sheets import page
from tests.support import leading
from tests.support.city import City


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
