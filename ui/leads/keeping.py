"""What is added to a lead, told about it above, and how it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from app.leads import adding, endings, merging, rules, upward
from app.leads.types import LeadEvent as E
from app.leads.types import LeadPaper
from ui import texts
from ui.leads import words
from ui.leads.fields import (
    ActForm,
    Context,
    Values,
    matter_of,
    may,
    named,
    need,
    reason,
    text_of,
)
from ui.widgets.field import FieldDef, Kind


def _archive(_: Context) -> Sequence[FieldDef]:
    absent = texts.word("lead.absent_material")
    return (
        need("volume"),
        *(
            FieldDef(f"no_{kind}", absent.format(texts.word(f"lead_paper.{kind}")), Kind.CHECK)
            for kind in rules.MATERIALS
        ),
        may("reason"),
    )


def _archive_given(_: Context, v: Values) -> dict[str, Any]:
    return {
        "volume": text_of(v, "volume"),
        "not_there": tuple(kind for kind in rules.MATERIALS if v.get(f"no_{kind}")),
        "reason": text_of(v, "reason"),
    }


def _matter(_: Context) -> Sequence[FieldDef]:
    return (
        need("matter", Kind.LONG),
        may("happened"),
        may("place"),
        may("amount", Kind.MONEY),
        need("source_ref"),
    )


def _matter_given(_: Context, v: Values) -> dict[str, Any]:
    return {"matter": matter_of(v), "source_ref": text_of(v, "source_ref")}


def _paper(_: Context) -> Sequence[FieldDef]:
    return (
        need("paper_kind", Kind.CHOICE, choices=words.choices("lead_paper", rules.PAPERS)),
        need("paper_no"),
        may("paper_title"),
        may("dated", Kind.DATE),
    )


def _paper_given(_: Context, v: Values) -> dict[str, Any]:
    kind, number, title = (text_of(v, n) for n in ("paper_kind", "paper_no", "paper_title"))
    return {"paper": LeadPaper(kind, number, title, v.get("dated"))}


def _report(c: Context) -> Sequence[FieldDef]:
    known = tuple((r.id, r.number) for r in c.view.reports)
    return (
        need("report_kind", Kind.CHOICE, choices=words.choices("report_kind", upward.KINDS)),
        need("content", Kind.LONG),
        may("corrects", Kind.CHOICE, choices=known),
    )


def _open_reports(c: Context) -> tuple[tuple[str, str], ...]:
    return tuple((r.id, r.number) for r in c.view.reports if r.missing)


def _receipt_start(c: Context) -> Values:
    """The one report that waits is meant, and the one recipient who has not confirmed it."""
    waiting, lacking = _open_reports(c), _lacking(c)
    return {
        **({"report_no": waiting[0][0]} if len(waiting) == 1 else {}),
        **({"recipient": lacking[0]} if len(lacking) == 1 else {}),
    }


def _lacking(c: Context) -> tuple[str, ...]:
    """Whose receipt some report still lacks."""
    waited = {who for r in c.view.reports for who in r.missing}
    return tuple(who for who in upward.RECIPIENTS if who in waited)


def _receipt(c: Context) -> Sequence[FieldDef]:
    return (
        need("report_no", Kind.CHOICE, choices=_open_reports(c)),
        need("recipient", Kind.CHOICE, choices=words.choices("recipient", _lacking(c))),
        need("receipt_no"),
        need("received_at", Kind.MOMENT),
    )


FORMS: Final[dict[E, ActForm]] = {
    E.TRANSFER_OUT: ActForm(
        endings.transfer_out,
        lambda _: (need("target"), need("reason", Kind.LONG)),
        named("target", "reason"),
    ),
    E.CONFIRM_TRANSFER: ActForm(
        endings.confirm_transfer,
        lambda _: (need("receipt_no"),),
        lambda _, v: {"receipt": LeadPaper("feedback", text_of(v, "receipt_no"))},
    ),
    E.RECALL_TRANSFER: ActForm(endings.recall_transfer, reason, named("reason")),
    E.ARCHIVE_LEAD: ActForm(endings.archive, _archive, _archive_given, second=True),
    E.REOPEN_LEAD: ActForm(endings.reopen, lambda _: (need("evidence"),), named("evidence")),
    E.ADD_MATTER: ActForm(adding.add_matter, _matter, _matter_given),
    E.ADD_ALIAS: ActForm(
        adding.add_alias,
        lambda _: (need("other_organ"), need("alias")),
        lambda _, v: {"organ": text_of(v, "other_organ"), "code": text_of(v, "alias")},
    ),
    E.FLAG_KEY: ActForm(
        adding.flag_key,
        lambda c: (
            need(
                "person",
                Kind.CHOICE,
                choices=tuple((p.id, p.name) for p in c.view.persons if not p.key),
            ),
        ),
        lambda _, v: {"person_id": text_of(v, "person")},
    ),
    E.FILE_PAPER: ActForm(adding.file_paper, _paper, _paper_given),
    E.KEEP_AWAY: ActForm(
        adding.recuse,
        lambda c: (
            need("who", Kind.CHOICE, choices=c.people()),
            need("reason", Kind.LONG),
        ),
        lambda _, v: {"account_id": text_of(v, "who"), "reason": text_of(v, "reason")},
    ),
    E.VOID_LEAD: ActForm(merging.void, reason, named("reason"), second=True),
    E.REPORT_UPWARD: ActForm(
        upward.report_upward,
        _report,
        lambda _, v: {
            "kind": text_of(v, "report_kind"),
            "content": text_of(v, "content"),
            "corrects": text_of(v, "corrects"),
        },
    ),
    E.CONFIRM_REPORT: ActForm(
        upward.confirm_report,
        _receipt,
        lambda _, v: {
            "report_id": text_of(v, "report_no"),
            "recipient": text_of(v, "recipient"),
            "receipt_no": text_of(v, "receipt_no"),
            "received_at": v["received_at"],
        },
        start=_receipt_start,
    ),
}
