"""Secrets and distress in what people type, found in memory before anything is kept. Pure."""
