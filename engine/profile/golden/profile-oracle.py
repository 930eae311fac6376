"""Asks pandas, SciPy and scikit-learn what a profile should say of a small table: python profile-oracle.py > profile-oracle.json"""
import json
import math

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.metrics import mutual_info_score, roc_auc_score

rng = np.random.default_rng(7)
n = 400
x = np.round(rng.normal(50, 12, n), 3)
y = np.round(0.6 * x + rng.normal(0, 8, n), 3)
tail = np.round(rng.exponential(3, n) ** 2, 3)
tail[:3] = [900.0, 950.0, 990.0]
group = rng.choice(['a', 'b', 'c', 'd'], n, p=[0.4, 0.3, 0.2, 0.1])
colour = np.where(rng.random(n) < 0.7, np.where(group == 'a', 'red', 'blue'), rng.choice(['red', 'blue', 'green'], n))
few = rng.integers(0, 4, n)
yes = (rng.random(n) < 1 / (1 + np.exp(-(x - 50) / 6))).astype(int)
table = pd.DataFrame({'x': x, 'y': y, 'tail': tail, 'group': group, 'colour': colour, 'few': few, 'yes': yes})

numbers = {}
for name in ['x', 'y', 'tail', 'few']:
    v = table[name].astype(float)
    lo, hi, mid = v.quantile(0.05), v.quantile(0.95), v.median()
    spread = v.clip(lo, hi).std()
    numbers[name] = {
        'mean': v.mean(),
        'deviation': v.std(),
        'skew': v.skew(),
        'kurtosis': v.kurt(),
        'p05': lo,
        'p25': v.quantile(0.25),
        'p50': mid,
        'p75': v.quantile(0.75),
        'p95': hi,
        'outliers': int(((v < mid - 5 * spread) | (v > mid + 5 * spread)).sum()),
        'histogram': np.histogram(v, 20)[0].tolist(),
    }


def ratio(category, number):
    groups = [number[category == c] for c in np.unique(category)]
    between = sum(len(g) * (g.mean() - number.mean()) ** 2 for g in groups)
    return math.sqrt(between / ((number - number.mean()) ** 2).sum())


pairs = {
    'pearson': stats.pearsonr(x, y).statistic,
    'spearman': stats.spearmanr(x, y).statistic,
    'cramersV': stats.contingency.association(pd.crosstab(group, colour), method='cramer'),
    'correlationRatio': ratio(colour, x),
    'informationOfCategories': mutual_info_score(group, colour) / math.log(2),
    'informationOfFew': mutual_info_score(few, colour) / math.log(2),
}

# The power of a column whose bins are its values, with the same two halves and the same two rows borrowed from the whole.
half = rng.integers(0, 2, n)
bins = rng.choice(5, n, p=[0.3, 0.3, 0.2, 0.15, 0.05])
answer = (rng.random(n) < 0.15 + 0.15 * bins).astype(int)
wins, weight = 0.0, 0.0
left, total = 0.0, 0.0
for f in [0, 1]:
    learn, judge = half != f, half == f
    base = answer[learn].mean()
    score = {b: (answer[learn & (bins == b)].sum() + 2 * base) / ((learn & (bins == b)).sum() + 2) for b in range(5)}
    guess = np.array([score[b] for b in bins[judge]])
    couples = answer[judge].sum() * (1 - answer[judge]).sum()
    wins += roc_auc_score(answer[judge], guess) * couples
    weight += couples
    left += ((answer[judge] - guess) ** 2).sum()
    total += ((answer[judge] - base) ** 2).sum()

print(
    json.dumps(
        {
            'table': {name: table[name].tolist() for name in table},
            'numbers': numbers,
            'pairs': pairs,
            'power': {
                'bins': bins.tolist(),
                'half': half.tolist(),
                'answer': answer.tolist(),
                'classification': max(0.0, 2 * wins / weight - 1),
                'regression': max(0.0, 1 - left / total),
            },
        }
    )
)
