"""BG/NBD of many customers by numpy, equal histories put together: what the app's own is measured against.

python3 grouped-numpy.py COLUMNS HORIZON_WEEKS: COLUMNS holds frequency, recency and tenure in days, one after another,
each a little-endian int32 per customer. Prints the processor time of grouping, fit and forecast, and what came out, as
JSON. The same likelihood, prior and stopping rule as the app's, by BFGS with analytic gradients; every step works on
whole columns.
"""

import json
import sys
import time

import numpy as np

CLOCK = 10.0
TYPICAL = np.log([0.5, 1.5, 0.7, 2.0])
PRIOR_SPREAD = 2.0


def grouped(frequency, recency, tenure):
    keys = (frequency.astype(np.int64) << 32) | (recency.astype(np.int64) << 16) | tenure
    distinct, group_of, weight = np.unique(keys, return_inverse=True, return_counts=True)
    x = (distinct >> 32).astype(np.int64)
    days = ((distinct >> 16) & 0xFFFF, distinct & 0xFFFF)
    return x, days[0] / 7, days[1] / 7, weight.astype(float), group_of


def posterior(logs, x, last, end, weight):
    r, alpha, a, b = np.exp(logs)
    steps = np.arange(x.max())
    rise = lambda start: np.concatenate(([0], np.cumsum(np.log(start + steps))))
    slope = lambda start: np.concatenate(([0], np.cumsum(1 / (start + steps))))
    of = lambda table: table[x]
    repeats = x > 0
    stays = np.where(repeats, b + x - 1, 1)
    log_end, shape = np.log(alpha + end), r + x
    span = log_end - np.log(alpha + last)
    log_left = np.where(repeats, np.log(a / stays) + shape * span, -np.inf)
    left = 1 / (1 + np.exp(-log_left))
    fixed = rise(r) + rise(b) - rise(a + b) + r * logs[1]
    value = weight @ (of(fixed) - shape * log_end + np.logaddexp(log_left, 0))
    by_sum = slope(a + b)
    gradient = np.array([
        weight @ (of(slope(r)) + logs[1] - log_end + left * span),
        weight @ (r / alpha - shape / (alpha + end) + left * shape * (1 / (alpha + end) - 1 / (alpha + last))),
        weight @ (left / a - of(by_sum)),
        weight @ (of(slope(b) - by_sum) - np.where(repeats, left / stays, 0)),
    ]) * np.array([r, alpha, a, b])
    off = (logs - TYPICAL) / PRIOR_SPREAD
    return value - 0.5 * off @ off, gradient - off / PRIOR_SPREAD


def fitted(x, last, end, weight):
    scale = CLOCK / end.max()
    objective = lambda logs: posterior(logs, x, last * scale, end * scale, weight)
    logs = TYPICAL.copy()
    value, gradient = objective(logs)
    inverse = np.eye(4) / np.linalg.norm(gradient)
    for step in range(200):
        if np.abs(gradient).max() <= 1e-8 * weight.sum():
            break
        direction = inverse @ gradient
        length = min(1.0, 2 / np.abs(direction).max())
        while True:
            there = logs + length * direction
            reached, slope = objective(there)
            if reached >= value + 1e-4 * length * (direction @ gradient):
                break
            length /= 2
        moved, bent = there - logs, gradient - slope
        curvature = moved @ bent
        if curvature > 0:
            if step == 0:
                inverse = np.eye(4) * curvature / (bent @ bent)
            turn = np.eye(4) - np.outer(moved, bent) / curvature
            inverse = turn @ inverse @ turn.T + np.outer(moved, moved) / curvature
        logs, value, gradient = there, reached, slope
    return np.exp(logs) / np.array([1, scale, 1, 1])


def forecast(parameters, x, last, end, weeks):
    r, alpha, a, b = parameters
    shape, repeats = r + x, x > 0
    odds = np.where(repeats, a / np.where(repeats, b + x - 1, 1), 0)
    alive = 1 / (1 + odds * ((alpha + end) / (alpha + last)) ** shape)
    chance = weeks / (alpha + end + weeks)
    scale = (1 - chance) ** shape
    expected = np.zeros(len(x))
    rows = np.arange(len(x))
    term, presence, reached, n = np.ones(len(x)), np.ones(len(x)), np.zeros(len(x)), 0
    mode = (shape - 1) * weeks / (alpha + end)
    own = [shape, chance, b + x, mode]
    while len(rows) > 0:
        added = term * reached
        expected[rows] += added
        goes_on = (n <= own[3]) | (added >= 1e-13 * (1 - own[1]) * expected[rows])
        goes_on |= n == 0
        rows, term, presence, reached = rows[goes_on], term[goes_on], presence[goes_on], reached[goes_on]
        own = [column[goes_on] for column in own]
        term = term * (own[0] + n) / (n + 1) * own[1]
        reached = reached + presence
        presence = presence * (own[2] + n) / (a + own[2] + n)
        n += 1
    return alive, expected * scale * alive


columns = np.fromfile(sys.argv[1], dtype="<i4").reshape(3, -1)
start = time.process_time()
x, last, end, weight, group_of = grouped(*columns)
parameters = fitted(x, last, end, weight)
by_customer = [column[group_of] for column in forecast(parameters, x, last, end, float(sys.argv[2]))]
ms = (time.process_time() - start) * 1000
print(json.dumps({"processorMs": ms, "alive": by_customer[0].sum(), "expected": by_customer[1].sum()}))
