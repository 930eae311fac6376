# Writes distance-oracle.json: distances of Mahalanobis by scikit-learn 1.9.1.
import json
import pathlib

import numpy as np
from sklearn.covariance import EmpiricalCovariance

random = np.random.default_rng(2)
rows = (random.normal(size=(60, 4)) @ random.normal(size=(4, 4)) * [1, 10, 0.01, 1000] + [5, -3, 0, 1e5]).round(6)
distances = np.sqrt(EmpiricalCovariance().fit(rows).mahalanobis(rows))
pathlib.Path(__file__).with_suffix(".json").write_text(
    json.dumps({"rows": rows.tolist(), "distances": distances.tolist(), "limit": float(np.quantile(distances, 0.9))}, indent=1) + "\n"
)
