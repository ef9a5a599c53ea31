"""Tables -> ``datapackage.json``, which tells programs what the CSV files hold (Frictionless Data Package 1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sitegen.model import OutputFile
from sitegen.publish.exports.csv_files import path_of
from sitegen.publish.exports.tables import Table
from sitegen.publish.permalinks import slug
from sitegen.settings import Settings

_FOLDER = "data/"


def data_package(tables: Iterable[Table], settings: Settings) -> OutputFile:
    """The description of the data files of an archive."""
    package = {
        "profile": "tabular-data-package",
        "name": slug(settings.title) or "archive",
        "title": settings.title,
        "description": f"{settings.description} Text that a spreadsheet would run as a formula has an apostrophe before it.",
        "resources": [_resource(table) for table in tables],
    }
    return OutputFile(f"{_FOLDER}datapackage.json", (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column.name, "type": column.type, "description": column.meaning} for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [_foreign(columns, to) for columns, to in table.references]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": path_of(table).removeprefix(_FOLDER),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _foreign(columns: tuple[str, ...], to: str) -> dict[str, Any]:
    wanted = ["id"] if len(columns) == 1 else ["type", "id"]
    return {"fields": list(columns), "reference": {"resource": to, "fields": wanted}}
