"""Every page of the window: who has use for it, where its class is; and what is loaded before anybody needs it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.shell.pages import PageSpec

_KEEPING: Final = frozenset({"custodian", "store_head", "cashier", "duty"})
_SEIZING: Final = frozenset({"handler"})
_APPROVING: Final = frozenset({"head", "leader"})
_OVERSEEING: Final = frozenset({"oversight", "reviewer"})
_ADMINS: Final = frozenset({"sysadmin", "secadmin", "auditor"})
_WORKING: Final = _KEEPING | _SEIZING | _APPROVING | _OVERSEEING

PAGES: Final = (
    PageSpec(
        "workdesk",
        "ui.workdesk.page.WorkdeskPage",
        lambda: QCoreApplication.translate("Window", "Work desk"),
        "layout-dashboard",
        _WORKING,
    ),
    PageSpec(
        "intake",
        "ui.custody.intake.IntakePage",
        lambda: QCoreApplication.translate("Window", "Intake"),
        "package-plus",
        _KEEPING | _SEIZING,
    ),
    PageSpec(
        "cases",
        "ui.cases.page.CasesPage",
        lambda: QCoreApplication.translate("Window", "Cases"),
        "folder-open",
        _WORKING,
    ),
    PageSpec(
        "items",
        "ui.custody.items.ItemsPage",
        lambda: QCoreApplication.translate("Window", "Items"),
        "boxes",
        _WORKING,
    ),
    PageSpec(
        "approvals",
        "ui.requests.page.ApprovalsPage",
        lambda: QCoreApplication.translate("Window", "Approvals"),
        "stamp",
        _WORKING,
    ),
    PageSpec(
        "locations",
        "ui.locations.page.LocationsPage",
        lambda: QCoreApplication.translate("Window", "Places"),
        "map-pin",
        _KEEPING | _OVERSEEING,
    ),
    PageSpec(
        "audit",
        "ui.audit.page.AuditPage",
        lambda: QCoreApplication.translate("Window", "Audit"),
        "shield-check",
        frozenset({"auditor", "oversight", "store_head"}),
    ),
    PageSpec(
        "people",
        "ui.identity.people.PeoplePage",
        lambda: QCoreApplication.translate("Window", "People"),
        "users",
        _ADMINS,
    ),
    PageSpec(
        "settings",
        "ui.settings.page.SettingsPage",
        lambda: QCoreApplication.translate("Window", "Settings"),
        "settings",
        bottom=True,
    ),
    PageSpec("item", "ui.custody.card.CardPage"),
    PageSpec("case", "ui.cases.case.CasePage"),
    PageSpec("request", "ui.requests.form.RequestPage"),
    PageSpec("form", "ui.forms.page.FormPage"),
    PageSpec("hand_over", "ui.custody.hand_over.HandOverPage"),
    PageSpec("return", "ui.custody.take_back.ReturnPage"),
    PageSpec("scans", "ui.custody.scans.ScansPage"),
    PageSpec("shelf", "ui.locations.shelf.ShelfPage"),
    PageSpec("labels", "ui.custody.owed.OwedPage"),
)

#: What signing in and the pages need, the first needed first.
MODULES: Final = (
    "ui.shell.inside",
    "ui.shell.sounds",
    "app.requests.desk",
    "app.custody.loans",
    "app.requests.service",
    *(page.path.rpartition(".")[0] for page in PAGES),
    "app.audit.service",
    "app.backup.upkeep",
)
