"""The labels that are still to be printed: all of them as one job, and what to do about one of which nothing was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.custody.label_verbs import VERBS
from app.custody.labelling import OwedLabel
from app.labels import printers
from app.labels.types import Command
from ui import texts
from ui.shell import keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.shell.printing import LabelJob
from ui.shell.rows import GivenRows
from ui.widgets import parts
from ui.widgets.table import Column, DataTable
from ui.work import Lane

if TYPE_CHECKING:
    from app.custody.printing import Outcome, Step

_BUSY: Final = "printer.BUSY"
#: How a label stands (app.custody.printing.Stand, which is loaded behind the window) and how that looks.
_WAITS: Final = "waits"
_DOUBT: Final = "doubt"
_TONES: Final = {_WAITS: "accent", "in_hand": "late", "printed": "ok", _DOUBT: "danger"}


class OwedPage(InPieces, QWidget):
    """待打标签: the list, one button, and where the job is."""

    features = frozenset({"custody", "labels", "locations"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._labels: tuple[OwedLabel, ...] = ()
        #: The labels of the job, until the books were asked after it ended.
        self._begun: dict[str, OwedLabel] = {}
        self._step: Step | None = None
        self._starts = False
        self._sought = ""
        self._in_use = ""
        self.job = LabelJob(station, self)
        self._title = parts.label(self, "title")
        self._printer = parts.label(self, "soft", wraps=True)
        self._settings = parts.button(
            self, "labels.settings", lambda: station.go("settings", "printers"), icon="printer"
        )
        self.all = parts.button(self, "labels.all", self.print_all, kind="primary", icon="tag")
        self.stop = parts.button(self, "labels.stop", self.job.stop, icon="x")
        self.progress = parts.label(self, "large", wraps=True)
        self.progress.setObjectName("labels.progress")
        self._rows = GivenRows()
        self.table = DataTable(station.work, self._rows, self._columns(), self)
        self.table.setObjectName("labels.table")
        yield
        self.doubt = QFrame(self)
        self.doubt.setObjectName("labels.doubt")
        self._told = parts.label(self.doubt, wraps=True)
        self.out = parts.button(
            self.doubt, "labels.out", self.came_out, kind="primary", icon="check"
        )
        self.not_out = parts.button(self.doubt, "labels.not_out", self.did_not, icon="x")
        yield
        self._lay_out()
        yield
        self.job.stepped.connect(self._stepped)
        self.job.ended.connect(self._ended)
        self.job.failed.connect(self._failed)
        self.table.current_changed.connect(lambda _: self._say_doubt())
        self.table.opened.connect(self._open)
        self.table.model.arrived.connect(self._choose_first)
        keys.bind(self, Key.LABEL, self.print_all)
        keys.bind(self, Key.REFRESH, self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Ask the books what is owed."""
        from app.custody import printing

        run, no = self._station.work.run, self._station.refuse
        run(self, _in_use, then=self._took_printer, failed=no, lane=Lane.WIRE)
        run(
            self,
            printing.all_owed,
            self._station.store,
            then=self._took,
            failed=no,
            lane=Lane.READS,
        )

    def show_target(self, target: str, extra: str = "") -> None:
        """Show the list; extra "print" begins at once, the id of a thing chooses its label."""
        self._starts = extra == "print"
        self._sought = "" if self._starts else extra
        self.refresh()

    def first_focus(self) -> None:
        """The keys go to the rows."""
        self.table.view.setFocus()

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "Every label that is still to be printed. F4 prints them all: the job waits for paper and goes on by "
            "itself. A label of which nothing was heard is not printed again unasked: scan it, or say whether it "
            "came out."
        )

    def take_scan(self, scanned: Any) -> bool:
        """A label of this list in somebody's hand: the desk writes down that it came out, and we stay here."""
        return any(each.payload == scanned.payload for each in self._labels)

    def command(self, command: Command) -> bool:
        """The card that says print begins the job."""
        if command is Command.PRINT:
            self.print_all()
            return True
        return False

    def print_all(self) -> None:
        """F4: everything that is owed and not in doubt."""
        self._print([each for each in self._labels if each.sent_at is None])

    def came_out(self) -> None:
        """The label of the chosen row lies here."""
        row = self.table.current_row()
        if row is not None and self._stand(row) == _DOUBT:
            self._settle(row, VERBS[row.object_kind].printed, self.refresh, how="seen")

    def did_not(self) -> None:
        """The label of the chosen row did not come out: it is printed again, without a reprint's reason."""
        row = self.table.current_row()
        if row is not None and self._stand(row) == _DOUBT:
            again = replace(row, sent_at=None, sent_to="")
            self._settle(row, VERBS[row.object_kind].not_out, lambda: self._again(again))

    # -- inside ------------------------------------------------------------------------------------

    def _print(self, labels: Sequence[OwedLabel]) -> None:
        if labels and not self.job.is_running():
            self._step, self._begun = None, {each.payload: each for each in labels}
            self.job.start(labels)
            self._say()

    def _again(self, label: OwedLabel) -> None:
        """At once where the printer is free; behind a running job it is owed like the others."""
        self._print([label])
        self.refresh()

    def _stand(self, label: OwedLabel) -> str:
        """How a label stands: one of the job as that says, until the books were asked after it; else as they do."""
        if label.payload in self._begun:
            return self._step.stands.get(label.payload, _WAITS) if self._step else _WAITS
        return _DOUBT if label.sent_at is not None else _WAITS

    def _shown(self) -> tuple[OwedLabel, ...]:
        """What the books owe; of a job also what it printed, each label where it stood."""
        others = (each for each in self._labels if each.payload not in self._begun)
        shown = (*self._begun.values(), *others)
        return tuple(sorted(shown, key=lambda each: self._stand(each) != _DOUBT))

    def _settle(self, label: OwedLabel, verb: Any, then: Callable[[], object], **what: str) -> None:
        given: dict[str, Any] = {
            VERBS[label.object_kind].key: label.object_id,
            "payload": label.payload,
            **what,
        }
        self._station.do(self, verb, then=lambda _: then(), **given)

    def _took_printer(self, name: str) -> None:
        self._in_use = name
        self._say()

    def _took(self, labels: tuple[OwedLabel, ...]) -> None:
        self._labels = labels
        if not self.job.is_running():
            self._begun = {}
        self._rows.show(self._shown())
        self.table.reload()
        self._say()
        if self._starts:
            self._starts = False
            self.print_all()

    def _stepped(self, step: Step) -> None:
        self._step = step
        self.table.view.viewport().update()  # the rows say how they stand now
        self._say()

    def _ended(self, outcome: Outcome) -> None:
        if outcome.printed or not outcome.why:
            said = self.tr("{0} labels printed.").format(outcome.printed)
            if outcome.doubtful:
                said += self.tr(" {0} to be scanned or looked at.").format(len(outcome.doubtful))
            self._station.notices.done(said)
        elif outcome.left:
            self._station.notices.warn(self._station.word(outcome.why))
        self.refresh()

    def _failed(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self.refresh()

    def _open(self, row: OwedLabel) -> None:
        self._station.go("item" if row.object_kind == "item" else "locations", row.object_id)

    def _choose_first(self) -> None:
        """What is in doubt stands first, and asks by itself."""
        shown = self._shown()
        at = next((n for n, each in enumerate(shown) if each.object_id == self._sought), -1)
        self._sought = ""
        if at >= 0:
            self.table.select_row(at)
        elif self.table.current_row() is None and shown:
            self.table.select_row(0)

    def _say(self) -> None:
        """Where everything is."""
        waiting = sum(self._stand(each) == _WAITS for each in self._shown())
        running = self.job.is_running()
        parts.say(self.all, self.tr("Print all {0}").format(waiting), Key.LABEL)
        self.all.setEnabled(bool(waiting) and not running)
        self.stop.setVisible(running)
        self._printer.setText(self.tr("Printer: {0}").format(self._in_use) if self._in_use else "")
        self.progress.setText(self._where() if running else "")
        self.progress.setVisible(running)
        self.table.empty.say(
            self.tr("Every label is printed"),
            self.tr("Items and places whose label is still to be printed appear here."),
            icon="tag",
        )
        self._say_doubt()

    def _where(self) -> str:
        step = self._step
        if step is None:
            return self.tr("Beginning…")
        where = f"{step.done} / {step.total}   {step.number}"
        if not step.why or step.why == _BUSY:
            return where
        return self.tr("{0}   waits: {1}. It goes on by itself.").format(
            where, self._station.word(step.why)
        )

    def _say_doubt(self) -> None:
        row = self.table.current_row()
        is_doubtful = row is not None and self._stand(row) == _DOUBT
        self.doubt.setVisible(is_doubtful)
        if row is not None and is_doubtful:
            self._told.setText(
                self.tr(
                    "The label of {0} was sent to {1} {2}; whether it came out is not known. If it is there, scan "
                    "it with the scanner. If it is not, print it again: no reason is asked for."
                ).format(row.number, row.sent_to or self._in_use, texts.moment(row.sent_at))
            )

    def _stand_words(self, label: OwedLabel) -> str:
        match self._stand(label):
            case "printed":
                return self.tr("printed")
            case "doubt":
                return self.tr("in doubt: out or not?")
            case "in_hand":
                why = self._step.why if self._step is not None else ""
                if why and why != _BUSY:
                    return self.tr("at the printer: {0}").format(self._station.word(why))
                return self.tr("at the printer")
        return self.tr("to print")

    def _columns(self) -> tuple[Column, ...]:
        word = texts.word
        return (
            Column("number", lambda: word("item.number"), lambda r: r.number, width=170),
            Column("name", lambda: word("item.name"), lambda r: r.name, width=260),
            Column(
                "sent_at",
                lambda: self.tr("Label"),
                self._stand_words,
                width=260,
                chip=lambda r: _TONES[self._stand(r)],
            ),
            Column(
                "generation", lambda: self.tr("Version"), lambda r: f"V{r.generation}", width=70
            ),
            Column(
                "made_at",
                lambda: self.tr("Owed since"),
                lambda r: texts.moment(r.made_at),
                width=150,
            ),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._printer)
        head.addWidget(self._settings)
        head.addWidget(self.stop)
        head.addWidget(self.all)
        side = QHBoxLayout(self.doubt)
        side.setContentsMargins(12, 8, 12, 8)
        side.setSpacing(8)
        side.addWidget(self._told, 1)
        side.addWidget(self.not_out)
        side.addWidget(self.out)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.table, 1)
        column.addWidget(self.doubt)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Labels to print"))
        parts.say(self._settings, self.tr("Printers…"))
        parts.say(self.stop, self.tr("Stop"))
        parts.say(self.out, self.tr("It came out"))
        parts.say(self.not_out, self.tr("It did not: print again"))
        self._say()


def _in_use() -> str:
    """What the printer in use is called; reads a file."""
    printer = printers.load()[0]
    return printer.name or printer.address or str(printer.folder)
