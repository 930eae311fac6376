# Writes fill-oracle.json: a series with gaps, filled from its neighbours. Run with pandas 3.1.1 and scipy 1.17.1.
import json
import pathlib

import numpy as np
import pandas as pd
from scipy.interpolate import CubicSpline, PchipInterpolator

random = np.random.default_rng(3)
count = 40
days = pd.Timestamp("2024-01-30") + pd.to_timedelta(np.cumsum(random.integers(1, 9, count)), unit="D")
frame = pd.DataFrame({"day": days, "g": random.choice(["a", "b"], count), "x": random.normal(0, 5, count).round(3)})
frame.loc[random.random(count) < 0.45, "x"] = np.nan
frame.loc[[0, count - 1], "x"] = np.nan
frame = frame.sample(frac=1, random_state=4).reset_index(drop=True)


def gaps(values):
    """Length of the run of missing values that each place is in."""
    missing = values.isna()
    return missing.groupby((~missing).cumsum()).transform("sum")


def fill(values, method):
    if method == "previous":
        return values.ffill()
    if method == "next":
        return values.bfill()
    if method != "linear":
        days = (frame.loc[values.index, "day"] - frame["day"].min()).dt.days.to_numpy()
        known = values.notna().to_numpy()
        curve = PchipInterpolator if method == "monotone" else lambda x, y: CubicSpline(x, y, bc_type="natural")
        filled = curve(days[known], values.to_numpy()[known])(days)
        filled[(days < days[known][0]) | (days > days[known][-1])] = np.nan
        return pd.Series(np.where(known, values, filled), index=values.index)
    placed = pd.Series(values.to_numpy(), index=frame.loc[values.index, "day"])
    return pd.Series(placed.interpolate(method="time", limit_area="inside").to_numpy(), index=values.index)


def filled(method, grouped, longest):
    ordered = frame.sort_values("day")
    result = pd.Series(np.nan, index=frame.index)
    for _, part in ordered.groupby("g") if grouped else [("", ordered)]:
        values = fill(part["x"], method)
        if longest is not None:
            values = values.where(part["x"].notna() | (gaps(part["x"]) <= longest))
        result.loc[part.index] = values
    return [None if np.isnan(value) else value for value in result]


cases = {}
for method in ["previous", "next", "linear", "monotone", "spline"]:
    cases[f"{method} all"] = filled(method, False, None)
    cases[f"{method} groups"] = filled(method, True, None)
    cases[f"{method} groups 2"] = filled(method, True, 2)
    cases[f"{method} all 1"] = filled(method, False, 1)

# Places whose distances grow without end, the worst case for a spline that is solved in rounds.
steep = [[float(place), None if at % 4 == 2 else float(value)] for at, (place, value) in enumerate(zip(1.5 ** np.arange(50), random.normal(0, 5, 50).round(3)))]
x, y = (np.array(column) for column in zip(*[row for row in steep if row[1] is not None]))
spline = CubicSpline(x, y, bc_type="natural")
steep_filled = [value if value is not None else float(spline(place)) for place, value in steep]

rows = [[str(day.date()), group, None if np.isnan(x) else x] for day, group, x in frame.itertuples(index=False)]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"rows": rows, "filled": cases, "steep": steep, "steepFilled": steep_filled}, indent=1) + "\n")
