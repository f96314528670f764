"""The commands: `python -m dashboard import|need|rollout|pack|package|calibrate`."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.files import DATA
from dashboard.evidence.importing import import_evidence
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.exports.calibration_record import CALIBRATION, calibration_text, calibrations
from dashboard.exports.made import Made
from dashboard.exports.need_record import need_csv, need_record, need_text
from dashboard.exports.pack.aside import can_work_aside
from dashboard.exports.pack.contents import Failed, Pack, Step, area_named, area_pack, board_pack
from dashboard.exports.pack.make import FORMATS as FORMATS_OF_PACKS
from dashboard.exports.pack.make import make_pack
from dashboard.exports.package import evidence_package
from dashboard.exports.rollout_record import rollout_record, rollout_text
from dashboard.statistics.calibration import DEFAULT_CALIBRATION
from dashboard.statistics.rollout import plan
from dashboard.statistics.summary import need_summary
from dashboard.statistics.wish import Wish
from dashboard.vocabulary import GRAINS, AreaType, DashboardError

FORMATS = ("table", "csv", "json")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 if it worked, 2 if something must be put right first (said on standard error)."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except (DashboardError, ValueError, OSError) as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="Locality evidence, from the command line."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    importing = commands.add_parser("import", help="write the evidence files from a folder of published sources")
    importing.add_argument("--from", dest="sources", type=Path, required=True, metavar="DIR")
    importing.add_argument("--to", dest="data", type=Path, default=DATA, metavar="DIR", help="default: data/")
    importing.set_defaults(command=_import)
    need = commands.add_parser("need", help="print the need ranking of a partnership")
    need.add_argument("--partnership", default=DEFAULT_PARTNERSHIP, metavar="ID")
    need.add_argument("--grain", choices=[grain.value for grain in GRAINS], default=GRAINS[0].value)
    need.add_argument("--weights", default="equal", metavar="equal|simd_like|P,E,H")
    need.add_argument("--format", choices=FORMATS, default="table")
    need.set_defaults(command=_need)
    rollout = commands.add_parser("rollout", help="choose the areas to support next, and say whom they reach")
    rollout.add_argument("--k", type=int, required=True, metavar="K", help="how many areas more")
    rollout.add_argument("--partnership", default=DEFAULT_PARTNERSHIP, metavar="ID")
    keep = rollout.add_mutually_exclusive_group()
    keep.add_argument("--keep-working", dest="keep", action="store_true", default=True, help="the default")
    keep.add_argument("--fresh", dest="keep", action="store_false", help="areas under way are not kept")
    rollout.add_argument("--measure", default="", metavar="MEASURE", help="an indicator's id, or need_score")
    rollout.add_argument("--threshold", type=float, metavar="SCORE", help="with need_score: from which score on")
    rollout.add_argument("--min-remote", dest="remote", type=int, default=0, metavar="N")
    rollout.add_argument("--each-locality", action="store_true", help="at least one area in every locality")
    rollout.add_argument("--budget", type=float, metavar="B", help="if the partnership's file gives costs")
    rollout.add_argument("--weights", default="equal", metavar="equal|simd_like|P,E,H")
    rollout.add_argument("--format", choices=("table", "json"), default="table")
    rollout.set_defaults(command=_rollout)
    pack = commands.add_parser("pack", help="make an evidence pack of one area, of several, or for the Board")
    pack.add_argument("areas", nargs="*", metavar="AREA", help="a code or a name; none means the Board's pack")
    pack.add_argument("--partnership", default=DEFAULT_PARTNERSHIP, metavar="ID")
    pack.add_argument("--each", action="store_true", help="a pack for each area, not one for all")
    pack.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="default: this folder")
    pack.add_argument("--formats", default=",".join(FORMATS_OF_PACKS), metavar="FORMATS", help="default: all of them")
    pack.set_defaults(command=_pack)
    package = commands.add_parser("package", help="write the whole evidence as one package for other programs")
    package.add_argument("--out", type=Path, required=True, metavar="FILE")
    package.set_defaults(command=_package)
    calibrating = commands.add_parser(
        "calibrate", help="simulate whether likely ranges keep their word, and keep the result"
    )
    calibrating.add_argument("--partnership", default=DEFAULT_PARTNERSHIP, metavar="ID")
    calibrating.add_argument("--worlds", type=int, default=DEFAULT_CALIBRATION.worlds, metavar="N")
    calibrating.add_argument("--to", dest="data", type=Path, default=DATA, metavar="DIR", help="default: data/")
    calibrating.set_defaults(command=_calibrate)
    return parser


def _calibrate(options: argparse.Namespace) -> None:
    held = _evidence(options.partnership)
    text = calibration_text(held, calibrations(held, replace(DEFAULT_CALIBRATION, worlds=options.worlds)))
    (options.data / CALIBRATION).write_text(text, encoding="utf-8")
    print(text, end="")


def _evidence(partnership_id: str) -> Evidence:
    known = library().partnerships
    if partnership_id not in known:
        raise ValueError(f"there is no partnership {partnership_id!r}; known: {', '.join(known)}")
    return evidence(partnership_id)


def _import(options: argparse.Namespace) -> None:
    print(*import_evidence(options.sources, options.data), sep="\n")


def _rollout(options: argparse.Namespace) -> None:
    held = _evidence(options.partnership)
    wish = Wish(
        more=options.k,
        keep=options.keep,
        measure=options.measure,
        threshold=options.threshold,
        remote=options.remote,
        each_locality=options.each_locality,
        budget=options.budget,
        weights=options.weights,
    )
    found = plan(held, wish)
    if options.format == "json":
        json.dump(rollout_record(held, found), sys.stdout, indent=2, ensure_ascii=False, allow_nan=False)
        print()
    else:
        print(rollout_text(held, found), end="")


def _pack(options: argparse.Namespace) -> None:
    held = _evidence(options.partnership)
    unknown = [one for one in options.formats.split(",") if one not in FORMATS_OF_PACKS]
    if unknown:
        raise ValueError(f"there is no kind of file {unknown[0]!r}; there are {', '.join(FORMATS_OF_PACKS)}")
    codes = [area_named(held, text) for text in options.areas]
    packs = (
        [area_pack(held, some) for some in ([[code] for code in codes] if options.each else [codes])] if codes else []
    )
    options.out.mkdir(parents=True, exist_ok=True)
    failed = [_made(pack, options.out, options.formats.split(",")) for pack in packs or [board_pack(held)]]
    if any(failed):
        raise ValueError("some parts could not be made; see above")


def _made(pack: Pack, folder: Path, formats: list[str]) -> bool:
    """Write a pack as it gets ready, telling how far it is on standard error; whether something failed."""
    failed = False
    for one in make_pack(pack, formats, with_second=can_work_aside()):
        match one:
            case Step():
                print(f"  {one.done + 1} of {one.parts}: {one.part}", file=sys.stderr)
            case Failed():
                failed = True
                print(f"  {one.part} could not be made: {one.why}", file=sys.stderr)
            case Made():
                (folder / one.name).write_bytes(one.content)
                print(folder / one.name)
    return failed


def _package(options: argparse.Namespace) -> None:
    options.out.write_bytes(evidence_package(library()))
    print(options.out)


def _need(options: argparse.Namespace) -> None:
    held = _evidence(options.partnership)
    record = need_record(held, need_summary(held, AreaType(options.grain), options.weights), options.weights)
    if options.format == "json":
        json.dump(record, sys.stdout, indent=2, ensure_ascii=False)
        print()
    else:
        print(need_csv(record) if options.format == "csv" else need_text(record), end="")


if __name__ == "__main__":
    sys.exit(main())
