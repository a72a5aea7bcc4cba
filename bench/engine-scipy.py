"""Reads a pool as engine-lemon.cpp does; prints the milliseconds of each run, then matched and total.
Dense (linear_sum_assignment) up to 64 M cells, else sparse with a dummy place a mentee, so that a full matching exists."""
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

runs = int(sys.argv[1])
form = sys.argv[2]
values = np.array(sys.stdin.buffer.read().split(), dtype=np.int64)
n, m, pairs, penalty = (int(v) for v in values[:4])
capacity = values[4 : 4 + m]
rows, cols, scores = values[4 + m :].reshape(pairs, 3).T
first = np.concatenate([[0], np.cumsum(capacity)])
copies = capacity[cols]
row = np.repeat(rows, copies)
place = np.repeat(first[cols], copies) + np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
score = np.repeat(scores, copies)
slots = int(first[-1])
if form == "dense":
    value = np.zeros((n, slots))
    value[row, place] = penalty + score
    solve = lambda: linear_sum_assignment(value, maximize=True)
else:
    lonely = np.arange(n)
    weight = np.concatenate([penalty + score, np.full(n, 0)]).astype(float)
    cost = penalty * 2 - weight
    graph = csr_matrix((cost, (np.concatenate([row, lonely]), np.concatenate([place, slots + lonely]))), shape=(n, slots + n))
    solve = lambda: min_weight_full_bipartite_matching(graph)
times = []
for _ in range(runs):
    begin = time.perf_counter()
    left, right = solve()
    times.append((time.perf_counter() - begin) * 1000)
lookup = csr_matrix((penalty + score, (row, place)), shape=(n, slots + n))
chosen = np.asarray(lookup[left, right]).ravel()
print(*(f"{t:.3f}" for t in times))
print(int((chosen > 0).sum()), int(chosen.sum() - penalty * (chosen > 0).sum()))
