"""What is true of one maker only. Nowhere else in the program does a maker's name appear."""
