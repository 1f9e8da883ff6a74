"""The pages, one file each, and its template beside it: its address, right and title, which job is asked.

What stands here is a page: `routes` finds it. What several pages share stands in `templates`.
"""
