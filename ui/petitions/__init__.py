"""信访: the list with its seals, the form, a petition in full, and its acts."""
