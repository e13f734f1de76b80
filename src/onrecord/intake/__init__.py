"""Paths → texts → records → ledger: the one room that knows sources, extract and store."""
