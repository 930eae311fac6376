# Writes caim-oracle.json: edges by CAIM, tried out one by one as the paper tells it (Kurgan and Cios 2004, 2.2), on scikit-learn's iris and made-up tables.
import json
import pathlib

import numpy as np
from sklearn.datasets import load_iris


def caim(values, classes, edges):
    bins = np.digitize(values, edges)
    sums = 0
    for one in range(len(edges) + 1):
        counts = np.unique(classes[bins == one], return_counts=True)[1]
        sums += counts.max() ** 2 / counts.sum() if len(counts) else 0
    return sums / (len(edges) + 1)


def learn(values, classes):
    known = np.unique(values)
    candidates = list((known[1:] + known[:-1]) / 2)
    kinds = len(np.unique(classes))
    edges, reached, k = [], 0, 1
    while candidates:
        scored = [caim(values, classes, sorted([*edges, one])) for one in candidates]
        best = int(np.argmax(scored))
        if not (scored[best] > reached + 1e-12 or k < kinds):
            break
        edges = sorted([*edges, candidates.pop(best)])
        reached, k = scored[best], k + 1
    return [float(edge) for edge in edges]


random = np.random.default_rng(4)
iris = load_iris()
cases = [(iris.data[:, column], iris.target) for column in range(4)]
for kinds, noise in [(2, 0.1), (4, 0.3), (3, 1.0)]:
    values = random.normal(0, 2, 90).round(1)
    classes = np.where(random.random(90) < noise, random.integers(0, kinds, 90), np.floor(values).astype(int) % kinds)
    cases.append((values, classes))
result = [{"values": values.tolist(), "classes": classes.tolist(), "edges": learn(values, classes)} for values, classes in cases]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
