# Writes holiday-oracle.json: the holidays of nine countries as the package holidays has them, Sundays left out. Run with holidays 0.80 or later.
import json
import pathlib

import holidays

years = range(2008, 2035)
days = {}
for code in ["FR", "DE", "GB", "US", "CA", "BE", "CH", "ES", "IT"]:
    found = holidays.country_holidays(code, years=years, observed=False, **({"subdiv": "ENG"} if code == "GB" else {}))
    days[code.lower()] = [str(day) for day in sorted(found) if day.weekday() < 6 and day.year in years]
pathlib.Path(__file__).parent.joinpath("holiday-oracle.json").write_text(json.dumps(days) + "\n")
