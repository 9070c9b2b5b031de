"""The figures that the README quotes, each beside a yardstick that was measured in the same run.

``python -m benchmarks`` (``make bench``) measures everything; see ``benchmarks/__main__.py``.
"""
