"""封转上级: a report that turns out to be the superior's goes up sealed; below nothing of it can be read any more."""

from functools import partial

import pytest

from app import errors
from app.audit import verifying
from app.petitions import sealed
from app.reporting import errors as no
from app.reporting import filing, opening, passing, resealing, service
from app.reporting.types import Author, PieceKind, ReportStatus, Resealed
from db.blobs import blobs_of
from tests.app.reporting.test_attachments import SECRETS
from tests.app.reporting.test_filing import WORDS, Filed, filed, with_key
from tests.support import raw
from tests.support.world import refused

__all__ = ["filed"]


@pytest.mark.scenario("P13")
def test_it_goes_up_sealed_with_all_that_was_said_and_the_receipt_goes_on(filed: Filed) -> None:
    city, below = filed.city, filed.city.store("qxf1")
    opened = opening.open_report(below, filed.key, filed.only())
    opening.answer(below, filed.key, opened, "请补充职务。")
    filing.add(filed.door, city.clock(), box=filed.box, message="他是区委书记。", once="1")
    opened = opening.open_report(below, filed.key, opened.row.id)
    with pytest.raises(no.NoSuperiorKey):
        resealing.pass_up(below, filed.key, opened)
    above = with_key(city, "SHI")
    before = {p.sha256 for m in opened.sealed.messages for p in m.pieces}
    line = resealing.pass_up(below, filed.key, opened)
    assert (line.target, line.pieces, line.channel) == ("某市纪委监委", 1, "web")

    # below: not in the list, not by its id, and what its key opened is gone from the books
    assert city.ask("qxf1", service.rows) == ()
    refused("R47", partial(opening.open_report, below, filed.key, opened.row.id))
    with raw.opened(city.url) as books:
        left = books.do("SELECT sha256 FROM sealed_part WHERE length(data) > 0")
        with pytest.raises(raw.Refusals, match="only ever emptied"):
            books.do("UPDATE sealed_part SET data = ? WHERE length(data) = 0", b"x")
    boxed = {
        p.sha256
        for m in opened.sealed.messages
        for p in m.pieces
        if m.author is Author.ORGAN and p.kind is PieceKind.MESSAGE
    }
    assert {sha for (sha,) in left} & before == boxed
    assert len(city.ask("qxf1", sealed.sealed_rows)) == 1

    # above: whole, with its files and what was answered before
    (row,) = city.ask("xf1", service.rows)
    assert (row.status, row.messages) == (ReportStatus.FILED, 3)
    store = city.store("xf1")
    there = opening.open_report(store, above, row.id)
    said = [(m.author, m.letter.text) for m in there.messages]
    assert said == [
        (Author.REPORTER, WORDS),
        (Author.ORGAN, "请补充职务。"),
        (Author.REPORTER, "他是区委书记。"),
    ]
    picture = there.messages[0].letter.attached[0]
    first = there.messages[0].id
    assert opening.copy_of(store, above, row.id, first, picture).startswith(b"\xff\xd8")
    given = opening.original_of(store, above, row.id, first, picture, "检验")
    assert all(secret in given for secret in SECRETS[:2])

    # the receipt: the old answer and the new organ's, and what is added reaches that one
    opening.answer(store, above, there, "已由市纪委监委办理。")
    progress = filing.progress(filed.door, box=filed.box)
    assert [s.text for s in progress.said if s.author is Author.ORGAN] == [
        "请补充职务。",
        "已由市纪委监委办理。",
    ]
    filing.add(filed.door, city.clock(), box=filed.box, message="谢谢", once="2")
    again = opening.open_report(store, above, row.id)
    assert again.messages[-1].letter.text == "谢谢"
    assert verifying.verify(city.database, blobs_of(city.database)).ok


def test_nothing_is_lost_or_put_in_on_the_way_and_only_the_superior_can_open_it(
    filed: Filed,
) -> None:
    city, below = filed.city, filed.city.store("qxf1")
    with_key(city, "SHI")
    opened = opening.open_report(below, filed.key, filed.only())
    given = {"report_id": opened.row.id, "version": opened.row.version}
    for pieces in ((), tuple(_own(opened))):
        with pytest.raises(no.SealBroken):
            below.run(passing.pass_up, **given, pieces=pieces)
    filing.add(filed.door, city.clock(), box=filed.box, message="补充", once="1")
    with pytest.raises(errors.ChangedMeanwhile):
        resealing.pass_up(below, filed.key, opened)
    # of another organ's nothing is known, and the head of the own organ has no line of it
    refused("R47", partial(city.ask, "exf1", passing.superior, report_id=opened.row.id))
    opened = opening.open_report(below, filed.key, opened.row.id)
    line = resealing.pass_up(below, filed.key, opened, True)
    assert line.number.startswith("FZ")
    assert city.ask("qzhu1", sealed.sealed_rows) == ()


def test_what_was_emptied_without_the_act_is_found(filed: Filed) -> None:
    """The guard lets a piece be emptied; the books tell which ones were."""
    with raw.opened(filed.city.url) as books:
        books.do("UPDATE sealed_part SET data = ?", b"")
    store = filed.city.store("qxf1")
    verdict = verifying.verify(filed.city.database, store.blobs)
    assert {fault.what for fault in verdict.broken} == {"fault.SEALED_CHANGED"}


def _own(opened: opening.OpenedReport) -> list[Resealed]:
    """The pieces as they lie, to the organ's own key."""
    return [Resealed(m.id, p.kind, p.sha256) for m in opened.sealed.messages for p in m.pieces]
