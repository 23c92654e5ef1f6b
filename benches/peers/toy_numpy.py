"""The toy of README.md with NumPy, a week of all actors at once: `toy_numpy.py RUNS`."""

import json
import sys
import time

import numpy as np

ACTORS, PLACES, OTHERS, WEEKS, RATIONALITY = 30, 25, 5, 156, 3.0
VALUE = 0.2 + 0.8 * np.arange(PLACES) / 24
REST = np.tile(0.2 - 0.05 * np.arange(OTHERS), (ACTORS, 1))


def run(seed):
    chance = np.random.default_rng(seed)
    strength, holder, captures = np.full(ACTORS, 100.0), np.arange(PLACES), 0
    for _ in range(WEEKS):
        own, theirs = strength[:, None], strength[holder][None, :]
        there = 2 * VALUE * own / (own + theirs) - theirs / 100
        there = np.where(holder[None, :] == np.arange(ACTORS)[:, None], 0.5 * VALUE, there)
        scores = np.hstack([there, REST]) + chance.gumbel(size=(ACTORS, PLACES + OTHERS)) / RATIONALITY
        for actor, place in enumerate(scores.argmax(axis=1)):
            if place < PLACES and holder[place] != actor:
                other = holder[place]
                wins = chance.random() < strength[actor] / (strength[actor] + strength[other])
                loser = other if wins else actor
                strength[loser] = max(strength[loser] - 10, 10)
                if wins:
                    holder[place] = actor
                    captures += 1
        strength = np.minimum(strength + 2, 100)
    return captures


def main():
    runs = int(sys.argv[1])
    began = time.perf_counter()
    captures = np.array([run(seed) for seed in range(runs)], dtype=float)
    seconds = time.perf_counter() - began
    print(json.dumps({"ms": 1000 * seconds / runs, "mean": captures.mean(), "error": captures.std(ddof=1) / runs**0.5}))


if __name__ == "__main__":
    main()
