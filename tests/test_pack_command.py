"""The commands `pack` and `package`: files in a folder, and what cannot be made said on standard error."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.exports.pack.reopened import Page

AREA = "S02002248"
TODAY = date.today().isoformat()


def test_a_pack_is_written_into_a_folder_and_its_path_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "folder"
    assert main(["pack", AREA, "--out", str(folder), "--formats", "html"]) == 0
    (path,) = folder.iterdir()
    said = capsys.readouterr()
    assert said.out == f"{path}\n"
    assert path.name == f"perth-and-kinross_blairgowrie-east-rattray_evidence_{TODAY}.html"
    assert len(Page(path.read_text("utf-8")).all("h1")) == 1
    lines = said.err.splitlines()
    assert lines[0].endswith(": At a glance")
    assert [line.split(" of ")[0].strip() for line in lines] == [str(place) for place in range(1, len(lines) + 1)]


def test_a_pack_for_each_area_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["Blairgowrie East (Rattray)", "north muirton and old scone"]
    assert main(["pack", *names, "--each", "--out", str(tmp_path), "--formats", "xlsx"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"perth-and-kinross_blairgowrie-east-rattray_evidence_{TODAY}.xlsx",
        f"perth-and-kinross_north-muirton-and-old-scone_evidence_{TODAY}.xlsx",
    ]
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pack", "Atlantis"], "Perth and Kinross has no area called 'Atlantis'"),
        (["pack", "Blairgowrie East Ratray"], "did you mean"),
        (["pack", AREA, "--formats", "exe"], "there is no kind of file 'exe'; there are pdf, docx, pptx, xlsx, html"),
        (["pack", AREA, "--formats", ""], "there is no kind of file ''"),
        (["pack", AREA, "--partnership", "atlantis"], "there is no partnership 'atlantis'"),
        (["pack", *[AREA] * 13], "a pack is of 1 to 12 areas; 13 were asked for"),
    ],
)
def test_what_cannot_be_made_is_said(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--out", str(tmp_path / "packs")]) == 2
    found = capsys.readouterr()
    assert (found.out, "Traceback" in found.err) == ("", False)
    assert said in found.err
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_a_zip_of_the_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evidence.zip"
    assert main(["package", "--out", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    with zipfile.ZipFile(path) as archive:
        assert {"datapackage.json", "indicators.csv", "areas.csv", "figures/child_poverty.csv"} <= set(
            archive.namelist()
        )
        assert archive.testzip() is None


def test_a_package_needs_a_name_for_its_file() -> None:
    with pytest.raises(SystemExit):
        main(["package"])


def test_a_package_for_a_folder_that_is_not_there_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "--out", str(tmp_path / "none" / "evidence.zip")]) == 2
    assert "No such file or directory" in capsys.readouterr().err
