# Writes unusual-oracle.json: scores of unusual rows by scikit-learn 1.9.1, of the rows that it learnt from and of others.
import json
import pathlib

import numpy as np
from sklearn.covariance import MinCovDet
from sklearn.neighbors import LocalOutlierFactor
from sklearn.preprocessing import StandardScaler
from sklearn.svm import OneClassSVM

random = np.random.default_rng(5)
training = np.vstack(
    [
        random.normal([0, 0, 0], [1, 2, 0.5], (70, 3)),
        random.normal([8, -6, 3], [0.3, 0.3, 0.3], (40, 3)),
        random.uniform(-15, 15, (6, 3)),
    ]
)
training = (training * [1, 10, 0.1] + [0, 500, 0]).round(5)
others = (random.uniform(-12, 12, (25, 3)) * [1, 10, 0.1] + [0, 500, 0]).round(5)
cloud = np.vstack([random.normal(size=(180, 3)) @ [[2, 0.5, 0], [0, 1, 0.4], [0, 0, 1.5]], random.normal(9, 0.5, (30, 3))]).round(5)
scaler = StandardScaler().fit(training)


def factor(scale, **options):
    put = scaler.transform if scale else lambda rows: rows
    own = LocalOutlierFactor(**options).fit(put(training))
    new = LocalOutlierFactor(novelty=True, **options).fit(put(training))
    return {"training": (-own.negative_outlier_factor_).tolist(), "others": (-new.score_samples(put(others))).tolist()}


def machine(scale, **options):
    put = scaler.transform if scale else lambda rows: rows
    found = OneClassSVM(tol=1e-10, **options).fit(put(training))
    return {"training": (-found.decision_function(put(training))).tolist(), "others": (-found.decision_function(put(others))).tolist()}


def robust(fraction):
    found = MinCovDet(support_fraction=fraction, random_state=0).fit(cloud)
    return {"location": found.location_.tolist(), "distances": np.sqrt(found.mahalanobis(cloud)).tolist()}


result = {
    "training": training.tolist(),
    "others": others.tolist(),
    "cloud": cloud.tolist(),
    "factor": {
        "scaled": factor(True, n_neighbors=12),
        "unscaled": factor(False, n_neighbors=5),
        "manhattan": factor(True, n_neighbors=8, metric="manhattan"),
    },
    "machine": {"scaled": machine(True, nu=0.1), "own": machine(False, nu=0.3, gamma=0.002)},
    "robust": {"least": robust(None), "most": robust(0.8)},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
