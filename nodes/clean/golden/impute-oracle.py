# Writes impute-oracle.json: gaps filled by scikit-learn 1.9.1 on the rows that it learnt from and on others.
import json
import pathlib

import numpy as np
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

random = np.random.default_rng(11)
count = 90
base = random.normal(0, 1, (count, 2))
full = np.column_stack(
    [
        100 + 20 * base[:, 0] + random.normal(0, 2, count),
        5 + base[:, 0] - 2 * base[:, 1] + random.normal(0, 0.2, count),
        3 * base[:, 1] + random.normal(0, 0.3, count),
        random.normal(0, 1, count),
    ]
).round(4)
rows = full.copy()
rows[random.random(rows.shape) < 0.15] = np.nan
rows[5] = np.nan
training, others = rows[:60], rows[60:]
others[3] = np.nan


def as_json(values):
    return [[None if np.isnan(value) else float(value) for value in row] for row in values]


def filled(imputer, scale):
    scaler = StandardScaler().fit(training) if scale else None
    put = scaler.transform if scaler else lambda values: values
    back = scaler.inverse_transform if scaler else lambda values: values
    imputer.fit(put(training))
    return {"training": as_json(back(imputer.transform(put(training)))), "others": as_json(back(imputer.transform(put(others))))}


def rounds(estimator, most, tolerance):
    return IterativeImputer(estimator, max_iter=most, tol=tolerance, skip_complete=True, imputation_order="ascending")


tree = DecisionTreeRegressor(max_depth=3, min_samples_leaf=4, min_samples_split=8, random_state=0)
result = {
    "training": as_json(training),
    "others": as_json(others),
    "nearest": {
        "equal": filled(KNNImputer(n_neighbors=4), True),
        "distance": filled(KNNImputer(n_neighbors=3, weights="distance"), True),
        "unscaled": filled(KNNImputer(n_neighbors=5, weights="distance"), False),
    },
    "rounds": {
        "ridge": filled(rounds(Ridge(alpha=1.0), 10, 1e-3), True),
        "unscaled": filled(rounds(Ridge(alpha=0.5), 4, 1e-9), False),
        "tree": filled(rounds(tree, 3, 1e-3), True),
    },
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
