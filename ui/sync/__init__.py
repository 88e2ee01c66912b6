"""同步 in the window."""
