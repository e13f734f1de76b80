"""Text → record: steps in one visible list, word lists as data, models with their cards."""
