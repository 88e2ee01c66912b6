"""People at the window: signing in, the locked screen, the first start, accounts."""
