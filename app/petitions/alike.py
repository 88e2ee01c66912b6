"""重复、关联: candidates about the same person and matter; a human confirms a link, and nothing is ever merged."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger.types import Act
from app.petitions import likeness, rules, saving, scopes
from app.petitions.errors import OtherIsTheRepeat, SameAccusedOnly
from app.petitions.types import Candidate, Event, LinkKind, Status
from db.petitions import belongings, queries
from db.petitions.models import Link, Petition

_CHANGES: Final = ("petitions",)
_KIND: Final = "petition"
#: So many petitions about one person are compared; more than that nobody reads through.
_MOST: Final = 500
#: What a person may say of two petitions; the other links follow from an act.
_BY_HAND: Final = (LinkKind.REPEAT, LinkKind.SUPPLEMENT, LinkKind.SIMILAR, LinkKind.MULTI)
#: Kinds of link by which receipts are of one matter (件).
_NOT_FIRST: Final = (LinkKind.REPEAT, LinkKind.SUPPLEMENT)
_ONE_MATTER: Final = (LinkKind.REPEAT, LinkKind.SUPPLEMENT, LinkKind.MULTI, LinkKind.FORWARDED)


@registry.query("petitions.candidates", rules.CLERKS)
def candidates(
    session: Session, actor: Actor, now: datetime, *, petition_id: str
) -> tuple[Candidate, ...]:
    """Petitions about the same person whose matter is alike; of reporters nothing is compared and nothing told."""
    row = scopes.require_visible(session, actor, now, petition_id)
    keys = {who.person_key for who in belongings.accused(session, [row.id]) if who.person_key}
    text = text_of(session, [row.id]).get(row.id, "")
    return _alike(session, actor, now, keys, text, row.id)


@registry.query("petitions.alike", rules.CLERKS)
def alike(
    session: Session, actor: Actor, now: datetime, *, name: str, unit: str, text: str
) -> tuple[Candidate, ...]:
    """The same for what is just being taken down."""
    key = likeness.person_key(name, unit)
    return _alike(session, actor, now, {key} if key else set(), text, "")


def _alike(
    session: Session, actor: Actor, now: datetime, keys: Collection[str], text: str, but: str
) -> tuple[Candidate, ...]:
    found = (
        [id_ for id_ in belongings.of_person(session, keys, _MOST) if id_ != but] if keys else []
    )
    mine = likeness.grams(text)
    scored = {
        id_: likeness.share(mine, likeness.grams(told))
        for id_, told in text_of(session, found).items()
    }
    alike_ = [id_ for id_ in found if scored.get(id_, 0) >= likeness.ALIKE]
    scope = scopes.scope_of(session, actor, now)
    rows = queries.some(session, [id_ for id_ in alike_ if queries.sees(session, scope, id_)])
    links = belongings.links(session, but) if but else ()
    linked = {side for link in links if link.ended_at is None for side in _sides(link)}
    declined = {side for link in links if link.ended_at == link.linked_at for side in _sides(link)}
    return tuple(
        Candidate(
            id_,
            rows[id_].number,
            rows[id_].channel,
            rows[id_].received_at,
            rows[id_].accused,
            rows[id_].summary,
            round(scored[id_] * 100),
            id_ in linked,
            id_ in declined - linked,
        )
        for id_ in sorted(rows, key=lambda id_: -scored[id_])
    )


def _sides(link: Link) -> tuple[str, str]:
    return link.petition_id, link.other_id


def text_of(session: Session, ids_: Collection[str]) -> dict[str, str]:
    """petition → the text of its matters."""
    told: dict[str, list[str]] = defaultdict(list)
    for matter in belongings.matters(session, ids_):
        told[matter.petition_id] += [matter.summary, *json.loads(matter.facts).values()]
    return {id_: "\n".join(parts) for id_, parts in told.items()}


@registry.verb("petitions.link", rules.LAW[Event.LINK].starts, changes=_CHANGES)
def link(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    other_id: str,
    kind: str,
    score: int = 0,
    version: int = 0,
) -> str:
    """关联: somebody has read both; they stay two petitions with two numbers. Answers with the link's id."""
    row = scopes.take(session, actor, now, act, Event.LINK, petition_id, version)
    if kind not in _BY_HAND:
        raise errors.NotAmong.of("petition.matter", kind, _BY_HAND, "petition.link")
    other = scopes.require_visible(session, actor, now, other_id)
    if other.id == row.id:
        raise errors.AlreadyThere(key=row.number)
    require_same_accused(session, row.id, other.id)
    made, sets = join(session, now, act, row, other, LinkKind(kind), score)
    if kind == LinkKind.SUPPLEMENT and other.office:
        saving.notice(session, now, other, "supplement", other.organ_id, other.office)
    told = {"other": other.number, "kind": kind, "score": score}
    saving.save(session, act, row, Event.LINK, sets=sets, **told)
    return made


def require_same_accused(session: Session, one: str, other: str) -> None:
    """Model letters about somebody else are no repeat, however alike they are."""
    keys = [
        {who.person_key for who in belongings.accused(session, [id_]) if who.person_key}
        for id_ in (one, other)
    ]
    if not keys[0] & keys[1]:
        raise SameAccusedOnly


def join(
    session: Session,
    now: datetime,
    act: Act,
    row: Petition,
    other: Petition,
    kind: LinkKind,
    score: int,
) -> tuple[str, dict[str, str]]:
    """Write the link: its id, and what the petition's row must be set to by the caller's save.

    What is one matter gets one group, and of a repeat the reporter is told once only. One of them stays the first: were
    both repeats, none was counted, and no reporter told.
    """
    if kind in _NOT_FIRST and _follows(session, other.id, row.id):
        raise OtherIsTheRepeat(number=other.number)
    known = [
        each
        for each in belongings.links(session, row.id)
        if each.ended_at is None and other.id in _sides(each) and _says(each, row, kind)
    ]
    made = known[0].id if known else note(session, now, act, row, other.id, kind, score)
    if kind in _ONE_MATTER:
        _one_group(session, row.id, other.id)
    if kind not in _NOT_FIRST:
        return made, {}
    running = limits.running(session, _KIND, row.id, "T-P3")
    if running is not None and kind == LinkKind.REPEAT:
        limits.end(session, act, running, now, f"repeat {other.number}")
    return made, {"receipt_kind": str(kind)}


def _follows(session: Session, id_: str, first_id: str) -> bool:
    """Whether a petition is a repeat or a supplement of that one, itself or by way of others."""
    found: set[str] = set()
    edge = {id_}
    while edge:
        found |= edge
        edge = {
            each.other_id
            for here in edge
            for each in belongings.links(session, here)
            if each.ended_at is None and each.petition_id == here and each.kind in _NOT_FIRST
        } - found
    return first_id in found


def _says(link: Link, row: Petition, kind: LinkKind) -> bool:
    """Whether a link says that already: whose repeat a petition is hangs on the link that says so, not on a likeness."""
    return kind not in _NOT_FIRST or (link.kind == kind and link.petition_id == row.id)


def _one_group(session: Session, one: str, other: str) -> None:
    before, after = (belongings.group(session, id_).group_id for id_ in (one, other))
    if before != after:
        _regroup(
            session, {each.petition_id: after for each in belongings.in_group(session, before)}
        )


def _regroup(session: Session, groups: dict[str, str]) -> None:
    of = queries.some(session, groups)
    for id_, group_id in groups.items():
        belongings.group(session, id_).group_id = group_id
        saving.tell(session, of[id_])
    session.flush()


def note(
    session: Session,
    now: datetime,
    act: Act,
    row: Petition,
    other_id: str,
    kind: LinkKind,
    score: int,
    other_kind: str = _KIND,
) -> str:
    """Write a link's row."""
    made = Link(
        id=ids.new(),
        petition_id=row.id,
        other_kind=other_kind,
        other_id=other_id,
        kind=kind,
        score=score,
        linked_by=act.actor,
        linked_at=now,
        ended_at=None,
        ended_by="",
        reason="",
    )
    session.add(made)
    session.flush()
    return made.id


@registry.verb("petitions.decline", rules.LAW[Event.UNLINK].starts, changes=_CHANGES)
def decline(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    other_id: str,
    reason: str,
    version: int = 0,
) -> None:
    """不予关联: somebody has read both, and they are not one matter; the candidate stays listed as looked at.

    It is kept as a link that ended in the moment it was made.
    """
    row = scopes.take(session, actor, now, act, Event.UNLINK, petition_id, version)
    other = scopes.require_visible(session, actor, now, other_id)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    for known in belongings.links(session, row.id):
        if known.ended_at is None and other.id in _sides(known):
            raise errors.AlreadyThere(key=other.number)
    made = belongings.link(session, note(session, now, act, row, other.id, LinkKind.SIMILAR, 0))
    assert made is not None
    made.ended_at, made.ended_by, made.reason = now, actor.id, reason.strip()
    saving.save(session, act, row, Event.UNLINK, other=other.number, reason=reason.strip())


@registry.verb("petitions.unlink", rules.LAW[Event.UNLINK].starts, changes=_CHANGES)
def unlink(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    link_id: str,
    reason: str,
    version: int = 0,
) -> None:
    """解除关联: the link to a petition stays as a row that says who ended it and why; both are matters of their own again."""
    row = scopes.take(session, actor, now, act, Event.UNLINK, petition_id, version)
    found = belongings.link(session, link_id)
    mine = found is not None and row.id in (found.petition_id, found.other_id)
    # what became a lead is one: that link is no likeness that somebody saw
    if found is None or not mine or found.ended_at or found.other_kind != _KIND:
        raise errors.NotFound(key=link_id)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    undone = _undone(session, actor, now, act, row, found)
    found.ended_at, found.ended_by, found.reason = now, actor.id, reason.strip()
    session.flush()
    _group_anew(session, belongings.group(session, row.id).group_id)
    if undone is None or undone.row.id != row.id:
        other = next(side for side in _sides(found) if side != row.id)
        saving.save(session, act, row, Event.UNLINK, other=other, reason=reason.strip())
    if undone is not None:
        _take_back(session, act, undone, found, reason.strip())


class _Undone(NamedTuple):
    """What was a repeat by the link that ends: what it counts as from now on, and whether it was kept for it."""

    row: Petition
    receipt_kind: str
    was_kept: bool


def _undone(
    session: Session, actor: Actor, now: datetime, act: Act, row: Petition, ending: Link
) -> _Undone | None:
    """The receipt that was a repeat by this link, from whichever side the link is undone; who may not act on it does not
    undo it.
    """
    sides = queries.some(session, _sides(ending))
    kept = _kept_by(session, sides, ending)
    known = kept or sides[ending.petition_id]
    if known.status not in rules.ALWAYS:
        return None
    left = [
        each
        for each in belongings.links(session, known.id)
        if each.ended_at is None and each.id != ending.id
        if each.petition_id == known.id and each.kind in _NOT_FIRST
    ]
    counted = kept is not None or known.receipt_kind == ending.kind
    kind = (left[-1].kind if left else "first") if counted else known.receipt_kind
    if kept is None and kind == known.receipt_kind:
        return None
    taken = (
        row
        if known.id == row.id
        else scopes.take(session, actor, now, act, Event.UNLINK, known.id, 0)
    )
    return _Undone(taken, kind, kept is not None)


def _kept_by(session: Session, sides: Mapping[str, Petition], ending: Link) -> Petition | None:
    """Which of the two was kept as a repeat of the other: who signed beside has looked at that one and no other.

    Books of before may have kept it with a link that says no more than that both are alike.
    """
    for id_, other_id in (_sides(ending), _sides(ending)[::-1]):
        one, number = sides[id_], sides[other_id].number
        if one.status != Status.REPEAT:
            continue
        left = {
            each.other_id
            for each in belongings.links(session, id_)
            if each.ended_at is None and each.id != ending.id
            if _says(each, one, LinkKind.REPEAT)
        }
        of_it = bool(number) and one.disposition == number
        if of_it and other_id not in left:
            return one
        if not left and _says(ending, one, LinkKind.REPEAT):
            return one
    return None


def _take_back(session: Session, act: Act, undone: _Undone, ending: Link, reason: str) -> None:
    """It is counted as what it is; kept for what it is not, it is screened again, with the clocks that it had."""
    row = undone.row
    other = next(side for side in _sides(ending) if side != row.id)
    told = {"other": other, "reason": reason}
    sets = {"receipt_kind": undone.receipt_kind}
    saving.save(session, act, row, Event.UNLINK, sets=sets, **told)
    if undone.was_kept:
        saving.save(session, act, row, Event.SCREEN_AGAIN, sets={"disposition": ""}, **told)
        _accept_by_again(session, act, row)
    if undone.receipt_kind == "first":
        _owe_notice_again(session, act, row)


def _accept_by_again(session: Session, act: Act, row: Petition) -> None:
    """What came down to be accepted or passed on in time (T-P2) runs on from where it began."""
    clocks = limits.of(session, _KIND, [row.id], clock.day(act.recorded_at)).get(row.id, [])
    mine = [each for each in clocks if each.rule == "T-P2"]
    if mine and mine[-1].proof == Event.KEEP_AS_REPEAT:
        limits.start(session, act, _KIND, row.id, "T-P2", mine[-1].started_on)


def _owe_notice_again(session: Session, act: Act, row: Petition) -> None:
    """Who gave his name is told of the acceptance after all, within the time that runs from the receipt (T-P3)."""
    if row.reporter_mode not in rules.NAMED or row.status not in rules.OWES_NOTICE:
        return
    clocks = limits.of(session, _KIND, [row.id], clock.day(act.recorded_at)).get(row.id, [])
    if any(c.rule == "T-P3" and not rules.fell_away(c.rule, c.proof) for c in clocks):
        return  # one runs, or was met
    if any(
        told.kind == "acceptance" and told.proof for told in belongings.feedbacks(session, row.id)
    ):
        return  # somebody told him although it was a repeat
    limits.start(session, act, _KIND, row.id, "T-P3", clock.day(row.received_at))


def _group_anew(session: Session, group_id: str) -> None:
    """Who still hangs together in what was one group: each part takes the name of its oldest petition."""
    members = {each.petition_id for each in belongings.in_group(session, group_id)}
    near: dict[str, set[str]] = {id_: set() for id_ in members}
    for id_ in members:
        for each in belongings.links(session, id_):
            if each.ended_at is None and each.kind in _ONE_MATTER and each.other_kind == _KIND:
                near[each.petition_id].add(each.other_id)
                near[each.other_id].add(each.petition_id)
    groups: dict[str, str] = {}
    for id_ in sorted(members):
        if id_ not in groups:
            groups |= dict.fromkeys(_reached(id_, near), id_)
    _regroup(session, groups)


def _reached(start: str, near: dict[str, set[str]]) -> set[str]:
    found, edge = set(), {start}
    while edge:
        found |= edge
        edge = {there for here in edge for there in near[here]} - found
    return found


def fold_anew(session: Session) -> None:
    """The keys of names that an older program folded otherwise: who must keep away, and what is alike, hangs on them."""
    stale = [
        id_
        for id_, name, unit, *kept in belongings.accused_keys(session)
        if tuple(kept) != likeness.keys(name, unit)
    ]
    rows = belongings.accused_some(session, stale)
    for who in rows:
        who.name_key, who.unit_key, who.person_key = likeness.keys(who.name, who.unit)
    feeds.tell_again(session, _KIND, sorted({who.petition_id for who in rows}))
