"""Who answers for a node."""

from __future__ import annotations

import pandas as pd

from schemas.rules.views import Views

LEVEL = ["document_id", "level"]
MOST = 0.5


def penanggung_jawab_kosong(views: Views) -> pd.DataFrame:
    """A node has an owner where most of its level have one; the places of one node are not judged."""
    nodes = views.nodes[views.nodes["same_as_node_id"] == ""]
    owned = nodes["node_id"].isin(views.owners["node_id"])
    return nodes[~owned & (owned.groupby([nodes[name] for name in LEVEL]).transform("mean") >= MOST)]
