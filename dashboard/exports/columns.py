"""What a column of a published table holds, and the same said in three standards: JSON Schema, Table Schema, CSVW."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["string", "integer", "number", "boolean", "array", "object"]
NOT_A_NAME = re.compile(r"\W+")


@dataclass(frozen=True)
class Column:
    """One column: its name, what kind of value it holds, what that means.

    Attributes:
        name: the heading in CSV and the key in JSON.
        kind: text, whole number, number or truth; array (of text) and object only in JSON.
        description: what it means, with its unit.
        empty: whether there may be no value: null in JSON, an empty cell in CSV.
        allowed: the only words it may hold, if it is one of a few.
    """

    name: str
    kind: Kind
    description: str
    empty: bool = False
    allowed: tuple[str, ...] = ()


def row_schema(columns: Sequence[Column]) -> dict[str, Any]:
    """A row as JSON Schema (2020-12): every column is there, and nothing else."""
    return {
        "type": "object",
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: _json_schema(column) for column in columns},
    }


def _json_schema(column: Column) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": [column.kind, "null"] if column.empty else column.kind}
    if column.allowed:
        schema["enum"] = [*column.allowed, *([None] if column.empty else [])]
    return {**schema, "description": column.description}


def table_schema(columns: Sequence[Column], key: Sequence[str]) -> dict[str, Any]:
    """A table as a Frictionless Table Schema.

    Args:
        columns: what it holds; none of them an array or object.
        key: the columns that name a row.
    """
    fields = [
        {
            "name": column.name,
            "type": column.kind,
            "description": column.description,
            "constraints": {
                "required": not column.empty,
                **({"enum": list(column.allowed)} if column.allowed else {}),
            },
        }
        for column in columns
    ]
    return {"fields": fields, "primaryKey": list(key), "missingValues": [""]}


def csvw_table(url: str, columns: Sequence[Column], key: Sequence[str] = (), **said: Any) -> dict[str, Any]:
    """A table as CSV on the Web describes it: https://www.w3.org/TR/tabular-metadata/.

    Args:
        url: where the CSV is, from where the description is.
        columns: what it holds.
        key: the columns that name a row, if any do.
        said: what else is said of it, such as {"dc:title": …}.
    """
    schema: dict[str, Any] = {"columns": [_csvw_column(column) for column in columns]}
    if key:
        schema["primaryKey"] = list(key)
    return {"url": url, **said, "tableSchema": schema}


def _csvw_column(column: Column) -> dict[str, Any]:
    datatype: Any = {"array": "string", "object": "string"}.get(column.kind, column.kind)
    if column.allowed:
        datatype = {"base": datatype, "format": "|".join(re.escape(word) for word in column.allowed)}
    return {
        "name": NOT_A_NAME.sub("_", column.name),
        "titles": column.name,
        "dc:description": column.description,
        "datatype": datatype,
        "required": not column.empty,
    }


def csvw_document(tables: Iterable[Mapping[str, Any]], **said: Any) -> dict[str, Any]:
    """The description of a group of tables, with what is said of all of them."""
    context = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    return {"@context": context, **said, "tables": list(tables)}


def flat(value: Any) -> Any:
    """A value of a row as one cell of CSV: lists and objects by semicolon, truth in small letters."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(str(part) for part in value)
        case dict():
            return "; ".join(f"{key}={part}" for key, part in value.items())
        case _:
            return value
