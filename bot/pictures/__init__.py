"""Reads the words and QR codes of a picture, in a child process that can harm nothing.

This room knows nobody: bytes in, words out. `worker` is the side of the bot; everything else runs
in the child, behind the limits of `fence`. A picture is never written anywhere.
"""
