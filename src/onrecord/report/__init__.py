"""Records → what a person reads: terminal, tables, one HTML page. Prints nothing."""
