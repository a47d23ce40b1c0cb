"""Between this protocol and the helpdesk software of others; each file is an example to copy.

They stand in the package, not beside it, so that `riposte desk adapter` runs what is read here, and
types and tests hold it; they import nothing of the rest, so that they can be taken away.
"""
