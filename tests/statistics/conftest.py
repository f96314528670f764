"""What several tests share: a tiny evidence folder of their own."""

from pathlib import Path

import pytest

from tests.small_folder import write_small_folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two council areas, six data zones, three intermediate zones, five indicators, one partnership file."""
    folder = tmp_path / "data"
    write_small_folder(folder)
    return folder
