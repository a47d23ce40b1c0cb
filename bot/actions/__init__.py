"""What stands behind `do` in a flow: one file an action."""
