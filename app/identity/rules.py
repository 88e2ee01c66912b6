"""Rules about people: who may second, when a password is too weak."""

import unicodedata
from typing import Final

from app.identity.errors import NameShared, PasswordShared, PasswordWeak
from app.identity.types import NewPerson

_COMMON: Final = frozenset(
    {"password1234", "123456789012", "qwertyuiop12", "admin1234567", "anku12345678"}
)


def require_strong(password: str, login: str, name: str, length: int) -> None:
    """Refuse a password that is short, common, of one kind of character, or made of the own name; says whose."""
    if len(password) < length:
        raise PasswordWeak(why="password.short", length=length, whose=login)
    folded = password.casefold()
    if folded in _COMMON or len(set(folded)) < 5:
        raise PasswordWeak(why="password.common", length=length, whose=login)
    if login.casefold() in folded or (len(name) > 1 and name.casefold() in folded):
        raise PasswordWeak(why="password.own_name", length=length, whose=login)
    if password.isalpha() or password.isdigit():
        raise PasswordWeak(why="password.one_kind", length=length, whose=login)


def require_apart(first: NewPerson, second: NewPerson) -> None:
    """Refuse one password or one name for both of the first administrators: each would be the other's second person."""
    if _folded(first.name) == _folded(second.name):
        raise NameShared(first=first.login, second=second.login, name=first.name)
    if first.password == second.password:
        raise PasswordShared(first=first.login, second=second.login)


def _folded(name: str) -> str:
    """A name as one reads it: whatever its width, its case and the spaces in it."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
