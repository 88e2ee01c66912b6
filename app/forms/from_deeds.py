"""From what was done to what its form says: one builder a form."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.forms import deeds_end, deeds_in, deeds_out
from app.forms.deed import Deed

BUILDERS: Final[Mapping[str, Callable[[Deed], Any]]] = {
    "F1": deeds_in.seizure,
    "F3": deeds_in.surrender,
    "F4": deeds_in.cash_count,
    "F5": deeds_in.seal_record,
    "F6": deeds_in.intake,
    "F7": deeds_in.refusal,
    "F11": deeds_out.release,
    "F12": deeds_out.return_slip,
    "F16": deeds_end.return_list,
    "F17": deeds_end.transfer_list,
    "F18": deeds_end.treasury_list,
    "F19": deeds_end.destruction,
    "F20": deeds_out.move_slip,
    "F24": deeds_out.trouble,
}
