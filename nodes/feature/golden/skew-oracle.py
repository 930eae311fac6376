# Writes skew-oracle.json: power and quantile transforms of a column. Run with scikit-learn 1.9.1 and pandas 3.1.1.
import json
import pathlib

import numpy as np
import pandas as pd
from sklearn.preprocessing import PowerTransformer, QuantileTransformer

random = np.random.default_rng(8)
positive = np.exp(random.normal(1, 0.9, 120)).round(4)
mixed = np.concatenate([random.exponential(3, 100) - 2, np.zeros(15), [30.0, -9.0]]).round(4)
later = np.array([0.5, 1.0, 3.25, 40.0, 2.0, 0.0001])
column = lambda values: values.reshape(-1, 1)

cases = []
for name, method, values in [("box-cox", "box-cox", positive), ("yeo-johnson", "yeo-johnson", positive), ("yeo-johnson", "yeo-johnson", mixed), ("yeo-johnson", "yeo-johnson", -positive)]:
    for standardise in [False, True]:
        fitted = PowerTransformer(method=method, standardize=standardise).fit(column(values))
        cases.append({"method": name, "standardise": standardise, "learnt": values.tolist(), "lambda": fitted.lambdas_[0], "skew": pd.Series(values).skew(), "values": fitted.transform(column(later)).ravel().tolist()})
for name, distribution in [("rank", "uniform"), ("normal", "normal")]:
    for values in [positive, mixed]:
        fitted = QuantileTransformer(n_quantiles=25, output_distribution=distribution, subsample=None).fit(column(values))
        where = np.concatenate([later, values[:20], [values.min(), values.max(), 1e6, -1e6]])
        cases.append({"method": name, "standardise": False, "learnt": values.tolist(), "later": where.tolist(), "values": fitted.transform(column(where)).ravel().tolist()})

here = pathlib.Path(__file__).parent
here.joinpath("skew-oracle.json").write_text(json.dumps({"later": later.tolist(), "cases": cases}, indent=1) + "\n")
