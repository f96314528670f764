"""The command that chooses where next: `python -m dashboard rollout`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard.__main__ import main
from dashboard.evidence import evidence
from dashboard.exports.rollout_record import rollout_record, rollout_text
from dashboard.statistics.rollout import plan
from dashboard.statistics.wish import Wish

ROOT = Path(__file__).resolve().parents[1]
OURS = evidence("perth-and-kinross")
KEPT = "areas already working are kept"
Capture = pytest.CaptureFixture[str]


def said(capsys: Capture, *arguments: str) -> str:
    """What the command prints when it works."""
    assert main(["rollout", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def record(capsys: Capture, *arguments: str) -> dict[str, Any]:
    return json.loads(said(capsys, *arguments, "--format", "json"))


def names(found: dict[str, Any]) -> list[str]:
    return [area["area_name"] for area in found["chosen"]]


def test_json_is_one_record_and_nothing_else() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "rollout", "--k", "3", "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["partnership"] == "perth-and-kinross"
    assert names(found) == ["Letham", "Central and South Inch", "Crieff South"]
    assert len(found["kept"]) == 7
    assert found == json.loads(json.dumps(rollout_record(OURS, plan(OURS, Wish()))))


def test_a_table_to_read_is_what_comes_unasked(capsys: Capture) -> None:
    text = said(capsys, "--k", "3")
    assert text == rollout_text(OURS, plan(OURS, Wish())) == said(capsys, "--k", "3", "--format", "table")
    assert text.startswith("Letham, Central and South Inch and Crieff South, with the 7 where Locality Working is")


def test_areas_under_way_are_kept_unless_asked_afresh(capsys: Capture) -> None:
    assert record(capsys, "--k", "3") == record(capsys, "--k", "3", "--keep-working")
    fresh = record(capsys, "--k", "3", "--fresh")
    assert (fresh["kept"], fresh["constraints"]) == ([], [])
    assert names(fresh) == ["Letham", "Hillyland, Tulloch and Inveralmond", "Central and South Inch"]


@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        ("simd_income", "people on low income"),
        ("child_poverty", "children in low-income families"),
        ("simd_employment", "working-age people who are employment deprived"),
    ],
)
def test_a_measure_says_whom_to_reach(capsys: Capture, measure: str, counted: str) -> None:
    found = record(capsys, "--k", "2", "--measure", measure)
    assert (found["measure"], found["counted"], found["threshold"]) == (measure, counted, None)
    assert len(found["chosen"]) == 2


def test_a_need_score_has_a_threshold(capsys: Capture) -> None:
    given = record(capsys, "--k", "2", "--measure", "need_score", "--threshold", "30")
    assert given["threshold"] == 30
    assert given["counted"] == "people in data zones with a need score of at least 30"
    unasked = record(capsys, "--k", "2", "--measure", "need_score")
    assert unasked["threshold"] < 30
    assert unasked["total"] > given["total"]


def test_weights_change_the_need_score_that_counts(capsys: Capture) -> None:
    equal, poverty = (
        record(capsys, "--k", "2", "--fresh", "--measure", "need_score", "--weights", weights)
        for weights in ("equal", "1,0,0")
    )
    assert equal["threshold"] != poverty["threshold"]


def test_remote_rural_areas_can_be_asked_for(capsys: Capture) -> None:
    found = record(capsys, "--k", "3", "--fresh", "--min-remote", "2")
    assert {"Rannoch and Aberfeldy", "Pitlochry", "Blair Atholl, Strathardle and Glenshee"} & set(names(found))
    assert [one["name"] for one in found["constraints"]] == ["at least 2 in remote rural areas"]
    assert found["simply_largest"] is False


def test_every_locality_can_be_asked_for(capsys: Capture) -> None:
    found = record(capsys, "--k", "3", "--each-locality")
    assert names(found) == ["Letham", "Crieff South", "Bridge of Earn and Abernethy"]
    assert [one["name"] for one in found["constraints"]][-1] == KEPT
    assert len(found["constraints"]) == 6


def test_another_partnership_has_nothing_to_keep(capsys: Capture) -> None:
    found = record(capsys, "--k", "1", "--partnership", "orkney-islands")
    assert (found["partnership"], found["kept"], found["total"]) == ("orkney-islands", [], 1504)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (
            ("--k", "2", "--min-remote", "12"),
            "no set of at most 2 areas beside the 7 already working has at least 12 of the group remote rural areas",
        ),
        (("--k", "1", "--fresh", "--each-locality"), "no set of at most 1 area meets these conditions together"),
        (("--k", "3", "--measure", "crime"), "the measure is one of simd_income, child_poverty, simd_employment"),
        (("--k", "3", "--budget", "10"), "there is a budget, and 'S02002219' has no cost"),
        (
            (
                "--k",
                "-1",
            ),
            "the number of areas is a whole number, 0 or more; found -1",
        ),
        (("--k", "3", "--weights", "1,2"), "3 numbers by comma (Poverty, Employability, Health and Wellbeing)"),
        (("--k", "3", "--partnership", "atlantis"), "there is no partnership 'atlantis'; known: aberdeen-city"),
    ],
)
def test_what_cannot_be_is_said_on_standard_error(capsys: Capture, arguments: tuple[str, ...], reason: str) -> None:
    assert main(["rollout", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dashboard: ")
    assert err.count("\n") == 1
    assert reason in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ("--k",)),
        (("--k", "three"), ("--k", "'three'")),
        (("--k", "2.5"), ("--k", "'2.5'")),
        (("--k", "3", "--fresh", "--keep-working"), ("--fresh", "--keep-working", "not allowed with")),
        (("--k", "3", "--format", "csv"), ("--format", "'csv'", "json")),
        (("--k", "3", "--budget", "much"), ("--budget", "'much'")),
    ],
)
def test_what_is_not_understood_is_said_on_standard_error(
    capsys: Capture, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["rollout", *arguments])
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert [word for word in words if word not in err] == []


def test_help_names_every_choice(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["rollout", "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    choices = ("--k", "--partnership", "--keep-working", "--fresh", "--measure", "--threshold", "--min-remote")
    choices += ("--each-locality", "--budget", "--weights", "--format")
    assert [choice for choice in choices if choice not in text] == []


@pytest.mark.parametrize("threshold", ["nan", "inf", "-1", "101"])
def test_a_threshold_that_is_no_need_score_is_refused(capsys: Capture, threshold: str) -> None:
    code = main(["rollout", "--k", "1", "--measure", "need_score", f"--threshold={threshold}", "--format", "json"])
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "a need score is from 0 to 100" in said.err


def test_localities_cannot_be_asked_for_where_there_are_none(capsys: Capture) -> None:
    code = main(["rollout", "--k", "1", "--partnership", "fife", "--each-locality"])
    assert code == 2
    assert "Fife has no localities of its own" in capsys.readouterr().err
