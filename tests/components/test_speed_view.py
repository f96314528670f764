"""What Methods says of speed is what was measured, with the day and the machine; nothing measured, nothing said."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.components import speed_view
from dashboard.components.speed_view import WHAT, speed, stored_speed
from tests.pages.trees import words

RATIOS = {size: {key: place + 1.25 * int(size) for place, key in enumerate(WHAT)} for size in ("186", "6976")}
LOAD = {
    "load measured": "2026-11-23",
    "rate asked for": 200,
    "load": {"Aggregated": {"requests": 118_000, "errors": 3, "a second": 196.4, "median ms": 20, "p95 ms": 143}},
    "memory under load": {
        "two workers": {"MB at the start": 611, "MB half way": 619, "MB at the end": 623, "minutes": 10.02}
    },
}
REPAINTS = {
    "explorer, new, not pointed at 186": {"map": 7.9, "shown": 51.2, "whole": 150.0},
    "explorer, new, not pointed at 6976": {"map": 11.4, "shown": 57.0, "whole": 200.0},
    "weights, intermediate_zone": {"map": 20.0, "shown": 61.2, "whole": 400.0},
    "weights, data_zone": {"map": 31.0, "shown": 97.4, "whole": 500.0},
    "weights, typed, intermediate_zone": {"map": 70.0, "shown": 84.2, "whole": 500.0},
    "weights, typed, data_zone": {"map": 70.0, "shown": 99.6, "whole": 600.0},
}
CONTROLS = {
    "/need What counts how much": {"whole": 203.0},
    "/need Size of area": {"whole": 320.4},
    "/explore Period": {"whole": 112.2},
    "/inequality Period": {"whole": 151.0},
}
MEASURED = {
    **{"measured": "2026-11-22", "machine": "a machine of two cores", "rounds": 7},
    **{"ratios": RATIOS, "repaint": REPAINTS},
}


def test_nothing_measured_is_nothing_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stored_speed(tmp_path) == {}
    monkeypatch.setattr(speed_view, "stored_speed", dict)
    assert speed() == []


def test_what_was_measured_is_said_with_day_and_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / speed_view.SPEED).write_text(json.dumps(MEASURED), encoding="utf-8")
    held = stored_speed(tmp_path)
    monkeypatch.setattr(speed_view, "stored_speed", lambda: held)
    said = " ".join(words(part) for part in speed())
    for part in ("2026-11-22", "a machine of two cores", "medians of at least 7", "186 data zones", "6,976 data zones"):
        assert part in said
    assert "its map after 8 milliseconds, its bars and table after 51 (186 data zones); its map after 11" in said
    assert "after 61 milliseconds for intermediate zones and 97 for data zones" in said
    assert "which nobody had tried, after 84 and 100." in said
    for size, rows in RATIOS.items():
        assert [f"{size}: {value:,.1f}" for value in rows.values() if f"{value:,.1f}" not in said] == []


def test_every_control_counts_and_the_slowest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_view, "stored_speed", lambda: MEASURED)
    assert "controls" not in " ".join(words(part) for part in speed())
    monkeypatch.setattr(speed_view, "stored_speed", lambda: MEASURED | {"controls": CONTROLS})
    said = " ".join(words(part) for part in speed())
    for part in ("Of 4 controls", "within 177 milliseconds", "“Size of area”, takes 320."):
        assert part in said


def test_the_load_is_said_where_it_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_view, "stored_speed", lambda: MEASURED)
    assert "Under load" not in " ".join(words(part) for part in speed())
    monkeypatch.setattr(speed_view, "stored_speed", lambda: MEASURED | LOAD)
    said = " ".join(words(part) for part in speed())
    for part in (
        "2026-11-23",
        "10 minutes",
        "196 requests",
        "of 200",
        "3 went wrong",
        "143 milli",
        "611 MB",
        "619 half",
        "623 at",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("where", "missing", "said"),
    [
        ("repaint", "weights, typed, data_zone", "Another set of weights"),
        ("repaint", "explorer, new, not pointed at 6976", "nobody had asked for yet"),
        ("memory under load", "two workers", "Under load"),
    ],
)
def test_where_a_figure_was_not_measured_its_sentence_alone_is_not_said(
    monkeypatch: pytest.MonkeyPatch, where: str, missing: str, said: str
) -> None:
    whole: dict[str, Any] = MEASURED | LOAD | {"controls": CONTROLS}
    monkeypatch.setattr(speed_view, "stored_speed", lambda: whole)
    before = [words(part) for part in speed()]
    without = {name: row for name, row in whole[where].items() if name != missing}
    monkeypatch.setattr(speed_view, "stored_speed", lambda: whole | {where: without})
    after = [words(part) for part in speed()]
    assert [said in one for one in before if one not in after] == [True]
    assert len(after) == len(before) - 1
