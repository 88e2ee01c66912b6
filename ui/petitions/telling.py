"""A petition's facts in groups, and its entries in a line: in the order of the paper form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.leads.types import LeadRow
from app.petitions import papers
from app.petitions.types import (
    EntryLine,
    Event,
    LinkKind,
    LinkRow,
    MatterRow,
    OrderRow,
    PetitionView,
)
from ui import texts
from ui.petitions import amending, words
from ui.widgets.facts import Fact, Group

_FACTS: Final = ("when", "where", "amount", "persons", "evidence")


def groups(view: PetitionView, leads: Sequence[LeadRow] = ()) -> list[Group]:
    """Receipt, accused, each matter, handling, clocks, links, what it became, what was told, orders."""
    told = [_receipt(view)]
    if not view.is_receipt:
        told.append(_accused(view))
    told += [_matter(at, matter) for at, matter in enumerate(view.matters, 1)]
    told.append(_handling(view))
    for title, facts in (
        (texts.word("petition.due"), _clocks(view)),
        (texts.word("petition.similar"), _links(view)),
        (texts.word("lead.number"), _leads(leads)),
        (texts.word("petition.feedback.way"), _feedbacks(view)),
        (texts.word("petition.order"), _orders(view)),
        (texts.word("petition.effect"), _effects(view)),
    ):
        if facts:
            told.append(Group(title, tuple(facts)))
    return told


def _word(name: str) -> str:
    return texts.word(f"petition.{name}")


def _receipt(view: PetitionView) -> Group:
    row = view.row
    channel = words.channel(row.channel)
    if view.sub_channel:
        channel = f"{channel} · {texts.word(f'petition.sub_channel.{view.sub_channel}')}"
    if row.original_channel:
        channel = f"{channel} · {words.channel(row.original_channel)}"
    told = [
        Fact(_word("channel"), channel),
        Fact(_word("received_at"), texts.moment(row.received_at)),
        Fact(_word("recorded_at"), f"{texts.moment(row.recorded_at)}  {view.received_by}"),
    ]
    if view.is_receipt:
        only = QCoreApplication.translate(
            "petitions",
            "Only the receipt lies here. What is said is read while the centre answers.",
        )
        return Group("", (*told, Fact(_word("summary"), only)))
    told += [
        Fact(_word("reporter_mode"), words.reporter(row)),
        Fact(_word("receipt_kind"), texts.word(f"petition.receipt_kind.{row.receipt_kind}")),
    ]
    if view.letter_no:
        told.append(Fact(_word("letter_no"), view.letter_no))
    if view.channel_reason:
        told.append(Fact(_word("channel_reason"), view.channel_reason))
    if view.visit is not None:
        told.append(Fact(_word("visit"), "、".join(view.visit.receivers)))
    if view.originals:
        told.append(
            Fact(
                _word("originals"),
                words.said("original", (o.kind for o, _ in papers.paired(view.originals))),
            )
        )
    if view.protection != "none":
        level = texts.word(f"petition.protection.{view.protection}")
        told.append(Fact(_word("protection"), level, tone="late"))
    return Group("", tuple(told))


def _accused(view: PetitionView) -> Group:
    told = [
        Fact(
            _word("accused") if at == 0 else "",
            "  ".join(part for part in (who.name, who.unit, who.post, _rank(who.rank)) if part),
        )
        for at, who in enumerate(view.accused)
    ]
    region = f"{view.row.region}  {view.region_name}".strip()
    return Group("", (*told, Fact(_word("region"), region)))


def _rank(rank: str) -> str:
    return texts.word(f"petition.rank.{rank}") if rank else ""


def _matter(at: int, matter: MatterRow) -> Group:
    told = [
        Fact(_word("matter.summary"), matter.summary),
        Fact(
            _word("matter.kind"), texts.word(f"petition.kind.{matter.kind}") if matter.kind else ""
        ),
    ]
    if matter.disciplines:
        told.append(Fact(_word("matter.disciplines"), words.said("discipline", matter.disciplines)))
    if matter.offences:
        told.append(Fact(_word("matter.offences"), words.said("offence", matter.offences)))
    told += [
        Fact(_word(f"matter.{name}"), matter.facts[name])
        for name in _FACTS
        if matter.facts.get(name)
    ]
    if matter.outcome:
        outcome = texts.word(f"petition.outcome.{matter.outcome}")
        told.append(Fact(_word("outcome"), outcome, chip="ok"))
    return Group(f"{_word('matter')} {at}", tuple(told))


def _handling(view: PetitionView) -> Group:
    row = view.row
    told = [Fact(_word("receiving_organ"), row.organ)]
    if row.office:
        told.append(Fact(_word("office"), texts.word(f"office.{row.office}")))
    if row.handler_name:
        told.append(Fact(_word("handler"), row.handler_name))
    if view.disposition:
        told.append(Fact(_word("disposition"), view.disposition))
    if view.ground:
        told.append(Fact(_word("ground"), texts.word(f"petition.ground.{view.ground}")))
    if view.volume:
        told.append(Fact(_word("volume"), view.volume))
    return Group("", tuple(told))


def _clocks(view: PetitionView) -> list[Fact]:
    return [
        Fact(
            texts.word(f"rule.limit.{clock.rule}"),
            f"{texts.day(clock.due)}{' ?' if clock.is_provisional else ''}"
            f"  {texts.word(f'petition.lamp.{clock.lamp}')}",
            tone={"red": "danger", "yellow": "late", "late": "danger"}.get(clock.lamp, ""),
        )
        for clock in view.clocks
    ]


def _links(view: PetitionView) -> list[Fact]:
    return [
        Fact(
            texts.word(f"petition.link.{link.kind}"),
            f"{words.seal(link.channel)} {link.other_number}  {link.by_name}  {_by(link)}".strip(),
            goes=("petitions", link.other_id),
        )
        for link in view.links
        if not link.is_ended and link.other_kind == "petition"
    ]


def _by(link: LinkRow) -> str:
    """By when the lower organ answers for what it was given."""
    if link.due is None or link.kind != LinkKind.FORWARDED:
        return ""
    return f"{_word('due')} {texts.day(link.due)}"


def _leads(leads: Sequence[LeadRow]) -> list[Fact]:
    return [
        Fact(texts.word(f"status.{lead.status}"), lead.number, goes=("leads", lead.id))
        for lead in leads
    ]


def _feedbacks(view: PetitionView) -> list[Fact]:
    return [
        Fact(
            texts.word(f"petition.told.{told.kind}"),
            "  ".join(
                part
                for part in (
                    texts.moment(told.at),
                    texts.word(f"petition.way.{told.way}") if told.way else "",
                    texts.word(f"petition.proof.{'yes' if told.is_proved else 'no'}")
                    if told.way
                    else "",
                    told.objection or told.text,
                    told.explanation,
                )
                if part
            ),
            tone="" if told.is_proved or not told.way else "late",
        )
        for told in view.feedbacks
    ]


def _orders(view: PetitionView) -> list[Fact]:
    return [
        Fact(
            order.number,
            "  ".join(filter(None, _told_of(order))),
            tone="" if order.verdict == "cancel" else "late",
        )
        for order in view.orders
    ]


def _effects(view: PetitionView) -> list[Fact]:
    return [
        Fact(
            texts.word(f"petition.effect.{found.kind}"),
            "  ".join(part for part in (texts.moment(found.at), found.by, found.note) if part),
        )
        for found in view.effects
    ]


def _told_of(order: OrderRow) -> tuple[str, ...]:
    """What was demanded and by when, what was answered, and how that was judged."""
    verdict = texts.word(f"petition.verdict.{order.verdict}") if order.verdict else ""
    return (order.demand, texts.day(order.due), order.reply, verdict)


def _category(code: str) -> str:
    """A kind, a discipline, an offence or a topic by its code."""
    keys = (f"petition.{of}.{code}" for of in ("kind", "discipline", "offence", "topic"))
    return next((texts.word(key) for key in keys if texts.has(key)), code)


def _with_which(facts: Mapping[str, str]) -> str:
    """Linked with which petition as what, or no longer linked with it, and why."""
    kind = texts.word(f"petition.link.{facts['kind']}") if facts.get("kind") else ""
    return "  ".join(each for each in (kind, facts["other"], facts.get("reason", "")) if each)


def _of_an_order(facts: Mapping[str, str]) -> str:
    """Why it was given; what was answered to which one, or how that was judged."""
    number = facts.get("number", "")
    if facts.get("verdict"):
        return texts.pair(number, texts.word(f"petition.verdict.{facts['verdict']}"))
    if facts.get("reply"):
        return texts.pair(number, facts["reply"])
    return texts.word(f"petition.order_reason.{facts['reason']}") if facts.get("reason") else number


def entry(line: EntryLine) -> str:
    """What an entry says beside its name."""
    facts = line.facts
    if "field" in facts:
        was, now = (amending.said(facts["field"], facts.get(each, "")) for each in ("was", "now"))
        return f"{_word(facts['field'])}: {was} → {now}"
    if line.kind in (Event.ORDER, Event.ANSWER_ORDER, Event.JUDGE_ORDER):
        return _of_an_order(facts)
    if line.kind == Event.CLASSIFY:
        return texts.several(map(_category, facts.get("now", "").split()))
    if facts.get("other"):
        return _with_which(facts)
    for name in ("reason", "number", "lead"):
        if facts.get(name):
            return facts[name]
    if facts.get("office"):
        return texts.word(f"office.{facts['office']}")
    for name, family in (("ground", "ground"), ("way", "way"), ("effect", "effect")):
        if facts.get(name):
            return texts.word(f"petition.{family}.{facts[name]}")
    return ""
