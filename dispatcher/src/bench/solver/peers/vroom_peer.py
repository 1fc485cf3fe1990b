"""VROOM on one VRPLIB CVRP or Solomon file: python vroom_peer.py FILE SECONDS SEED ROUNDING; other families exit with 1."""

import json
import math
import re
import sys
import time
from datetime import timedelta

import numpy
import vroom

path, seconds, seed, rounding = sys.argv[1:5]
scale = {"round": 1, "dimacs": 10, "exact": 1000}[rounding]
whole = math.trunc if rounding == "dimacs" else round


def solomon(lines):
    fleet = lines.index(next(line for line in lines if line.split()[:1] == ["NUMBER"])) + 1
    rows = [[float(cell) for cell in line.split()] for line in lines[fleet + 1 :] if re.match(r"^\s*\d", line)]
    count, capacity = (int(cell) for cell in lines[fleet].split())
    return count, capacity, rows


def cvrp(lines):
    text = "\n".join(lines)
    if not re.search(r"TYPE\s*:\s*CVRP\b", text):
        sys.exit(1)
    section = lambda name: [
        [float(cell) for cell in line.split()]
        for line in re.split(name + r"_SECTION\s*", text)[1].split("\n")
        if re.match(r"^\s*\d", line)
    ]
    nodes = section("NODE_COORD")[: int(re.search(r"DIMENSION\s*:\s*(\d+)", text)[1])]
    demands = section("DEMAND")[: len(nodes)]
    capacity = int(re.search(r"CAPACITY\s*:\s*(\d+)", text)[1])
    rows = [[index, x, y, demand[1], 0, 1e8, 0] for index, ((_, x, y), demand) in enumerate(zip(nodes, demands))]
    return math.ceil(1.3 * sum(row[3] for row in rows) / capacity) + 1, capacity, rows


lines = open(path, encoding="utf-8").read().splitlines()
count, capacity, rows = solomon(lines) if path.endswith(".txt") else cvrp(lines)
matrix = [[whole(math.hypot(a[1] - b[1], a[2] - b[2]) * scale) for b in rows] for a in rows]
day = [whole(rows[0][4] * scale), whole(min(rows[0][5], 1e6) * scale)]
problem = vroom.Input()
problem.set_durations_matrix("car", numpy.array(matrix, dtype=numpy.uint32))
for vehicle in range(count):
    problem.add_vehicle(vroom.Vehicle(vehicle + 1, start=0, end=0, capacity=[capacity], time_window=day))
for row in rows[1:]:
    window = [whole(row[4] * scale), whole(min(row[5], 1e6) * scale)]
    problem.add_job(
        vroom.Job(int(row[0]), location=int(row[0]), delivery=[int(row[3])], default_service=whole(row[6] * scale), time_windows=[window])
    )
start = time.process_time()
answer = problem.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=float(seconds))).to_dict()
cpu = time.process_time() - start
if answer["unassigned"]:
    sys.exit(1)
routes = [[step["job"] for step in route["steps"] if step["type"] == "job"] for route in answer["routes"]]
print(json.dumps({"routes": routes, "cpuS": cpu}))
