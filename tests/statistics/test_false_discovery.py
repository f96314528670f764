"""False discoveries: the adjusted p-values are those of scipy, and of the definition."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from dashboard.statistics.false_discovery import adjusted


@given(arrays.arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 1)))
def test_scipy_adjusts_them_the_same(p: npt.NDArray[np.float64]) -> None:
    np.testing.assert_allclose(adjusted(p), stats.false_discovery_control(p), rtol=1e-12)


def test_none_of_none() -> None:
    assert len(adjusted(np.array([]))) == 0


def test_an_example_worked_by_hand() -> None:
    np.testing.assert_allclose(adjusted(np.array([0.04, 0.01, 0.03, 0.5])), [4 * 0.04 / 3, 0.04, 4 * 0.04 / 3, 0.5])
