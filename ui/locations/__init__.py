"""The places of the storeroom, how full they are, and their codes."""
