"""Turning a table into a figure. The input is never changed; every figure is finished in one place."""
