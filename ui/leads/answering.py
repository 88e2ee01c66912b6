"""Answers to supervision letters as acts on their lead: the office writes one, the supervisor judges it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from app.leads import answering, rules
from app.leads.types import LeadEvent as E
from app.leads.types import LetterState, NoticeLine
from ui import texts
from ui.leads import words
from ui.leads.fields import ActForm, Context, Values, may, need, text_of
from ui.widgets.facts import Fact
from ui.widgets.field import FieldDef, Kind

TONES: Final = {
    LetterState.DRAFT: "late",
    LetterState.WAITING: "accent",
    LetterState.LATE: "danger",
    LetterState.RETURNED: "late",
    LetterState.ANSWERED: "accent",
    LetterState.SETTLED: "ok",
    LetterState.SENT: "ok",
}
_ANSWERED: Final = (LetterState.ANSWERED,)


def _letters(c: Context, states: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The letters on the lead that wait, the newest first."""
    found = [n for n in reversed(c.view.notices) if n.state in states]
    return tuple((n.id, f"{n.number}　{texts.day(n.reply_due)}") for n in found)


def _letter(states: Collection[str]) -> Callable[[Context], FieldDef]:
    return lambda c: need("letter", Kind.CHOICE, choices=_letters(c, states))


def _first(states: Collection[str]) -> Callable[[Context], Values]:
    return lambda c: {"letter": next((id_ for id_, _ in _letters(c, states)), "")}


def _answer(c: Context) -> Sequence[FieldDef]:
    return (_letter(rules.OPEN_LETTER)(c), need("reply", Kind.LONG))


def _judge(c: Context) -> Sequence[FieldDef]:
    verdicts = words.choices("lead_verdict", answering.VERDICTS)
    return (
        _letter(_ANSWERED)(c),
        need("verdict", Kind.CHOICE, choices=verdicts),
        may("reason", Kind.LONG, "lead.return_reason"),
    )


def _given(*names: str) -> Callable[[Context, Values], dict[str, Any]]:
    return lambda _, v: {
        "letter_id": text_of(v, "letter"),
        **{name: text_of(v, name) for name in names},
    }


FORMS: Final[dict[E, ActForm]] = {
    E.ANSWER_LETTER: ActForm(
        answering.answer_letter,
        _answer,
        _given("reply"),
        start=_first(rules.OPEN_LETTER),
        file="letter_reply",
    ),
    E.JUDGE_LETTER: ActForm(
        answering.judge_letter, _judge, _given("verdict", "reason"), start=_first(_ANSWERED)
    ),
}


def fact(line: NoticeLine) -> Fact:
    """A letter in its lead: to whom, how far it is, and what was answered."""
    told = [texts.word(f"lead_notice.{line.level}"), texts.word(f"lead_letter.{line.state}")]
    if line.state in rules.OPEN_LETTER and line.reply_due is not None:
        told.append(f"{texts.word('lead.reply_due')} {texts.day(line.reply_due)}")
    tone = TONES[LetterState(line.state)]
    return Fact(line.number, "\n".join(("　".join(told), *answers(line.answers))), tone)


def answers(found: Sequence[Any]) -> list[str]:
    """Each answer with who gave it and when, whether late, and the supervisor's word on it."""
    told = []
    for a in found:
        late = texts.word("lead.answered_late") if a.late else ""
        told.append("　".join(x for x in (texts.moment(a.replied_at), a.replied_by, late) if x))
        told.append(a.reply)
        if a.paper:
            told.append(texts.pair(texts.word("lead.attachment"), a.paper))
        if a.verdict:
            verdict = texts.word(f"lead_verdict.{a.verdict}")
            said = (texts.moment(a.judged_at), a.judged_by, verdict, a.reason)
            told.append("　".join(x for x in said if x))
    return told
