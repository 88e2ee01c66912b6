"""The window's own fixtures, on a store that is reached over HTTP."""

from tests.ui.conftest import _collected_here, _dressed, sit, work
from tests.ui.custody.conftest import counter

__all__ = ["_collected_here", "_dressed", "counter", "sit", "work"]
