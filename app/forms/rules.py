"""What holds for every form: its hash as a function of what it says, and amounts that are the sum of their rows."""

from collections.abc import Mapping
from typing import Any

from app import registry
from app.forms.errors import FormSumDiffers
from app.forms.layout import Layout
from app.ledger import chain


def digest(form: str, number: str, value: Any) -> str:
    """The sheet's hash: of which form, under which number, saying what. Signatures are bound to it."""
    return registry.digest({"form": form, "number": number, "value": value})


def code(digest_: str) -> str:
    """The hash as the paper carries it: twenty signs."""
    return chain.head_words(digest_)


def require_sums(layout: Layout, value: Mapping[str, Any]) -> None:
    """The amount in capitals is what the rows add up to, currency by currency (R26, C11)."""
    for block in (*layout.blocks, *layout.foot):
        if "sum" not in block:
            continue
        rows, name = block["sum"]
        summed: dict[str, int] = {}
        for row in value[rows]:
            currency = str(row.get("currency") or value.get("currency") or "CNY")
            summed[currency] = summed.get(currency, 0) + int(row[name])
        told = {str(each["currency"]): int(each["fen"]) for each in value[block["money"]]}
        if {c: fen for c, fen in summed.items() if fen} != {c: f for c, f in told.items() if f}:
            raise FormSumDiffers(rows=_said(summed), told=_said(told))


def _said(sums: Mapping[str, int]) -> str:
    return (
        "、".join(f"{currency} {fen / 100:,.2f}" for currency, fen in sorted(sums.items())) or "0"
    )
