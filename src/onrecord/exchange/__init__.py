"""Records in other forms: JSON lines and their schema, data frames. Each loads on its own."""
