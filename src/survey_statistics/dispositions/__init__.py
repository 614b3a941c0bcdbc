"""What became of every case: AAPOR final codes, outcome rates and the ledger."""
