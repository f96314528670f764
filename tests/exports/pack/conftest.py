"""Two packs made once for all tests: of one area, and for the Board, as every kind of file."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.exports.made import Made
from dashboard.exports.pack.contents import Failed, Pack, Step, area_pack, board_pack
from dashboard.exports.pack.document import Document
from dashboard.exports.pack.make import FORMATS, make_pack
from tests.exports.pack.reopened import document_of

AREA, OTHER = "S02002248", "S02002236"


@dataclass(frozen=True, eq=False, repr=False)
class MadePack:
    """A pack, what was told while it was made, and its files in a folder."""

    pack: Pack
    document: Document
    told: tuple[Step | Failed | Made, ...]
    folder: Path

    def path(self, ending: str) -> Path:
        return next(path for path in self.folder.iterdir() if path.suffix == f".{ending}")


def made_in(pack: Pack, folder: Path, formats: tuple[str, ...] = tuple(FORMATS)) -> MadePack:
    told = tuple(make_pack(pack, formats))
    for one in told:
        if isinstance(one, Made):
            (folder / one.name).write_bytes(one.content)
    return MadePack(pack, document_of(pack), told, folder)


@pytest.fixture(scope="session")
def held() -> Evidence:
    return evidence("perth-and-kinross")


@pytest.fixture(scope="session")
def area(held: Evidence, tmp_path_factory: pytest.TempPathFactory) -> MadePack:
    return made_in(area_pack(held, [AREA]), tmp_path_factory.mktemp("area-pack"))


@pytest.fixture(scope="session")
def board(held: Evidence, tmp_path_factory: pytest.TempPathFactory) -> MadePack:
    return made_in(board_pack(held), tmp_path_factory.mktemp("board-pack"))


@pytest.fixture(scope="session")
def both(held: Evidence, tmp_path_factory: pytest.TempPathFactory) -> MadePack:
    """The pack of two areas, whose PDF and Office files are made as those of one are."""
    return made_in(area_pack(held, [AREA, OTHER]), tmp_path_factory.mktemp("both-pack"), ("xlsx", "html"))


@pytest.fixture(params=["area", "board"])
def either(request: pytest.FixtureRequest) -> MadePack:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, MadePack)
    return found
