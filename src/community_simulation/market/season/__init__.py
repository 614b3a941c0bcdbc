"""Twelve weeks of arrivals, requests, backlog, fatigue and learning."""
