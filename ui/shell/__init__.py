"""The frame of the window: look, keys, scans, notices, language."""
