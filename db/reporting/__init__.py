"""网上举报: what is kept of a filed report: sealed, and without its hour."""
