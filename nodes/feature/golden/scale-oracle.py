# Writes scale-oracle.json: further scales of a column and of rows. Run with scikit-learn 1.9.1 and SciPy 1.17.1.
import json
import pathlib

import numpy as np
from scipy import special, stats
from sklearn.preprocessing import MinMaxScaler, Normalizer, StandardScaler

random = np.random.default_rng(6)
learnt = np.exp(random.normal(0, 0.6, 50)).round(4)
later = np.array([0.01, 0.7, 1.0, 2.5, 40.0])
column = lambda values: values.reshape(-1, 1)
logs = np.log(learnt)

single = {
    "range": MinMaxScaler((-2, 3)).fit(column(learnt)).transform(column(later)).ravel().tolist(),
    "center": StandardScaler(with_std=False).fit(column(learnt)).transform(column(later)).ravel().tolist(),
    "logistic": special.expit(later).tolist(),
    "tanh": np.tanh(later).tolist(),
    "log-normal": stats.lognorm.cdf(later, logs.std(), scale=np.exp(logs.mean())).tolist(),
}
rows = random.normal(0, 3, (6, 3)).round(3)
rows[2] = 0
unit = {norm: Normalizer(norm=norm).transform(rows).tolist() for norm in ["l1", "l2", "max"]}

here = pathlib.Path(__file__).parent
here.joinpath("scale-oracle.json").write_text(
    json.dumps({"learnt": learnt.tolist(), "later": later.tolist(), "single": single, "rows": rows.tolist(), "unit": unit}, indent=1) + "\n"
)
