"""A trouble in one line: a refusal in its sentences, any other by its kind and place alone (app/trouble.py)."""

from __future__ import annotations

from app import errors, words
from ui.shell import lang

_LONGEST = 300


def sentence(trouble: Exception) -> str:
    """What is said of it in the language shown now."""
    if isinstance(trouble, errors.Refusal):
        said = words.refusal(trouble, lang.now())
        return " ".join(part for part in (said.what, said.next) if part)
    from app import trouble as trouble_of  # heavy, and seldom needed: the gate is shown at once

    return trouble_of.named(trouble)[:_LONGEST]
