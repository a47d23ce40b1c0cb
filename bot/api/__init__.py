"""The HTTP side: webhook, health, and the pages and doors that others add to the same app."""
