"""What is asked and written about the label of each kind of object; light, for the window knows it, too."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.custody import labelling


@dataclass(frozen=True, slots=True)
class Verbs:
    """What is asked and written for one kind of object; `key` is how its verbs call the object."""

    key: str
    label: Callable[..., Any]
    sent: Callable[..., Any]
    printed: Callable[..., Any]
    not_out: Callable[..., Any]


VERBS: Final = {
    "item": Verbs(
        "item_id",
        labelling.label,
        labelling.label_sent,
        labelling.label_printed,
        labelling.label_not_out,
    ),
    "location": Verbs(
        "location_id",
        labelling.location_label,
        labelling.location_label_sent,
        labelling.location_label_printed,
        labelling.location_label_not_out,
    ),
}
