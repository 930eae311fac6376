"""What scikit-learn's isolation forest says of points in two clouds and some odd ones; writes isolation.json beside it. python isolation.py"""

import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest

rng = np.random.default_rng(5)
points = np.concatenate([rng.normal(0, 1, (150, 3)), rng.normal(8, 0.5, (140, 3)), rng.uniform(-12, 16, (10, 3))]).round(3)
# Many seeds: the mean of the scores is what a forest of endless trees would say.
scores = np.mean([-IsolationForest(n_estimators=200, max_samples=64, random_state=seed).fit(points).score_samples(points) for seed in range(10)], axis=0)
Path(__file__).with_suffix(".json").write_text(json.dumps({"points": points.tolist(), "scores": scores.round(6).tolist()}) + "\n")
