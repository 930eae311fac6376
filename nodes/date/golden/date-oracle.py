# Writes date-oracle.json: what Python's zoneinfo and dateutil make of dates. Run with Python 3.11 and dateutil 2.9.
import json
import pathlib
import random
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

random.seed(3)
text = lambda at: at.strftime("%Y-%m-%d %H:%M:%S")
names = {
    "utc": "UTC", "london": "Europe/London", "paris": "Europe/Paris", "athens": "Europe/Athens", "moscow": "Europe/Moscow",
    "dubai": "Asia/Dubai", "kolkata": "Asia/Kolkata", "shanghai": "Asia/Shanghai", "tokyo": "Asia/Tokyo", "brisbane": "Australia/Brisbane",
    "sao-paulo": "America/Argentina/Buenos_Aires", "halifax": "America/Halifax", "new-york": "America/New_York", "chicago": "America/Chicago",
    "denver": "America/Denver", "phoenix": "America/Phoenix", "los-angeles": "America/Los_Angeles",
}
changes = [datetime(2024, 3, 31, 0, 30), datetime(2024, 10, 27, 0, 30), datetime(2023, 3, 12, 0, 30), datetime(2023, 11, 5, 0, 30)]
moments = [at + timedelta(minutes=30 * step) for at in changes for step in range(-2, 24)]
moments += [datetime(2016, 1, 1) + timedelta(minutes=random.randrange(60 * 24 * 365 * 9)) for _ in range(60)]
zones = {}
for name, zone in names.items():
    there = [text(at.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(zone))) for at in moments]
    back = [text(at.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(timezone.utc)) for at in moments]
    zones[name] = {"there": there, "back": back}

days = [datetime(2000, 2, 29), datetime(2024, 1, 31), datetime(1999, 12, 31), datetime(1969, 5, 7)]
days += [datetime(1950, 1, 1) + timedelta(minutes=random.randrange(60 * 24 * 365 * 90)) for _ in range(60)]
moved = {}
for unit in ["years", "months", "weeks", "days", "hours", "minutes", "seconds"]:
    moved[unit[:-1]] = [text(day + relativedelta(**{unit: amount})) for day in days for amount in (-13, 1, 5)]
pairs = list(zip(days, days[7:] + days[:7]))
between = []
for start, end in pairs:
    gap = relativedelta(end, start)
    whole = (end - start).days if end >= start else -((start - end).days)
    between.append([gap.years, gap.years * 12 + gap.months, whole, (end - start).total_seconds()])

here = pathlib.Path(__file__).parent
result = {"moments": [text(at) for at in moments], "zones": zones, "days": [text(day) for day in days], "moved": moved,
          "pairs": [[text(a), text(b)] for a, b in pairs], "between": between}
here.joinpath("date-oracle.json").write_text(json.dumps(result) + "\n")
