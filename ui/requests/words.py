"""How requests are spoken of: what happens next, whose turn it is, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app import errors, words
from app.requests.types import RequestKind, RequestStatus, RequestView, StepRow
from ui import texts
from ui.shell import lang


def kind_word(kind: str) -> str:
    """调用, 续借, 送鉴, 处置."""
    return texts.word(f"request_kind.{kind}")


def due_step(view: RequestView) -> StepRow | None:
    """The step that is decided next."""
    return next((step for step in view.steps if not step.decision), None)


def what_next(view: RequestView) -> str:
    """What will happen next, in one sentence."""
    status = view.row.status
    if status == RequestStatus.SUBMITTED:
        return _if_approved(view)
    told = {
        RequestStatus.APPROVED: _approved(view),
        RequestStatus.SENT_BACK: QCoreApplication.translate(
            "requests", "The asker may change it and ask again, or withdraw it."
        ),
        RequestStatus.REJECTED: QCoreApplication.translate(
            "requests", "It is rejected for good; a new request would be needed."
        ),
        RequestStatus.WITHDRAWN: QCoreApplication.translate(
            "requests", "It was withdrawn; what was held ready is free again."
        ),
        RequestStatus.EXPIRED: QCoreApplication.translate(
            "requests", "Nobody fetched the items in time; they are free again."
        ),
        RequestStatus.DONE: QCoreApplication.translate("requests", "It was carried out."),
    }
    return told.get(RequestStatus(status), "")


def _if_approved(view: RequestView) -> str:
    left = [step for step in view.steps if not step.decision]
    if not view.mine:
        role = texts.word(f"role.{left[0].role}") if left else ""
        return QCoreApplication.translate("requests", "It waits for the decision of: {0}.").format(
            role
        )
    if len(left) > 1:
        return QCoreApplication.translate("requests", "If you approve, it goes on to: {0}.").format(
            texts.word(f"role.{left[1].role}")
        )
    return _last_approval(view)


def _last_approval(view: RequestView) -> str:
    match view.row.kind:
        case RequestKind.EXTENSION:
            return QCoreApplication.translate(
                "requests", "If you approve, the items are due back on {0}."
            ).format(texts.moment(view.terms.due_at))
        case RequestKind.EXAM:
            return QCoreApplication.translate(
                "requests",
                "If you approve, the items are reserved and the custodian hands them over for {0}.",
            ).format(view.terms.institution)
        case RequestKind.DISPOSAL:
            return QCoreApplication.translate(
                "requests", "If you approve, the items are set apart for: {0}."
            ).format(texts.word(f"way.{view.terms.way}"))
    return QCoreApplication.translate(
        "requests",
        "If you approve, the items are reserved; the custodian hands them to {0} while the approval is valid.",
    ).format(_names(view.carrier_names))


def _approved(view: RequestView) -> str:
    match view.row.kind:
        case RequestKind.DISPOSAL:
            return QCoreApplication.translate(
                "requests", "It is approved; it is carried out from the items' cards ({0})."
            ).format(texts.word(f"way.{view.terms.way}"))
        case RequestKind.EXTENSION:
            return QCoreApplication.translate("requests", "It was carried out.")
    return QCoreApplication.translate(
        "requests", "The items wait at the counter for {0}; the custodian hands them over."
    ).format(_names(view.carrier_names))


def why_me(view: RequestView) -> str:
    """The rule that makes the viewer the approver, or why he is none."""
    if view.row.status != RequestStatus.SUBMITTED:
        return ""
    if not view.mine:
        return refusal_word(view.why_mine)
    role = texts.word(view.why_mine)
    rule = rule_of(view.why_mine.removeprefix("role."), view.row.kind)
    told = QCoreApplication.translate("requests", "You decide as {0}: {1}").format(role, rule)
    if view.on_behalf_name:
        told += QCoreApplication.translate("requests", " You stand in for {0}.").format(
            view.on_behalf_name
        )
    return told


def rule_of(role: str, kind: str) -> str:
    """Why this role has to agree."""
    if role == "owner_head":
        return QCoreApplication.translate(
            "requests", "the items belong to another case; its head has to agree too."
        )
    if role == "leader" and kind == RequestKind.DISPOSAL:
        return QCoreApplication.translate("requests", "every disposal needs the leader.")
    if role == "leader":
        return QCoreApplication.translate(
            "requests", "valuable or secret items need the leader too."
        )
    return QCoreApplication.translate(
        "requests", "the head of the handling department agrees first."
    )


def refusal_word(code: str) -> str:
    """A refusal's sentence by its code, for a viewer who may not decide."""
    for each in _leaves(errors.Refusal):
        if each.code == code and code:
            return f"{words.refusal(each(), lang.now()).what}  {code}"
    return code


def _leaves(parent: type[errors.Refusal]) -> Iterable[type[errors.Refusal]]:
    for child in parent.__subclasses__():
        if child.__subclasses__():
            yield from _leaves(child)
        else:
            yield child


def _names(names: Iterable[str]) -> str:
    told = [each for each in names if each]
    return ("、" if lang.now() == "zh" else ", ").join(told) or texts.NONE
