"""The case ledgers: their list, one ledger with its team, its balance and its settlement."""
