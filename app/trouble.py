"""What an engine's no means to the operator: a unique key often says a rule by itself; and what a log may say of it."""

from traceback import format_tb, walk_tb
from typing import Final, NoReturn

from sqlalchemy.exc import DBAPIError, IntegrityError

from app import errors
from db import session as sql
from db.fits import DoesNotFit

#: Unique keys that say a rule by themselves: what a violation means to the operator.
MEANING: Final[tuple[tuple[tuple[str, ...], type[errors.Refused]], ...]] = (
    (("uq_loan_open", "loan.item_id"), errors.TakenElsewhere),
    (("seal_pkey", "pk_seal", "seal.number"), errors.SealUsed),
    (("receipt_pkey", "pk_receipt", "receipt.kind"), errors.NumberUsed),
    (("uq_filed_report_receipt", "filed_report.receipt"), errors.AlreadyThere),
    (("item_part_pkey", "pk_item_part", "item_part."), errors.SeizerKeeps),
    (("request_part_pkey", "pk_request_part", "request_part."), errors.OwnApproval),
    (
        ("case_file_number", "case_file.number", "location_code", "location.code"),
        errors.AlreadyThere,
    ),
)

#: What we wrote, by the first part of a module's name.
_OURS: Final = ("app", "db", "server", "ui")


def raise_meaning(trouble: IntegrityError) -> None:
    """Raise the refusal that a broken key stands for, if it stands for one."""
    told = str(trouble.orig)
    for names, refusal in MEANING:
        if any(name in told for name in names):
            raise refusal(why=sql.explain(trouble)) from trouble


def raise_unfit(no: DoesNotFit) -> NoReturn:
    """Raise the refusal of what no column takes: which field it is, and how much it takes."""
    if no.length:
        raise errors.TooLong(field=no.field, limit=no.limit, length=no.length) from no
    raise errors.FieldInvalid(field=no.field, why="field.too_large") from no


def traced(trouble: BaseException) -> str:
    """What a log may say of a trouble: where it came about; an engine's words without the values that it names."""
    said = sql.explain(trouble) if isinstance(trouble, DBAPIError) else str(trouble)
    return f"{type(trouble).__name__}: {said}\n{''.join(format_tb(trouble.__traceback__))}"


def named(trouble: BaseException) -> str:
    """What a screen may show of a trouble that nobody foresaw, in one line: its kind, where in our code it came about,
    and an engine's words. What any other says of itself may hold what was typed: names, identity numbers.
    """
    ours = [
        f"{name.replace('.', '/')}.py:{line}"
        for frame, line in walk_tb(trouble.__traceback__)
        if (name := str(frame.f_globals.get("__name__", ""))).partition(".")[0] in _OURS
    ]
    said = sql.explain(trouble) if isinstance(trouble, DBAPIError) else ""
    return " ".join(f"{type(trouble).__name__} {' '.join(ours[-1:])} {said}".split())
