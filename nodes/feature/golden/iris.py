# Writes iris.json: the irises of Fisher (1936) as scikit-learn 1.9.1 ships them, and the edges of Fayyad and Irani (1993), section 4, computed
# here anew and without haste: every midpoint between two different values is tried, and the entropies are counted from the rows each time.
import json
import math
import pathlib

from sklearn.datasets import load_iris


def entropy(kinds):
    return -sum(p * math.log2(p) for kind in set(kinds) for p in [kinds.count(kind) / len(kinds)])


def edges(pairs):
    """Edges of (value, kind) pairs: the best cut when it pays by the minimum description length, then those of both sides."""
    values = sorted({value for value, _ in pairs})
    kinds = [kind for _, kind in pairs]
    n = len(pairs)
    best = None
    for low, high in zip(values, values[1:]):
        cut = (low + high) / 2
        left = [kind for value, kind in pairs if value <= cut]
        right = [kind for value, kind in pairs if value > cut]
        mean = (len(left) * entropy(left) + len(right) * entropy(right)) / n
        if best is None or mean < best[0] - 1e-12:
            best = (mean, cut, left, right)
    if best is None:
        return []
    mean, cut, left, right = best
    k, k1, k2 = len(set(kinds)), len(set(left)), len(set(right))
    delta = math.log2(3**k - 2) - (k * entropy(kinds) - k1 * entropy(left) - k2 * entropy(right))
    if entropy(kinds) - mean <= (math.log2(n - 1) + delta) / n:
        return []
    return edges([pair for pair in pairs if pair[0] <= cut]) + [cut] + edges([pair for pair in pairs if pair[0] > cut])


iris = load_iris()
names = [name.removesuffix(" (cm)") for name in iris.feature_names]
found = {
    name: [round(edge, 6) for edge in edges([(float(row[at]), int(kind)) for row, kind in zip(iris.data, iris.target)])]
    for at, name in enumerate(names)
}
rows = [[*map(float, values), int(kind)] for values, kind in zip(iris.data, iris.target)]
if __name__ == "__main__":
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"rows": rows, "edges": found}) + "\n")
    print(found)
