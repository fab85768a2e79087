"""numpy and scipy as peers of bench/sampleEntropy.bench.ts: matches of sample entropy, m = 2, r = 0.2 SD."""
import numpy as np
from scipy.spatial import cKDTree
from window_peer import serve


def all_pairs(x):
    """All pairs of patterns at once, by broadcasting: the version in most textbooks."""
    r = 0.2 * x.std()
    patterns = np.lib.stride_tricks.sliding_window_view(x, 3)
    apart = np.abs(patterns[:, None, :] - patterns[None, :, :])
    short = (apart[:, :, :2].max(axis=2) <= r).sum()
    long = (apart.max(axis=2) <= r).sum()
    return (short - len(patterns)) // 2, (long - len(patterns)) // 2


def shared_pairs(x):
    """The same from one table of pairs of samples, shifted against itself."""
    r = 0.2 * x.std()
    near = np.abs(x[:, None] - x[None, :]) <= r
    short = near[:-2, :-2] & near[1:-1, 1:-1]
    n = len(x) - 2
    return (short.sum() - n) // 2, ((short & near[2:, 2:]).sum() - n) // 2


def tree(x):
    """Neighbours within r by a k-d tree."""
    r = 0.2 * x.std()
    patterns = np.lib.stride_tricks.sliding_window_view(x, 3)
    pairs = [cKDTree(part) for part in (patterns[:, :2], patterns)]
    n = len(patterns)
    return tuple((int(one.count_neighbors(one, r, p=np.inf)) - n) // 2 for one in pairs)


serve({"allPairs": all_pairs, "sharedPairs": shared_pairs, "tree": tree})
