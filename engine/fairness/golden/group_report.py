"""Writes group_report.json: group rates and fairness measures of fairlearn. Needs fairlearn, scikit-learn, numpy, pandas."""

import json

import fairlearn
import numpy as np
import pandas as pd
from fairlearn import metrics as f
from sklearn.metrics import accuracy_score, precision_score

rng = np.random.default_rng(23)
rates = {
    "selectionRate": f.selection_rate,
    "tpr": f.true_positive_rate,
    "fpr": f.false_positive_rate,
    "fnr": f.false_negative_rate,
    "tnr": f.true_negative_rate,
    "precision": precision_score,
    "accuracy": accuracy_score,
}


def case(name, y, pred, columns, weight=None):
    groups = pd.DataFrame(columns)
    params = {} if weight is None else {"sample_weight": weight}
    frame = f.MetricFrame(
        metrics=rates, y_true=y, y_pred=pred, sensitive_features=groups,
        sample_params=None if weight is None else {key: params for key in rates},
    )
    by = frame.by_group.dropna(how="all")
    differences = {
        "demographic-parity-ratio": f.demographic_parity_ratio,
        "demographic-parity-difference": f.demographic_parity_difference,
        "equal-opportunity-difference": f.equal_opportunity_difference,
        "equalised-odds-difference": f.equalized_odds_difference,
        "equalised-odds-ratio": f.equalized_odds_ratio,
    }
    gaps = frame.difference(method="between_groups")
    return {
        "name": name,
        "actual": np.asarray(y).tolist(),
        "predicted": np.asarray(pred).tolist(),
        "columns": {key: np.asarray(value).tolist() for key, value in columns.items()},
        "weight": None if weight is None else weight.tolist(),
        "groups": [", ".join(map(str, np.atleast_1d(key))) for key in by.index],
        "rates": {key: by[key].tolist() for key in rates},
        "measures": {key: float(metric(y, pred, sensitive_features=groups, **params)) for key, metric in differences.items()}
        | {"false-positive-difference": float(gaps["fpr"]), "precision-difference": float(gaps["precision"]), "accuracy-difference": float(gaps["accuracy"])},
    }


guide = case(
    "the guide's 18 rows",
    np.array([int(c) for c in "011110101000111111"]),
    np.array([int(c) for c in "001011100111100110"]),
    {"group": list("bbabbcccaacabccbcc")},
)
n = 400
group = rng.choice(["east", "north", "south", "west"], n, p=[0.4, 0.3, 0.2, 0.1])
sex = rng.choice(["men", "women"], n)
y = (rng.uniform(size=n) < 0.3 + 0.2 * (group == "east") + 0.1 * (sex == "men")).astype(int)
pred = np.where(rng.uniform(size=n) < 0.25, 1 - y, y)
weight = np.round(rng.uniform(0.2, 3, n), 2)
out = {
    "made": {"by": "group_report.py", "fairlearn": fairlearn.__version__, "numpy": np.__version__},
    "cases": [
        guide,
        case("four groups", y, pred, {"region": group}),
        case("four groups, weights", y, pred, {"region": group}, weight),
        case("two columns crossed", y, pred, {"region": group, "sex": sex}),
    ],
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
