"""Builders of petitions on top of the city: taken in, registered, accepted, transferred, handled, closed."""

from datetime import datetime
from typing import Any

from app.petitions import deciding, handling, originals, service, views
from app.petitions.types import (
    Accused,
    Matter,
    NewPetition,
    Original,
    PetitionRow,
    PetitionView,
    Reporter,
    Visit,
)
from tests.support.city import City

WHO = Reporter(names=("无名氏甲",), phone="000-0000-0001", address="某路一号", wishes="下午联系")
TEXT = "反映某局负责人在工程招标中收受礼金，虚报工程款，群众多次反映没有结果"


def do(city: City, by: str, verb: Any, second: str = "", **given: Any) -> PetitionRow:
    """One act, and the petition as a list shows it then to who did it."""
    done = city.do(by, verb, second, **given)
    row: PetitionRow = city.ask(by, views.view, petition_id=done.id).row
    return row


def accused(name: str = "钱某", unit: str = "甲区某局", **more: Any) -> Accused:
    """Somebody of the district."""
    return Accused(**{"name": name, "unit": unit, "post": "局长", "rank": "division", **more})


def matter(text: str = TEXT, **more: Any) -> Matter:
    """An accusation of taking gifts."""
    given: dict[str, Any] = {
        "kind": "accusation",
        "disciplines": ("integrity",),
        "offences": ("graft",),
    }
    return Matter(text, **{**given, **more})


def paper(city: City, text: str = "一封来信", kind: str = "paper") -> Original:
    """An original that lies in the store."""
    return originals.keep(city.store("xf1").keep, text.encode(), kind=kind)


def new(city: City, channel: str = "letter", **more: Any) -> NewPetition:
    """What a desk took down."""
    given: dict[str, Any] = {
        "channel": channel,
        "received_at": city.clock.at,
        "accused": (accused(),),
        "matters": (matter(),),
        "region": "120101",
    }
    if channel == "visit":
        given["visit"] = Visit(("信一", "信二"), 1, is_read_back=True, is_signed=True)
    elif channel != "phone":
        given["originals"] = (paper(city),)
    if channel == "referred":
        given["original_channel"] = "letter"
    if channel == "other":
        given["channel_reason"] = "媒体报道"
    return NewPetition(**{**given, **more})


def named(city: City, channel: str = "letter", **more: Any) -> NewPetition:
    """The same from somebody who gave his name."""
    return new(city, channel, **{"reporter_mode": "named", **more})


def registered(
    city: City,
    told: NewPetition | None = None,
    *,
    by: str = "xf1",
    reporter: Reporter | None = None,
) -> PetitionRow:
    """With its number."""
    told = told or new(city)
    given: dict[str, Any] = {"petition": told}
    if reporter is not None or told.reporter_mode in ("named", "joint"):
        given["reporter"] = reporter or WHO
    row: PetitionRow = do(city, by, service.register, **given)
    return row


def screened(city: City, told: NewPetition | None = None, **more: Any) -> PetitionRow:
    """Being looked at."""
    row = registered(city, told, **more)
    by = more.get("by", "xf1")
    made: PetitionRow = do(city, by, deciding.screen, petition_id=row.id, version=row.seq)
    return made


def accepted(city: City, told: NewPetition | None = None, **more: Any) -> PetitionRow:
    """For this level to deal with."""
    row = screened(city, told, **more)
    by = more.get("by", "xf1")
    made: PetitionRow = do(city, by, deciding.accept, petition_id=row.id, version=row.seq)
    return made


def signed(city: City, told: NewPetition | None = None, **more: Any) -> PetitionRow:
    """Transferred to the inspection office and signed in by its clerk."""
    row = accepted(city, told, **more)
    row = do(city, "xf1", handling.transfer, petition_id=row.id, office="JC", version=row.seq)
    made: PetitionRow = do(city, "jck", handling.sign_in, petition_id=row.id, version=row.seq)
    return made


def handled(city: City, told: NewPetition | None = None, **more: Any) -> PetitionRow:
    """A lead now; 检一 has it."""
    row = signed(city, told, **more)
    made: PetitionRow = do(
        city, "jck", handling.convert, petition_id=row.id, handler_id=city.id_of("jc1")
    )
    return made


def closed(city: City, told: NewPetition | None = None, **more: Any) -> PetitionRow:
    """With an outcome for each matter, agreed to by the leader."""
    row = handled(city, told, **more)
    return close(city, row.id, more.get("outcome", "partly"))


def close(city: City, petition_id: str, outcome: str = "partly") -> PetitionRow:
    """An outcome for each matter."""
    seen = view(city, petition_id, "jc1")
    outcomes = {m.id: outcome for m in seen.matters}
    given: dict[str, Any] = {
        "petition_id": petition_id,
        "outcomes": outcomes,
        "text": "经查部分属实，已作处理。",
    }
    row: PetitionRow = do(city, "jc1", handling.close, "fen1", **given)
    return row


def fed_back(city: City, told: NewPetition | None = None, **more: Any) -> PetitionRow:
    """The reporter knows the result, and a recording proves it."""
    row = closed(city, told or named(city), **more)
    return tell_result(city, row.id)


def tell_result(city: City, petition_id: str, at: datetime | None = None) -> PetitionRow:
    """The result told by telephone, on record."""
    row: PetitionRow = do(
        city,
        "jc1",
        handling.feed_back,
        petition_id=petition_id,
        way="phone",
        at=at or city.clock.at,
        proof=paper(city, "通话录音", "recording"),
    )
    return row


def view(city: City, petition_id: str, by: str = "xf1") -> PetitionView:
    """The petition as somebody sees it."""
    found: PetitionView = city.ask(by, views.view, petition_id=petition_id)
    return found


def clock_of(city: City, petition_id: str, rule: str, by: str = "xf1") -> Any:
    """The newest clock of a rule."""
    found = [c for c in view(city, petition_id, by).clocks if c.rule == rule]
    return found[-1] if found else None


# -- rows of their own, for a store in which every table holds something ---------------------------------

LINK: dict[str, Any] = {
    "other_kind": "lead",
    "other_id": "",
    "kind": "lead",
    "score": 100,
    "linked_by": "",
    "ended_by": "",
    "reason": "",
}
FEEDBACK: dict[str, Any] = {
    "kind": "result",
    "way": "phone",
    "told_by": "",
    "text": "已处理",
    "proof": "",
    "proof_key": "",
    "objection": "",
    "explanation": "",
    "is_upheld": False,
}
EFFECT: dict[str, Any] = {"kind": "satisfied", "note": "", "noted_by": ""}
ORDER: dict[str, Any] = {
    "number": "DB2026-90001",
    "reason": "overdue",
    "demand": "报结",
    "issued_by": "",
    "reply": "",
    "replied_by": "",
    "replied_at": None,
    "verdict": "",
    "judged_by": "",
    "judged_at": None,
}
REQUEST: dict[str, Any] = {
    "asked_by": "",
    "reason": "核实",
    "custodian": "",
    "decision": "",
    "motivation": "",
    "decided_at": None,
    "shown_at": None,
}
SEALED: dict[str, Any] = {
    "number": "F12000020269001",
    "channel": "letter",
    "pieces": 1,
    "seal_no": "F9",
    "direct": False,
    "provisional": False,
    "receipt_no": "",
    "receipt_at": None,
}


def a_visit(at: datetime, sha256: str = "0" * 64) -> NewPetition:
    """A visit with a paper that was left."""
    return NewPetition(
        channel="visit",
        received_at=at,
        accused=(accused(),),
        matters=(matter(),),
        region="120101",
        originals=(Original(sha256, "", "paper"),),
        visit=Visit(("信一", "信二"), 1, is_read_back=True, is_signed=True),
    )
