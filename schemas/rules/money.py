"""Money can be read and adds up."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from schemas.rules.texts import holds
from schemas.rules.views import Views, row_rule

# Amounts below one rupiah are rounded where they are printed.
ROUNDING = 1.0


class Budgets(pa.DataFrameModel):
    """What holds for the money of a node in force."""

    @row_rule
    def pagu_format(cls, budgets) -> pd.Series:
        """Money written in digits is an amount."""
        return budgets["amount"].notna() | ~holds(budgets["value_text"], r"\d")


def pagu_jumlah_anak(views: Views) -> pd.DataFrame:
    """The money of a node is the sum of its children's, every year; the places of one node count as one."""
    money = views.budgets[(views.budgets["measure"] == "pagu") & views.budgets["amount"].notna()]
    one = views.nodes.set_index("node_id")["same_as_node_id"]
    one = one.where(one != "", one.index)
    children = money.assign(parent=money["node_parent_id"].map(one)).dropna(subset=["parent"])
    # Money without year adds up too.
    below = children.groupby(["parent", "year"], dropna=False).agg(total=("amount", "sum"), children=("amount", "size"), child_source=("source", "first")).reset_index()
    both = money.merge(below, left_on=["node_id", "year"], right_on=["parent", "year"])
    wrong = both[(both["amount"] - both["total"]).abs() > ROUNDING]
    return wrong.assign(amount=wrong["amount"].map(_rupiah), total=wrong["total"].map(_rupiah), year=wrong["year"].map(_year))


def _rupiah(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", ".")


def _year(year: float) -> str:
    return "" if pd.isna(year) else f"{year:.0f}"
