"""What is set up at this computer and in this storeroom."""
