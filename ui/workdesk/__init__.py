"""The work desk: my tasks, by role."""
