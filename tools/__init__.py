"""What helps to make and judge the program, and is no part of it."""
