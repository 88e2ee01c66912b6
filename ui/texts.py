"""How values are written on every page: money, weights, moments, states and their colours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from app import clock, words
from app.states import Custody
from ui.shell import lang

NONE: Final = "—"
_SIGNS: Final = {"CNY": "¥", "USD": "US$", "HKD": "HK$", "EUR": "€", "JPY": "JP¥", "GBP": "£"}
_WHOLE: Final = frozenset({"JPY", "KRW"})
_TONES: Final = {
    Custody.DRAFT: "ended",
    Custody.PENDING: "accent",
    Custody.REFUSED: "danger",
    Custody.TEMP: "late",
    Custody.IN: "ok",
    Custody.MOVING: "late",
    Custody.RESERVED: "accent",
    Custody.OUT: "accent",
    Custody.OVERDUE: "late",
    Custody.EXAM: "accent",
    Custody.RETURNING: "late",
    Custody.HOLD: "danger",
    Custody.MISSING: "danger",
    Custody.DISPOSING: "accent",
    Custody.HANDOVER: "accent",
}
_REQUEST_TONES: Final = {
    "SUBMITTED": "accent",
    "APPROVED": "ok",
    "SENT_BACK": "late",
    "REJECTED": "danger",
    "EXPIRED": "late",
}


def money(fen: int | None, currency: str = "CNY") -> str:
    """¥348,250.00; other currencies with their own sign, never added up."""
    if fen is None:
        return NONE
    sign = _SIGNS.get(currency, f"{currency} ")
    if currency in _WHOLE:
        return f"{sign}{fen // 100:,}"
    minus = "-" if fen < 0 else ""
    return f"{minus}{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def weight(mg: int | None) -> str:
    """58.62 g below a kilogram, 1.250 kg from there; never less exact than what was weighed."""
    if mg is None:
        return NONE
    if abs(mg) >= 1_000_000:
        return f"{_trimmed(mg, 1_000_000, 3)} kg"
    return f"{_trimmed(mg, 1_000, 2)} g"


def _trimmed(mg: int, unit: int, least: int) -> str:
    """The exact decimal, with at least so many places."""
    sign = "-" if mg < 0 else ""
    whole, rest = divmod(abs(mg), unit)
    places = f"{rest:0{len(str(unit)) - 1}d}".rstrip("0").ljust(least, "0")
    return f"{sign}{whole:,}.{places}"


def amount(quantity: int, unit: str) -> str:
    """12 块."""
    return f"{quantity:,} {unit}".strip()


def moment(at: datetime | None, *, seconds: bool = False) -> str:
    """2026-05-14 10:02 by the clock on this wall."""
    if at is None:
        return NONE
    return clock.local(at).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def day(on: date | datetime | None) -> str:
    """2026-05-14."""
    if on is None:
        return NONE
    if isinstance(on, datetime):
        return clock.local(on).strftime("%Y-%m-%d")
    return on.isoformat()


def clock_time(at: datetime | None) -> str:
    """10:02, for what happened today."""
    return NONE if at is None else clock.local(at).strftime("%H:%M")


def span(length: timedelta) -> str:
    """3 d 4 h in few letters, the larger two units; Chinese writes 3 天 4 小时."""
    minutes = max(0, int(length.total_seconds() // 60))
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    units = ("天", "小时", "分") if lang.now() == "zh" else ("d", "h", "min")
    parts = [
        f"{number} {unit}"
        for number, unit in zip((days, hours, left), units, strict=True)
        if number
    ]
    return " ".join(parts[:2]) or f"0 {units[2]}"


def word(key: str) -> str:
    """The vocabulary's word in the language shown now."""
    return words.word(key, lang.now())


def cited(basis: str) -> str:
    """A legal basis in the language shown: the law by its English name where the window speaks English."""
    return words.cited(basis, lang.now())


def several(words: Iterable[str]) -> str:
    """Some words in one line, with the mark between them that their language has."""
    return ("、" if lang.now() == "zh" else ", ").join(words)


def pair(name: str, told: str) -> str:
    """A name and what is told of it, with the mark between them that the language has."""
    return f"{name}{'：' if lang.now() == 'zh' else ': '}{told}"


def has(key: str) -> bool:
    """Whether the vocabulary knows this key."""
    return words.has(key)


def state_word(custody: str) -> str:
    """Where the thing is, in words: 在库, 在外 …"""
    return word(f"status.{custody}")


def state_tone(custody: str) -> str:
    """The chip's colour for a state: ok, accent, late, danger, ended."""
    return _TONES.get(Custody(custody), "ended")


def case_tone(status: str) -> str:
    """The chip's colour for a case."""
    return "ok" if status == "ACTIVE" else "ended"


def request_tone(status: str) -> str:
    """The chip's colour for a request."""
    return _REQUEST_TONES.get(status, "ended")


def tier_tone(tier: str) -> str:
    """Valuables and secrets stand out; what is ordinary stays calm."""
    return "ended" if tier == "ordinary" else "late"


def short_head(digest: str) -> str:
    """A chain head as people compare it aloud: the first eight letters in two groups."""
    return f"{digest[:4]}-{digest[4:8]}".upper() if digest else ""
