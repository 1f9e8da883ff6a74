"""The pages, one file each: what is asked of which job, and which template draws it."""
