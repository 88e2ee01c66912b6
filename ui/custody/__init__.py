"""The counter and the cards: intake, items, one item's card, hand-over and return."""
