"""The flow language. Pure: YAML read with positions, expressions, texts, lint, releases."""
