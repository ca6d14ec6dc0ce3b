"""What a page break cuts, and what begins anew below it: told by room, numbers, values and words of the cells on both sides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pipeline.extractors.habits import counts_cells, first_word, lacks_code, lacks_front, lists_within, measures_anew, odd_start, two_indicators, usual_end, usual_start, values_apart
from pipeline.extractors.room import KEPT, PADDING, fits_above, gaps, hangs, is_full, line_height, rooms, stands_high
from pipeline.extractors.wording import CODE, FRONT, NUMBER, VALUE, begin_alike, completes, counts_anew, counts_on, leads, names_level, text_of, two_codes, two_sums
from pipeline.vocabulary import vocabulary

# Headings have so many rows.
HEADS = 3
MEASURED = re.compile(r"\d[\d.,]*\s?(?:%|[A-Z][a-z]+(?:[ /][A-Za-z]+)?)")


def mend(part, above, below, fresh):
    """Join the cells that a page break cut; what begins anew at the top of the page, and what is blank beside it, stays apart."""
    pairs = _pairs(above, below)
    both = [(a, b) for a, b in pairs if a["lines"] and b["lines"]]
    # A row of one-line cells may end full by chance: numbers, codes and places outweigh the room that is left.
    numbered = _number_columns(part)
    bare = _lacks_values(above, below)
    widths = rooms(part, both)
    room = lambda cell: widths[cell["column"], cell["column_end"]]
    item = lambda cell: (cell["row"], max((c for c in numbered if c <= cell["column"]), default=None))
    coded_rows = {_rows(a, b) for a, b in both if two_codes(text_of(a), text_of(b)) and not _same_line(a, b)}
    sure = {id(b) for a, b in both if _rows(a, b) not in coded_rows and (_unfinished(part, a, b) or odd_start(part, room, fresh, a, b))}
    # A rule may be missing, but two whole sums of money are two rows, and so are two indicators with values.
    summed = {a["row"] for a, b in both if two_sums(a, b) and not _same_line(a, b)} | two_indicators(both, numbered) | values_apart(pairs)
    # A merged cell that goes on by its borders says nothing of the rows beside it.
    whole = {id(b) for a, b in pairs if b["lines"] and a["row"] not in summed and _unparted(part, above, a, b, 2 * len(sure) >= len(both))}
    whole |= {id(b) for a, b in both if lacks_front(part, fresh, a, b) or is_full(a) and lacks_code(part, fresh, pairs, a, b)}
    cut = {item(a) for a, b in both if id(b) not in whole and a["row"] not in summed and (_lacks_number(a, pairs, numbered) or completes(a, b))}
    firm = {id(b): item(a) for a, b in both if id(b) not in whole and (id(b) in sure and is_full(a) or _centred_over(a, b))}
    ended = {_rows(a, b) for a, b in both if _ends(a, b, room(a))}
    listed = {id(b) for a, b in both if counts_on(a, b) and not counts_cells(part, fresh, b) and (item(a) in firm.values() or lists_within(part, fresh, b) and _rows(a, b) not in ended)}
    sure |= listed | firm.keys()
    # A row that goes on in one of its cells goes on in all of them.
    rows_on = {_rows(a, b) for a, b in both if id(b) in firm or id(b) in listed or _same_line(a, b)}
    other = (_other_places(pairs) | _own_numbers(pairs) | _had_room(part, pairs)) - {row for row, *_ in rows_on}
    doubted = [(a, b) for a, b in both if item(a) not in cut and id(b) not in sure and not _same_line(a, b)]
    anew = {id(b) for a, b in doubted if a["row"] in other or _begins(a, b, room(a), bare, _rows(a, b) in rows_on)}
    anew |= {id(b) for a, b in doubted if _rows(a, b) not in rows_on and (not bare and _hangs_low(b, below) or usual_start(part, fresh, a, b) or usual_end(part, fresh, a, b))}
    anew |= {id(b) for a, b in doubted if measures_anew(part, fresh, a, b)}
    # Beside what begins anew, a rule ends the cells above it where others stand open.
    shut = {id(a) for a in above if a["closed"]} if anew and not all(a["closed"] for a in above) else set()
    anew |= {id(b) for a, b in doubted if id(a) in shut}
    begun = {item(a) for a, b in both if id(b) in anew}
    goes_on = whole | {id(b) for a, b in both if _same_line(a, b) or id(b) not in anew and (item(a) not in begun or id(b) in firm or id(b) in listed)}
    coded = {id(b) for a, b in pairs if not a["lines"] and CODE.match(text_of(b)) and _above_middle(a, b, fresh)}
    anew_columns = [b["column"] for a, b in both if id(b) not in goes_on] + [b["column"] for b in below if b["lines"] and id(b) in coded or all(b is not d for _, d in pairs)]
    new = min(anew_columns, default=len(part.xs))
    split = {a["row"] for a, b in both if _same_line(a, b)} - {a["row"] for a, b in both if id(b) in anew}
    filled = _never_blank(part, above) if any(b["lines"] and not a["lines"] for a, b in pairs) else set()
    sliver = not any(a["lines"] for a in above if a["row"] == part.rows - 1)
    # A column that merges its cells leaves none blank but to go on: in the others a blank means "as above" and takes nothing from the next page.
    # A cell of one row that a page break cut has a box, and a row of ours, on each page.
    merges = {c["column"] for c in part.recent if c["row_end"] - c["row"] > len(c["boxes"]) and c["lines"] and not _heads(c)}
    clean = other | {a["row"] for a, b in both} - {a["row"] for a, b in both if id(b) in goes_on}
    right = [(a["row"], b["column"]) for a, b in both if id(b) in firm]
    across = _across(part, pairs, [b for b in below if id(b) not in goes_on], fresh)
    for a, b in pairs:
        tall = a["row_end"] - a["row"] > 1 and not _above_middle(a, b, fresh)
        blank = not b["lines"] and (b["column"] < new or any(d["column"] == b["column_end"] and id(d) in goes_on for _, d in pairs))
        below_blank = b["lines"] and not a["lines"]
        centred = below_blank and id(a) not in shut and not (a["row"] in clean and not tall and b["column"] not in merges) and ((tall or sliver or a["row"] in split or b["column"] in filled) and b["column"] < new or new == len(part.xs) and (sliver or bool(goes_on)))
        # What stands left of a text that surely goes on stands in its row.
        beside = below_blank and any(a["row"] <= row and b["column"] < column for row, column in right)
        if id(b) in goes_on or blank or centred or beside or id(b) in across:
            _join(a, b)


def _pairs(above, below) -> list[tuple[dict, dict]]:
    """The cells above with those below that cover the same columns."""
    by_columns = defaultdict(list)
    for a in above:
        by_columns[a["column"], a["column_end"]].append(a)
    return [(a, b) for b in below for a in by_columns[b["column"], b["column_end"]]]


def _unparted(part, above, a, b, cut: bool) -> bool:
    """Whether no rule parts two cells of a table that is ruled all round: neither at the page's foot nor at the top of the next.

    Under a heading printed again a rule stands always: there a text goes on if all that the foot leaves open stands left of what it closes, as parents do of their
    children, or if rules closed the foot of a page before or most texts are `cut`.
    """
    if a["closed"] or not part.framed:
        return False
    opened = max(c["column"] for c in above if not c["closed"])
    shut = [c["column"] for c in above if c["closed"]]
    return bool(a["lines"] and (shut or part.shuts or cut)) and min(shut, default=opened) >= opened if b["at"] > 1 else not b["opened"]


def _hangs_low(b, below) -> bool:
    """Whether a text begins lower in its cell than others of its row: it stands in the middle of a row of its own, where a rest would begin at the top."""
    above = [gaps(c)[0] for c in below if c["lines"]]
    return gaps(b)[0] - min(above) > 0.5 * (b["lines"][0].y1 - b["lines"][0].y0)


def _other_places(pairs) -> set[int]:
    """The rows above whose texts end where the row below has none, while that has others: no rest of theirs."""
    low = [(a, b) for a, b in pairs if a["row_end"] - a["row"] == 1]
    ended = {a["row"] for a, b in low if a["lines"] and not b["lines"]}
    return ended & {a["row"] for a, b in low if b["lines"] and not a["lines"]}


def _own_numbers(pairs) -> set[int]:
    """The rows above that lack a number or code where the row below has one of its own."""
    low = [(a, b) for a, b in pairs if a["row_end"] - a["row"] == 1 and b["lines"] and not a["lines"]]
    return {a["row"] for a, b in low if CODE.match(text_of(b))}


def _had_room(part, pairs) -> set[int]:
    """The rows above that are blank where the row below has a text that would have begun in them: all texts of its column stand at the top of their cells."""
    low = [(a, b) for a, b in pairs if a["row_end"] - a["row"] == 1 and b["lines"] and not a["lines"]]
    return {a["row"] for a, b in low if fits_above(a, b) and hangs(part, a["column"])}


def _number_columns(part) -> list[int]:
    """Columns that hold the numbers of the column on their right: one heading over both, and nothing but numbers below it."""
    pairs = {c["column"] for c in part.cells if c["row"] == 0 and c["column_end"] - c["column"] == 2}
    below = [(c["column"], text_of(c)) for c in part.recent if c["column"] in pairs and c["row"] > 0 and c["lines"] and c["column_end"] - c["column"] == 1]
    return [k for k in sorted(pairs) if all(NUMBER.match(text) for column, text in below if column == k)]


def _lacks_number(a, pairs, columns) -> bool:
    """Whether the column on the left numbers the text above but not the one below, and the text above runs to the border."""
    left = next((pair for pair in pairs if pair[0]["column_end"] == a["column"] and pair[0]["row"] == a["row"] and pair[0]["column"] in (0, *columns)), None)
    numbered = left and NUMBER.match(text_of(left[0])) and not left[1]["lines"]
    return bool(numbered) and a["bottom"] - a["lines"][-1].y1 < 1.2 * line_height(a)


def _unfinished(part, a, b) -> bool:
    """Whether the text above surely goes on: it ends amid a sentence or bracket, or the one below begins small in a column of capitals."""
    text, below = text_of(a), text_of(b)
    word = re.sub(r"\W+$", "", text.split()[-1]).lower()
    amid = text.endswith((",", "-", "/")) or word in vocabulary("words")["unfinished"] or not text.endswith(")") and text.count("(") > text.count(")") or names_level(f"{text} ", alone=True)
    small = below[0].islower() and len(below.split()[0]) > 1 and not FRONT.match(below)
    if not (amid or small) or NUMBER.match(below) or CODE.match(below) or VALUE.fullmatch(text):
        return False
    capitals = [text_of(c)[0].isupper() for c in part.recent if c["column"] == b["column"] and c["lines"] and text_of(c)[0].isalpha()]
    return amid or sum(capitals) >= 0.8 * len(capitals)


def _centred_over(a, b) -> bool:
    """Whether two texts meet at the page break and leave as much room above them as below: one text in the middle of a cell on both pages."""
    line = max(line.y1 - line.y0 for line in (*a["lines"], *b["lines"]))
    above, below = a["lines"][0].y0 - a["top"], b["bottom"] - b["lines"][-1].y1
    meet = max(a["bottom"] - a["lines"][-1].y1, b["lines"][0].y0 - b["top"]) < line
    return meet and len(a["boxes"]) == 1 and above > 2 * line and abs(above - below) < 2 * line


def _heads(cell) -> bool:
    """Whether a cell is one of the table's heading: it stands in the first row, or is bold in the next ones."""
    return cell["row"] == 0 or cell["row"] < HEADS and cell["bold"]


def _across(part, pairs, below, fresh) -> set[int]:
    """The texts below blank cells that stand in the middle of both; where others hang, one that hangs too may leave that much room by chance."""
    foot = max((c["row_end"] for c in fresh), default=0)
    found = {id(b) for a, b in pairs if b["lines"] and not a["lines"] and _centred_in_both(a, b, foot)}
    hung = any(stands_high(c) for c in (*part.recent, *below) if c["lines"] and id(c) not in found)
    return {id(b) for b in below if id(b) in found and not (hung and gaps(b)[0] < PADDING)}


def _centred_in_both(a, b, foot: int) -> bool:
    """Whether a text leaves as much room above it, with the blank cell at the foot of the page before, as below it: it stands in the middle of a cell of both.

    Where its cell reaches the foot of its page too, more of it may follow, if it does not stand in the middle of what is there.
    """
    above, below = gaps(b)
    lower = a["bottom"] - a["top"] + above - below
    goes_on = b["row_end"] == foot and b["row_end"] - b["row"] > 1 and lower > 0 and abs(above - below) > line_height(b)
    return len(a["boxes"]) == len(b["boxes"]) == 1 and (abs(lower) < 0.5 * line_height(b) or goes_on)


def _ends(a, b, room: float) -> bool:
    """Whether a text above, none of a list, surely ends there: its cell has room for more lines, or its last line for the word that begins the text below, and more."""
    last, height = a["lines"][-1], line_height(a)
    spare = a["bottom"] - last.y1 > (1.3 + KEPT) * height or last.width + 2 * first_word(b["lines"][0]) < room
    return not FRONT.match(text_of(a)) and spare


def _lacks_values(above, below) -> bool:
    """Whether the row above holds several numbers beside its texts, and the row below nothing but texts under those texts."""
    numbers = {a["column"] for a in above if a["lines"] and VALUE.fullmatch(text_of(a).replace(" ", ""))}
    texts = {a["column"] for a in above if a["lines"]} - numbers - {b["column"] for b in below if MEASURED.fullmatch(text_of(b))}
    filled = {b["column"] for b in below if b["lines"]}
    return len(numbers) > 1 and bool(filled) and filled <= texts


def _never_blank(part, above) -> set[int]:
    """Columns none of whose cells is empty before the page break: an empty one at the break has its text on the next page."""
    ends = {id(a) for a in above}
    body = [c for c in part.recent if id(c) not in ends and not _heads(c)]
    counts = Counter(c["column"] for c in body if c["lines"])
    return {column for column, count in counts.items() if count > 2} - {c["column"] for c in body if not c["lines"]}


def _above_middle(a, b, fresh) -> bool:
    """Whether the middle of an empty cell and a filled one below it lies above the page break, so that the text below is not centred in both."""
    high, low = (sum(bottom - top for _, _, top, _, bottom in cell["boxes"]) for cell in (a, b))
    ends = b["row_end"] < max(c["row_end"] for c in fresh)
    return ends and bool(b["lines"]) and high > low + b["lines"][-1].y1 - b["lines"][0].y0


def _same_line(a, b) -> bool:
    return bool(a["lines"] and b["lines"]) and a["lines"][-1].text == b["lines"][0].text and (a["lines"][-1].cut or b["lines"][0].cut)


def _rows(a, b) -> tuple[int, int, int, int]:
    return a["row"], a["row_end"], b["row"], b["row_end"]


def _begins(a, b, room: float, bare: bool, row_on: bool) -> bool:
    """Whether the text below surely begins anew: a number or sum of money under another, room left under the text above or at the end of its last line.

    Texts of a row bare of the values that the row above has are the rest of its texts. Where a row goes on, room for a word, which is but estimated, tells nothing.
    """
    # The last letter of a word that a narrow column breaks looks like a number.
    if _same_line(a, b) or row_on and text_of(b).isalpha() and len(text_of(b)) == 1 and text_of(a)[-1].islower():
        return False
    if NUMBER.match(text_of(b)) or CODE.match(text_of(b)) or all(leads(text_of(cell)) for cell in (a, b)) or any(of(text_of(a), text_of(b)) for of in (counts_anew, two_codes, begin_alike)):
        return True
    if two_sums(a, b):
        return True
    last, word = a["lines"][-1], b["lines"][0]
    height = line_height(a)
    if bare or last.cut or a["bottom"] - last.y1 < 0.5:
        return False
    # Two last lines go to the next page together, though one would have had room.
    if a["bottom"] - last.y1 > (1.3 + (len(b["lines"]) == KEPT)) * height:
        return True
    return not row_on and last.width + first_word(word) < room


def _join(a, b):
    a["twice"] = _same_line(a, b)
    lines = b["lines"][1:] if a["twice"] else b["lines"]
    a["lines"], a["row_end"], a["bottom"], b["gone"] = a["lines"] + lines, b["row_end"], b["bottom"], True
    a["struck"] = a.get("struck") or b.get("struck")
    a["hidden"], a["boxes"], a["closed"] = a["hidden"] + b["hidden"], a["boxes"] + b["boxes"], b["closed"]
