"""Petitions as spreadsheets: the list that is shown, and the sealed ledger; nothing of either is a formula."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from app import words
from app.forms import paper, sheets
from app.petitions.types import SEALS, PetitionRow, SealedRow

_LIST: Final = (
    *(
        "方式",
        "信访编号",
        "状态",
        "到期",
        "被反映人",
        "举报方式",
        "信访类别",
        "收到",
        "机关",
        "属地",
    ),
    "反映事项",
)
_SEALED: Final = ("方式", "封转编号", "收到", "件数", "封条号", "报送机关", "应于", "回执")


def list_xlsx(rows: Iterable[PetitionRow], mark: str) -> bytes:
    """The list, written as its rows come; `mark` stands over it."""
    told: Iterator[list[str | int]] = (
        [
            SEALS[row.channel][0],
            row.number or row.draft,
            words.word(f"status.{row.status}"),
            f"{row.due:%Y-%m-%d}" if row.due else "",
            row.accused,
            words.word(f"petition.reporter_mode.{row.reporter_mode}"),
            words.word(f"petition.kind.{row.kind}") if row.kind else "",
            paper.moment(row.received_at),
            row.organ,
            row.region,
            row.summary,
        ]
        for row in rows
    )
    return sheets.workbook("信访台账", _LIST, told, (mark,))


def sealed_xlsx(rows: Sequence[SealedRow], organ: str, printed_by: str, at: datetime) -> bytes:
    """封转台账: of each its way and nothing else."""
    told: list[list[str | int]] = [
        [
            SEALS[row.channel][0],
            row.number,
            f"{row.received_on:%Y-%m-%d}",
            row.pieces,
            row.seal_no,
            row.target or "上级机关",
            f"{row.due:%Y-%m-%d}" + ("（暂定）" if row.is_provisional else ""),
            row.receipt_no,
        ]
        for row in rows
    ]
    note = f"{organ}　封转台账　{printed_by} 导出 {paper.moment(at)}　仅载去向，不载内容"
    return sheets.workbook("封转台账", _SEALED, told, (note,))
