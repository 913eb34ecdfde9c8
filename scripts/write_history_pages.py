"""Write the computed blocks, pictures and shipped scorecard: ``python scripts/write_history_pages.py``."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sanctions.backtesting.backtest import OUTCOMES_KNOWN, backtest  # noqa: E402
from sanctions.backtesting.scorecard import backtest_document  # noqa: E402
from sanctions.data.vintage import snapshot  # noqa: E402
from sanctions.history.estimates import estimate_all  # noqa: E402
from sanctions.history.plots import plot_estimates, plot_study  # noqa: E402
from sanctions.history.study import study_history  # noqa: E402
from sanctions.report.documents.history_schemas import FOLDER, schemas  # noqa: E402
from sanctions.report.pages.backtest_chart import draw_backtest  # noqa: E402
from sanctions.report.pages.history_pages import calibration_block, fill, scorecard_block  # noqa: E402


def main() -> None:
    """Recompute everything that documentation and datasets say about history."""
    market = snapshot(OUTCOMES_KNOWN)
    pictures = ROOT / "docs" / "pictures"
    pictures.mkdir(exist_ok=True)
    _write(ROOT / "docs" / "guide" / "event-study.md", "calibration", calibration_block(market))
    (pictures / "event-study-usd-rub.png").write_bytes(plot_study([study_history(market, "usd_rub")], ".png"))
    found = estimate_all(snapshot(dt.date(2021, 4, 14)))
    (pictures / "estimates.png").write_bytes(plot_estimates(found.estimates, found.projections, ".png"))
    result = backtest()
    _write(ROOT / "docs" / "backtest.md", "scorecard", scorecard_block(result))
    (pictures / "backtest.png").write_bytes(draw_backtest(result, ".png"))
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (ROOT / "reports" / FOLDER / name).write_text(text + "\n", encoding="utf-8")
    scorecard = json.dumps(backtest_document(result), ensure_ascii=False, allow_nan=False, indent=1)
    (ROOT / "datasets" / "backtest" / "scorecard.json").write_text(scorecard + "\n", encoding="utf-8")


def _write(page: Path, name: str, block: str) -> None:
    page.write_text(fill(page.read_text(encoding="utf-8"), name, block), encoding="utf-8")


if __name__ == "__main__":
    main()
