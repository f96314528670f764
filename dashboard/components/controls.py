"""Controls: a labelled choice, a labelled number, a switch."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html, no_update

from dashboard.components.attributes import attributes
from dashboard.components.markup import UNHEARD, tells


def unless_shown(wanted: Any, shown: Any) -> Any:
    """What an answer sets a control to: nothing, where it said so when it asked, for it may say more by now."""
    return no_update if wanted == shown else wanted


def select(control_id: str, label: str, options: Sequence[tuple[str, str]], value: str, **more: Any) -> dmc.Select:
    """One of a few: options are (value, label)."""
    data = [{"value": key, "label": text} for key, text in options]
    return _select(control_id, label, data, value, **more)


def grouped_select(
    control_id: str, label: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], value: str
) -> dmc.Select:
    """One of many, in groups, found by typing: groups are (name, options)."""
    data = [
        {"group": group, "items": [{"value": key, "label": text} for key, text in options]} for group, options in groups
    ]
    return _select(control_id, label, data, value, searchable=True, nothingFoundMessage="Nothing by that name")


def _select(control_id: str, label: str, data: list[dict[str, Any]], value: str, **more: Any) -> dmc.Select:
    return dmc.Select(
        id=control_id,
        label=label,
        data=data,  # type: ignore[arg-type]
        value=value,
        allowDeselect=False,
        checkIconPosition="right",
        withScrollArea=False,
        attributes={"input": {"role": "combobox", "aria-expanded": False}, "options": {"tabIndex": -1}},
        comboboxProps={"withinPortal": False},
        **more,
    )


def weight(control_id: dict[str, str], label: str, value: float) -> dmc.NumberInput:
    """A weight, not below zero."""
    return dmc.NumberInput(
        id=control_id, label=label, value=value, min=0, max=100, step=0.1, decimalScale=2, debounce=UNHEARD, w=190
    )


def whole(control_id: str, label: str, value: int, most: int) -> dmc.NumberInput:
    """A whole number from 0 to most."""
    return dmc.NumberInput(
        id=control_id, label=label, value=value, min=0, max=most, step=1, allowDecimal=False, debounce=UNHEARD, w=170
    )


def number(control_id: str, label: str, value: float | str, most: float, disabled: bool = False) -> dmc.NumberInput:
    """A number from 0 to most, or nothing."""
    return dmc.NumberInput(
        id=control_id,
        label=label,
        value=value,
        min=0,
        max=most,
        decimalScale=1,
        debounce=UNHEARD,
        disabled=disabled,
        w=170,
    )


def row_button(store_id: str, area_code: str, name: str, chosen: bool) -> html.Button:
    """The name of a table's row, which tells a store that its area was chosen."""
    pressed = attributes({"aria-pressed": "true" if chosen else "false"})
    return html.Button(name, className="row-choose", type="button", **pressed, **tells(store_id, {"area": area_code}))


def switch(control_id: str, label: str, checked: bool) -> dmc.Checkbox:
    """Something that is on or off."""
    return dmc.Checkbox(id=control_id, label=label, checked=checked)


def several(
    control_id: str,
    label: str,
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    values: Sequence[str],
    **more: Any,
) -> dmc.MultiSelect:
    """A few of many, in groups, found by typing: groups are (name, options)."""
    data = [
        {"group": group, "items": [{"value": key, "label": text} for key, text in options]} for group, options in groups
    ]
    return dmc.MultiSelect(
        id=control_id,
        label=label,
        data=data,  # type: ignore[arg-type]
        value=list(values),
        searchable=True,
        hidePickedOptions=True,
        limit=200,
        nothingFoundMessage="Nothing by that name",
        withScrollArea=False,
        attributes={"options": {"tabIndex": -1}},
        comboboxProps={"withinPortal": False},
        **more,
    )


def text(control_id: str, label: str, value: str, most: int) -> dmc.TextInput:
    """A line of text."""
    limit = {"input": {"maxLength": most}}
    return dmc.TextInput(id=control_id, label=label, value=value, attributes=limit, debounce=600, w=260)


def lines(control_id: str, label: str, hint: str) -> dmc.Textarea:
    """Text of several lines, such as a pasted column."""
    return dmc.Textarea(id=control_id, label=label, description=hint, autosize=True, minRows=2, maxRows=8)


def button(control_id: str, label: str) -> html.Button:
    """Something to do now."""
    return html.Button(label, id=control_id, className="quiet-button", type="button")
