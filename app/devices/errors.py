"""What a device refuses: each fact has its sentence in resources/words.

DeviceUnready
├── CameraLost       no picture from `source`
├── ScaleLost        no stable weight from `source`
├── PrinterUnready   `printer` does not take the job (`why`)
├── LabelUnreadable  the drawn label does not read back as `payload` (`found`)
└── NotAPicture      `name` is no picture
"""

from app import errors


class DeviceUnready(errors.Unready):
    """A device cannot serve now; the books are unchanged."""

    code = "R30"


class CameraLost(DeviceUnready):
    """No picture comes from `source`."""


class ScaleLost(DeviceUnready):
    """No stable weight comes from `source`."""


class PrinterUnready(DeviceUnready):
    """`printer` does not take the job: `why`."""


class LabelUnreadable(DeviceUnready):
    """The label as drawn does not read back as `payload`; what came instead is `found`."""


class NotAPicture(DeviceUnready):
    """`name` holds no picture that can be read."""
