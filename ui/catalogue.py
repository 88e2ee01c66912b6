"""Every page of the window: who has use for it, where its class is; and what is loaded before it is needed."""

from __future__ import annotations

import pkgutil
from typing import Final

from PySide6.QtCore import QCoreApplication

import ui
from ui.shell.pages import PageSpec

_KEEPING: Final = frozenset({"custodian", "store_head", "cashier", "duty"})
_SEIZING: Final = frozenset({"handler"})
_APPROVING: Final = frozenset({"head", "leader"})
_OVERSEEING: Final = frozenset({"oversight", "reviewer"})
_ADMINS: Final = frozenset({"sysadmin", "secadmin", "auditor"})
_COUNTING: Final = frozenset(
    {"petition_clerk", "petition_head", "leader", "chief", "lead_clerk", "oversight"}
)
_LEADING: Final = frozenset(
    {"lead_clerk", "office_clerk", "handler", "head", "leader", "chief", "committee", "oversight"}
)
_PETITIONS: Final = frozenset(
    {
        "petition_desk",
        "petition_clerk",
        "petition_head",
        "lead_clerk",
        "office_clerk",
        "chief",
        "identity_custodian",
    }
)
# Who has leads to sign, or to work on, and no thing of the storeroom.
_LEADS_ONLY: Final = frozenset({"lead_clerk", "office_clerk", "chief", "committee"})
_WORKING: Final = _KEEPING | _SEIZING | _APPROVING | _OVERSEEING

PAGES: Final = (
    PageSpec(
        "workdesk",
        "ui.workdesk.page.WorkdeskPage",
        lambda: QCoreApplication.translate("Window", "Work desk"),
        "layout-dashboard",
        _WORKING | _LEADS_ONLY,
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
        visits=frozenset({"chief"}),  # who stands in for him is named there
    ),
    PageSpec(
        "petitions",
        "ui.petitions.page.PetitionsPage",
        lambda: QCoreApplication.translate("Window", "Petitions"),
        "inbox",
        _PETITIONS | _SEIZING | _APPROVING | frozenset({"oversight"}),
    ),
    PageSpec(
        "reports",
        "ui.reporting.page.ReportsPage",
        lambda: QCoreApplication.translate("Window", "Web reports"),
        "globe",
        frozenset({"petition_clerk", "petition_head"}),
    ),
    PageSpec(
        "leads",
        "ui.leads.page.LeadsPage",
        lambda: QCoreApplication.translate("Window", "Leads"),
        "clipboard-list",
        _LEADING,
    ),
    PageSpec(
        "locations",
        "ui.locations.page.LocationsPage",
        lambda: QCoreApplication.translate("Window", "Places"),
        "map-pin",
        _KEEPING | _OVERSEEING,
    ),
    PageSpec(
        "analysis",
        "ui.analysis.page.AnalysisPage",
        lambda: QCoreApplication.translate("Window", "Statistics"),
        "chart-column",
        _COUNTING,
    ),
    PageSpec(
        "audit",
        "ui.audit.page.AuditPage",
        lambda: QCoreApplication.translate("Window", "Audit"),
        "shield-check",
        frozenset({"auditor", "oversight", "store_head"}),
    ),
    PageSpec(
        "sync",
        "ui.sync.page.SyncPage",
        lambda: QCoreApplication.translate("Window", "Sync"),
        "refresh-cw",
        _LEADING | _COUNTING | frozenset({"petition_desk"}),
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

#: What the pages stand on, the first needed first; it knows nothing of Qt, so a worker may load it.
BELOW: Final = (
    "app.requests.desk",
    "app.custody.loans",
    "app.requests.service",
    "app.custody.labelling",
    "app.custody.foreign",
    "app.devices.learning",
    "app.labels.printers",
    "app.petitions.service",
    "app.petitions.handling",
    "app.petitions.classifying",
    "app.petitions.supervising",
    "app.forms.service",
    "app.signatures.service",
    "app.audit.service",
    "app.backup.upkeep",
    "app.devices.cameras",
    "app.doctor",
    "app.leads.views",
    "app.leads.links",
    "app.sync.store",
    "app.sync.desk",
    "app.analysis.service",
    "app.analysis.sheets",
    "app.reporting.service",
    "app.reporting.opening",
    "app.leads.packing",
    "app.stations.service",
    "app.deadlines.clock_right",
)


def modules() -> tuple[str, ...]:
    """Every module of the window, what others stand on first. Only the window's own thread may load them.

    A class of Qt that is made in a worker while the window works can bring the whole program down.
    """
    walked = pkgutil.walk_packages(ui.__path__, "ui.")
    found = (each.name for each in walked if not each.ispkg and each.name not in _NOT_OF_THE_WINDOW)
    named = {*found, *(page.path.rpartition(".")[0] for page in PAGES)}
    return tuple(sorted(named, key=lambda name: (not name.startswith(_FIRST), name)))


_FIRST: Final = ("ui.widgets", "ui.shell")
_NOT_OF_THE_WINDOW: Final = frozenset({"ui.main", "ui.walk", "ui.guide"})
