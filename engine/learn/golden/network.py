"""Writes network.json: steps of torch from given weights, and loss curves of scikit-learn's MLP. Needs torch, scikit-learn, numpy."""

import json
import warnings

import numpy as np
import sklearn
import torch
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.simplefilter("ignore")
rng = np.random.default_rng(4)
rows, inputs = 48, 5
x = rng.normal(size=(rows, inputs)).round(4)
targets = {
    "number": (np.sin(x[:, 0]) + 0.5 * x[:, 1] ** 2).round(4),
    "two-classes": (x[:, 0] + x[:, 2] > 0.2).astype(int),
    "classes": np.digitize(x[:, 1], [-0.4, 0.4]).astype(int),
}
weight = rng.choice([0.5, 1.0, 2.0], rows)
bends = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
makers = {
    "adam": lambda groups: torch.optim.Adam(groups, lr=0.01),
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=0.01),
    "rmsprop": lambda groups: torch.optim.RMSprop(groups, lr=0.01),
    "sgd": lambda groups: torch.optim.SGD(groups, lr=0.05, momentum=0.9),
}


def flat(layers):
    return [float(v) for layer in layers for part in (layer.weight.T, layer.bias) for v in part.detach().numpy().ravel()]


def steps(output, activation, optimiser, l2, clip):
    torch.manual_seed(3)
    outputs = 3 if output == "classes" else 1
    layers = [torch.nn.Linear(inputs, 7), torch.nn.Linear(7, 6), torch.nn.Linear(6, outputs)]
    kernels, biases = [layer.weight for layer in layers], [layer.bias for layer in layers]
    step = makers[optimiser]([{"params": kernels, "weight_decay": 0.1 if optimiser == "adamw" else 0}, {"params": biases, "weight_decay": 0}])
    t, w = torch.tensor(targets[output]), torch.tensor(weight, dtype=torch.float32)
    given = torch.tensor(x, dtype=torch.float32)
    made = {"output": output, "activation": activation, "optimiser": optimiser, "l2": l2, "clip": clip, "first": flat(layers), "losses": [], "norms": []}
    for number in range(1, 11):
        some = slice(0, 24) if number % 2 else slice(24, 48)
        values = given[some]
        for layer in layers[:-1]:
            values = bends[activation](layer(values))
        values = layers[-1](values)
        if output == "number":
            each = (values[:, 0] - t[some].float()) ** 2
        elif output == "two-classes":
            each = torch.nn.functional.binary_cross_entropy_with_logits(values[:, 0], t[some].float(), reduction="none")
        else:
            each = torch.nn.functional.cross_entropy(values, t[some], reduction="none")
        loss = (each * w[some]).sum() / w[some].sum()
        step.zero_grad()
        (loss + l2 / 2 * sum((kernel**2).sum() for kernel in kernels)).backward()
        norm = torch.nn.utils.clip_grad_norm_(kernels + biases, clip if clip else 1e9)
        step.step()
        made["losses"].append(float(loss))
        made["norms"].append(float(norm))
        if number in (1, 10):
            made[f"after{number}"] = flat(layers)
    return made


def curve(maker, y):
    """Mean loss of each epoch over twenty seeds."""
    curves = []
    for seed in range(20):
        model = maker(hidden_layer_sizes=(24, 12), activation="tanh", alpha=0, batch_size=50, learning_rate_init=0.003, max_iter=30, n_iter_no_change=1000, random_state=seed)
        curves.append(model.fit(wide, y).loss_curve_)
    return np.mean(curves, axis=0).round(5).tolist()


wide = rng.normal(size=(800, 6)).round(3)
wide = ((wide - wide.mean(axis=0)) / wide.std(axis=0)).round(5)
score = np.sin(2 * wide[:, 0]) + wide[:, 1] * wide[:, 2] + 0.3 * rng.normal(size=800)
number = ((score - score.mean()) / score.std()).round(5)
two = (score + 0.5 * rng.logistic(size=800) > 0).astype(int)
out = {
    "made": {"by": "network.py", "torch": torch.__version__, "sklearn": sklearn.__version__},
    "x": x.tolist(),
    "targets": {name: values.tolist() for name, values in targets.items()},
    "weight": weight.tolist(),
    "steps": [
        steps("number", "relu", "adam", 0, None),
        steps("number", "tanh", "sgd", 0.01, None),
        steps("two-classes", "tanh", "adam", 0.01, 0.2),
        steps("two-classes", "relu", "rmsprop", 0, 0.5),
        steps("classes", "sigmoid", "adamw", 0, None),
        steps("classes", "relu", "adam", 0.02, None),
    ],
    "wide": wide.tolist(),
    "number": number.tolist(),
    "two": two.tolist(),
    "curves": {"number": [2 * v for v in curve(MLPRegressor, number)], "two": curve(MLPClassifier, two)},
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
