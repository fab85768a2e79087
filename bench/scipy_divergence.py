"""scipy as a peer of bench/rosenstein.bench.ts: neighbours from the table of all distances, and the slope of their divergence."""
import numpy as np
from scipy.spatial.distance import cdist
from window_peer import serve

DIMENSIONS, DELAY, PERIOD, FOLLOWED = 5, 10, 100, 50
LAGS = DELAY * np.arange(DIMENSIONS)


def divergence(x):
    states = x[np.arange(len(x) - LAGS[-1])[:, None] + LAGS]
    starts = np.arange(len(states) - FOLLOWED)
    apart = cdist(states[starts], states[starts])
    apart[np.abs(starts[:, None] - starts[None, :]) <= PERIOD] = np.inf
    nearest = apart.argmin(axis=1)
    curve = [np.log(np.linalg.norm(states[starts + k] - states[nearest + k], axis=1)).mean() for k in range(FOLLOWED + 1)]
    slope = np.polyfit(np.arange(FOLLOWED + 1) / PERIOD, curve, 1)[0]
    return np.concatenate([[slope], nearest])


serve({"divergence": divergence})
