"""How a lead is told: its source, persons, matters, disposals, meetings, papers and what happened, each in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.leads.types import (
    LeadEvent,
    LeadView,
    MatterLine,
    MeetingLine,
    PersonLine,
    ReportLine,
    RoundLine,
    StepLine,
    TimelineLine,
)
from ui import texts
from ui.widgets.facts import Fact
from ui.widgets.timeline import Moment


def source(view: LeadView) -> str:
    """From where it came, with the number of its paper for who may see that."""
    told = (texts.word(f"lead_source.{view.row.source}"), view.source_ref)
    return "　".join(x for x in told if x)


def marks(person: PersonLine) -> str:
    """What a person is marked as."""
    if person.lower_head:
        return texts.word("lead.lower_head")
    return texts.word("lead.key") if person.key else ""


def matter(matter: MatterLine) -> str:
    """One thing that is said, with when, where and how much."""
    amount = texts.money(matter.amount_fen) if matter.amount_fen is not None else ""
    aside = "　".join(x for x in (matter.happened, matter.place, amount) if x)
    return f"{matter.summary}\n{aside}" if aside else matter.summary


def round_(row: RoundLine) -> list[Fact]:
    """A disposal with its signatures."""
    told = [
        Fact(texts.word("lead.way"), texts.word(f"lead_way.{row.way}")),
        Fact(texts.word("lead.proposal"), f"{row.proposal}　{row.proposer_name}"),
        *(Fact(texts.word(f"plan.{part}"), said) for part, said in row.plan),
    ]
    if row.group:
        told.append(Fact(texts.word("plan.group"), texts.several(row.group)))
    if row.conclusion:
        told.append(Fact(texts.word("lead.report"), row.conclusion))
    if row.signed:
        told.append(Fact(texts.word("lead.report_signed"), texts.several(row.signed)))
    if row.outcome:
        told.append(Fact(texts.word("lead.outcome"), texts.word(f"lead_outcome.{row.outcome}")))
    told += [step(s) for s in row.steps]
    return told


def step(step: StepLine) -> Fact:
    """A signature, or that it is still to be given; a no says that it is one."""
    name = f"{texts.word(f'lead_stage.{step.stage}')} · {texts.word(f'role.{step.role}')}"
    if not step.decision:
        return Fact(name, texts.word("lead.waiting"), "late")
    who = step.approver_name
    if step.on_behalf_name:
        who = f"{who}（{step.on_behalf_name}）"
    no = step.decision == "sent_back"
    said = (texts.word("lead.sent_back") if no else "", who, step.opinion)
    told = "　".join(x for x in (*said, texts.moment(step.decided_at)) if x)
    return Fact(name, told, "late" if no else "")


def meeting(meeting: MeetingLine) -> Fact:
    """A meeting with what each one said."""
    away = QCoreApplication.translate("leads", "on leave")
    said = "\n".join(
        texts.pair(o.name, o.text or (texts.NONE if o.present else away)) for o in meeting.opinions
    )
    way = texts.word(f"lead_way.{meeting.way}")
    return Fact(texts.day(meeting.held_at), f"{way}　{meeting.conclusion}\n{said}")


def paper(number: str, title: str) -> str:
    """A paper by its number and title."""
    told = texts.word(title) if title.startswith("lead_") else title
    if texts.has(f"lead_outcome.{title}"):  # a report of before: its title is the bare outcome
        told = texts.word(f"lead_outcome.{title}")
    return "　".join(x for x in (number, told) if x)


def report(line: ReportLine) -> Fact:
    """A report upwards: who confirmed it, with which number and when, who has not, and how far apart both did."""
    told = [
        "　".join((texts.word(f"recipient.{who}"), number, texts.moment(at)))
        for who, number, at in line.receipts
    ]
    if line.missing:
        names = texts.several(texts.word(f"recipient.{who}") for who in line.missing)
        told.append(QCoreApplication.translate("leads", "receipt missing: {0}").format(names))
    elif len(line.receipts) > 1:
        when = sorted(at for _, _, at in line.receipts)
        apart = QCoreApplication.translate("leads", "both received, {0} apart")
        told.append(apart.format(texts.span(when[-1] - when[0])))
    return Fact(line.number, "\n".join(told), "late" if line.missing else "ok")


def moments(view: LeadView) -> list[Moment]:
    """What happened, for the timeline."""
    return [
        Moment(
            id=str(line.seq),
            title=texts.word(f"event.{line.event}"),
            who="　".join(
                x
                for x in (
                    line.actor_name,
                    line.second_name,
                    f"（{line.on_behalf_name}）" if line.on_behalf_name else "",
                )
                if x
            ),
            when=texts.moment(line.at),
            why=_why(line),
        )
        for line in view.timeline
    ]


def _why(line: TimelineLine) -> str:
    """What an entry says beside its name; why a lead woke is noted as a word of the books."""
    known = f"lead_wake.{line.told}"
    return texts.word(known) if line.event == LeadEvent.WAKE and texts.has(known) else line.told
