"""Amounts as forms write them: figures with marks, and in capital characters that nobody can alter."""

from typing import Final

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_UNITS: Final = ((100_000_000, "亿"), (10_000, "万"))


def figures(fen: int | None) -> str:
    """12,800.50; empty when nothing is known."""
    if fen is None:
        return ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def capital(fen: int) -> str:
    """壹万贰仟捌佰元伍角整."""
    if fen < 0:
        return "负" + capital(-fen)
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    told = _whole(yuan) + "元" if yuan or not rest else ""
    if not rest:
        return told + "整"
    if jiao:
        told += _DIGITS[jiao] + "角"
    elif told:
        told += "零"
    return told + (_DIGITS[cents] + "分" if cents else "整")


def _whole(number: int) -> str:
    for unit, sign in _UNITS:
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return _whole(high) + sign + gap + (_whole(low) if low else "")
    return _group(number) or "零"


def _group(group: int) -> str:
    told, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(told)
            continue
        told += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return told
