"""Pages of a study in the field: questionnaires, attempts, letters, import, ledger, data lock."""
