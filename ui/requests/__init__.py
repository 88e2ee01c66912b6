"""Requests and approvals: asking for things, deciding, and what becomes of it."""
