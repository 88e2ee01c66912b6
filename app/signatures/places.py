"""Who signs where: the place stands on the sheet, whose name it carries signs there, and nobody in two places."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app.identity import service as identity
from app.identity.roles import Role
from app.signatures import errors as no
from app.signatures import rules
from app.signatures.types import Sheet, Signer
from db.identity import queries as people
from db.signatures import queries

#: place → (its label, the name printed there), as the print of the sheet tells it.
Places = Mapping[str, Sequence[str]]
_APART: Final = {rules.KEEPERS: rules.OFFICERS, rules.OFFICERS: rules.KEEPERS}


def require(
    session: Session,
    now: datetime,
    sheet: Sheet,
    places: Places | None,
    signer: Signer,
    told_by: Collection[str],
) -> None:
    """Refuses a place that is not on the sheet, and whoever it is not for.

    What was printed before prints told their places (None) is signed as it was then. `told_by` are the accounts of
    those who say who signs.
    """
    if places is None:
        return
    if signer.place not in places:
        raise no.PlaceNotOnSheet(place=signer.place, number=sheet.number)
    label, printed = places[signer.place]
    name, accounts = rules.plain(signer.name), people.named(session, signer.name)
    if printed and rules.plain(printed) != name:
        raise no.OtherSigner(name=signer.name, label=label, printed=printed)
    if signer.account_id and signer.account_id not in accounts:
        raise no.OtherSigner(name=signer.name, label=label, printed=_name(session, signer))
    if not printed:
        _require_alone(session, sheet, places, signer)
        mine = [signer.account_id] if signer.account_id else accounts
        is_other = signer.namesake and not signer.account_id and not {*mine} & {*told_by}
        _require_office(session, now, sheet, label, signer, [] if is_other else mine)


def _require_alone(session: Session, sheet: Sheet, places: Places, signer: Signer) -> None:
    """Who has a place on the sheet does not fill another one: two officers, a check by another, are two people."""
    printed = {rules.plain(printed) for _, printed in places.values()}
    signed = {rules.plain(row.Signature.name) for row in queries.of_sheet(session, sheet.hash)}
    if rules.plain(signer.name) in printed | signed:
        raise no.SignsTwice(name=signer.name, number=sheet.number)


def _require_office(
    session: Session,
    now: datetime,
    sheet: Sheet,
    label: str,
    signer: Signer,
    accounts: Sequence[str],
) -> None:
    office = rules.office(sheet.form, signer.place)
    if office is rules.ANYBODY or (office.strangers and not accounts):
        return

    def hold(*roles: Role) -> bool:
        return any(identity.holds(session, account, now, *roles) for account in accounts)

    if hold(*office.roles):
        return
    if office in _APART and hold(*_APART[office].roles):
        raise no.KeepersApart(name=signer.name, label=label)
    if office.strangers:
        raise no.BearsName(name=signer.name, label=label)
    raise no.NotHisPlace(name=signer.name, label=label)


def _name(session: Session, signer: Signer) -> str:
    return people.names(session, [signer.account_id]).get(signer.account_id, "—")
