"""Reading the ontology's tables: UTF-8, ``#`` lines with source and date, a header line, then rows."""

from __future__ import annotations

from pathlib import Path

TABLES = Path(__file__).parent / "tables"


class BadTable(ValueError):
    """A table that cannot be read: ``path``, ``line`` (from 1, None for the whole file) and ``reason``."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a TSV file as dicts, in order; cells are stripped, cells left out at a line's end are "".

    Raises BadTable where the file cannot be read, lacks one of ``columns`` or a row has too many cells.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise BadTable(path, None, f"cannot be read ({e})") from e
    header: list[str] | None = None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            missing = [c for c in columns if c not in header]
            if missing:
                raise BadTable(path, number, f"no column {', '.join(missing)}")
            continue
        if len(cells) > len(header):
            raise BadTable(path, number, f"{len(cells)} cells for {len(header)} columns")
        found.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    if header is None:
        raise BadTable(path, None, "no header line")
    return found
