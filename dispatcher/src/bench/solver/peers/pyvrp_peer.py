"""PyVRP on one instance file: python pyvrp_peer.py FILE SECONDS SEED ROUNDING; prints {"routes": [...], "cpuS": ...}."""

import json
import sys
import time

import pyvrp
from pyvrp.stop import MaxRuntime

path, seconds, seed, rounding = sys.argv[1:5]
text_format = {"instance_format": "solomon"} if path.endswith(".txt") else {}
try:
    data = pyvrp.read(path, round_func=rounding, **text_format)
except TypeError:
    data = pyvrp.read(path, round_func=rounding)
start = time.process_time()
result = pyvrp.solve(data, stop=MaxRuntime(float(seconds)), seed=int(seed), display=False)
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
    visits = []
    for number, trip in enumerate(route.trips()):
        visits += ([trip.start_depot()] if number > 0 else []) + list(trip.visits())
    routes[vehicle] = visits
print(json.dumps({"routes": routes, "cpuS": cpu}))
