"""Petitions are sealed with a key of the tests'."""

from tests.app.petitions.conftest import own_vault

__all__ = ["own_vault"]
