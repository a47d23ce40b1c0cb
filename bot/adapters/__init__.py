"""Between this protocol and the helpdesk software of others; each file is an example to copy."""
