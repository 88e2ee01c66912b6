"""The Windows spooler: one raw job into a queue, through the system's own library."""

import ctypes
from typing import Any, Final

#: What only Windows has of it.
_SYSTEM: Final[Any] = ctypes


class _Document(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("file", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p),
    )


def send(queue: str, data: bytes, title: str) -> None:
    """The whole job, or `OSError`."""
    spool = _SYSTEM.WinDLL("winspool.drv", use_last_error=True)
    handle = ctypes.c_void_p()
    _require(spool.OpenPrinterW(ctypes.c_wchar_p(queue), ctypes.byref(handle), None))
    try:
        document = _Document(title, None, "RAW")
        _require(spool.StartDocPrinterW(handle, 1, ctypes.byref(document)))
        _require(spool.StartPagePrinter(handle))
        taken = ctypes.c_ulong()
        _require(spool.WritePrinter(handle, data, len(data), ctypes.byref(taken)))
        _require(taken.value == len(data))
        _require(spool.EndPagePrinter(handle))
        _require(spool.EndDocPrinter(handle))
    finally:
        spool.ClosePrinter(handle)


def _require(done: object) -> None:
    if not done:
        raise _SYSTEM.WinError(_SYSTEM.get_last_error())
