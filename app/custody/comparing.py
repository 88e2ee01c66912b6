"""A thing as it went out and as it came back, side by side: what agrees, what does not (custody.md E17)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, spelling
from app.custody import categories, checks, photographs, rules, views
from app.custody.errors import PhotoMissing
from app.custody.types import Compared, Comparison, Event, PhotoKind, PhotoRow, Shot
from app.deadlines import rules as limits
from app.deadlines import service as deadlines
from app.ledger import service as ledger
from db.custody import queries
from db.custody.models import Item, Loan
from db.ledger import queries as trail

SAME, DIFFERS, NOT_MEASURED, RESEALED = "same", "differs", "not_measured", "resealed"


def quantity(out: int, back: int) -> Compared:
    """A count has no tolerance."""
    return Compared("quantity", out, back, back - out, 0, SAME if back == out else DIFFERS)


def weight(
    session: Session, now: datetime, item: Item, out: int | None, back: int | None
) -> Compared:
    """A weight within its category's tolerance is the same."""
    if out is None or back is None:
        return Compared("weight", out, back, None, None, NOT_MEASURED)
    allowed = tolerance(session, now, item, out)
    same = abs(back - out) <= allowed
    return Compared("weight", out, back, back - out, allowed, SAME if same else DIFFERS)


def tolerance(session: Session, now: datetime, item: Item, weight_mg: int) -> int:
    """How many mg a weight of this thing may differ."""
    table = deadlines.value(session, "weight_tolerance", clock.day(now))
    return limits.weight_tolerance(table, categories.get(item.category).tolerance, weight_mg)


def seal(out: str, back: str) -> Compared:
    """A seal number is the same or it is not; two swapped digits are a hint, never an acceptance (C45)."""
    shown = spelling.code(back)
    same = shown == spelling.code(out)
    hint = "" if same else rules.seal_hint(out, shown)
    return Compared("seal", out, shown, None, None, SAME if same else DIFFERS, hint)


def compare(
    session: Session,
    now: datetime,
    item: Item,
    loan: Loan | None,
    *,
    counted: int,
    weight_mg: int | None,
    seal_no: str,
) -> Comparison:
    """Everything that went out against everything that came back."""
    checks.require_measured(counted, weight_mg)
    out = (
        (loan.out_quantity, loan.out_weight_mg, loan.out_seal)
        if loan
        else (item.quantity, item.weight_mg, item.seal_no)
    )
    lines = (
        quantity(out[0], counted),
        weight(session, now, item, out[1], weight_mg),
        seal(out[2], seal_no),
    )
    return Comparison(
        item_id=item.id,
        number=item.number,
        name=item.name,
        quantity=lines[0],
        weight=lines[1],
        seal=lines[2],
        agrees=all(line.verdict != DIFFERS for line in lines),
        left=_left(session, item),
        loan=views.loan_rows(session, [loan])[0] if loan else None,
        out_photos=_out_photos(session, item),
    )


def accepted_seal(compared: Comparison) -> Comparison:
    """The same comparison where another seal is in order (an appraiser sealed the bag anew)."""
    line = replace(compared.seal, verdict=RESEALED)
    agrees = all(c.verdict != DIFFERS for c in (compared.quantity, compared.weight, line))
    return replace(compared, seal=line, agrees=agrees)


def _last_out(session: Session, item: Item) -> tuple[int, dict[str, object]]:
    """The sequence number and the facts of the newest entry that let the thing out."""
    for entry in reversed(trail.of_object(session, "item", item.id)):
        if entry.kind in (Event.HAND_OVER, Event.SEND_EXAM):
            return entry.seq, ledger.facts(entry)
    return 0, {}


def _left(session: Session, item: Item) -> str:
    return str(_last_out(session, item)[1].get("left", ""))


def _out_photos(session: Session, item: Item) -> tuple[PhotoRow, ...]:
    seq = _last_out(session, item)[0]
    return tuple(
        photographs.row(p)
        for p in queries.photos(session, item.id)
        if p.entry_seq == seq or (not seq and p.kind == PhotoKind.OVERALL)
    )


def told(line: Compared) -> str:
    """Both values in one line, as the discrepancy keeps them."""
    if line.what == "weight":
        return f"{grams(line.out)} → {grams(line.back)}（±{grams(line.tolerance)}）"
    return f"{line.out or '—'} → {line.back or '—'}"


def grams(mg: int | str | None) -> str:
    """Milligrams as a person reads a weight."""
    return f"{mg / 1000:.3f} g" if isinstance(mg, int) else "—"


def require_photo(photos: tuple[Shot, ...], kind: PhotoKind) -> None:
    """At least one photo of this kind (R14)."""
    if not any(s.kind == kind for s in photos):
        raise PhotoMissing(need=1, have=0, kind=f"photo.{kind}")
