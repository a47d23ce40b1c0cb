"""What is compared: the checker, and the baselines the corpus names, in the same run.

Baselines learn from the corpus itself, by cross-validation that leaves whole campaigns out; the
checker learns nothing here. Each judge gives a probability of fraud and whether it raises an alarm.
"""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bot.actions.check_tables import tables_of
from bot.check.links import find_links
from bot.check.model import Verdict
from bot.check.normal import normal
from bot.check.paste import check_paste
from bot.folder import shipped
from tests.bench.check_quality.rows import Row

FOLDS = 5
ALARMS = (Verdict.DANGER, Verdict.SUSPICIOUS)


@dataclass(frozen=True, slots=True)
class Said:
    """What one judge said of one row."""

    likely: float
    alarm: bool
    verdict: str = ""
    seconds: float = 0.0


def riposte(rows: list[Row]) -> list[Said]:
    """Judge with the shipped checker."""
    tables = tables_of((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))
    check_paste("", tables=tables)  # tables and patterns are made at the first check
    said = []
    for row in rows:
        began = time.thread_time()
        result = check_paste(row.text, sender=row.sender, tables=tables).checked
        taken = time.thread_time() - began
        alarm = result.verdict in ALARMS
        said.append(Said(result.probability, alarm, result.verdict.value, taken))
    return said


def any_link(rows: list[Row]) -> list[Said]:
    """Judge every message that holds a link a fraud."""
    linked = [bool(find_links(normal(row.text)).links) for row in rows]
    return [Said(float(one), one) for one in linked]


def _models() -> dict[str, Any]:
    chars = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True}
    words = {"ngram_range": (1, 2), "min_df": 2, "sublinear_tf": True}
    return {
        "characters + logistic": make_pipeline(
            TfidfVectorizer(**chars), LogisticRegression(C=10, max_iter=300)
        ),
        "words + SVM": make_pipeline(TfidfVectorizer(**words), LinearSVC()),
        "words + naive Bayes": make_pipeline(TfidfVectorizer(**words), MultinomialNB()),
    }


def learnt(rows: list[Row]) -> dict[str, list[Said]]:
    """Judge with models trained on the other campaigns: frauds against the rest."""
    truth = np.array([row.label == "phish" for row in rows])
    texts = np.array([row.text for row in rows], dtype=object)
    campaigns = [row.campaign for row in rows]
    found = {}
    for name, model in _models().items():
        score = np.zeros(len(rows))
        for train, test in GroupKFold(FOLDS).split(texts, truth, campaigns):
            model.fit(texts[train], truth[train])
            score[test] = _score(model, texts[test])
        found[name] = [Said(float(one), bool(one >= 0.5)) for one in score]
    return found


def _score(model: Any, texts: Any) -> Any:
    if hasattr(model[-1], "predict_proba"):
        return model.predict_proba(texts)[:, 1]
    return 1 / (1 + np.exp(-2 * model.decision_function(texts)))
