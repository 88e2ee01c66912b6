"""Petitions as lists and pages show them: only what is there for the asker, and never who reported."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, feeds, registry
from app.actor import Actor
from app.deadlines import limits
from app.deadlines.limits import DeadlineRow
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import finding, identities, likeness, lines, numbers, progress, rules, scopes
from app.petitions.errors import PetitionHidden
from app.petitions.types import (
    AccusedRow,
    Action,
    Amended,
    Channel,
    ClockRow,
    Counted,
    EffectRow,
    EntryLine,
    Event,
    FeedbackRow,
    LinkRow,
    MatterRow,
    OriginalRow,
    PetitionRow,
    PetitionView,
    Status,
    Visit,
)
from db.identity import queries as people
from db.ledger import queries as trail
from db.petitions import belongings, queries, reporters, supervision
from db.petitions.models import Petition
from db.petitions.queries import Asked

_KIND: Final = "petition"
_MOST: Final = 5_000
#: Whoever has business with petitions.
READERS: Final = (
    *rules.DESKS,
    *rules.OVERSEERS,
    *rules.HANDLERS,
    *rules.LEADERS,
    Role.HEAD,
)
#: Nobody presses these: they follow from another act, from time or from the first desk.
_FOLLOWS: Final = (Event.RECEIVE, Event.SCREEN_AGAIN, Event.URGE)
#: What a page tells of an entry as it stands there.
_TOLD: Final = frozenset(
    {"field", "was", "now", "reason", "ground", "number", "target", "office", "way", "lead"}
    | {"reply", "verdict", "effect"}
)
#: Chips of the list: name → the states behind it.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "new": tuple(rules.EARLY),
    "accepted": (Status.ACCEPTED, Status.TRANSFERRED, Status.SIGNED),
    "handling": (Status.HANDLING, Status.ASSIGNED),
    "closed": (Status.CLOSED,),
    "kept": tuple(rules.KEPT_ONLY),
    "ended": (Status.FED_BACK, *rules.ENDED),
}


def statuses(group: str) -> tuple[str, ...]:
    """The states behind a chip of the list, or the one that is named."""
    return GROUPS.get(group, (group,) if group else ())


def _asked(
    now: datetime,
    channels: tuple[str, ...],
    group: str,
    kind: str,
    receipt_kind: str,
    is_late: bool,
    words: tuple[str, ...] = (),
) -> Asked:
    return Asked(
        channels=channels,
        statuses=statuses(group),
        kind=kind,
        receipt_kind=receipt_kind,
        late_on=clock.day(now) if is_late else None,
        words=words,
    )


@registry.query("petitions.rows", READERS)
def rows(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    channels: tuple[str, ...] = (),
    group: str = "",
    kind: str = "",
    receipt_kind: str = "",
    is_late: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> tuple[PetitionRow, ...]:
    """The petitions that are there for the asker, the newest receipt first."""
    scope = scopes.scope_of(session, actor, now)
    asked = _asked(now, channels, group, kind, receipt_kind, is_late)
    found = queries.page(
        session, scope, asked, limit=max(0, min(limit, _MOST)), offset=max(0, offset)
    )
    return progress.rows(actor, lines.rows_of(session, now, found))


@registry.query("petitions.count", READERS)
def count(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    channels: tuple[str, ...] = (),
    group: str = "",
    kind: str = "",
    receipt_kind: str = "",
    is_late: bool = False,
) -> int:
    """How many `petitions.rows` has."""
    scope = scopes.scope_of(session, actor, now)
    asked = _asked(now, channels, group, kind, receipt_kind, is_late)
    return queries.count(session, scope, asked)


@registry.query("petitions.channels", READERS)
def channels(
    session: Session, actor: Actor, now: datetime, *, group: str = "", is_late: bool = False
) -> tuple[Counted, ...]:
    """How many came by each channel, in the order of the seals."""
    scope = scopes.scope_of(session, actor, now)
    found = queries.by_channel(session, scope, _asked(now, (), group, "", "", is_late))
    return tuple(Counted(channel, found.get(channel, 0)) for channel in Channel)


@registry.query("petitions.find", READERS)
def find(session: Session, actor: Actor, now: datetime, *, number: str) -> PetitionRow:
    """The petition under a number; a number with a wrong check character is known to be mistyped."""
    told = number.strip().upper()
    found = queries.by_number(session, told) if numbers.read(told) else None
    if found is None or not queries.sees(session, scopes.scope_of(session, actor, now), found.id):
        raise PetitionHidden
    return progress.rows(actor, lines.rows_of(session, now, [found]))[0]


@registry.verb("petitions.search", READERS, private=True, look=True)
def search(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    words: str,
    limit: int = 100,
    offset: int = 0,
) -> tuple[PetitionRow, ...]:
    """Look for words. Who looks for himself or his own organ finds nothing, and the auditor hears of it (P18)."""
    asked = tuple(words.split())
    if not asked:
        return ()
    place = organs.place(session, actor.id, now)
    if _is_dark(words, actor.name, place.name):
        ledger.write(session, act, "account", actor.id, "DARK_SEARCH", words=words[:80])
        return ()
    found = queries.page(
        session,
        scopes.scope_of(session, actor, now),
        Asked(words=asked, ids=finding.among(session, asked)),
        limit=max(0, min(limit, _MOST)),
        offset=max(0, offset),
    )
    return progress.rows(actor, lines.rows_of(session, now, found))


def count_found(session: Session, actor: Actor, now: datetime, words: str) -> int:
    """How many petitions `search` would find without an end."""
    scope = scopes.scope_of(session, actor, now)
    asked = tuple(words.split())
    return queries.count(session, scope, Asked(words=asked, ids=finding.among(session, asked)))


def _is_dark(words: str, name: str, unit: str) -> bool:
    told = likeness.plain(words)
    own = [likeness.name_key(name), likeness.plain(unit)]
    return any(each and each in told for each in own)


# -- one petition --------------------------------------------------------------------------------------


@registry.query("petitions.view", READERS)
def view(session: Session, actor: Actor, now: datetime, *, petition_id: str) -> PetitionView:
    """A petition with all that its desk may see, and what may be done with it now."""
    row = scopes.require_visible(session, actor, now, petition_id)
    found = trail.of_object(session, _KIND, row.id)
    names = people.names(session, {*ledger.signers(found), row.received_by})
    today = clock.day(now)
    clocks = limits.of(session, _KIND, [row.id], today).get(row.id, [])
    secret = reporters.secret(session, row.id)
    visit = belongings.visit(session, row.id)
    links = _links(session, actor, now, row)
    whole = PetitionView(
        row=lines.row_of(session, now, row),
        accused=tuple(
            AccusedRow(a.id, a.name, a.unit, a.post, a.rank, a.alias)
            for a in belongings.accused(session, [row.id])
        ),
        matters=_matters(session, row.id),
        originals=tuple(
            OriginalRow(
                o.id, o.sha256, o.kind, o.pages, o.name, o.part, o.added_at, not o.cipher_key
            )
            for o in belongings.originals(session, row.id)
        ),
        links=links,
        feedbacks=_feedbacks(session, row.id),
        clocks=tuple(_clock(session, c) for c in clocks),
        orders=lines.orders_of(session, supervision.orders_of(session, [row.id])),
        requests=tuple(r for r in identities.rows_of(session, row.id) if r.asked_by == actor.id),
        actions=actions(actor, organs.place(session, actor.id, now).organ_id, row),
        region_name=organs.regions(session).get(row.region[:6], ""),
        is_receipt=feeds.is_copy(session) and progress.is_all(actor),
        sub_channel=row.sub_channel,
        channel_reason=row.channel_reason,
        letter_no=row.letter_no,
        received_by=names.get(row.received_by, ""),
        disposition=row.disposition,
        ground=row.ground,
        protection=row.protection,
        visit=Visit(
            tuple(json.loads(visit.receivers)),
            visit.persons,
            visit.is_read_back,
            visit.is_signed,
            visit.receipt_no,
        )
        if visit
        else None,
        volume=row.volume,
        result=row.result,
        effects=tuple(
            EffectRow(e.kind, e.note, e.noted_at, names.get(e.noted_by, ""))
            for e in belongings.effects(session, row.id)
        ),
        has_identity=secret is not None and bool(secret.wrapped),
        head=ledger.head(session, _KIND, row.id),
        entries=tuple(_line(ledger.view(e, names), _named(links)) for e in reversed(found)),
    )
    return progress.view(actor, replace(whole, actions=_with_an_object(whole)))


def actions(actor: Actor, organ_id: str, row: Petition) -> tuple[Action, ...]:
    """Every act that the asker's posts know, open or not in this state."""
    told = []
    for event in Event:
        law = rules.LAW[event]
        if event in _FOLLOWS or not actor.has(*law.starts):
            continue
        told.append(
            Action(
                f"petitions.{event.name.lower()}",
                event,
                row.status in law.froms and scopes.is_ours(event, organ_id, row),
                scopes.is_ours(event, organ_id, row),
                tuple(law.starts),
                tuple(law.seconds) if law.second else (),
            )
        )
    return tuple(told)


def _with_an_object(view: PetitionView) -> tuple[Action, ...]:
    """Nobody is offered to extend what cannot be extended, to undo what was not done, to judge what was not said, or to tell nobody."""
    orders = [order for order in view.orders if order.verdict != "cancel"]
    mode = view.row.reporter_mode
    there = {
        Event.UNLINK: any(link.is_undoable for link in view.links),
        Event.EXTEND: any(each.met_at is None and each.is_extendable for each in view.clocks),
        Event.ANSWER_ORDER: bool(orders),
        Event.JUDGE_ORDER: any(order.is_answered for order in orders),
        # who gave no name can be told nothing, and has none that could be verified
        Event.NOTIFY: mode in rules.NAMED,
        Event.FEED_BACK: mode in rules.NAMED,
        Event.VERIFY_NAME: mode in (*rules.NAMED, "unverified"),
        Event.ASK_IDENTITY: view.has_identity,
    }
    return tuple(act for act in view.actions if there.get(Event(act.event), True))


def _matters(session: Session, petition_id: str) -> tuple[MatterRow, ...]:
    marks = belongings.marks(session, petition_id)

    def borne(matter_id: str, kind: str) -> tuple[str, ...]:
        return tuple(m.code for m in marks if m.matter_id == matter_id and m.kind == kind)

    return tuple(
        MatterRow(
            m.id,
            m.summary,
            m.kind,
            borne(m.id, "discipline"),
            borne(m.id, "offence"),
            {**json.loads(m.facts), **({"topic": m.topic} if m.topic else {})},
            m.outcome,
        )
        for m in belongings.matters(session, [petition_id])
    )


def _links(session: Session, actor: Actor, now: datetime, row: Petition) -> tuple[LinkRow, ...]:
    found = belongings.links(session, row.id)
    scope = scopes.scope_of(session, actor, now)
    others = {_other(link, row.id) for link in found if link.other_kind == _KIND}
    of = queries.some(session, [id_ for id_ in others if queries.sees(session, scope, id_)])
    names = people.names(session, {link.linked_by for link in found})
    clocks = limits.of(session, _KIND, list(of), clock.day(now)) if of else {}
    told = []
    for link in found:
        other = _other(link, row.id)
        if link.other_kind == _KIND and other not in of:
            continue
        known = of.get(other)
        nearest = lines.nearest(clocks.get(other, []))
        told.append(
            LinkRow(
                link.id,
                link.kind,
                link.other_kind,
                other,
                (known.number or known.letter_no) if known else "",
                known.channel if known else "",
                link.score,
                names.get(link.linked_by, ""),
                link.linked_at,
                link.ended_at is not None,
                nearest.rolled_on if nearest else None,
            )
        )
    return tuple(told)


def _other(link: Any, mine: str) -> str:
    return str(link.other_id if link.petition_id == mine else link.petition_id)


def _feedbacks(session: Session, petition_id: str) -> tuple[FeedbackRow, ...]:
    found = belongings.feedbacks(session, petition_id)
    names = people.names(session, {f.told_by for f in found})
    return tuple(
        FeedbackRow(
            f.id,
            f.kind,
            f.at,
            f.way,
            names.get(f.told_by, ""),
            f.text,
            bool(f.proof),
            f.objection,
            f.explanation,
            f.is_upheld,
        )
        for f in found
    )


def _named(links: Sequence[LinkRow]) -> dict[str, str]:
    """What an entry calls another petition by → its number; of one that the asker may not see nothing is told."""
    named = {link.other_id: link.other_number for link in links if link.other_number}
    return named | {number: number for number in named.values()}


def _line(entry: Any, named: dict[str, str]) -> EntryLine:
    told = {k: str(v) for k, v in entry.facts.items() if k in _TOLD}
    other = named.get(str(entry.facts.get("other") or entry.facts.get("first") or ""))
    if other:
        told["other"] = other
        told["kind"] = str(entry.facts.get("kind", ""))
    return EntryLine(
        entry.kind,
        entry.actor_name,
        entry.second_name,
        entry.occurred_at,
        entry.recorded_at,
        told,
    )


def _clock(session: Session, row: DeadlineRow) -> ClockRow:
    return ClockRow(
        row.rule,
        row.started_on,
        row.rolled_on,
        row.provisional,
        row.ended_at,
        "away" if rules.fell_away(row.rule, row.proof) else row.lamp,
        row.ended_at is None and limits.is_extendable(session, row),
    )


@registry.verb("petitions.print_sheet", READERS)
def print_sheet(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, sheet: str
) -> None:
    """Note that a sheet of a petition leaves the program: which one, and by whom."""
    row = scopes.require_visible(session, actor, now, petition_id)
    if sheet not in rules.SHEETS:
        raise errors.NotFound(key=sheet)
    ledger.write(session, act, "account", actor.id, "PRINT_PETITION", sheet=sheet, id=row.id)


@registry.query(
    "petitions.amendments", (*rules.CLERKS, *rules.OVERSEERS, *rules.LEADERS), central=True
)
def amendments(
    session: Session, actor: Actor, now: datetime, *, limit: int = 200
) -> tuple[Amended, ...]:
    """What was put right after registration, newest first; an earlier receipt is marked (P20)."""
    scope = scopes.scope_of(session, actor, now)
    found = [
        e
        for e in trail.page(session, kind=Event.AMEND, limit=max(0, min(limit, _MOST)), offset=0)
        if queries.sees(session, scope, e.object_id)
    ]
    names = people.names(session, ledger.signers(found))
    of = queries.some(session, {e.object_id for e in found})
    told = []
    for entry in found:
        facts = ledger.facts(entry)
        told.append(
            Amended(
                entry.object_id,
                of[entry.object_id].number,
                facts["field"],
                facts["was"],
                facts["now"],
                facts["reason"],
                names.get(entry.actor, ""),
                names.get(entry.second, ""),
                entry.recorded_at,
                facts["field"] == "received_at" and facts["now"] < facts["was"],
            )
        )
    return tuple(told)
