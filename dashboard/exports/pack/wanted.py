"""What pack an address asks for: of which areas, or for the Board, and as which files."""

from dataclasses import dataclass

from dashboard.exhibits.state import PageState, evidence_of, evidence_with_custom_area
from dashboard.exports.pack.contents import Pack, area_pack, board_pack
from dashboard.exports.pack.make import FORMATS


@dataclass(frozen=True)
class Wanted:
    """A pack and the files that are wanted of it."""

    pack: Pack
    formats: tuple[str, ...]


def wanted_in(state: PageState) -> Wanted | str:
    """What an address asks for, or why it cannot be made.

    Args:
        state: `areas` (codes parted by commas; none means the Board's pack), `formats` (keys of FORMATS parted by
            commas; none means all), and `zones` and `name` of a custom area.
    """
    formats = formats_in(state)
    if not formats:
        return f"none of these is a kind of file: {state.get('formats', '')[:60]}; there are {', '.join(FORMATS)}"
    codes = codes_in(state)
    try:
        pack = area_pack(evidence_with_custom_area(state), codes) if codes else board_pack(evidence_of(state))
    except ValueError as error:
        return str(error)
    return Wanted(pack, formats)


def codes_in(state: PageState) -> list[str]:
    """The areas of an address, each once."""
    return [code for code in dict.fromkeys(state.get("areas", "").split(",")) if code]


def formats_in(state: PageState) -> tuple[str, ...]:
    """The kinds of file of an address, in our order; all where it names none."""
    asked = [one for one in state.get("formats", "").split(",") if one]
    return tuple(key for key in FORMATS if key in asked) if asked else tuple(FORMATS)
