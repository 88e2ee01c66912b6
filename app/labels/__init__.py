"""Labels: what a code says, how it is laid out in printer dots, and its way to the printer."""
