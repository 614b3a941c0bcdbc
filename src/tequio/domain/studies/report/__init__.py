"""The report: its outline as data, its numbers from stored results, in two languages."""
