"""Locality Evidence Dashboard: where need is greatest, how sure that is, and who would be missed."""
