"""The data dictionary is what the models say."""

from pipeline import dictionary
from schemas import keys, tables
from schemas.fields import fields


def test_the_shipped_dictionary_is_current():
    assert dictionary.PATH.read_text(encoding="utf-8") == dictionary.text(), "make kamus"


def test_every_table_and_column_is_told():
    told = dictionary.text()
    for table in keys.TABLES:
        section = told.split(f"## {table}\n")[1].split("\n## ")[0]
        assert all(f"| `{field.name}`" in section and field.description in section for field in fields(table))
    assert "| `<tingkat>_code` | teks |" in told and "| `pagu_<tahun>` | bilangan, rupiah |" in told
