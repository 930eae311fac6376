# Writes feature-oracle.json: what scikit-learn and pandas make of a column. Run with scikit-learn 1.9.1 and pandas 3.1.1.
import json
import pathlib

import numpy as np
import pandas as pd
from sklearn.preprocessing import KBinsDiscretizer, MaxAbsScaler, MinMaxScaler, RobustScaler, StandardScaler

random = np.random.default_rng(5)
learnt = np.concatenate([random.normal(50, 12, 60), [1e6, -3.5, 0.0, 50.0, 50.0]])
later = np.array([0.0, 50.0, 75.25, -1e5, 2e6])
column = lambda values: values.reshape(-1, 1)

scaled = {}
for name, scaler in [("standard", StandardScaler()), ("min-max", MinMaxScaler()), ("robust", RobustScaler()), ("max-abs", MaxAbsScaler())]:
    scaler.fit(column(learnt))
    scaled[name] = scaler.transform(column(later)).ravel().tolist()

bins = {}
for name, strategy in [("width", "uniform"), ("frequency", "quantile")]:
    binner = KBinsDiscretizer(n_bins=4, encode="ordinal", strategy=strategy, quantile_method="linear") if strategy == "quantile" else KBinsDiscretizer(n_bins=4, encode="ordinal", strategy=strategy)
    binner.fit(column(learnt))
    bins[name] = {"edges": binner.bin_edges_[0][1:-1].tolist(), "numbers": (binner.transform(column(later)).ravel() + 1).astype(int).tolist()}

days = pd.to_datetime(["2024-02-29 23:59:59", "2021-01-03 00:00:00", "2020-12-31 06:00:00", "1969-12-29 12:00:00", "2000-03-01 18:30:00"])
parts = {
    "days": [str(day) for day in days],
    "year": days.year.tolist(),
    "quarter": days.quarter.tolist(),
    "month": days.month.tolist(),
    "week": [int(week) for week in days.isocalendar().week],
    "weekday": (days.day_of_week + 1).tolist(),
    "day": days.day.tolist(),
    "hour": days.hour.tolist(),
    "weekend": (days.day_of_week >= 5).tolist(),
}

here = pathlib.Path(__file__).parent
here.joinpath("feature-oracle.json").write_text(
    json.dumps({"learnt": learnt.tolist(), "later": later.tolist(), "scaled": scaled, "bins": bins, "parts": parts}, indent=1) + "\n"
)
