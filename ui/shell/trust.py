"""Whether the books can be trusted: verified once behind the window, and what any verification found stays said."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app import words
from app.audit.types import NotStarted
from ui.shell import lang, troubles
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ledger.types import Fault, Verdict
    from app.store import Store


class Trust(QObject):
    """The verdict on one store after another."""

    #: A Verdict, each time the books were verified after opening.
    verified = Signal(object)
    #: The words that must stand above every page.
    alarmed = Signal(str)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._store: Store | None = None
        self._checking: Ticket | None = None
        self._is_verified = False
        self._words: Callable[[], str] = _nothing
        self._is_unknown = False

    @property
    def alarm(self) -> str:
        """What is wrong with the books, or why that is not known; empty while nothing is."""
        return self._words()

    def watch(self, store: Store) -> None:
        """Another store was opened."""
        self._store, self._is_verified = store, False
        self._words, self._is_unknown = _nothing, False

    def let_go(self) -> None:
        """The store is closed: a verification under way stops."""
        self._store = None
        if self._checking is not None:
            self._checking.cancel()

    def verify(self) -> None:
        """Once after a store was opened: replay everything, behind the window."""
        if self._is_verified or self._store is None:
            return
        self._is_verified = True
        self._checking = self._work.run(
            self,
            _verify,
            self._store,
            then=self._take_verdict,
            failed=self._failed,
            lane=Lane.CHECKS,
        )

    def judge(self, verdict: Verdict) -> None:
        """What any verification found, at the opening or from a page later."""
        if self._store is None:
            return
        if not verdict.ok:
            self._is_unknown = False
            first = verdict.broken[0]
            self._raise(functools.partial(_of_books, first, closed=self._store.read_only))
        elif self._is_unknown:  # what was not known after the sign-in is known now
            self._is_unknown = False
            self._raise(_nothing)

    def say_texts(self) -> None:
        """Say it anew, in the language shown now."""
        if self._words is not _nothing:
            self.alarmed.emit(self.alarm)

    def _take_verdict(self, verdict: Verdict) -> None:
        self._checking = None
        self.judge(verdict)
        self.verified.emit(verdict)

    def _failed(self, trouble: Exception) -> None:
        self._checking = None
        assert self._store is not None
        if self._store.is_remote:  # the centre itself writes no more into books that are broken
            return
        if isinstance(trouble, NotStarted):
            self._is_unknown = True
            self._raise(functools.partial(_not_started, trouble))
            return
        self._store.read_only = True  # what cannot even be read to its end is not written on
        self._is_unknown = False
        self._raise(functools.partial(_not_ended, trouble))

    def _raise(self, words_: Callable[[], str]) -> None:
        self._words = words_
        self.alarmed.emit(self.alarm)


def _nothing() -> str:
    return ""


def _not_started(trouble: NotStarted) -> str:
    why = str(trouble)
    return QCoreApplication.translate(
        "Window",
        "The books were not verified this time: the check could not be started ({0}). Work goes on. Have the "
        "store head, the oversight or the auditor verify them on the page Audit, and tell the administrator.",
    ).format(words.word(f"why.{why}", lang.now()) if words.has(f"why.{why}") else why)


def _not_ended(trouble: Exception) -> str:
    return QCoreApplication.translate(
        "Window",
        "The books could not be verified to their end ({0}). Nothing more is written. Call the oversight and the "
        "administrator.",
    ).format(troubles.sentence(trouble))


def _of_books(first: Fault, *, closed: bool) -> str:
    told = QCoreApplication.translate(
        "Window",
        "The books do not agree ({0}). Nothing more is written. Call the oversight and the administrator.",
    )
    if not closed:
        told = QCoreApplication.translate(
            "Window",
            "A photograph is missing or was changed ({0}). Put the item on hold and call the oversight.",
        )
    return told.format(f"{words.word(first.what, lang.now())} {first.where}")


def _verify(store: Store, cancelled: Callable[[], bool]) -> Verdict:
    from app.audit import service as audit

    verdict: Verdict = audit.verify(store, cancelled=cancelled)
    return verdict
