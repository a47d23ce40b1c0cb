"""Papers for people to print: what is written by others, set as tagged A4 PDF."""
