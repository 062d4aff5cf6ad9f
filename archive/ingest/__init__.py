"""Unfolding: a deposited file becomes pages that can be seen and read."""
