#!/usr/bin/env python3
"""Golden values of sway, straight from the definitions in Mancini 2012 (J NeuroEng Rehabil 9:59), by numpy and scipy.

Run:  /usr/bin/python3 scripts/golden/make_golden_sway.py   (Debian: python3-scipy)
Writes fixtures/golden/sway.json. Nothing is shared with the TypeScript: another basis of the horizontal plane, scipy's own filter
and periodogram. Inputs are seeded and stored beside the results.
"""
import json
import pathlib

import numpy as np
from scipy import signal

rng = np.random.default_rng(2012959)


def standing(seconds, fs, noise):
    """A made-up trunk that sways slowly, worn askew."""
    t = np.arange(int(seconds * fs)) / fs
    sway = lambda scale: sum(scale / f * np.sin(2 * np.pi * f * t + rng.uniform(0, 6)) for f in (0.21, 0.37, 0.64, 1.1, 1.9, 4.2))
    body = np.stack([sway(0.02), np.full(t.size, 9.81), sway(0.01)]) + noise * rng.standard_normal((3, t.size))
    askew, _ = np.linalg.qr(rng.standard_normal((3, 3)))
    return np.round(askew @ body, 6)


def sway(acc, fs):
    up = acc.mean(axis=1)
    # Rows 1 and 2 of V span the plane at right angles to up.
    plane = np.linalg.svd(up[None, :])[2][1:] @ acc
    smooth = signal.sosfiltfilt(signal.butter(2, 3.5, fs=fs, output="sos"), plane, axis=1)
    smooth_centred = smooth - smooth.mean(axis=1, keepdims=True)
    n = acc.shape[1]
    nfft = 4 * 2 ** int(np.ceil(np.log2(n)))
    f, power = signal.periodogram(plane, fs, window="hann", nfft=nfft, detrend="constant", axis=1)
    band = (f >= 0.15) & (f <= 10)
    summed = np.cumsum(power.sum(axis=0)[band])
    return {
        "rmsMps2": float(np.sqrt((smooth_centred**2).sum(axis=0).mean())),
        "pathRateMps3": float(np.linalg.norm(np.diff(smooth, axis=1), axis=0).sum() / (n / fs)),
        "f95Hz": float(np.interp(0.95 * summed[-1], summed, f[band])),
    }


cases = []
for name, seconds, fs, noise in [("quiet", 10, 100.0, 0.002), ("a noisy sensor", 10, 60.0, 0.02), ("a slow sensor", 12, 26.0, 0.005)]:
    acc = standing(seconds, fs, noise)
    cases.append({"name": name, "sampleRateHz": fs, "acc": acc.tolist(), "out": sway(acc, fs)})

golden = {"made": {"by": "scripts/golden/make_golden_sway.py", "numpy": np.__version__, "scipy": __import__("scipy").__version__}, "cases": cases}
path = pathlib.Path(__file__).parents[2] / "fixtures/golden/sway.json"
path.write_text(json.dumps(golden) + "\n")
print(path.relative_to(path.parents[2]))
