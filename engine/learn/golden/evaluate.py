"""Writes evaluate.json: figures and curves of scikit-learn, and DeLong's variance by its definition. Needs scikit-learn, numpy, scipy."""

import json
import warnings

import numpy as np
import sklearn
from scipy import stats
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")
rng = np.random.default_rng(11)


def delong(y, score):
    pos, neg = score[y == 1], score[y == 0]
    wins = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    v10, v01 = wins.mean(axis=1), wins.mean(axis=0)
    return float(np.sqrt(v10.var(ddof=1) / len(pos) + v01.var(ddof=1) / len(neg)))


def calibration_error(hit, score, bins=10):
    """Mean gap of scikit-learn's quantile bins, weighted by their rows."""
    edges = np.percentile(score, np.linspace(0, 1, bins + 1) * 100)
    place = np.searchsorted(edges[1:-1], score)
    gap = [abs(score[place == k].sum() - hit[place == k].sum()) for k in range(bins)]
    return float(np.sum(gap) / len(score))


def gain(y, score):
    """Share of all rows called and of the positives found, at each distinct score from the highest down."""
    cuts = np.unique(score)[::-1]
    return [[float((score >= c).mean()) for c in cuts], [float(y[score >= c].sum() / y.sum()) for c in cuts]]


def binary(name, n, ties, weighted=False):
    y = rng.integers(0, 2, n)
    score = 1 / (1 + np.exp(-(1.5 * y - 1 + rng.normal(size=n))))
    score = np.round(score, 1 if ties else 6)
    w = np.round(rng.uniform(0, 3, n), 2) if weighted else np.ones(n)
    pred = (score >= 0.5).astype(int)
    fpr, tpr, _ = m.roc_curve(y, score, sample_weight=w, drop_intermediate=False)
    prec, rec, _ = m.precision_recall_curve(y, score, sample_weight=w)
    observed, predicted = calibration_curve(y, score, n_bins=10, strategy="quantile")
    return {
        "name": name,
        "actual": y.tolist(),
        "score": score.tolist(),
        "weight": w.tolist() if weighted else None,
        "figures": {
            "accuracy": m.accuracy_score(y, pred, sample_weight=w),
            "balanced-accuracy": m.balanced_accuracy_score(y, pred, sample_weight=w),
            "precision": m.precision_score(y, pred, sample_weight=w),
            "recall": m.recall_score(y, pred, sample_weight=w),
            "f1": m.f1_score(y, pred, sample_weight=w),
            "mcc": m.matthews_corrcoef(y, pred, sample_weight=w),
            "kappa": m.cohen_kappa_score(y, pred, sample_weight=w),
            "specificity": m.recall_score(y, pred, sample_weight=w, pos_label=0),
            "norm-macro-recall": m.balanced_accuracy_score(y, pred, sample_weight=w, adjusted=True),
            "cost": float((m.confusion_matrix(y, pred, sample_weight=w) * np.array([[0, 2], [7, -1]])).sum() / w.sum()),
            "log-loss": m.log_loss(y, score, sample_weight=w),
            "brier": m.brier_score_loss(y, score, sample_weight=w),
            "auc": m.roc_auc_score(y, score, sample_weight=w),
            "average-precision": m.average_precision_score(y, score, sample_weight=w),
        },
        "delong": None if weighted else delong(y, score),
        "confusion": m.confusion_matrix(y, pred).tolist(),
        "roc": [fpr.tolist(), tpr.tolist()],
        "precisionRecall": [rec[::-1].tolist(), prec[::-1].tolist()],
        "calibration": None if weighted else [predicted.tolist(), observed.tolist()],
        "calibrationError": None if weighted else calibration_error(y, score),
        "gain": None if weighted else gain(y, score),
    }


def many(name, n, weighted=False):
    y = rng.integers(0, 4, n)
    raw = rng.normal(size=(n, 4)) + 1.2 * np.eye(4)[y]
    p = np.exp(raw) / np.exp(raw).sum(axis=1, keepdims=True)
    w = np.round(rng.uniform(0.1, 3, n), 2) if weighted else np.ones(n)
    pred = p.argmax(axis=1)
    per = m.precision_recall_fscore_support(y, pred, sample_weight=w)
    out = {"name": name, "actual": y.tolist(), "probabilities": p.T.tolist(), "weight": w.tolist() if weighted else None}
    out["figures"] = {
        "accuracy": m.accuracy_score(y, pred, sample_weight=w),
        "balanced-accuracy": m.balanced_accuracy_score(y, pred, sample_weight=w),
        "precision": m.precision_score(y, pred, sample_weight=w, average="macro"),
        "recall": m.recall_score(y, pred, sample_weight=w, average="macro"),
        "f1": m.f1_score(y, pred, sample_weight=w, average="macro"),
        "mcc": m.matthews_corrcoef(y, pred, sample_weight=w),
        "kappa": m.cohen_kappa_score(y, pred, sample_weight=w),
        "norm-macro-recall": m.balanced_accuracy_score(y, pred, sample_weight=w, adjusted=True),
        "average-precision": m.average_precision_score(np.eye(4)[y], p, average="macro", sample_weight=w),
        "log-loss": m.log_loss(y, p, sample_weight=w),
        "brier": float(np.average(((p - np.eye(4)[y]) ** 2).sum(axis=1), weights=w)),
        "auc": m.roc_auc_score(y, p, multi_class="ovr", average="macro", sample_weight=w),
    }
    out["averages"] = {
        of: [
            m.precision_score(y, pred, sample_weight=w, average=of),
            m.recall_score(y, pred, sample_weight=w, average=of),
            m.f1_score(y, pred, sample_weight=w, average=of),
        ]
        for of in ("macro", "weighted", "micro")
    }
    out["areas"] = [m.roc_auc_score(y == k, p[:, k], sample_weight=w) for k in range(4)]
    out["calibrationError"] = None if weighted else calibration_error((pred == y).astype(int), p.max(axis=1))
    out["perClass"] = [per[0].tolist(), per[1].tolist(), per[2].tolist()]
    out["confusion"] = m.confusion_matrix(y, pred).tolist()
    return out


def regression(name, n, weighted=False):
    y = np.round(rng.normal(size=n) * 10 + 50, 4)
    p = np.round(y + rng.normal(size=n) * 3 + 1, 4)
    w = np.round(rng.uniform(0.1, 3, n), 2) if weighted else np.ones(n)
    out = {"name": name, "actual": y.tolist(), "predicted": p.tolist(), "weight": w.tolist() if weighted else None}
    out["figures"] = {
        "mae": m.mean_absolute_error(y, p, sample_weight=w),
        "rmse": m.root_mean_squared_error(y, p, sample_weight=w),
        "r2": m.r2_score(y, p, sample_weight=w),
        "mape": m.mean_absolute_percentage_error(y, p, sample_weight=w),
        "smape": float(np.average(2 * abs(y - p) / (abs(y) + abs(p)), weights=w)),
        "mse": m.mean_squared_error(y, p, sample_weight=w),
        "explained-variance": m.explained_variance_score(y, p, sample_weight=w),
        "nmae": m.mean_absolute_error(y, p, sample_weight=w) / np.ptp(y),
        "nrmse": m.root_mean_squared_error(y, p, sample_weight=w) / np.ptp(y),
        "rmsle": m.root_mean_squared_log_error(y, p, sample_weight=w),
        "poisson-deviance": m.mean_poisson_deviance(y, p, sample_weight=w),
        "tweedie-deviance": m.mean_tweedie_deviance(y, p, sample_weight=w, power=1.5),
        "pinball": m.mean_pinball_loss(y, p, sample_weight=w, alpha=0.9),
    }
    # Lists of ten rows, ranked by whole numbers so that some tie; and a series in steps of one.
    group = np.arange(n) // 10
    lists = [(y[group == g], np.round(p[group == g])) for g in np.unique(group)]
    out["ndcg"] = float(np.mean([m.ndcg_score([a], [b]) for a, b in lists]))
    out["mase"] = float(m.mean_absolute_error(y, p, sample_weight=w) / np.abs(np.diff(y)).mean())
    if not weighted:
        out["figures"]["median-error"] = m.median_absolute_error(y, p)
        out["figures"]["spearman"] = float(stats.spearmanr(y, p).statistic)
        e = abs(y - p)
        se = e.std(ddof=1) / np.sqrt(n)
        out["maeInterval"] = [e.mean() - stats.norm.ppf(0.975) * se, e.mean() + stats.norm.ppf(0.975) * se]
        out["residualQuantiles"] = np.quantile(y - p, [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]).tolist()
        boot = rng.integers(0, n, (20000, n))
        out["rmseInterval"] = np.quantile(np.sqrt((((y - p) ** 2)[boot]).mean(axis=1)), [0.025, 0.975]).tolist()
    return out


out = {
    "made": {"by": "evaluate.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
    "binary": [binary("smooth scores", 150, False), binary("tied scores", 200, True), binary("weights", 120, True, True)],
    "many": [many("four classes", 120), many("four classes, weights", 100, True)],
    "regression": [regression("plain", 150), regression("weights", 100, True)],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
