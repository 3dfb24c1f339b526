"""An evaluation for eyes: headline figures, per type, per field, per fold, and the commonest causes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from detente.evaluate.errors import errors as errors_of
from detente.evaluate.evaluation import Evaluation
from detente.evaluate.paired import f1_differences
from detente.evaluate.rows import Row, causes

CAUSES = 25  # lines of the table of causes


def _cell(x: Any) -> str:
    if isinstance(x, float):
        return f"{x:.3f}"
    if isinstance(x, list):
        return " to ".join(map(_cell, x))
    return "-" if x is None else str(x)


def _table(title: str, columns: Sequence[str], lines: Iterable[Sequence[Any]], names: int = 1) -> Table:
    """The first ``names`` columns hold words, the others figures."""
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for i, column in enumerate(columns):
        table.add_column(column, justify="left" if i < names else "right", no_wrap=i < names)
    for line in lines:
        table.add_row(*map(_cell, line))
    return table


def _headline(e: Evaluation) -> Table:
    f = e.figures
    skip = {"by_class", "confusion", "invented", "recall_by_type", "all_titles", "first_titles", *e.fields}
    lines = [(k, v) for k, v in f.items() if k not in skip and not k.endswith("_95")]
    lines += list(e.extra.items())
    return _table(
        f"{e.path.name} ({e.kind})",
        ("figure", "value", "95 %"),
        [(k, v, f.get(f"{k}_95", "")) for k, v in lines],
    )


def _events(e: Evaluation) -> Iterable[Table]:
    yield _table(
        "By type", ("type", "gold", "coded", "precision", "recall", "F1"),
        ((t.type, t.gold, t.coded, t.precision, t.recall, t.f1) for t in e.types),
    )  # fmt: skip
    invented = e.figures["invented"]
    names = [*e.fields, *(k for k in invented if k not in e.fields)]
    yield _table(
        "By field", ("field", "right", "of", "invented", "of pairs"),
        ((k, *e.fields.get(k, ["", ""]), *invented.get(k, ["", ""])) for k in names),
    )  # fmt: skip
    if e.folds:
        columns = ("texts", "gold", "predicted", "type_F1", "who_F1", "false_alarms_per_empty_text")
        heads = ("texts", "gold", "coded", "type F1", "who F1", "false alarms")
        yield _table(
            "By fold of stories",
            ("fold", *heads),
            ((str(i), *(f[c] for c in columns)) for i, f in e.folds.items()),
        )


def _links(e: Evaluation) -> Iterable[Table]:
    columns = ("kind", "n", "right", "95 %", "missing", "wrong", "95 %")
    names = ("n", "right", "right_95", "missing", "wrong", "wrong_95")
    for part, title in (("all_titles", "All linked titles"), ("first_titles", "Titles linked for the first time")):
        lines = ((kind, *(shares[name] for name in names)) for kind, shares in e.figures[part].items())
        yield _table(title, columns, lines)


def _causes(found: Sequence[Row]) -> Table:
    """The commonest guessed causes of misses, false alarms and wrong sides."""
    kinds = ("missed", "extra", "wrong who", "relate", "country", "sector", "wiki")
    common = causes([r for r in found if r.kind in kinds]).most_common(CAUSES)
    return _table("Guessed causes", ("what", "cause", "n"), ((k, c, n) for (k, c), n in common), names=2)


def _errors(e: Evaluation) -> Table:
    found = errors_of(e.tallies)
    total = max(sum(found.values()), 1)
    return _table("Errors by cause", ("cause", "n", "share"), ((k, n, n / total) for k, n in found.items()))


def print_ablation(found: Mapping[str, Evaluation], console: Console | None = None) -> None:
    """Figures of several ways of coding the same texts, and how far the last differs from each of the others."""
    console = console or Console()
    names = ("type_P", "type_R", "type_F1", "who_F1", "false_alarms_per_empty_text", "status_macro_F1")
    table = _table("Ways of coding", ("figure", *found), ((n, *(e.figures[n] for e in found.values())) for n in names))
    console.print(table)
    *others, (last, _) = found.items()
    counts = {name: {str(i): t.counts for i, t in enumerate(e.tallies)} for name, e in found.items()}
    lines = []
    for name, _ in others:
        for d in f1_differences(counts[name], counts[last]):
            lines.append((f"{last} less {name}", d.figure, d.change, [round(d.low, 3), round(d.high, 3)]))
    console.print()
    console.print(_table("Paired difference", ("of", "figure", "change", "95 %"), lines, names=2))


def print_report(e: Evaluation, console: Console | None = None, *, rows: bool = False, errors: bool = False) -> None:
    """Print an evaluation's tables.

    With ``rows`` every wrong answer with its guessed cause comes first, with ``errors`` the seven causes last.
    """
    console = console or Console()
    if rows:
        for row in e.rows:
            console.print(str(row), markup=False, highlight=False, soft_wrap=True)
        console.print()
    tables = [_headline(e)]
    if e.kind in ("events", "article"):
        tables += _events(e)
    elif e.kind == "relate":
        lines = ((c, *v) for c, v in e.figures["by_class"].items())
        tables.append(_table("By class", ("class", "precision", "recall", "F1", "gold"), lines))
        confused = list(e.figures["confusion"].items())[:CAUSES]
        tables.append(_table("Confused", ("gold > predicted", "n"), confused))
    elif e.kind == "links":
        tables += _links(e)
    if e.rows and e.kind != "links":
        tables.append(_causes(e.rows))
    if errors and e.tallies:
        tables.append(_errors(e))
    for table in tables:
        console.print(table)
        console.print()
