"""Faults on order: how a practice node lies, breaks off and reorganises when it is told to.

They exist for rehearsing what an app does with a bad node, and only on a node
that was started with ``--faults``.
"""
