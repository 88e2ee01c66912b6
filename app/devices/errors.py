"""What a device refuses: each fact has its sentence in resources/words.

DeviceUnready
├── CameraLost          no picture from `source`
├── ClipBroken          a clip can be written no further (`why`)
├── ScaleLost           nothing is heard from `source`
├── ScaleUnsteady       `source` does not come to rest
├── ScaleOutOfRange     what lies on `source` is too much, too little, or it is out of order (`why`)
├── ScaleNotTared       `source` did not say that it is tared
├── ScaleNotUnderstood  `source` says `line`, which is no weight in the chosen protocol
├── PrinterUnready      `printer` does not take the job (`why`)
├── LabelUnreadable     the drawn label does not read back as `payload` (`found`)
├── OffsetTooFar        moved by `right` and `down` millimetres the print leaves the label
└── NotAPicture         `name` is no picture
"""

from app import errors


class DeviceUnready(errors.Unready):
    """A device cannot serve now; the books are unchanged."""

    code = "R30"


class CameraLost(DeviceUnready):
    """No picture comes from `source`."""


class ClipBroken(DeviceUnready):
    """The clip can be written no further: `why`."""


class ScaleLost(DeviceUnready):
    """Nothing is heard from `source`."""


class ScaleUnsteady(DeviceUnready):
    """What `source` shows does not come to rest."""


class ScaleOutOfRange(DeviceUnready):
    """`source` shows no weight: `why`."""


class ScaleNotTared(DeviceUnready):
    """`source` cannot be tared from here, or did not say that it is."""


class ScaleNotUnderstood(DeviceUnready):
    """`source` says `line`, which is no weight in the chosen protocol."""


class PrinterUnready(DeviceUnready):
    """`printer` does not take the job: `why`."""


class PrinterBusy(DeviceUnready):
    """A batch of which `left` labels are still to come holds the printer."""


class LabelUnreadable(DeviceUnready):
    """The label as drawn does not read back as `payload`; what came instead is `found`."""


class OffsetTooFar(DeviceUnready):
    """Moved by `right` and `down` millimetres the print would leave the label."""


class NotAPicture(DeviceUnready):
    """`name` holds no picture that can be read."""
