"""Fits the curve of likeness.py: python -m matching.likeness_fit FILE, rows of problem, title, text.

Rows of the same problem carry the same word, a row alone carries "-". Prints the coefficients, and
how they do on problems left out of the fit (five folds by problem).
"""

import sys
from itertools import combinations
from pathlib import Path

import numpy as np

from .encoder import load_encoder
from .likeness import background, features, profiles

FOLDS, RIDGE = 5, 0.5
SCALE = np.array([1.0, 10.0])  # brings both features to one size, for the ridge


def read(path):
    """(problems, titles, whole texts): a row alone gets a problem of its own."""
    rows = [line.split("\t") for line in Path(path).read_text("utf-8").splitlines()]
    problems = [name if name != "-" else f"-{at}" for at, (name, _, _) in enumerate(rows)]
    titles = [title for _, title, _ in rows]
    return problems, titles, [f"{title} {text}" for _, title, text in rows]


def fit(rows, wanted):
    """Ridge logistic regression by Newton's method; the bias goes unpunished."""
    rows = np.c_[np.ones(len(rows)), rows]
    weights, ridge = np.zeros(rows.shape[1]), RIDGE * np.diag([0.0] + [1.0] * (rows.shape[1] - 1))
    for _ in range(60):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - wanted) + ridge @ weights
        bend = (rows * (chances * (1 - chances))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def main(path):
    problems, titles, texts = read(path)
    for name, said, are_titles in (("titles", titles, True), ("whole texts", texts, False)):
        print(f"{name}:")
        judge(problems, said, are_titles)


def judge(problems, texts, are_titles):
    encoder = load_encoder(None)
    made, behind = profiles(texts, encoder, are_titles), background(encoder, are_titles)
    places = list(combinations(range(len(texts)), 2))
    rows = np.array([features(made[a], made[b], behind) for a, b in places]) * SCALE
    wanted = np.array([problems[a] == problems[b] for a, b in places])
    print(f"{wanted.sum()} pairs of one problem among {len(places)}")
    print("bias, meaning, wording:", np.round(fit(rows, wanted) * [1, *SCALE], 2))
    names = sorted(set(problems))
    fold = {name: at % FOLDS for at, name in enumerate(names)}
    chances = np.zeros(len(places))
    for left_out in range(FOLDS):
        test = np.array(
            [left_out in (fold[problems[a]], fold[problems[b]]) for a, b in places], dtype=bool
        )
        weights = fit(rows[~test], wanted[~test])
        chances[test] = 1 / (1 + np.exp(-np.c_[np.ones(test.sum()), rows[test]] @ weights))
    for least in (0.35, 0.5, 0.9):
        found = chances >= least
        print(
            f"left out, from {least}: recall {found[wanted].mean():.2f}, "
            f"precision {wanted[found].mean():.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
