"""What statsmodels says of series; writes series.json beside it. python series.py"""

import json
import warnings
from pathlib import Path

import numpy as np
from statsmodels.tsa.stattools import acf, kpss, pacf

warnings.simplefilter("ignore")
rng = np.random.default_rng(7)
steps = np.arange(210)
noise = rng.normal(0, 1, 210)
pulled = np.zeros(210)
for i in range(1, 210):
    pulled[i] = 0.7 * pulled[i - 1] + noise[i]
series = {
    "noise": noise,
    "pulled back": pulled,
    "walk": noise.cumsum(),
    "week": 3 * np.sin(2 * np.pi * steps / 7) + noise,
    "rising": 0.05 * steps + noise,
}
out = []
for name, values in series.items():
    values = np.round(values, 6)
    statistic, p, lags, _ = kpss(values, regression="c", nlags="auto")
    out.append(
        {
            "name": name,
            "values": values.tolist(),
            "acf": acf(values, nlags=20, fft=False).tolist(),
            "pacf": pacf(values, nlags=20, method="ldb").tolist(),
            "kpss": {"statistic": statistic, "p": p, "lags": int(lags)},
        }
    )
Path(__file__).with_suffix(".json").write_text(json.dumps(out))
