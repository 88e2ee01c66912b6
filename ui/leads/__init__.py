"""线索: the list with its lamps, a lead whole, what may be done next, and the month."""
