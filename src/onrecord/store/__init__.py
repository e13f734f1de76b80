"""The ledger: every record kept once, with its sources and judgements. SQL lives here alone."""
