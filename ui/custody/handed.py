"""What became of a request of which nothing is left to hand over: only what was carried out is out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.requests.types import RequestStatus, RequestView
from ui import texts


def said(view: RequestView, *, printable: bool) -> tuple[str, str, str, str]:
    """Title, what happened, what is next, icon. `printable`: it was handed over here, the slip can be printed."""
    status = RequestStatus(view.row.status)
    if status == RequestStatus.DONE:
        return (
            QCoreApplication.translate("handed", "Handed over"),
            QCoreApplication.translate("handed", "Everything of {0} is out").format(
                view.row.number
            ),
            QCoreApplication.translate(
                "handed", "Print the release slip for the carriers, or choose the next request."
            )
            if printable
            else QCoreApplication.translate(
                "handed", "It was not handed over here just now: the cards say when and by whom."
            ),
            "circle-check",
        )
    return (
        QCoreApplication.translate("handed", "Not handed over"),
        f"{view.row.number}  ·  {texts.word(f'status.{status}')}",
        _why(status),
        "circle-slash",
    )


def _why(status: RequestStatus) -> str:
    said = {
        RequestStatus.EXPIRED: QCoreApplication.translate(
            "handed",
            "Nobody fetched the items in time: the approval has lapsed and they are free again.",
        ),
        RequestStatus.WITHDRAWN: QCoreApplication.translate(
            "handed", "The asker has withdrawn it; its items are free again."
        ),
        RequestStatus.REJECTED: QCoreApplication.translate(
            "handed", "It was rejected; its items are free again."
        ),
        RequestStatus.APPROVED: QCoreApplication.translate(
            "handed", "None of its items is held ready for it now; their cards say why."
        ),
    }
    return said.get(
        status,
        QCoreApplication.translate("handed", "It is not approved: nothing may leave under it."),
    )
