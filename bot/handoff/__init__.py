"""A person passed on, as plain values: what a desk may say, what it may learn, and when. Pure."""
