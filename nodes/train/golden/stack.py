"""
Writes stack.json: what scikit-learn's stacking classifier and regressor say of the rows and folds of nodes/evaluate/golden/cross-validate.json, over two
pipelines (imputer, scaler, model), one of all columns and one of the first alone. Needs numpy, scikit-learn.
"""

import json

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import StackingClassifier, StackingRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

given = json.load(open("../../evaluate/golden/cross-validate.json", encoding="utf-8"))
x = np.array([[np.nan if value is None else value for value in row] for row in given["x"]])
folds = PredefinedSplit(given["fold"])


def pipeline(model, columns):
    chosen = ColumnTransformer([("kept", "passthrough", columns)])
    return make_pipeline(SimpleImputer(strategy="mean"), StandardScaler(), chosen, model)


def logistic(c):
    return LogisticRegression(C=c, solver="newton-cholesky", tol=1e-12, max_iter=1000)


classes = StackingClassifier(
    [("all", pipeline(logistic(0.5), [0, 1, 2])), ("first", pipeline(logistic(0.5), [0]))],
    final_estimator=logistic(1), cv=folds, stack_method="decision_function",
).fit(x, given["label"])
numbers = StackingRegressor(
    [("all", pipeline(LinearRegression(), [0, 1, 2])), ("first", pipeline(LinearRegression(), [0]))],
    final_estimator=LinearRegression(), cv=folds,
).fit(x, given["amount"])
with open("stack.json", "w", encoding="utf-8") as file:
    json.dump({"yes": classes.predict_proba(x)[:, 1].tolist(), "amount": numbers.predict(x).tolist()}, file)
