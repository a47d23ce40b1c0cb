"""The desk's pages under `/desk`: for people of an insurer's helpdesk, without developers.

Plain HTML that works without JavaScript. `door` lets people in, `sheet` writes pages, `routes` says
who may open what; each other file is a subject.
"""
