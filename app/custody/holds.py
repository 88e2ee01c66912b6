"""Why a thing is not free: since when, what it was, and which acts release it; read from its own trail and the law."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app import clock, words
from app.custody import rules
from app.custody.types import Event as E
from app.custody.types import Hold, Reason, Release
from app.ledger.types import EntryView
from app.states import Custody as C
from db.custody.models import Difference, Item

#: Which acts end each state in which a thing is bound; whoever may do them stands in the law.
RELEASED_BY: Final[dict[str, tuple[E, ...]]] = {
    C.REFUSED: (E.DECLARE, E.VOID),
    C.MOVING: (E.PLACE,),
    C.RESERVED: (E.HAND_OVER, E.SEND_EXAM, E.RELEASE),
    C.RETURNING: (E.ACCEPT_BACK,),
    C.HOLD: (E.RESOLVE,),
    C.MISSING: (E.RESOLVE,),
    C.DISPOSING: (
        E.RETURN_TO_OWNER, E.TRANSFER, E.PAY_TREASURY, E.SELL, E.DESTROY, E.ARCHIVE, E.RELEASE,
    ),
    C.HANDOVER: (E.SIGN_TRANSFER,),
}  # fmt: skip
#: Which approved way of disposal an ending carries out.
WAYS: Final[dict[str, str]] = {
    E.RETURN_TO_OWNER: "return",
    E.TRANSFER: "transfer",
    E.PAY_TREASURY: "treasury",
    E.SELL: "sell",
    E.DESTROY: "destroy",
    E.ARCHIVE: "archive",
}


def of(
    item: Item,
    entries: Sequence[EntryView],
    differences: Sequence[Difference],
    names: Mapping[str, str],
) -> Hold | None:
    """Why the card is bound; nothing when it is free, out, or gone. `entries`: the newest first."""
    if item.custody not in RELEASED_BY:
        return None
    began = _began(item, entries)
    open_ = [d for d in differences if d.closed_at is None]
    why = [Reason(f"difference.{d.kind}", d.text) for d in open_]
    since, by, event = began.recorded_at, began.actor_name, began.kind
    if open_ and item.custody in (C.HOLD, C.MISSING):  # a move in between does not shorten it
        first = open_[0]
        since, by = first.opened_at, names.get(first.opened_by, by)
        event = next((e.kind for e in entries if e.recorded_at == since), event)
    else:
        why += _told(began.facts, item.way)
    return Hold(item.custody, since, event, by, tuple(why), _releases(item))


def said(hold: Hold, lang: str) -> tuple[str, str]:
    """In words: since when and why, and what releases it."""

    def called(keys: Sequence[str], family: str) -> str:
        join = "、" if lang == "zh" else ", "
        return join.join(words.word(f"{family}.{key}", lang) for key in keys)

    acts = [
        words.told(
            words.word("hold.act", lang),
            {
                "event": called([each.event], "event"),
                "starts": called(each.starts, "role"),
                "seconds": called(each.seconds, "role"),
                "approves": called(each.approves, "role"),
            },
        )
        for each in hold.released_by
    ]
    between = "；" if lang == "zh" else "; "
    facts = {
        "state": called([hold.state], "status"),
        "since": f"{clock.local(hold.since):%Y-%m-%d %H:%M}",
        "by": hold.by,
        "event": called([hold.event], "event"),
        "why": between.join(_reason(each, lang) for each in hold.why),
        "acts": between.join(acts),
    }
    told, release = (words.word(f"hold.{which}", lang) for which in ("since", "release"))
    return words.told(told, facts), words.told(release, facts)


def _reason(reason: Reason, lang: str) -> str:
    kind = words.word(reason.kind, lang) if reason.kind else ""
    return (" " if lang == "zh" else ": ").join(part for part in (kind, reason.text) if part)


def _began(item: Item, entries: Sequence[EntryView]) -> EntryView:
    """The entry that brought the card into its present state."""
    began = entries[0]
    for entry in entries:
        after = entry.facts.get("after")
        if after is not None and after.get("custody") != item.custody:
            break
        if after is not None:
            began = entry
    return began


def _told(facts: Mapping[str, Any], way: str) -> list[Reason]:
    """What an entry says of why: the approval behind it and its way, a reason in words, who waits for the thing."""
    told = []
    if facts.get("request"):
        told.append(Reason("request.number", str(facts["request"])))
    if way:
        told.append(Reason(f"way.{way}", ""))
    reason = str(facts.get("reason") or "")
    if words.has(f"refuse.{reason}"):
        told.append(Reason(f"refuse.{reason}", ""))
    elif reason.strip():
        told.append(Reason("", reason))
    if facts.get("text"):
        told.append(Reason("", str(facts["text"])))
    if facts.get("receiver"):
        told.append(Reason("disposal.receiver", str(facts["receiver"])))
    return told


def _releases(item: Item) -> tuple[Release, ...]:
    return tuple(
        Release(row.event, row.starts, row.approves, row.seconds, row.records)
        for row in (rules.LAW[event] for event in RELEASED_BY[item.custody])
        if item.custody != C.DISPOSING or WAYS.get(E(row.event), item.way) == item.way
    )
