"""The scale at the counter: what it shows now, whether it stands still, how good it is; F8 takes it into the form."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.custody import weights
from app.custody.types import Weighing
from ui import texts
from ui.custody import job
from ui.shell import lang, scales, theme
from ui.shell.keys import Key, hint
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.editors import Unreadable
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from app.devices.scale import Heard, Weight
    from ui.widgets.field import Field

_LOOK_MS: Final = 120
_PATIENCE_S: Final = 6.0


class WeighBar(scales.ScaleWatch, lang.Speaks, QWidget):
    """Live weight, stability, resolution, tare, calibration; and what is said of a weight that was typed.

    It never waits for the scale: it looks at what was heard last, and takes the first steady weight after F8.
    """

    # A weight was taken from the scale, or the reason for a typed one was changed.
    changed = Signal()

    def __init__(
        self, station: Station, name: str, field: Callable[[], Field], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._station, self._field = station, field
        self._said: Weighing | None = None
        # What was heard when F8 was pressed, and until when something newer is waited for.
        self._before: Heard | None = None
        self._until = 0.0
        self._live = Flow(self)
        self._keys = QWidget(self._live)
        self._shown = parts.label(self._live, "large")
        self._shown.setObjectName(f"{name}.scale_shows")
        self._state = parts.label(self._live)
        self._state.setObjectName(f"{name}.scale_state")
        self._about = parts.Words(self, "small")
        self._about.setObjectName(f"{name}.scale_about")
        self._take = parts.button(self._keys, f"{name}.weigh", self.weigh, icon="scale")
        self._tare = parts.button(self._keys, f"{name}.tare", self.tare, kind="quiet")
        self._note = parts.Words(self, "small")
        self._note.setObjectName(f"{name}.weight_note")
        self._note.setProperty("tone", "late")
        self.reason = QLineEdit(self)
        self.reason.setObjectName(f"{name}.weight_reason")
        self.reason.setMaxLength(200)
        self.reason.textEdited.connect(self._reasoned)
        self.watch_scale(_LOOK_MS)
        self._lay_out()
        self.retranslate()

    # -- what the page asks ------------------------------------------------------------------------

    def begin(self) -> None:
        """The next thing: nothing was weighed yet."""
        self._said, self._until = None, 0.0
        self.reason.clear()
        self.say()

    def weigh(self) -> None:
        """F8: the first steady weight from now on goes into the form; without a scale the field takes the keys."""
        self._field().editor.setFocus()
        heard = self._heard()
        if heard is not None:
            self._before, self._until = heard, time.monotonic() + _PATIENCE_S
            self._look()

    def tare(self) -> None:
        """What lies on the scale is nothing from now on."""
        scale = self._scale()
        if scale is not None:
            scale.tare(self, lambda _: self._look(), self._station.refuse)

    def weighing(self) -> Weighing | None:
        """What the scale said for the weight that stands in the form; the act takes it along."""
        if self._said is None or self._entered() is None:
            return None
        return replace(self._said, reason=self.reason.text().strip() if self._differs() else "")

    def is_by_hand(self) -> bool:
        """Whether the weight in the form was typed, and its display must be photographed."""
        return weights.is_by_hand(self._entered(), self._said)

    def missing(self) -> str:
        """What the weight in the form still needs: "reason" or nothing."""
        return "reason" if self._differs() and not self.reason.text().strip() else ""

    def say(self) -> None:
        """Say anew what is to be done about the weight in the form."""
        by_hand = self.is_by_hand()
        differs = self._differs()
        self._note.setVisible(by_hand and not differs)
        self.reason.setVisible(differs)
        if differs and self._said is not None:
            self.reason.setPlaceholderText(
                self.tr("The scale said {0}: why another? Photograph the display too").format(
                    self._said.shown
                )
            )
        self.reason.setToolTip(self.reason.placeholderText())
        self._note.setText(self.tr("Typed by hand: photograph the display of the scale."))

    def draft(self) -> dict[str, Any]:
        """As it is kept with a half-filled form."""
        if self._said is None:
            return {}
        until = self._said.calibrated_until
        return {
            "mg": self._said.mg,
            "shown": self._said.shown,
            "scale": self._said.scale,
            "step_mg": self._said.step_mg,
            "tare_mg": self._said.tare_mg,
            "calibrated_until": until.isoformat() if until else "",
            "reason": self.reason.text(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        """As it was."""
        if not kept:
            return
        told = dict(kept)
        until = str(told.pop("calibrated_until", ""))
        self.reason.setText(str(told.pop("reason", "")))
        self._said = Weighing(**told, calibrated_until=date.fromisoformat(until) if until else None)
        self.say()

    # -- looking -----------------------------------------------------------------------------------

    def _look(self) -> None:
        heard = self._heard()
        self._live.setVisible(heard is not None)
        self._about.setVisible(heard is not None)
        if heard is None:
            return
        weight = heard.weight
        self._shown.setText(weight.shown if weight is not None else "—")
        self._state.setText(texts.word(f"scale.{heard.voice}"))
        theme.set_property(self._state, "tone", scales.TONES.get(heard.voice, "danger"))
        self._say_about(weight)
        if self._until:
            self._take_if_steady(heard)

    def _take_if_steady(self, heard: Heard) -> None:
        if heard.voice == "STEADY" and heard.weight is not None and heard is not self._before:
            self._until = 0.0
            self._accept(heard.weight)
        elif time.monotonic() > self._until:
            self._until = 0.0
            self._station.sounds.play(Sound.MISS)
            self._station.notices.warn(
                self.tr("The scale gave no steady weight: {0}.").format(
                    texts.word(f"scale.{heard.voice}")
                ),
                self.tr(
                    "Let it come to rest and press F8 again, or type the weight and photograph the display."
                ),
            )

    def _accept(self, weight: Weight) -> None:
        if weight.mg < 0:
            self._station.sounds.play(Sound.MISS)
            self._station.notices.warn(
                self.tr("The scale shows less than nothing ({0}).").format(weight.shown),
                self.tr("Take everything off, zero the scale, and weigh again."),
            )
            return
        told = self._told()
        self._said = Weighing(
            weight.mg,
            weight.shown,
            told.name,
            told.step_mg or weight.step_mg,
            weight.tare_mg,
            told.calibrated_until,
        )
        self.reason.clear()
        self._field().set_value(Decimal(weight.mg).scaleb(-3))
        self._station.sounds.play(Sound.HIT)
        self.say()
        self.changed.emit()

    def _say_about(self, weight: Weight | None) -> None:
        told = self._told()
        step = told.step_mg or (weight.step_mg if weight is not None else 0)
        said = []
        if step:
            said.append(self.tr("d = {0}").format(texts.weight(step)))
        if weight is not None and weight.tare_mg:
            said.append(self.tr("tare {0}").format(texts.weight(weight.tare_mg)))
        late = scales.is_late(told)
        if told.calibrated_until is None:
            said.append(self.tr("no calibration date"))
        elif late:
            said.append(self.tr("calibration expired on {0}").format(told.calibrated_until))
        else:
            said.append(self.tr("calibrated until {0}").format(told.calibrated_until))
        self._about.setText("  ·  ".join(said))
        self._about.setToolTip(told.name)
        theme.set_property(self._about, "tone", "danger" if late else "")

    # -- small ones --------------------------------------------------------------------------------

    def _heard(self) -> Heard | None:
        scale = self._scale()
        return scale.heard() if scale is not None else None

    def _told(self) -> scales.About:
        scale = self._scale()
        return scale.about if scale is not None else scales.About()

    def _entered(self) -> int | None:
        try:
            return job.milligrams(self._field().value())
        except (Unreadable, KeyError):
            return None

    def _differs(self) -> bool:
        return self._said is not None and self.is_by_hand()

    def _reasoned(self) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._tare)
        row.addWidget(self._take)
        self._live.show_parts((self._shown, self._state, self._keys), last=self._keys)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        for piece in (self._live, self._about, self._note, self.reason):
            whole.addWidget(piece)
        self._live.hide()
        self._note.hide()
        self.reason.hide()

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._take, hint(self.tr("Weigh"), Key.WEIGH))
        parts.say(self._tare, self.tr("Tare"))
        self.say()
        self._look()
