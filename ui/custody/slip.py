"""The loan slip: what a carrier takes along, in which state and until when; a small PDF beside the other forms."""

from __future__ import annotations

import html

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QObject
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.custody.types import LoanRow
from app.requests.types import RequestView
from ui import texts
from ui.custody import printing
from ui.shell.station import Station
from ui.work import Lane


def make(station: Station, owner: QObject, view: RequestView, lent: tuple[LoanRow, ...]) -> None:
    """Write the slip and show it."""
    name = f"{view.row.number}-slip.pdf"
    data = pdf(text(view, lent))

    def kept(file: str) -> None:
        station.told.emit(QCoreApplication.translate("slip", "Loan slip: {0}").format(file))
        printing.open_file(file)

    station.work.run(
        owner, printing.keep, name, data, then=kept, failed=station.refuse, lane=Lane.WIRE
    )


def pdf(words: str) -> bytes:
    """The slip on A5."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
    writer.setResolution(150)
    page = QTextDocument()
    page.setHtml(words)
    page.setPageSize(writer.pageLayout().paintRectPixels(150).size().toSizeF())
    page.print_(writer)
    del writer
    return bytes(buffer.data().data())


def text(view: RequestView, lent: tuple[LoanRow, ...]) -> str:
    """What stands on it, as HTML."""
    heads = (
        texts.word("item.number"),
        texts.word("item.name"),
        texts.word("item.quantity"),
        texts.word("item.weight_mg"),
        texts.word("item.seal_no"),
    )
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td>{html.escape(cell)}</td>"
            for cell in (
                loan.item_number,
                loan.item_name,
                str(loan.out_quantity),
                texts.weight(loan.out_weight_mg),
                loan.out_seal or texts.NONE,
            )
        )
        + "</tr>"
        for loan in lent
    )
    row = view.row
    facts = (
        (QCoreApplication.translate("slip", "Request"), row.number),
        (texts.word("object.case"), f"{row.case_alias} {row.case_number}"),
        (QCoreApplication.translate("slip", "Purpose"), row.reason),
        (texts.word("part.carrier"), "、".join(view.carrier_names)),
        (QCoreApplication.translate("slip", "Handed over at"), texts.moment(lent[0].out_at)),
        (QCoreApplication.translate("slip", "Due back"), texts.moment(lent[0].due_at)),
    )
    told = "".join(f"<p>{html.escape(a)}: <b>{html.escape(b)}</b></p>" for a, b in facts)
    title = QCoreApplication.translate("slip", "Loan slip")
    signed = QCoreApplication.translate(
        "slip", "Carriers (signature): ____________   Custodian (signature): ____________"
    )
    head = "".join(f"<th align='left'>{html.escape(each)}</th>" for each in heads)
    return (
        f"<h2>{title}</h2>{told}<table border='1' cellspacing='0' cellpadding='4' width='100%'>"
        f"<tr>{head}</tr>{lines}</table><p></p><p>{signed}</p>"
    )
