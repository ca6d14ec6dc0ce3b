"""One small reading written by hand: tujuan > sasaran > program > two kegiatan."""

from __future__ import annotations


def reading(path: str = "a.pdf", document_id: str = "a") -> dict[str, list[dict]]:
    """The reading of a document at a path."""
    def own(*rows: dict) -> list[dict]:
        return [{"document_id": document_id, **row} for row in rows]

    def key(text: str) -> str:
        return f"{document_id}-{text}"

    def node(place: str, parent: str | None, level: str, depth: int, position: int, **more) -> dict:
        return {"node_id": key(place), "parent_id": parent and key(parent), "level": level, "depth": depth, "position": position, "status": "aktif", **more}

    return {
        "documents": own({"path": path, "sha256": "00", "bytes": 10, "format": "pdf", "pages": 1, "title": "Cascading", "organisation": "Dinas Kesehatan",
                          "region": "Kabupaten Contoh", "layout": "tingkat_kolom", "status": "bersih", "node_count": 5, "indicator_count": 3,
                          "error_count": 0, "warning_count": 0}),
        "nodes": own(node("t", None, "tujuan", 1, 1, number="1", name="Meningkatkan derajat kesehatan"),
                     node("s", "t", "sasaran", 2, 2, number="1.1", name="=Meningkatnya layanan"),
                     node("p", "s", "program", 3, 3, code="1.02.02", name="Program, \"upaya\" kesehatan"),
                     node("k1", "p", "kegiatan", 4, 4, code="1.02.02.2.01", name="Kegiatan satu"),
                     node("k2", "p", "kegiatan", 4, 5, code="1.02.02.2.02", name="Kegiatan dua", status="dihapus", status_note="program dihapus")),
        "indicators": own({"indicator_id": key("i1"), "node_id": key("t"), "position": 1, "name": "Umur harapan hidup", "kind": "nilai", "unit": "tahun"},
                          {"indicator_id": key("i2"), "node_id": key("k1"), "position": 1, "name": "+Jumlah laporan", "kind": "jumlah", "unit": "Laporan"},
                          {"indicator_id": key("i3"), "node_id": key("k1"), "position": 2, "name": "Persentase layanan", "kind": "persentase",
                           "formula": "-a/b x 100%", "formula_kind": "persentase"}),
        "terms": own({"indicator_id": key("i3"), "position": 1, "role": "numerator", "name": "a"}),
        "targets": own({"indicator_id": key("i2"), "node_id": key("k1"), "year": 2025, "measure": "target", "value": 12.5, "value_text": "12,5"},
                       {"indicator_id": key("i2"), "node_id": key("k1"), "year": 2026, "measure": "target", "value_text": "-"},
                       {"indicator_id": key("i3"), "node_id": key("k1"), "measure": "akhir", "value": 90.0, "value_text": "90"}),
        "budgets": own({"node_id": key("k1"), "year": 2025, "measure": "pagu", "amount": 1500000.0, "value_text": "1.500.000"}),
        "owners": own({"node_id": key("k1"), "owner": "Bidang B", "role": "pengampu"}, {"node_id": key("k1"), "owner": "Bidang A", "role": "pengampu"}),
        "notes": own({"note_id": key("n1"), "text": "program dihapus", "action": "dihapus", "node_id": key("k2")}),
        "alignments": [],
        "findings": own({"finding_id": key("f1"), "code": "sel-tak-terbaca", "severity": "warning", "about": "dokumen", "source": "hal. 1",
                         "message": "@judul tidak dikenal", "remedy": "Periksa."}),
    }
