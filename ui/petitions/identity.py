"""Who reported, shown once: over it the watermark of who looks and when; it closes by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.petitions.types import Shown
from ui import texts
from ui.shell import lang, theme
from ui.widgets import parts
from ui.widgets.facts import Fact, Facts, Group

#: So long the view stays open.
SHOWN_MS: Final = 60_000
_FIELDS: Final = ("unit", "id_no", "phone", "address", "relation", "wishes", "platform_name")


class Watermark(QWidget):
    """The looker's name and the second, again and again across the whole view; it takes no click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parent.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """The words of the mark."""
        self._text = text
        self.setGeometry(self._over.rect())
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.colour("danger")
        colour.setAlphaF(0.22)
        painter.setPen(colour)
        font = painter.font()
        font.setPixelSize(theme.size("body"))
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self._text) + 60
        painter.rotate(-18)
        for line, down in enumerate(range(0, self.height() + self.width(), 64)):
            for across in range(-self.width() - (line % 2) * wide // 2, self.width() * 2, wide):
                painter.drawText(across, down, self._text)


class IdentityView(lang.Speaks, QFrame):
    """One view: Esc or a minute ends it, and nothing of it is kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("petition.identity")
        self.setProperty("kind", "card")
        self._title = parts.label(self, "heading")
        self._hint = parts.label(self, "soft", wraps=True)
        self._facts = Facts(self)
        self._close = parts.button(self, "petition.identity.close", self.end, icon="x")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for piece in (self._title, self._hint, self._facts):
            column.addWidget(piece)
        column.addStretch()
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignLeft)
        self._mark = Watermark(self)
        self._ends = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._ends.timeout.connect(self.end)
        self.hide()
        self.retranslate()

    def show_identity(self, shown: Shown) -> None:
        """Show it over whatever is there."""
        reporter = shown.reporter
        told = [Fact(texts.word("petition.reporter.names"), "、".join(reporter.names))]
        for name in _FIELDS:
            value = getattr(reporter, name)
            if value:
                told.append(Fact(texts.word(f"petition.reporter.{name}"), value))
        self._title.setText(f"{texts.word('verb.petitions.show_identity')}  {shown.number}")
        self._facts.show_groups((Group("", tuple(told)),))
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._mark.show_text(shown.watermark)
        self._ends.start()
        self._close.setFocus()

    def end(self) -> None:
        """Nothing of it stays on the screen or in the widget."""
        self._ends.stop()
        self._facts.show_groups(())
        self._title.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
            return
        super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._hint.setText(
            self.tr(
                "This is the one view that was granted; it is written down and closes after a minute. "
                "Copy nothing."
            )
        )
        parts.say(self._close, self.tr("Close"))
