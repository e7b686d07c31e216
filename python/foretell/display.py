"""Tables of answers as text and as HTML, without any library."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable
from typing import Any

_STYLE = (
    "border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:13px",
    "text-align:{side};padding:3px 10px;border-bottom:1px solid rgba(128,128,128,.35)",
)


def _columns(table: Any, shown: Iterable[str]) -> dict[str, list[Any]]:
    import pyarrow as pa

    rows = pa.table(table)
    return {name: rows[name].to_pylist() for name in shown if name in rows.column_names}


def short(value: Any) -> str:
    """A number in four digits; ``-`` for none.

    >>> short(1234.5), short(0.123456), short(None)
    ('1234', '0.123', '-')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "-"
    if not isinstance(value, float):
        return str(value)
    size = abs(value)
    if size >= 1e6 or 0 < size < 1e-3:
        return f"{value:.3e}"
    return f"{value:.{0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 10 else 3}f}"


def table_text(table: Any, shown: Iterable[str]) -> str:
    """A table for the terminal, like the command's."""
    columns = _columns(table, shown)
    rows = [list(columns), *(map(short, row) for row in zip(*columns.values()))]
    rows = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    rows.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths)))
        for row in rows
    )


def table_html(table: Any, shown: Iterable[str], caption: str) -> str:
    """A table for notebooks."""
    columns = _columns(table, shown)

    def cells(tag: str, row: Iterable[str]) -> str:
        return "".join(
            f'<{tag} style="{_STYLE[1].format(side="right" if i else "left")}">'
            f"{html.escape(cell)}</{tag}>"
            for i, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', map(short, row))}</tr>" for row in zip(*columns.values()))
    return (
        f'<table style="{_STYLE[0]}"><caption style="text-align:left;padding:4px 10px">'
        f"{html.escape(caption)}</caption><thead><tr>{cells('th', columns)}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
