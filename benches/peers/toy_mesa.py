"""The toy of README.md with Mesa, an object for each actor: `toy_mesa.py RUNS`."""

import json
import math
import statistics
import sys
import time

import mesa

ACTORS, PLACES, OTHERS, WEEKS, RATIONALITY = 30, 25, 5, 156, 3.0


class Actor(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.strength = 100.0
        self.chosen = None

    def weigh(self, option):
        if option >= PLACES:
            return 0.2 - 0.05 * (option - PLACES)
        value, holder = 0.2 + 0.8 * option / 24, self.model.holder[option]
        if holder is self:
            return 0.5 * value
        return 2 * value * self.strength / (self.strength + holder.strength) - holder.strength / 100

    def choose(self):
        def score(option):
            # `random` may be nought, which has no logarithm; then it is as small as can be.
            gumbel = -math.log(-math.log(self.random.random() or 1e-300))
            return self.weigh(option) + gumbel / RATIONALITY

        self.chosen = max(range(PLACES + OTHERS), key=score)

    def act(self):
        if self.chosen >= PLACES or self.model.holder[self.chosen] is self:
            return
        other = self.model.holder[self.chosen]
        if self.random.random() < self.strength / (self.strength + other.strength):
            other.lose()
            self.model.holder[self.chosen] = self
            self.model.captures += 1
        else:
            self.lose()

    def lose(self):
        self.strength = max(self.strength - 10, 10)

    def recover(self):
        self.strength = min(self.strength + 2, 100)


class Toy(mesa.Model):
    def __init__(self, seed):
        super().__init__(seed=seed)
        actors = Actor.create_agents(self, ACTORS)
        self.holder = list(actors)[:PLACES]
        self.captures = 0

    def step(self):
        self.agents.do("choose")
        self.agents.do("act")
        self.agents.do("recover")


def run(seed):
    model = Toy(seed)
    for _ in range(WEEKS):
        model.step()
    return model.captures


def main():
    runs = int(sys.argv[1])
    began = time.perf_counter()
    captures = [run(seed) for seed in range(runs)]
    seconds = time.perf_counter() - began
    print(json.dumps({"ms": 1000 * seconds / runs, "mean": statistics.fmean(captures), "error": statistics.stdev(captures) / runs**0.5}))


if __name__ == "__main__":
    main()
