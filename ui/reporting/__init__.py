"""网上举报: what citizens filed, opened where the organ's key is."""
