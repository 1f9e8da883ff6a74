"""The dealer's portal: pages drawn on the server for people who signed in. What is decided, jobs decide.

A request's way: `headers` (what a browser may do with the page), `guard` (who asks, what that person may),
a page of `pages/` (asks a job, picks a template), `drawing` (Jinja2, every text escaped).
"""
