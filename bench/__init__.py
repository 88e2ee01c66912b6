"""Figures beside their baselines: never a test, always printed with what they are measured against."""
