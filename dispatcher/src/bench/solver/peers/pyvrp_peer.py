"""PyVRP 0.14 on one instance file: python pyvrp_peer.py FILE SECONDS SEED ROUNDING; prints {"routes": [...], "cpuS": ...}.

SECONDS are of CPU, as for our own solver: PyVRP's own stop by wall clock would cost it the time that others take.
"""

import json
import re
import sys
import tempfile
import time

import pyvrp


class MaxCpu:
    def __init__(self, seconds):
        self.end = time.process_time() + seconds

    def __call__(self, best_cost):
        return time.process_time() >= self.end


def as_vrplib(text):
    """Solomon's text in the words that PyVRP reads."""
    lines = text.splitlines()
    fleet = next(index for index, line in enumerate(lines) if line.split()[:1] == ["NUMBER"]) + 1
    count, capacity = lines[fleet].split()
    rows = [line.split() for line in lines[fleet + 1 :] if re.match(r"^\s*\d", line)]
    section = lambda name, *columns: [name + "_SECTION"] + [
        " ".join([str(index + 1)] + [row[column] for column in columns]) for index, row in enumerate(rows)
    ]
    head = ["NAME: solomon", "TYPE: VRPTW", "EDGE_WEIGHT_TYPE: EUC_2D", f"DIMENSION: {len(rows)}"]
    return "\n".join(
        head
        + [f"VEHICLES: {count}", f"CAPACITY: {capacity}"]
        + section("NODE_COORD", 1, 2)
        + section("DEMAND", 3)
        + section("TIME_WINDOW", 4, 5)
        + section("SERVICE_TIME", 6)
        + ["DEPOT_SECTION", "1", "-1", "EOF", ""]
    )


def visits_of(route, depots):
    """Clients by place, after each trip but the last the depot."""
    visits = []
    trip = 0
    for activity in route:
        if not activity.is_client():
            continue
        if activity.trip != trip:
            visits.append(route.start_depot())
            trip = activity.trip
        visits.append(depots + activity.idx)
    return visits


path, seconds, seed, rounding = sys.argv[1:5]
if path.endswith(".txt"):
    with tempfile.NamedTemporaryFile("w", suffix=".vrp") as file:
        file.write(as_vrplib(open(path, encoding="utf-8").read()))
        file.flush()
        data = pyvrp.read(file.name, round_func=rounding)
else:
    data = pyvrp.read(path, round_func=rounding)
start = time.process_time()
result = pyvrp.solve(data, stop=MaxCpu(float(seconds)), seed=int(seed), display=False)
cpu = time.process_time() - start
if not result.best.is_feasible():
    sys.exit(1)

routes = [[] for _ in range(data.num_vehicles)]
first = [0]
for kind in data.vehicle_types():
    first.append(first[-1] + kind.num_available)
for route in result.best.routes():
    vehicle = first[route.vehicle_type()]
    first[route.vehicle_type()] += 1
    routes[vehicle] = visits_of(route, data.num_depots)
print(json.dumps({"routes": routes, "cpuS": cpu}))
