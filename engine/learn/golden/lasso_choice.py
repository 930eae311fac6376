"""Writes lasso_choice.json: the columns that a lasso of scikit-learn keeps at the best strength, and at the strongest within one standard error of it."""

import json
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import Lasso, LassoCV, LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
rng = np.random.default_rng(17)
rows, width, folds, steps = 160, 9, 4, 30
x = rng.normal(size=(rows, width)) * np.geomspace(0.01, 100, width)
x[:, 5] = x[:, 0] / 0.01 * 3 + rng.normal(size=rows)
z = StandardScaler().fit_transform(x)
amount = 4 * z[:, 1] - 2 * z[:, 3] + 0.6 * z[:, 7] + 2 * rng.normal(size=rows)
label = (1.5 * z[:, 2] - z[:, 6] + 0.7 * rng.normal(size=rows) > 0).astype(int)
x, amount = np.round(x, 6), np.round(amount, 6)
z = StandardScaler().fit_transform(x)
fold = (np.arange(rows) * 7919) % folds


def choice(errors, strengths, final):
    """`errors`: by fold and strength, the strongest first."""
    mean, spread = errors.mean(axis=0), errors.std(axis=0, ddof=1) / np.sqrt(folds)
    best = int(mean.argmin())
    simplest = int(np.argmax(mean <= mean[best] + spread[best]))
    return {"strengths": list(strengths), "error": mean.tolist(), "spread": spread.tolist(),
            "best": {"at": best, "sizes": np.abs(final(strengths[best])).tolist()},
            "simplest": {"at": simplest, "sizes": np.abs(final(strengths[simplest])).tolist()}}


def regression():
    strengths = LassoCV(alphas=steps, eps=1e-3).fit(z, amount).alphas_
    lasso = lambda alpha: Lasso(alpha=alpha, tol=1e-12, max_iter=1_000_000)
    errors = np.array([[np.mean((make_pipeline(StandardScaler(), lasso(alpha)).fit(x[fold != k], amount[fold != k]).predict(x[fold == k]) - amount[fold == k]) ** 2)
                        for alpha in strengths] for k in range(folds)])
    return choice(errors, strengths.tolist(), lambda alpha: lasso(alpha).fit(z, amount).coef_)


def classification(ratio):
    most = np.abs(z.T @ (label - label.mean())).max() * (1 + 1e-12)
    strengths = most * ratio ** (np.arange(steps) / (steps - 1))
    logistic = lambda strength: LogisticRegression(solver="saga", l1_ratio=1, C=1 / strength, tol=1e-10, max_iter=200_000)
    # As LogisticRegressionCV has it: the same C in each fold, columns standardised once.
    errors = np.array([[log_loss(label[fold == k], logistic(strength).fit(z[fold != k], label[fold != k]).predict_proba(z[fold == k])[:, 1])
                        for strength in strengths] for k in range(folds)])
    return choice(errors, strengths.tolist(), lambda strength: logistic(strength).fit(z, label).coef_[0])


out = {"made": {"by": "lasso_choice.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
       "x": x.tolist(), "amount": amount.tolist(), "label": label.tolist(), "fold": fold.tolist(),
       "regression": regression(), "classification": classification(1e-4)}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
