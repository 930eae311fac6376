# Writes encoder-oracle.json: what scikit-learn makes of categories. Run with scikit-learn 1.9.1.
import json
import pathlib

import numpy as np
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, TargetEncoder

random = np.random.default_rng(7)
city = random.choice(["Paris", "Lyon", "Nice", "Brest", "Metz"], 200, p=[0.5, 0.2, 0.15, 0.1, 0.05])
y = random.normal(0, 1, 200) + (city == "Lyon") * 2
column = city.reshape(-1, 1).astype(object)
target = {str(m): TargetEncoder(smooth=float(m), target_type="continuous").fit(column, y).transform(column).ravel().tolist() for m in (0, 10)}
ordinal = OrdinalEncoder().fit_transform(column).ravel().astype(int).tolist()
first = OneHotEncoder(drop="first", sparse_output=False, dtype=int).fit(column)
here = pathlib.Path(__file__).parent
here.joinpath("encoder-oracle.json").write_text(
    json.dumps({"city": city.tolist(), "y": y.tolist(), "target": target, "ordinal": ordinal,
                "first": {"names": first.get_feature_names_out(["city"]).tolist(), "rows": first.transform(column).tolist()}}) + "\n"
)
