"""网上举报: what a citizen files over the web, sealed to one organ before anything is kept."""
