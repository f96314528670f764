"""Keeping the share of false discoveries low where many things are tested at once."""

import numpy as np
import numpy.typing as npt


def adjusted(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The p-values, adjusted so that calling those up to q discoveries makes at most a share q of them false.

    Args:
        p: p-values, 0 to 1, none missing.

    Returns:
        As many, in the same order.

    References:
        Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57: 289-300.
    """
    order = np.argsort(p)
    stepped = p[order] * len(p) / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum.accumulate(stepped[::-1])[::-1]
    return np.minimum(found, 1.0)
