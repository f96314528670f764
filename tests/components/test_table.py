"""Tables say what they are: a caption, headed columns and rows, a name for the keyboard, roles that survive CSS."""

from collections.abc import Iterator
from typing import Any

from dashboard.components.table import Column, table
from tests.pages import trees

COLUMNS = [Column("Area"), Column("Rank", numeric=True), Column("Why")]
ROWS = [["Muirton", "1", "Need is concentrated"], ["Rattray", "2", "–"], ["Alyth", "3", "–"]]


def parts(tree: Any, kind: str) -> Iterator[dict[str, Any]]:
    """The properties of every component of one kind."""
    return (part["props"] for part in trees.parts(tree) if part["type"] == kind)


def made(selected: int = -1) -> Any:
    return trees.tree_of(table("Areas in order", COLUMNS, ROWS, selected))


def test_the_caption_names_the_table_and_its_frame() -> None:
    tree = made()
    assert [trees.words(part["children"]) for part in parts(tree, "Caption")] == ["Areas in order"]
    frame = tree["props"]
    assert (frame["role"], frame["tabIndex"], frame["aria-label"]) == ("region", 0, "Areas in order")


def test_columns_and_rows_are_headed() -> None:
    heads = list(parts(made(), "Th"))
    assert [(trees.words(head["children"]), head["scope"], head["role"]) for head in heads] == [
        *((column.heading, "col", "columnheader") for column in COLUMNS),
        *((row[0], "row", "rowheader") for row in ROWS),
    ]


def test_cells_hold_what_was_given_and_know_their_column() -> None:
    cells = list(parts(made(), "Td"))
    assert [trees.words(cell["children"]) for cell in cells] == [text for row in ROWS for text in row[1:]]
    assert [cell["data-label"] for cell in cells] == ["Rank", "Why"] * len(ROWS)
    assert {cell["role"] for cell in cells} == {"cell"}


def test_roles_are_said_because_narrow_screens_take_the_table_apart() -> None:
    tree = made()
    assert [part["role"] for part in parts(tree, "Table")] == ["table"]
    assert [part["role"] for kind in ("Thead", "Tbody") for part in parts(tree, kind)] == ["rowgroup", "rowgroup"]
    assert {part["role"] for part in parts(tree, "Tr")} == {"row"}


def test_numbers_stand_right_and_text_left() -> None:
    assert [cell.get("className", "") for cell in parts(made(), "Td")] == ["number", ""] * len(ROWS)


def test_one_row_at_most_is_set_apart() -> None:
    def chosen(selected: int) -> list[bool]:
        return [row.get("className") == "selected" for row in list(parts(made(selected), "Tr"))[1:]]

    assert chosen(1) == [False, True, False]
    assert chosen(-1) == [False, False, False]


def test_a_table_without_rows_still_has_its_caption_and_heads() -> None:
    tree = trees.tree_of(table("Nothing", COLUMNS, []))
    assert len(list(parts(tree, "Th"))) == len(COLUMNS)
    assert list(parts(tree, "Td")) == []
