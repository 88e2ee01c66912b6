"""Pieces that pages are built from; none knows the domain."""
