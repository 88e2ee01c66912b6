"""F9 一案一账台账: what a case's account says on paper, with its balance, its totals and the head of its chain."""

from collections import defaultdict
from collections.abc import Sequence

from app import registry, words
from app.cases.types import CaseFileView, ClassTotal, SettlementRow
from app.custody.types import ItemRow
from app.forms import cells, layout, page, paper
from app.forms.imprint import Imprint
from app.forms.lines import LedgerLine
from app.forms.page import Marks
from app.forms.types import ClosingRow, LedgerRow, LedgerSheet, Money, TotalRow
from app.progress import Heed, unheard
from app.states import DIFFERENCE, INSIDE, OUTSIDE, TERMINAL

_COUNTS = ("items", "pending", "inside", "outside", "ended", "difference")


def ledger_pdf(
    view: CaseFileView,
    rows: Sequence[ItemRow],
    *,
    totals: Sequence[ClassTotal] = (),
    imprint: Imprint | None = None,
    lines: Sequence[LedgerLine] = (),
    closings: Sequence[SettlementRow] = (),
    heed: Heed = unheard,
) -> bytes:
    """The ledger as PDF; `imprint` says whose store it is and who prints, `lines` how each thing came and left,
    `closings` when the account was settled and opened again.
    """
    marks = Marks(number=view.row.number, code=view.head, code_name="链头", imprint=imprint)
    told = value(view, rows, totals=totals, lines=lines, closings=closings)
    return page.render(layout.get("F9"), registry.plain(told), marks, heed=heed)


def value(
    view: CaseFileView,
    rows: Sequence[ItemRow],
    *,
    totals: Sequence[ClassTotal] = (),
    lines: Sequence[LedgerLine] = (),
    closings: Sequence[SettlementRow] = (),
) -> LedgerSheet:
    """What the form says of a case."""
    row, told = view.row, view.balance
    known = {line.item_id: line for line in lines}
    summed = tuple(totals) or totals_of(rows)
    return LedgerSheet(
        case_number=row.number,
        case_alias=row.alias,
        secrecy=view.secrecy,
        title=row.title,
        kind=row.kind,
        status=row.status,
        department=row.department,
        filing_no=view.filing_no,
        filed_on=row.filed_on,
        opened_at=row.opened_at,
        settled_at=row.settled_at,
        handlers=tuple(m.name for m in view.members if m.duty == "handler"),
        heads=tuple(m.name for m in view.members if m.duty in ("head", "leader")),
        persons=tuple(person.name for person in view.persons),
        balance=f"接收 {told.received:,}  ＝  在库 {told.inside:,}  ＋  在外 {told.outside:,}"
        f"  ＋  终结 {told.ended:,}  ＋  差异 {told.difference:,}",
        agrees=f"未入库 {told.pending:,} 件      {'账平' if told.holds else '账不平'}",
        rows=tuple(_row(each, known.get(each.id)) for each in rows),
        totals=_totals(summed),
        sums=tuple(
            Money(currency, sum(t.value_fen for t in summed if t.currency == currency))
            for currency in sorted({t.currency for t in summed})
        ),
        closings=tuple(_closing(each) for each in closings),
    )


def _closing(row: SettlementRow) -> ClosingRow:
    return ClosingRow(
        at=row.at,
        act=words.word(f"event.{row.event}"),
        by=row.by,
        second=row.second,
        ground=row.decision_no or row.reason,
        items=f"{row.items:,} 件" if row.items else "",
    )


def _row(row: ItemRow, line: LedgerLine | None) -> LedgerRow:
    measure = words.word(f"measure.{line.measure}") if line else words.word(f"legal.{row.legal}")
    came = line.measured_at if line else None
    return LedgerRow(
        number=row.number,
        name=row.name,
        category=cells.category(row.category),
        quantity=f"{row.quantity:,} {row.unit}",
        currency="" if row.currency == "CNY" or row.value_fen is None else row.currency,
        value_fen=row.value_fen,
        measure=f"{measure} {line.notice_no}".strip() if line else measure,
        measured_at=came,
        received_at=row.received_at,
        days=(row.received_at - came).days if row.received_at and came else None,
        intake_no=line.intake_no if line else "",
        seal_no=row.seal_no,
        state=words.word(f"status.{row.custody}"),
        place=row.place or row.holder,
        loans=line.loans if line else 0,
        ending=_ending(row, line),
    )


def _ending(row: ItemRow, line: LedgerLine | None) -> str:
    """Until when it is out; or by what paper it went, to whom, with which receipt, when."""
    told = [f"应还 {paper.moment(row.due_at, day=True)}"] if row.due_at is not None else []
    if line is not None and row.custody in TERMINAL:
        told += [line.receiver, line.basis]
        told.append(f"凭证 {line.receipt_no}" if line.receipt_no else "")
        told.append(paper.moment(line.ended_at, day=True))
    return " ".join(part for part in told if part)


def totals_of(rows: Sequence[ItemRow]) -> tuple[ClassTotal, ...]:
    """The totals by class and currency, counted from the rows themselves."""
    found: dict[tuple[str, str], list[ItemRow]] = defaultdict(list)
    for row in rows:
        if row.custody != "T_VOID":
            found[row.category, row.currency].append(row)

    def among(mine: list[ItemRow], states: frozenset[str]) -> int:
        return sum(row.custody in states for row in mine)

    kept = INSIDE | OUTSIDE
    return tuple(
        ClassTotal(
            category=category,
            currency=currency,
            items=len(mine),
            inside=among(mine, frozenset(INSIDE)),
            outside=among(mine, frozenset(OUTSIDE)),
            ended=among(mine, frozenset(TERMINAL)),
            difference=among(mine, frozenset(DIFFERENCE)),
            pending=among(mine, frozenset({"DRAFT", "PENDING", "REFUSED"})),
            value_fen=sum(row.value_fen or 0 for row in mine),
            kept_fen=sum(row.value_fen or 0 for row in mine if row.custody in kept),
        )
        for (category, currency), mine in sorted(found.items())
    )


def _totals(totals: Sequence[ClassTotal]) -> tuple[TotalRow, ...]:
    """One row a class, then one a currency: currencies are never added."""
    rows = [_total(cells.category(t.category), t.currency, [t]) for t in totals]
    for currency in sorted({t.currency for t in totals}):
        mine = [t for t in totals if t.currency == currency]
        rows.append(_total("合计", currency, mine, bold=True))
    return tuple(rows)


def _total(name: str, currency: str, of: Sequence[ClassTotal], *, bold: bool = False) -> TotalRow:
    counts = {count: sum(getattr(t, count) for t in of) for count in _COUNTS}
    return TotalRow(
        category=name,
        currency=currency,
        value_fen=sum(t.value_fen for t in of),
        kept_fen=sum(t.kept_fen for t in of),
        agrees="" if bold else "□",
        bold=bold,
        **counts,
    )
