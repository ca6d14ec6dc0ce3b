"""The views over the published tables, for databases: SQL from `schemas/views.toml`, with a comment each."""

from __future__ import annotations

from pipeline.vocabulary import vocabulary
from schemas.keys import level_order

LEVEL = "max(CASE WHEN atas.level = '{level}' THEN atas.name END) AS {level}"


def statements() -> list[str]:
    """What makes the views and their comments, where their tables are found by bare name."""
    levels = ", ".join(LEVEL.format(level=level) for level in level_order())
    made = []
    for name, view in vocabulary("views").items():
        comment = view["comment"].replace("'", "''")
        made += [f"CREATE VIEW {name} AS {view['sql'].replace('{tingkat}', levels).strip()}", f"COMMENT ON VIEW {name} IS '{comment}'"]
    return made
