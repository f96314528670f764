"""The formats of pictures; here, so that they can be named without matplotlib."""

from typing import Literal

PictureFormat = Literal["png", "svg"]
