"""Labels for tests: one full example, and the same for another kind."""

import dataclasses

from app.labels import rules
from app.labels.types import Code, Kind, Label


def label_of(kind: Kind, **changed: str) -> Label:
    """A full label of this kind, with what is changed."""
    full = Label(
        payload=rules.encode(Code(kind, "83920174655", 2)),
        number="2026-0012-0007",
        alias="代号 松柏",
        name="手表（疑似金质）",
        quantity="1 块",
        tier="贵重",
        seal="F-000123",
        date="2026-05-14",
        generation=2,
        unit="某市纪委监委",
        head="K7QPM 2XWLD 9RTBA C4EHN",
    )
    return dataclasses.replace(full, **changed)  # type: ignore[arg-type]


WATCH = label_of(Kind.ITEM)
