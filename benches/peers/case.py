"""Writes the toy's actors and places as a case for Escalade: `case.py FOLDER`. Thirty armed movements, each an enemy of each other,
twenty-five towns on a ring, a week's options as many as the model finds."""

import csv
import sys
from pathlib import Path

ACTORS, PLACES = 30, 25


# Tables without rows still have their first line.
EMPTY = {
    "agreements": "id,name,kind,parties,state,claims",
    "clauses": "agreement,clause,claims",
    "events": "id,date,kind,claims",
    "issues": "id,name,low,high,claims",
    "memberships": "member,coalition,commitment,claims",
    "positions": "actor,issue,position,salience,claims",
}


def table(folder, name, rows):
    with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    root = Path(sys.argv[1])
    seeds, scenarios = root / "seeds/toy", root / "scenarios/toy"
    seeds.mkdir(parents=True)
    scenarios.mkdir(parents=True)
    actor = [f"a{i:02}" for i in range(ACTORS)]
    place = [f"p{i:02}" for i in range(PLACES)]
    claim = {"claims": "toy"}
    table(seeds, "documents", [{"id": "assumed", "title": "The toy"}])
    table(seeds, "claims", [{"id": "toy", "document": "assumed", "text": "A toy.", "confidence": "assumed"}])
    table(seeds, "actors", [{"id": a, "name": a, "kind": "movement", "home": place[i % PLACES], "effort": 2, "funds": 1000, "income": 200, "cohesion": 0.7, "quality": 1, **claim} for i, a in enumerate(actor)])
    table(seeds, "places", [{"id": p, "name": p, "region": "R", "kind": "town", "lat": 17, "lon": round(0.3 * i, 1), "population": 5000, "terrain": "open", "value": round(0.2 + 0.8 * i / 24, 3), "income": 50, **claim} for i, p in enumerate(place)])
    table(seeds, "control", [{"place": p, "holder": actor[i], "share": 0.7, "services": 0.3, **claim} for i, p in enumerate(place)])
    table(seeds, "communities", [{"id": f"c{i:02}", "name": f"c{i:02}", "place": p, "group": "g", "population": 5000, "support": f"{actor[i]}:0.4", "fear": 0.1, **claim} for i, p in enumerate(place)])
    table(seeds, "forces", [{"id": f"f{i:02}", "actor": a, "place": place[i % PLACES], "kind": "band", "strength": 100, "morale": 0.7, "supply": 0.7, **claim} for i, a in enumerate(actor)])
    table(seeds, "routes", [{"a": p, "b": place[(i + 1) % PLACES], "km": 32, "terrain": "road", **claim} for i, p in enumerate(place)])
    table(seeds, "ties", [{"actor": a, "other": b, "affinity": -0.5, "trust": 0.2, "stance": "hostile", **claim} for a in actor for b in actor if a != b])
    table(seeds, "ladder", [{"rung": 0, "name": "Talks", "actions": "offer_talks", "direction": "down", **claim}])
    for name, line in EMPTY.items():
        (seeds / f"{name}.csv").write_text(line + "\n", encoding="utf-8")
    (scenarios / "toy.toml").write_text(
        'title = "The toy"\ncase = "toy"\nstart = 2023-12-04\nweeks = 156\nquestion = "How long does it take?"\n\n'
        '[outcomes.deaths]\nquestion = "How many die?"\nkind = "quantity"\nvalue = "totals.deaths"\nunit = "people"\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
