"""签字: on the pad, on paper with the scan owed, or not at all with a reason and a witness; bound to the sheet's hash."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import checks
from app.deadlines import service as deadlines
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.signatures import errors as no
from app.signatures import places, strokes
from app.signatures.types import Kept, Method, Sheet, SignatureRow, Signer
from db.identity import queries as people
from db.ledger import queries as trail
from db.signatures import queries
from db.signatures.models import Signature

#: Who brings a sheet to be signed.
_SIGNED_BY: Final = (
    Role.CUSTODIAN,
    Role.STORE_HEAD,
    Role.CASHIER,
    Role.HANDLER,
    Role.HEAD,
    Role.OVERSIGHT,
)
_SEEN_BY: Final = (*_SIGNED_BY, Role.LEADER, Role.REVIEWER, Role.AUDITOR)
#: The chain of what was signed on a sheet is named by the first half of the sheet's hash.
_CHAIN: Final = 32
_PAPER: Final = "paper"


@registry.verb("signatures.sign", _SIGNED_BY, changes=("signatures",))
def sign(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    sheet: Sheet,
    signer: Signer,
    written: str,
    picture: Kept,
) -> SignatureRow:
    """手写签字: what the pen wrote stands in the entry point by point, bound to the hash of the sheet."""
    case_id = _require_place(session, actor, now, act, sheet, signer)
    ink = strokes.read(written)
    if ink.sheet != sheet.hash:
        raise no.SheetChanged(number=sheet.number)
    _require_own_hand(session, sheet, ink)
    made = _made(session, act, case_id, sheet, signer, Method.PAD, picture=picture.sha256)
    return _told(session, act, made, "SIGN", strokes=written, **_other(signer))


@registry.verb("signatures.sign_on_paper", _SIGNED_BY, changes=("signatures",))
def sign_on_paper(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    sheet: Sheet,
    names: tuple[str, ...],
) -> SignatureRow:
    """纸质签字: the paper is signed by hand; its scan is owed within the days of the rule."""
    case_id = _require_sheet(session, actor, sheet)
    days: int = deadlines.value(session, "wet_sign_days", clock.day(now))
    signer = Signer(_PAPER, "、".join(name.strip() for name in names if name.strip()))
    made = _made(
        session, act, case_id, sheet, signer, Method.PAPER, due_at=now + timedelta(days=days)
    )
    return _told(session, act, made, "SIGN_ON_PAPER", due_at=made.due_at)


@registry.verb("signatures.attach_scan", _SIGNED_BY, changes=("signatures",))
def attach_scan(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    signature_id: str,
    code: str,
    scan: Kept,
) -> SignatureRow:
    """附扫描件: the signed paper, known by the code at its corner, is in the store now."""
    owed = queries.signature(session, signature_id)
    if owed is None:
        raise errors.NotFound(key=signature_id)
    sheet = Sheet(owed.form, owed.number, owed.sheet)
    case_id = _require_sheet(session, actor, sheet)
    if owed.due_at is None or queries.scan_of(session, owed.id) is not None:
        raise no.NothingOwed(number=owed.number)
    if " ".join(code.split()) != sheet.code:
        raise no.OtherSheet(found=code.strip() or "—", expected=owed.number)
    signer = Signer(owed.place, owed.name)
    made = _made(
        session, act, case_id, sheet, signer, Method.SCAN, picture=scan.sha256, answers=owed.id
    )
    late = owed.due_at < now
    return _told(session, act, made, "ATTACH_SCAN", answers=owed.id, late=late)


@registry.verb(
    "signatures.refuse", _SIGNED_BY, seconds=(*_SEEN_BY, Role.DUTY), changes=("signatures",)
)
def refuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    sheet: Sheet,
    signer: Signer,
    reason: str,
    absent: bool = False,
) -> SignatureRow:
    """拒签: he does not sign, or is not there; why is written down, and a witness signs in himself (C5)."""
    if not reason.strip():
        raise errors.FieldMissing(field="signature.reason")
    checks.require_short("signature.reason", reason, 400)
    if not act.second:
        raise errors.NeedsSecondPerson(roles="signature.witness")
    if signer.account_id and signer.account_id == act.second:
        raise errors.NeedsSecondPerson(roles="signature.witness")
    case_id = _require_place(session, actor, now, act, sheet, signer)
    cases.require_second(session, act, case_id, named=True)
    method = Method.ABSENT if absent else Method.REFUSED
    made = _made(
        session, act, case_id, sheet, signer, method, reason=reason.strip(), witness=act.second
    )
    facts = {"reason": reason.strip(), "absent": absent, **_other(signer)}
    return _told(session, act, made, "REFUSE_TO_SIGN", **facts)


@registry.query("signatures.of_sheet", _SEEN_BY)
def of_sheet(
    session: Session, actor: Actor, now: datetime, *, sheet: Sheet
) -> tuple[SignatureRow, ...]:
    """What was signed on a sheet, oldest first."""
    _require_sheet(session, actor, sheet)
    return _rows(session, queries.of_sheet(session, sheet.hash))


@registry.query("signatures.written", _SEEN_BY)
def written(session: Session, actor: Actor, now: datetime, *, sheet: Sheet) -> dict[str, str]:
    """place → the strokes that stand there in the trail (`strokes.read`)."""
    _require_sheet(session, actor, sheet)
    chain = (ledger.facts(e) for e in trail.of_object(session, "signature", sheet.hash[:_CHAIN]))
    mine = (told for told in chain if told["sheet"] == sheet.hash and "strokes" in told)
    return {str(told["place"]): str(told["strokes"]) for told in mine}


@registry.query("signatures.owed", _SIGNED_BY)
def owed(
    session: Session, actor: Actor, now: datetime, *, limit: int = 500
) -> tuple[SignatureRow, ...]:
    """欠扫: signed papers whose scan is not there yet, the longest owed first."""
    among, without = cases.visible_to(session, actor)
    return _rows(session, queries.owed(session, among, without, limit))


def _require_place(
    session: Session, actor: Actor, now: datetime, act: Act, sheet: Sheet, signer: Signer
) -> str:
    """The case of a sheet that is signed at one of its own places, by whom that place is for."""
    printed = _printed(session, sheet)
    case_id = _require_sheet(session, actor, sheet)
    paper = queries.at_place(session, sheet.hash, _PAPER)
    if paper is not None:  # the rest of it was signed by hand
        raise no.SignedAlready(name=paper.name, number=sheet.number)
    places.require(session, now, sheet, printed.get("places"), signer, {act.actor, act.second})
    return case_id


def _printed(session: Session, sheet: Sheet) -> Mapping[str, Any]:
    """The print that first said just this."""
    prints = [ledger.facts(e) for e in trail.of_object(session, "sheet", sheet.number)]
    mine = [told for told in prints if (told["form"], told["digest"]) == (sheet.form, sheet.hash)]
    if not mine:
        raise no.SheetChanged(number=sheet.number)
    return mine[0]


def _require_sheet(session: Session, actor: Actor, sheet: Sheet) -> str:
    """The case of a sheet that was printed saying just this, by somebody who may see it."""
    case_ids: list[str] = _printed(session, sheet)["cases"]
    if not case_ids:
        raise no.OfNoCase(number=sheet.number)
    for case_id in case_ids:
        cases.require_visible(session, actor, case_id)
    return case_ids[0]


def _require_own_hand(session: Session, sheet: Sheet, ink: strokes.Written) -> None:
    """Nobody writes twice to the point alike: what stands on the sheet already was copied to another place."""
    for entry in trail.of_object(session, "signature", sheet.hash[:_CHAIN]):
        told = ledger.facts(entry)
        if "strokes" in told and strokes.read(str(told["strokes"])).strokes == ink.strokes:
            raise no.SignedAlready(name=str(told["name"]), number=sheet.number)


def _made(
    session: Session,
    act: Act,
    case_id: str,
    sheet: Sheet,
    signer: Signer,
    method: Method,
    *,
    answers: str = "",
    **more: Any,
) -> Signature:
    if not signer.name.strip():
        raise errors.FieldMissing(field="signature.name")
    checks.require_short("signature.name", signer.name, 200)
    checks.require_short("signature.place", signer.place, 40)
    known = None if answers else queries.at_place(session, sheet.hash, signer.place)
    if known is not None:
        raise no.SignedAlready(name=known.name, number=sheet.number)
    given = {"picture": "", "reason": "", "witness": "", "due_at": None, **more}
    made = Signature(
        id=ids.new(),
        case_id=case_id,
        form=sheet.form,
        number=sheet.number,
        sheet=sheet.hash,
        place=signer.place,
        name=signer.name.strip(),
        account_id=signer.account_id,
        method=method,
        answers=answers,
        signed_at=act.recorded_at,
        act=act.id,
        **given,
    )
    session.add(made)
    session.flush()
    return made


def _other(signer: Signer) -> dict[str, bool]:
    """Told where one of ours bears the name and another person signs."""
    return {"namesake": True} if signer.namesake else {}


def _told(session: Session, act: Act, made: Signature, event: str, **facts: Any) -> SignatureRow:
    """Tell it on a chain of its own: what was signed on one sheet."""
    ledger.write(
        session,
        act,
        "signature",
        made.sheet[:_CHAIN],
        event,
        form=made.form,
        number=made.number,
        sheet=made.sheet,
        place=made.place,
        name=made.name,
        signer=made.account_id,
        picture=made.picture,
        **facts,
    )
    told = queries.of_sheet(session, made.sheet)
    return next(r for r in _rows(session, told) if r.id in (made.id, made.answers))


def _rows(session: Session, found: Any) -> tuple[SignatureRow, ...]:
    names = people.names(session, {r.Signature.witness for r in found if r.Signature.witness})
    return tuple(
        SignatureRow(
            id=s.id,
            form=s.form,
            number=s.number,
            sheet=s.sheet,
            case_id=s.case_id,
            case_number=row.case_number,
            place=s.place,
            name=s.name,
            method=s.method,
            picture=s.picture,
            reason=s.reason,
            witness_name=names.get(s.witness, ""),
            signed_at=s.signed_at,
            due_at=s.due_at,
            scan=row.scan or "",
        )
        for row in found
        for s in (row.Signature,)
    )
