"""Figures and ratios, the naive way or a peer beside ours in the same run: `python -m benchmarks.<name>`.

They print and never fail: a figure is read beside its goal by a person (docs/performance.md).
"""
