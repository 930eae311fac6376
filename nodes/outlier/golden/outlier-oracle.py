# Writes outlier-oracle.json: limits and rows as NumPy and SciPy see them. Run with NumPy 2.4.6 and SciPy 1.17.1.
import json
import pathlib

import numpy as np
from scipy import stats

random = np.random.default_rng(11)
values = np.concatenate([random.normal(20, 4, 80), random.exponential(30, 15), [-60.0, 20.0, 20.0, 500.0]])
q1, q3 = np.quantile(values, [0.25, 0.75])
low, high = np.quantile(values, [0.05, 0.95])
middle = values[(values >= low) & (values <= high)]
mad = stats.median_abs_deviation(values, scale="normal")

limits = {
    "iqr": [q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)],
    "z-score": [values.mean() - 3 * values.std(), values.mean() + 3 * values.std()],
    "mad": [np.median(values) - 3 * mad, np.median(values) + 3 * mad],
    "trimmed": [middle.mean() - 3 * middle.std(), middle.mean() + 3 * middle.std()],
    "quantile": [low, high],
}
zscores = stats.zscore(values)
flagged = {"z-score": np.flatnonzero(np.abs(zscores) > 3).tolist()}

here = pathlib.Path(__file__).parent
here.joinpath("outlier-oracle.json").write_text(
    json.dumps({"values": values.tolist(), "limits": limits, "flagged": flagged, "clipped": np.clip(values, low, high).tolist()}, indent=1) + "\n"
)
