"""统计 in the window."""
