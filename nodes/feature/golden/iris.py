# Writes iris.json: the irises of Fisher (1936) as scikit-learn 1.9.1 ships them, and their edges as the package discretization 1.0-1.1 of R documents them for mdlp(iris).
import json
import pathlib

from sklearn.datasets import load_iris

iris = load_iris()
edges = {"sepal length": [5.55, 6.15], "sepal width": [2.95, 3.35], "petal length": [2.45, 4.75], "petal width": [0.8, 1.75]}
rows = [[*map(float, values), int(kind)] for values, kind in zip(iris.data, iris.target)]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"rows": rows, "edges": edges}) + "\n")
