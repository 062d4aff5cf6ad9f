"""Search: passages, the words a reader types, facets, and the engines that bring them together."""
