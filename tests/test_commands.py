"""The command line as people and other programs use it: `python -m dashboard`."""

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
NO_SCREEN = """\
import sys
from dashboard.__main__ import main
code = main(sys.argv[1:])
loaded = sorted(name for name in sys.modules if name.split(".")[0] in {"dash", "flask", "dash_leaflet"})
loaded += sorted(name for name in sys.modules if name.startswith(("dashboard.pages", "dashboard.components")))
print(loaded, file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Done:
    """A command in this process: reading the evidence again for each would take minutes."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def run_alone(*arguments: str, code: str = "") -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own, as a person starts it."""
    command = ["-c", code] if code else ["-m", "dashboard"]
    return subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_json_is_one_record_and_nothing_else() -> None:
    done = run_alone("need", "--grain", "data_zone", "--weights", "1,2,3", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record["partnership"] == "perth-and-kinross"
    assert record["grain"] == "data_zone"
    assert record["weights"] == {"Poverty": 1, "Employability": 2, "Health and Wellbeing": 3}
    assert len(record["areas"]) == 186
    ranks = [area["need_rank"] for area in record["areas"] if area["need_rank"] is not None]
    assert ranks == sorted(ranks)


def test_csv_has_a_head_and_a_row_an_area() -> None:
    done = run("need", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 35
    assert rows[0]["need_rank"] == "1"


def test_a_table_to_read_is_what_comes_unasked() -> None:
    done = run("need", "--partnership", "fife")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].split() == ["rank", "need", "people", "level", "area"]
    assert done.stdout == run("need", "--partnership", "fife", "--format", "table").stdout


def test_a_set_of_weights_changes_the_order() -> None:
    equal, like = (run("need", "--weights", weights, "--format", "csv").stdout for weights in ("equal", "simd_like"))
    assert sorted(line.split(",")[0] for line in equal.splitlines()) == sorted(
        line.split(",")[0] for line in like.splitlines()
    )
    assert equal != like


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("need", "--partnership", "atlantis"), ("'atlantis'", "known: ", "perth-and-kinross", "fife")),
        (("need", "--weights", "0,0,0"), ("not all zero", "'0,0,0'")),
        (("need", "--weights", "abc"), ("equal", "simd_like", "3 numbers by comma", "'abc'")),
        (("need", "--weights", "1,2"), ("Poverty, Employability, Health and Wellbeing", "'1,2'")),
        (("need", "--weights=-1,1,1"), ("none below zero", "'-1,1,1'")),
        (("need", "--weights", "nan,1,1"), ("'nan,1,1'",)),
        (("need", "--grain", "ward"), ("--grain", "'ward'", "data_zone", "intermediate_zone")),
        (("need", "--format", "xml"), ("--format", "'xml'", "json")),
        (("import",), ("--from",)),
        (("import", "--from", "no/such/folder"), ("no/such/folder",)),
        (("rank",), ("'rank'", "import", "need")),
        ((), ("COMMAND",)),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_said_on_standard_error(arguments: tuple[str, ...], said: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert [word for word in said if word not in done.stderr] == []


def test_a_failed_import_writes_nothing(tmp_path: Path) -> None:
    done = run("import", "--from", str(tmp_path / "none"), "--to", str(tmp_path / "data"))
    assert done.returncode == 2
    assert list(tmp_path.rglob("*")) == []


def test_help_names_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "import" in done.stdout
    assert "need" in done.stdout


def test_the_commands_never_load_the_screen() -> None:
    done = run_alone("need", "--format", "csv", code=NO_SCREEN)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"
