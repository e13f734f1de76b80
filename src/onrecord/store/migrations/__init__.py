"""The ledger's schema, from the first on: one revision a change, applied on opening."""
