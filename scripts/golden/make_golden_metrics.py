#!/usr/bin/env python3
"""Golden values of spectra, regularity, smoothness, entropy and divergence, straight from their definitions.

Run:  /usr/bin/python3 scripts/golden/make_golden_metrics.py   (Debian: python3-scipy)
Writes fixtures/golden/trunk.json. Written from the papers' definitions in plain numpy, searches by brute force; nothing is
shared with the TypeScript. Inputs are seeded and stored beside the results.
"""
import json
import pathlib

import numpy as np
from scipy import signal

rng = np.random.default_rng(19932000)
FS = 100.0


def walk(seconds, stride_s, noise):
    """A made-up trunk: step and stride harmonics, a slowly drifting rhythm, noise."""
    t = np.arange(int(seconds * FS)) / FS
    phase = 2 * np.pi * np.cumsum(1 / stride_s * (1 + 0.02 * np.sin(0.7 * t))) / FS
    x = 1.2 * np.sin(2 * phase) + 0.4 * np.sin(phase + 0.5) + 0.5 * np.sin(4 * phase + 1) + 0.2 * np.sin(6 * phase)
    return np.round(x + noise * rng.standard_normal(t.size), 6)


pieces = [walk(6.5, 1.1, 0.15), walk(7.2, 1.06, 0.15)]


def sample_entropy(parts, m=2, r_sds=0.2):
    parts = [p - p.mean() for p in parts]
    r = r_sds * np.sqrt(sum((p**2).sum() for p in parts) / sum(p.size for p in parts))
    patterns = np.array([p[i : i + m + 1] for p in parts for i in range(p.size - m)])
    short = longer = 0
    for i in range(len(patterns) - 1):
        d = np.abs(patterns[i + 1 :] - patterns[i])
        short += int((d[:, :m].max(axis=1) <= r).sum())
        longer += int((d.max(axis=1) <= r).sum())
    return {"shortMatches": short, "longMatches": longer, "templates": len(patterns), "entropy": float(-np.log(longer / short))}


def local_divergence(parts, dimensions=5, delay=10, period=100, followed=50):
    span = (dimensions - 1) * delay
    column = np.concatenate(parts)
    piece = np.concatenate([np.full(p.size, k) for k, p in enumerate(parts)])
    starts = [i for i in range(column.size - span - followed) if piece[i] == piece[i + span + followed]]
    state = lambda i: column[i : i + span + 1 : delay]
    states = np.array([state(i) for i in starts])
    starts = np.array(starts)
    neighbours, logs = [], [[] for _ in range(followed + 1)]
    for s, i in enumerate(starts):
        d = ((states - states[s]) ** 2).sum(axis=1)
        d[(piece[starts] == piece[i]) & (np.abs(starts - i) <= period)] = np.inf
        j = int(starts[int(np.argmin(d))])
        neighbours.append(j)
        for k in range(followed + 1):
            distance = np.sqrt(((state(i + k) - state(j + k)) ** 2).sum())
            if distance > 0:
                logs[k].append(np.log(distance))
    curve = np.array([np.mean(l) for l in logs])
    return {
        "perStride": float(np.polyfit(np.arange(followed + 1) / period, curve, 1)[0]),
        "curve": curve.tolist(),
        "neighbours": neighbours,
        "starts": starts.tolist(),
    }


def spectral_arc_length(movement, fs):
    size = 2 ** (int(np.ceil(np.log2(movement.size))) + 4)
    f = np.fft.rfftfreq(size, 1 / fs)
    magnitude = np.abs(np.fft.rfft(movement, size))
    magnitude = magnitude / magnitude.max()
    f, magnitude = f[f <= 10], magnitude[f <= 10]
    used = np.flatnonzero(magnitude >= 0.05)
    f, magnitude = f[used[0] : used[-1] + 1], magnitude[used[0] : used[-1] + 1]
    return float(-np.sqrt((np.diff(f) / (f[-1] - f[0])) ** 2 + np.diff(magnitude) ** 2).sum())


def log_dimensionless_jerk(acc, fs):
    acc = acc - acc.mean(axis=0)
    jerk = np.diff(acc, axis=0) * fs
    duration = len(acc) / fs
    return float(-np.log(duration**2 * (jerk**2).sum(axis=1).mean() / (acc**2).sum(axis=1).mean()))


def power_density(parts, seconds, fs):
    length = round(seconds * fs)
    size = 4 * 2 ** int(np.ceil(np.log2(length)))
    windows = [p[s : s + length] for p in parts for s in range(0, p.size - length + 1, length // 2)]
    hann = signal.get_window("hann", length)
    return [
        signal.periodogram((w - w.mean()) / w.std(), fs, hann, nfft=size, detrend=False, scaling="density") for w in windows
    ]


def dominant_frequency(parts):
    spectra = power_density(parts, 5, FS)
    f, p = spectra[0][0], np.mean([s[1] for s in spectra], axis=0)
    peaks, _ = signal.find_peaks(p)
    peaks = peaks[(f[peaks] >= 0.5) & (f[peaks] <= 3)]
    k = peaks[np.argmax(p[peaks])]
    parabola = np.polyfit([-1, 0, 1], p[k - 1 : k + 2], 2)
    offset = -parabola[1] / (2 * parabola[0])
    height = np.polyval(parabola, offset)
    left = np.max(np.flatnonzero(p[:k] <= height / 2))
    right = k + np.min(np.flatnonzero(p[k:] <= height / 2))
    at_left = np.interp(height / 2, [p[left], p[left + 1]], [f[left], f[left + 1]])
    at_right = np.interp(-height / 2, [-p[right - 1], -p[right]], [f[right - 1], f[right]])
    width = at_right - at_left
    return {
        "frequencyHz": f[k] + offset * f[1],
        "amplitudePerHz": height,
        "widthHz": width,
        "slopePerHz2": height / width,
        "windows": len(spectra),
        "density": p.tolist(),
    }


def regularity(x, stride_samples):
    x = x - x.mean()
    full = np.correlate(x, x, "full")[x.size - 1 :]
    unbiased = full / (x.size - np.arange(x.size))
    unbiased /= unbiased[0]

    def near(lag, tolerance):
        lags = np.arange(int(np.ceil(lag * (1 - tolerance))), int(np.floor(lag * (1 + tolerance))) + 1)
        best = unbiased[lags].max()
        for k in lags:
            a, b, c = unbiased[k - 1 : k + 2]
            if b > a and b >= c:
                parabola = np.polyfit([-1, 0, 1], [a, b, c], 2)
                best = max(best, np.polyval(parabola, -parabola[1] / (2 * parabola[0])))
        return float(best)

    return {"strideSamples": stride_samples, "step": near(stride_samples / 2, 0.25), "stride": near(stride_samples, 0.1)}


def index_of_harmonicity(acc, start, end, sideways):
    period = np.interp(start + (end - start) * np.arange(128) / 128, np.arange(acc.size), acc)
    power = np.abs(np.fft.rfft(period)) ** 2
    fundamental = 1 if sideways else 2
    return float(power[fundamental] / power[fundamental : 6 * fundamental + 1 : fundamental].sum())


t = np.arange(-1, 1, 0.01)
minimum_jerk = 30 * (s := np.arange(101) / 100) ** 2 - 60 * s**3 + 30 * s**4
magnitude = np.abs(pieces[0][50:160]) + 0.3
acc3 = np.stack([pieces[0][50:160], pieces[1][50:160], 9.81 + pieces[0][200:310]], axis=1)

golden = {
    "made": {"by": "scripts/golden/make_golden_metrics.py", "numpy": np.__version__, "scipy": __import__("scipy").__version__},
    "sampleRateHz": FS,
    "pieces": [p.tolist() for p in pieces],
    "sampleEntropy": [
        {"pieces": 1, "out": sample_entropy(pieces[:1])},
        {"pieces": 2, "out": sample_entropy(pieces)},
    ],
    "localDivergence": [
        {"pieces": 1, "out": local_divergence(pieces[:1])},
        {"pieces": 2, "out": local_divergence(pieces)},
    ],
    "dominantFrequency": dominant_frequency(pieces),
    "regularity": [regularity(pieces[0], 110.0), regularity(pieces[1], 104.6)],
    "indexOfHarmonicity": [
        {"start": s, "end": e, "sideways": side, "out": index_of_harmonicity(pieces[0], s, e, side)}
        for s, e, side in [(20.4, 131.2, False), (131.2, 240.0, True)]
    ],
    "spectralArcLength": [
        {"name": "a bell, exp(-5 t²)", "input": np.exp(-5 * t**2).tolist(), "out": spectral_arc_length(np.exp(-5 * t**2), FS)},
        {"name": "a minimum-jerk speed", "input": minimum_jerk.tolist(), "out": spectral_arc_length(minimum_jerk, FS)},
        {"name": "a trunk within a stride", "input": magnitude.tolist(), "out": spectral_arc_length(magnitude, FS)},
    ],
    "logDimensionlessJerk": {"input": acc3.T.tolist(), "out": log_dimensionless_jerk(acc3, FS)},
}
path = pathlib.Path(__file__).parents[2] / "fixtures/golden/trunk.json"
path.write_text(json.dumps(golden) + "\n")
print(path.relative_to(path.parents[2]))
