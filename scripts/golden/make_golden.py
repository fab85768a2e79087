#!/usr/bin/env python3
"""Golden values of the signal-processing core, computed independently by numpy and scipy.

Run:  /usr/bin/python3 scripts/golden/make_golden.py   (Debian: python3-scipy)
Writes fixtures/golden/dsp.json. Inputs are seeded and stored beside the results.
"""
import json
import pathlib

import numpy as np
from scipy import ndimage, signal, stats

rng = np.random.default_rng(20221)
FS = 100.0
t = np.arange(240) / FS
x = 9.81 + np.sin(2 * np.pi * 1.8 * t) + 0.4 * np.sin(2 * np.pi * 3.6 * t + 1) + 0.3 * rng.standard_normal(t.size)
y = np.cos(2 * np.pi * 1.8 * t) + 0.3 * rng.standard_normal(t.size)
x = np.round(x, 6)
y = np.round(y, 6)


def zero_phase(kind, order, cutoff):
    return signal.sosfiltfilt(signal.butter(order, cutoff, kind, fs=FS, output="sos"), x)


def unbiased_autocorrelation(channels, max_lag):
    out = np.zeros(max_lag + 1)
    for c in channels:
        full = np.correlate(c, c, "full")[c.size - 1 : c.size + max_lag]
        out += full / (c.size - np.arange(max_lag + 1))
    return out / out[0]


def harmonic_ratio(acc, start, end, sideways):
    positions = start + (end - start) * np.arange(128) / 128
    amplitudes = np.abs(np.fft.rfft(np.interp(positions, np.arange(acc.size), acc)))
    even, odd = amplitudes[2:21:2].sum(), amplitudes[1:21:2].sum()
    return odd / even if sideways else even / odd


spectrum_input = x[:128] - x[:128].mean()
hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(128) / 128)


def amplitude_spectrum(window, taper):
    bins = np.abs(np.fft.rfft(window * taper)) / taper.sum()
    bins[1:-1] *= 2
    return bins


golden = {
    "made": {"by": "scripts/golden/make_golden.py", "numpy": np.__version__, "scipy": __import__("scipy").__version__},
    "sampleRateHz": FS,
    "x": x.tolist(),
    "y": y.tolist(),
    "zeroPhase": [
        {"kind": kind, "order": order, "cutoffHz": cutoff, "out": zero_phase(kind, order, cutoff).tolist()}
        for kind, order, cutoff in [("lowpass", 2, 4.0), ("lowpass", 4, 20.0), ("highpass", 2, 0.5), ("lowpass", 2, 0.7)]
    ],
    "gaussian": [
        {"sigmaS": s, "out": ndimage.gaussian_filter1d(x, s * FS, mode="reflect", truncate=4.0).tolist()} for s in (0.03, 0.25)
    ],
    "autocorrelation": unbiased_autocorrelation([x - x.mean(), y - y.mean()], 60).tolist(),
    "correlation": stats.pearsonr(x, y)[0],
    "skewness": float(stats.skew(x)),
    "harmonicRatio": [
        {"start": s, "end": e, "sideways": side, "out": harmonic_ratio(x if not side else y, s, e, side)}
        for s, e, side in [(10.25, 121.5, False), (40.0, 150.0, False), (33.3, 144.7, True)]
    ],
    "spectrum": {
        "input": spectrum_input.tolist(),
        "rectangular": amplitude_spectrum(spectrum_input, np.ones(128)).tolist(),
        "hann": amplitude_spectrum(spectrum_input, hann).tolist(),
    },
}
path = pathlib.Path(__file__).parents[2] / "fixtures/golden/dsp.json"
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text(json.dumps(golden, indent=1) + "\n")
print(path.relative_to(path.parents[2]))
