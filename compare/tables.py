"""Reads the same spreadsheets with xlrd, openpyxl and our reader; compares every number and the time.

usage: python compare/tables.py TABLES_BINARY FILE...
Prints one Markdown row a file: numbers read by the other tool, numbers that differ from ours, seconds of both, ratio.
"""
import subprocess
import sys
import time
from decimal import Decimal


def name(row, col):
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def other(path):
    """Every number as {(sheet, cell): value}, the seconds it took, and the tool's name."""
    cells = {}
    start = time.perf_counter()
    if path.lower().endswith(".xls"):
        import xlrd
        book = xlrd.open_workbook(path)
        for sheet in book.sheets():
            for r in range(sheet.nrows):
                for c, v in enumerate(sheet.row_values(r)):
                    if v != "":
                        cells[sheet.name, name(r, c)] = v
        tool = "xlrd " + xlrd.__version__
    else:
        import openpyxl
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for r, row in enumerate(sheet.iter_rows(values_only=True)):
                for c, v in enumerate(row):
                    if v is not None:
                        cells[sheet.title, name(r, c)] = v
        tool = "openpyxl " + openpyxl.__version__
    seconds = time.perf_counter() - start
    numbers = {}
    for key, v in cells.items():
        if isinstance(v, bool):
            continue
        if isinstance(v, (int, float)):
            numbers[key] = Decimal(repr(v))
        else:
            text = str(v).strip().replace(",", "")
            if text.replace(".", "", 1).lstrip("+-").isdigit():
                numbers[key] = Decimal(text)
    return numbers, seconds, tool


def ours(binary, path):
    done = subprocess.run([binary, path], capture_output=True, text=True, check=True)
    numbers = {}
    for line in done.stdout.splitlines():
        sheet, cell, value = line.split("\t")
        numbers[sheet, cell] = Decimal(value)
    return numbers, float(done.stderr.split()[-1])


def same(a, b):
    """Ours is what a reader sees: the other's full value rounded to our decimals."""
    return b is not None and abs(a - b) <= Decimal(5) * Decimal(10) ** (b.as_tuple().exponent - 1)


def main():
    binary, files = sys.argv[1], sys.argv[2:]
    print("| file | other tool | numbers | differ | other, s | ours, s | ratio |")
    print("|---|---|---|---|---|---|---|")
    failed = False
    for path in files:
        theirs, t, tool = other(path)
        mine, m = ours(binary, path)
        differ = [k for k in theirs if not same(theirs[k], mine.get(k))]
        failed = failed or bool(differ)
        print(f"| {path.split('/')[-1]} | {tool} | {len(theirs)} | {len(differ)} | {t:.3f} | {m:.3f} | {t / max(m, 1e-4):.1f} |")
        for k in differ[:5]:
            print(f"  {k}: other {theirs[k]}, ours {mine.get(k)}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
