"""Random published facts of each document, with where they were read, for comparing with the pages by eye.

    python benchmarks/facts.py processed --count 20 --seed 1
"""

from __future__ import annotations

import random
from pathlib import Path

import click
import duckdb

FACTS = """
    select source, 'node: ' || level || ' ' || coalesce(code, '') || ' "' || name || '" di bawah: ' || coalesce(above, '-') as fact from named
    union all by name
    select i.source, 'indikator: "' || i.name || '" satuan ' || coalesce(i.unit, '-') || ' formula ' || coalesce(i.formula, '-') || ' | milik ' || named.name as fact
        from indicators i join named using (node_id)
    union all by name
    select t.source, measure || ' ' || coalesce(year::varchar, '') || ' = ' || value_text || ' (' || coalesce(value::varchar, '') || ') | indikator ' || i.name || ' | milik ' || named.name as fact
        from targets t join indicators i using (indicator_id) join named on t.node_id = named.node_id
    union all by name
    select b.source, measure || ' ' || coalesce(year::varchar, '') || ' = Rp ' || value_text || ' (' || coalesce(amount::bigint::varchar, '') || ') | milik ' || coalesce(code, '') || ' ' || named.name || coalesce(' / ' || unit_name, '') as fact
        from budgets b join named using (node_id)
    union all by name
    select named.source, 'hasil: "' || result || '" | milik ' || coalesce(code, '') || ' ' || name as fact from named where result is not null
"""


@click.command(help=__doc__)
@click.argument("processed", type=click.Path(path_type=Path))
@click.option("--count", default=20)
@click.option("--seed", default=1)
def main(processed: Path, count: int, seed: int):
    folder = processed / "parquet"
    database = duckdb.connect()
    for table in ("documents", "nodes", "indicators", "targets", "budgets"):
        database.execute(f"create view {table} as select * from '{folder / table}.parquet'")
    for document_id, path in database.execute("select document_id, path from documents where node_count > 0 order by path").fetchall():
        named = f"select n.*, p.name as above from nodes n left join nodes p on n.parent_id = p.node_id where n.document_id = '{document_id}'"
        facts = sorted(database.execute(f"with named as ({named}) {FACTS}").fetchall(), key=str)
        print(f"## {path}: {len(facts)} facts")
        for source, fact in random.Random(seed).sample(facts, min(count, len(facts))):
            print(f"- {source} | {fact}")


if __name__ == "__main__":
    main()
