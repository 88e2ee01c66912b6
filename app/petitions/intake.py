"""What a desk took down: whether it holds, whose it is, and its rows."""

import json
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy.orm import Session

from app import clock, errors, ids
from app.actor import Actor
from app.identity.roles import Role
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import OrganKind, Place
from app.petitions import fields, headship, likeness, saving
from app.petitions.errors import (
    MarkMissing,
    MustBeSealed,
    OriginalMissing,
    OwnMatter,
    ReceiversMissing,
)
from app.petitions.types import Accused, Channel, Matter, NewPetition, Original, Status
from db.organs.models import Organ
from db.petitions import belongings, models, queries

T = TypeVar("T", models.Accused, models.Matter, models.Mark, models.Original, models.Exclusion)
#: A visit has its minutes, a call the note that was taken down; everything else came as a thing.
_TAKEN_DOWN: Final = (Channel.VISIT, Channel.PHONE)
_FACTS: Final = ("when", "where", "amount", "persons", "evidence")
_RECEIVERS: Final = 2
#: The organs that register and decide stand at these levels (1 city, 2 district).
_DECIDES: Final = 2


def require(session: Session, actor: Actor, now: datetime, told: NewPetition) -> None:
    """Refuse what does not hold; nothing is said of whom it is about."""
    fields.require_choice("channel", told.channel, "channel")
    fields.require_choice("sub_channel", told.sub_channel, "sub_channel", told.channel, empty=True)
    if told.channel == Channel.REFERRED:
        fields.require_choice("original_channel", told.original_channel, "channel")
    if told.channel == Channel.OTHER:
        fields.require_text("channel_reason", told.channel_reason, required=True)
    fields.require_choice("reporter_mode", told.reporter_mode, "reporter_mode")
    fields.require_choice("sensitivity", told.sensitivity, "sensitivity")
    fields.require_choice("protection", told.protection, "protection")
    fields.require_region(told.region)
    if told.received_at > now:
        raise errors.FieldInvalid(field="petition.received_at", why="field.future")
    if told.reporters < 1 or (told.reporter_mode == "joint" and told.reporters < _RECEIVERS):
        raise errors.FieldInvalid(field="petition.reporters", why=str(told.reporters))
    if not told.accused or not told.matters:
        raise errors.FieldMissing(
            field="petition.accused" if not told.accused else "petition.matter"
        )
    for who in told.accused:
        _require_accused(actor, who)
    for matter in told.matters:
        _require_matter(matter)
    _require_originals(told)


def _require_accused(actor: Actor, who: Accused) -> None:
    if not likeness.person_key(who.name, who.unit):
        raise errors.FieldMissing(field="petition.accused")
    fields.require_choice("accused.rank", who.rank, "rank")
    fields.require_choice("accused.gender", who.gender, "gender", empty=True)
    if who.name and likeness.name_key(who.name) == likeness.name_key(actor.name):
        raise OwnMatter


def _require_matter(matter: Matter) -> None:
    fields.require_text("matter.summary", matter.summary, required=True)
    fields.require_choice("matter.kind", matter.kind, "kind")
    fields.require_choice("matter.topic", matter.topic, "topic", empty=True)
    for code in matter.disciplines:
        fields.require_choice("matter.disciplines", code, "discipline")
    for code in matter.offences:
        fields.require_choice("matter.offences", code, "offence")


def _require_originals(told: NewPetition) -> None:
    if told.channel == Channel.VISIT:
        visit = told.visit
        receivers = {who.strip() for who in visit.receivers if who.strip()} if visit else set()
        complete = visit is not None and visit.is_read_back and visit.is_signed
        if not complete or len(receivers) < _RECEIVERS:
            raise ReceiversMissing
    elif told.channel not in _TAKEN_DOWN and not told.originals:
        raise OriginalMissing


def require_marks(kind: str, summary: str, marks: int) -> None:
    """An accusation names what was breached."""
    if kind == "accusation" and not marks:
        raise MarkMissing(matter=summary[:20])


# -- whose it is ---------------------------------------------------------------------------------------


def deciding(session: Session, place: Place) -> Organ:
    """The organ that registers what a desk took in: the own one, for a desk below the nearest one above."""
    chain = [organs.require(session, id_) for id_ in place.path.split("/") if id_]
    fit = [o for o in chain if o.level <= _DECIDES and o.kind != OrganKind.UNIT]
    return fit[-1] if fit else chain[0]


def whose(
    session: Session,
    organ: Organ,
    now: datetime,
    accused: tuple[Accused, ...],
    *,
    about_head: bool = False,
) -> str:
    """ "own", "superior" (干部管理权限) or "own_head": decided before anything is kept."""
    heads = queries.names_of_role(session, organ.id, (Role.CHIEF,), clock.day(now))
    known = {likeness.name_key(name) for name in heads}
    named = any(likeness.name_key(who.name) in known for who in accused if who.name)
    over = [organs.require(session, id_).name for id_ in organs.above(organ) if id_ != organ.id]
    if (
        about_head
        or named
        or any(headship.is_meant(over, organ.name, who.unit + who.post) for who in accused)
    ):
        return "own_head"
    if any(who.rank in fields.above(organ.level) for who in accused):
        return "superior"
    return "own"


def require_own(session: Session, organ: Organ, now: datetime, told: NewPetition) -> None:
    """Refuse to take down what goes on sealed (casework §2.6)."""
    found = whose(session, organ, now, told.accused, about_head=told.is_about_own_head)
    if found != "own":
        raise MustBeSealed


# -- rows ----------------------------------------------------------------------------------------------


def taken(
    session: Session, act: Act, now: datetime, place: Place, organ: Organ, told: NewPetition
) -> models.Petition:
    """The petition's row and all that belongs to it, in the state in which a desk leaves it."""
    id_ = ids.new()
    row = models.Petition(
        id=id_,
        number="",
        draft=told.draft,
        status=Status.RECEIVED,
        seq=1,
        organ_id=organ.id,
        received_organ_id=place.organ_id,
        channel=told.channel,
        sub_channel=told.sub_channel,
        original_channel=told.original_channel,
        channel_reason=told.channel_reason.strip(),
        letter_no=told.letter_no,
        received_at=told.received_at,
        recorded_at=now,
        received_by=act.actor,
        receipt_kind="first",
        kind=told.matters[0].kind,
        region=fields.require_region(told.region),
        reporter_mode=told.reporter_mode,
        reporters=told.reporters,
        verified_how="",
        sensitivity=told.sensitivity,
        protection=told.protection,
        summary=told.matters[0].summary.strip(),
        accused=shown(told.accused),
        parent_id="",
        office="",
        handler="",
        disposition="",
        ground="",
        result="",
        volume="",
        closed_at=None,
    )
    saving.first(
        session,
        act,
        row,
        channel=told.channel,
        received_at=told.received_at,
        organ=place.organ_id,
        originals=[o.sha256 for o in told.originals],
        reporters=told.reporters,
    )
    session.add(models.Group(petition_id=id_, group_id=id_))
    session.add_all(_accused(id_, who) for who in told.accused)
    for place_, matter in enumerate(told.matters, 1):
        _add_matter(session, id_, place_, matter)
    add_originals(session, id_, told.originals, "receipt", now)
    if told.visit is not None:
        session.add(
            models.Visit(
                petition_id=id_,
                receivers=json.dumps(told.visit.receivers, ensure_ascii=False),
                persons=told.visit.persons,
                is_read_back=told.visit.is_read_back,
                is_signed=told.visit.is_signed,
                receipt_no=told.visit.receipt_no,
            )
        )
    session.flush()
    return row


def shown(accused: tuple[Accused, ...]) -> str:
    """Whom a petition is about, in one line."""
    first = accused[0]
    told = " ".join(part for part in (first.name, first.unit, first.post) if part)
    return f"{told} +{len(accused) - 1}" if len(accused) > 1 else told


def _accused(petition_id: str, who: Accused) -> models.Accused:
    name_key, unit_key, person_key = likeness.keys(who.name, who.unit)
    return models.Accused(
        id=ids.new(),
        petition_id=petition_id,
        name=who.name.strip(),
        alias=who.alias.strip(),
        gender=who.gender,
        unit=who.unit.strip(),
        post=who.post.strip(),
        rank=who.rank,
        is_party_member=who.is_party_member,
        is_supervised=who.is_supervised,
        name_key=name_key,
        unit_key=unit_key,
        person_key=person_key,
    )


def _add_matter(session: Session, petition_id: str, place: int, matter: Matter) -> None:
    row = models.Matter(
        id=ids.new(),
        petition_id=petition_id,
        place=place,
        kind=matter.kind,
        summary=matter.summary.strip(),
        facts=json.dumps(
            {name: getattr(matter, name) for name in _FACTS if getattr(matter, name)},
            ensure_ascii=False,
            sort_keys=True,
        ),
        topic=matter.topic,
        campaign=matter.campaign,
        is_ongoing=matter.is_ongoing,
        outcome="",
    )
    session.add(row)
    session.flush()
    marks = [("discipline", code) for code in matter.disciplines]
    marks += [("offence", code) for code in matter.offences]
    session.add_all(
        models.Mark(id=ids.new(), petition_id=petition_id, matter_id=row.id, kind=k, code=c)
        for k, c in dict.fromkeys(marks)
    )


def add_originals(
    session: Session, petition_id: str, originals: tuple[Original, ...], part: str, now: datetime
) -> None:
    """Tie originals to a petition, as what came first, as a supplement, or with an objection."""
    session.add_all(
        models.Original(
            id=ids.new(),
            petition_id=petition_id,
            sha256=each.sha256,
            cipher_key=each.key,
            kind=each.kind,
            pages=each.pages,
            name=each.name,
            part=part,
            added_at=now,
        )
        for each in originals
    )


def passed_down(
    session: Session, act: Act, now: datetime, parent: models.Petition, organ: Organ, sub: str
) -> models.Petition:
    """The same petition as the lower organ receives it, with its first channel kept as the second seal."""
    id_ = ids.new()
    row = models.Petition(
        **{
            column.name: getattr(parent, column.name)
            for column in models.Petition.__table__.columns
        }
        | {
            "id": id_,
            "number": "",
            "draft": "",
            "status": Status.RECEIVED,
            "seq": 1,
            "organ_id": organ.id,
            "received_organ_id": organ.id,
            "channel": Channel.REFERRED,
            "sub_channel": sub,
            "original_channel": parent.original_channel or parent.channel,
            "letter_no": parent.number,
            "received_at": now,
            "recorded_at": now,
            "received_by": act.actor,
            "parent_id": parent.id,
            "office": "",
            "handler": "",
            "disposition": "",
        }
    )
    saving.first(session, act, row, channel=row.channel, received_at=now, of=parent.number)
    session.add(
        models.Group(petition_id=id_, group_id=belongings.group(session, parent.id).group_id)
    )
    _copy(session, parent.id, id_)
    return row


def _copy(session: Session, of: str, to: str) -> None:
    for who in belongings.accused(session, [of]):
        session.add(_like(who, id=ids.new(), petition_id=to))
    for matter in belongings.matters(session, [of]):
        made = _like(matter, id=ids.new(), petition_id=to)
        session.add(made)
        session.flush()
        for mark in belongings.marks(session, of):
            if mark.matter_id == matter.id:
                session.add(_like(mark, id=ids.new(), petition_id=to, matter_id=made.id))
    for original in belongings.originals(session, of):
        session.add(_like(original, id=ids.new(), petition_id=to))
    for away in belongings.exclusions(session, of):
        session.add(_like(away, petition_id=to))
    session.flush()


def _like(row: T, **other: object) -> T:
    told = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    return type(row)(**told | other)


def target_is_accused(session: Session, petition_id: str, target: Organ) -> bool:
    """Whether an organ is the accused's own unit, or stands under it (信访工作条例 第30条)."""
    accused = belongings.accused(session, [petition_id])
    units = {who.unit for who in accused if who.unit}
    over = {likeness.plain(organs.require(session, id_).name) for id_ in organs.above(target)}
    if over & {who.unit_key for who in accused if who.unit_key}:
        return True
    named = queries.organs_named(session, units)
    return any(target.path.startswith(unit.path) for unit in named)
