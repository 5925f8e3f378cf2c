"""`make bench`: every figure is printed beside what it is compared with, from the same run."""
