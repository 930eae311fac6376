"""Writes ranked_lists.json: figures of ranked lists by scikit-learn, precision of the first places as the mean over random orders of equal scores,
and pointwise bands of a ROC curve by drawing rows anew within each class. Needs scikit-learn, numpy."""

import json

import numpy as np
import sklearn
from sklearn import metrics as m

rng = np.random.default_rng(5)


def precision_first(gain, score, k, orders=4000):
    first = min(k, len(gain))
    hits = 0
    for _ in range(orders):
        place = np.lexsort((rng.random(len(score)), -score))[:first]
        hits += (gain[place] > 0).sum()
    return hits / orders / first


def lists(name, groups, grades, ties):
    gain, score, group = [], [], []
    for g in range(groups):
        rows = int(rng.integers(1, 25))
        own = rng.integers(0, grades + 1, rows) * (rng.random(rows) < 0.4)
        gain += own.tolist()
        score += np.round(own * 0.4 + rng.normal(size=rows), 0 if ties else 6).tolist()
        group += [g] * rows
    gain, score, group = np.array(gain, float), np.array(score, float), np.array(group)
    order = rng.permutation(len(gain))
    gain, score, group = gain[order], score[order], group[order]
    kept = [g for g in range(groups) if (group == g).sum() >= 2 and (gain[group == g] > 0).any()]
    part = [(gain[group == g], score[group == g]) for g in kept]

    def ndcg(k, score_of):
        return float(np.mean([m.ndcg_score([g], [score_of(s)], k=k) for g, s in part]))

    same, own = (lambda s: np.zeros(len(s))), (lambda s: s)
    return {
        "name": name,
        "gain": gain.tolist(),
        "score": score.tolist(),
        "group": group.tolist(),
        "figures": {
            "ndcg": ndcg(None, own),
            "list-precision": float(np.mean([m.average_precision_score(g > 0, s) for g, s in part])),
        },
        "baseline": {"ndcg": ndcg(None, same), "list-precision": float(np.mean([(g > 0).mean() for g, _ in part]))},
        "first": [
            {"places": k, "ndcg": ndcg(k, own), "constant": ndcg(k, same), "precision": float(np.mean([precision_first(g, s, k) for g, s in part]))}
            for k in (1, 3, 10)
        ],
    }


def band(name, n, digits):
    y = (rng.random(n) < 0.4).astype(int)
    score = np.round(1.3 * y + rng.normal(size=n), digits)
    at = np.array([0.1, 0.25, 0.5, 0.75])
    pos, neg = score[y == 1], score[y == 0]
    found = []
    for _ in range(4000):
        p, q = rng.choice(pos, len(pos)), rng.choice(neg, len(neg))
        fpr, tpr, _ = m.roc_curve(np.r_[np.ones(len(p)), np.zeros(len(q))], np.r_[p, q], drop_intermediate=False)
        # The highest point of a step counts, as in the engine.
        last = np.r_[fpr[1:] != fpr[:-1], True]
        found.append(np.interp(at, fpr[last], tpr[last]))
    low, high = np.percentile(found, [2.5, 97.5], axis=0)
    return {"name": name, "actual": y.tolist(), "score": score.tolist(), "at": at.tolist(), "low": low.tolist(), "high": high.tolist()}


with open(__file__.replace(".py", ".json"), "w") as out:
    json.dump(
        {
            "by": f"scikit-learn {sklearn.__version__}",
            "lists": [lists("yes or no", 30, 1, False), lists("grades with equal scores", 30, 3, True)],
            "bands": [band("few rows", 200, 6), band("equal scores", 500, 1)],
        },
        out,
    )
    out.write("\n")
