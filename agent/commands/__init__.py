"""One command of the command line a file: here, and only here, edges are handed to jobs."""
