"""docs/temuan.md is what is said of the findings."""

from pipeline import finding_guide
from pipeline.vocabulary import SCHEMAS, vocabulary


def test_the_shipped_guide_is_current():
    assert finding_guide.PATH.read_text(encoding="utf-8") == finding_guide.text(), "make kamus"


def test_every_finding_is_told_under_its_subject():
    assert set(vocabulary("subjects")) == {path.stem for path in (SCHEMAS / "findings").glob("*.toml")}
    headings = [line.removeprefix("### ") for line in finding_guide.text().splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(vocabulary("findings"))


def test_words_of_documents_are_left_open():
    told = finding_guide.text().split("### pengali-hilang\n")[1].split("\n### ")[0]
    assert told.startswith("\n**peringatan** · *dokumen*\n\n> Formula persentase \"…\" tidak dikalikan 100%: \"…\".\n\n- Mengapa: ")
    assert told.endswith("- Yang perlu dilakukan: Tambahkan x 100% di akhir formulanya.\n")
