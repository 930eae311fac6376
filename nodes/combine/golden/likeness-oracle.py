"""What RapidFuzz and plain sets say of the likeness of texts, each compared with each. Run: python likeness-oracle.py > likeness-oracle.json"""
import json
import random

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, Levenshtein

chance = random.Random(11)
sounds = ["ba", "ren", "to", "mi", "chel", "du", "pont", "lau", "ro", "see", "kim", "na", "o", "ster", "gau", "vin", "ly", "ash"]


def word():
    return "".join(chance.choice(sounds) for _ in range(chance.randint(1, 3)))


def misspelt(text):
    letters = list(text)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(letters))
        act = chance.choice("drist")
        if act == "d" and len(letters) > 2:
            del letters[at]
        elif act == "r":
            letters[at] = chance.choice("abcdefghiklmnoprstuvy")
        elif act == "i":
            letters.insert(at, chance.choice("abcdefghiklmnoprstuvy"))
        elif act == "s" and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif act == "t":
            letters.insert(at, letters[at])
    return " ".join("".join(letters).split())


left = sorted({" ".join(word() for _ in range(chance.randint(1, 4))) for _ in range(140)})
right = sorted({misspelt(text) for text in left} | {" ".join(word() for _ in range(2)) for _ in range(40)} | set(left[:10]))


def runs(text):
    padded = f"^^{text}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def jaccard(a, b):
    return len(a & b) / len(a | b)


measures = {
    "edits": (Levenshtein.normalized_similarity, 0.75),
    "swaps": (DamerauLevenshtein.normalized_similarity, 0.75),
    "beginning": (JaroWinkler.normalized_similarity, 0.9),
    "grams": (lambda a, b: jaccard(runs(a), runs(b)), 0.5),
    "words": (lambda a, b: jaccard(set(a.split()), set(b.split())), 0.5),
}
found = {
    name: {
        "threshold": least,
        "pairs": [[i, j, round(score, 4)] for i, a in enumerate(left) for j, b in enumerate(right) if (score := measure(a, b)) >= least - 1e-9],
    }
    for name, (measure, least) in measures.items()
}
print(json.dumps({"left": left, "right": right, "measures": found}, separators=(",", ":")))
