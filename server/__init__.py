"""The centre's face: the store's verbs and queries over HTTPS."""
