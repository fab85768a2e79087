#!/usr/bin/env python3
"""Golden values of the instrumented sway set (Mancini 2012, J NeuroEng Rehabil 9:59, table 2), by numpy and scipy.

Run:  /usr/bin/python3 scripts/golden/make_golden_sway_set.py   (Debian: python3-scipy)
Writes fixtures/golden/swaySet.json. Two kinds of cases, neither shares anything with the TypeScript:
- sums of sines whose values are integrals of the exact function (quad on the derivative, dense sampling), weakened by the filter's exact gain;
- filtered noise of known covariance, whose values are the definition in numpy on the samples; the ellipse also of the covariance it was drawn with.
Inputs are written as formulas (sines) or as rounded samples (noise).
"""
import json
import pathlib

import numpy as np
from scipy import integrate, signal, spatial, stats

G = 9.81
BAND = (0.15, 3.5)
SOS = lambda fs: signal.butter(2, 3.5, fs=fs, output="sos")


def edges(f, p):
    total = np.concatenate([[0], np.cumsum((p[1:] + p[:-1]) / 2 * np.diff(f))])
    return [float(np.interp(share * total[-1], total, f)) for share in (0.5, 0.95)]


def frequency(f, p):
    m = [integrate.trapezoid(p * f**k, f) for k in range(3)]
    f50, f95 = edges(f, p)
    return {"totalPower": m[0], "f50": f50, "f95": f95, "centroidalFrequency": np.sqrt(m[2] / m[0]), "frequencyDispersion": np.sqrt(1 - m[1] ** 2 / (m[0] * m[2]))}


def chi():
    return stats.chi2.ppf(0.95, 2)


def time_domain(t, xy, dxy, vxy):
    """From a dense trajectory, its derivative and its integral. xy: 2 x n."""
    T = t[-1] - t[0]
    avg = lambda y: integrate.trapezoid(y, t) / T
    r = np.hypot(*xy)
    dist = avg(r)
    path = integrate.trapezoid(np.hypot(*dxy), t)
    pts = xy.T
    if np.ptp(xy[1]) == 0:
        rng = np.ptp(xy[0])
    else:
        rng = spatial.distance.pdist(pts[spatial.ConvexHull(pts).vertices]).max()
    v = vxy - np.array([[avg(vxy[0])], [avg(vxy[1])]])
    return {
        "jerk": 0.5 * integrate.trapezoid((dxy**2).sum(0), t), "distance": dist, "rms": np.sqrt(avg(r**2)), "path": path, "range": rng,
        "meanVelocity": 1000 * avg(np.hypot(*v)), "meanFrequency": path / (2 * np.pi * dist * T),
    }


def lean(t, xy):
    deg = np.degrees(np.arcsin(xy / G))
    T = t[-1] - t[0]
    pts = deg.T
    rng = np.ptp(deg[0]) if np.ptp(deg[1]) == 0 else spatial.distance.pdist(pts[spatial.ConvexHull(pts).vertices]).max()
    return {"leanRms": np.sqrt(integrate.trapezoid((deg**2).sum(0), t) / T), "leanRange": rng}


def areas(t, xy, dxy):
    T = t[-1] - t[0]
    deg = np.degrees(np.arcsin(xy / G))
    cov = lambda m: np.array([[integrate.trapezoid((m[i] - m[i].mean()) * (m[k] - m[k].mean()), t) / T for k in range(2)] for i in range(2)])
    ell = lambda m: np.pi * chi() * np.sqrt(np.linalg.det(cov(m)))
    return {"area": integrate.trapezoid(np.abs(xy[0] * dxy[1] - xy[1] * dxy[0]), t) / (2 * T), "ellipseArea": ell(xy), "leanEllipseArea": ell(deg)}


def sines(name, parts, seconds, fs):
    """parts: for ap and ml, a list of (amplitude, Hz, phase). Every sine has whole periods, so that the mean is nought."""
    t = np.linspace(0, seconds, int(seconds * 2000) + 1)
    gain = lambda f: np.abs(signal.sosfreqz(SOS(fs), worN=[f], fs=fs)[1][0]) ** 2
    xy, dxy, vxy = (np.zeros((2, t.size)) for _ in range(3))
    for axis, own in enumerate(parts):
        for amplitude, f, phase in own:
            w, a = 2 * np.pi * f, amplitude * gain(f)
            xy[axis] += a * np.sin(w * t + phase)
            dxy[axis] += a * w * np.cos(w * t + phase)
            vxy[axis] -= a / w * np.cos(w * t + phase)
    # The spectrum from the definition: a Hann window's own transform at every sine, on a fine grid.
    n = int(seconds * fs)
    f = np.linspace(BAND[0], BAND[1], 20001)
    k = np.arange(n)
    window = signal.get_window("hann", n)
    spectra = []
    for own in parts:
        x = sum(a * np.sin(2 * np.pi * hz * k / fs + p) for a, hz, p in own) if own else np.zeros(n)
        x = x - x.mean()
        X = signal.czt(x * window, m=f.size, w=np.exp(-2j * np.pi * (f[1] - f[0]) / fs), a=np.exp(2j * np.pi * f[0] / fs))
        spectra.append(2 * np.abs(X) ** 2 / (fs * (window**2).sum()))
    none = np.zeros(t.size)
    one = lambda axis: {**time_domain(t, np.stack([xy[axis], none]), np.stack([dxy[axis], none]), np.stack([vxy[axis], none])), **frequency(f, spectra[axis]), **lean(t, np.stack([xy[axis], none]))}
    return {"name": name, "sampleRateHz": fs, "seconds": seconds, "sines": parts,
            "out": {"planar": {**time_domain(t, xy, dxy, vxy), **frequency(f, spectra[0] + spectra[1]), **lean(t, xy), **areas(t, xy, dxy)}, "first": one(0), "second": one(1)}}


def noise(name, cov, band, seconds, fs, seed):
    rng = np.random.default_rng(seed)
    n = int(seconds * fs)
    white = rng.standard_normal((2, n + 20 * int(fs)))
    shaped = signal.sosfilt(signal.butter(2, band, "bandpass", fs=fs, output="sos"), white, axis=1)[:, 20 * int(fs):]
    # Whitened and given the covariance so that the signal has it exactly once it has passed the low-pass.
    passed = signal.sosfiltfilt(SOS(fs), shaped, axis=1)
    white = np.linalg.solve(np.linalg.cholesky(np.cov(passed, bias=True)), shaped)
    raw = np.round(np.linalg.cholesky(np.array(cov)) @ white, 6)
    xy = signal.sosfiltfilt(SOS(fs), raw, axis=1)
    xy = xy - xy.mean(axis=1, keepdims=True)
    t = np.arange(n) / fs
    f, p = signal.periodogram(raw, fs, window="hann", nfft=2**17, detrend="constant", axis=1)
    band_ = (f >= BAND[0]) & (f <= BAND[1])
    vxy = integrate.cumulative_trapezoid(xy, t, axis=1, initial=0)
    dxy = np.gradient(xy, t, axis=1, edge_order=2)
    none = np.zeros(n)
    one = lambda axis: {**time_domain(t, np.stack([xy[axis], none]), np.stack([dxy[axis], none]), np.stack([vxy[axis], none])), **frequency(f[band_], p[axis][band_]), **lean(t, np.stack([xy[axis], none]))}
    return {"name": name, "sampleRateHz": fs, "samples": raw.tolist(), "drawnEllipseArea": float(np.pi * chi() * np.sqrt(np.linalg.det(cov))),
            "out": {"planar": {**time_domain(t, xy, dxy, vxy), **frequency(f[band_], p.sum(axis=0)[band_]), **lean(t, xy), **areas(t, xy, dxy)}, "first": one(0), "second": one(1)}}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return float(value) if isinstance(value, np.floating) else value


cases = [
    sines("one loop", [[(0.1, 0.5, 0)], [(0.1, 0.5, np.pi / 2)]], 30, 100),
    sines("five sines a side", [[(0.08, 0.2, 0.3), (0.06, 0.4, 1.9), (0.03, 0.7, 4), (0.02, 1.1, 2.2), (0.01, 2.3, 5)], [(0.05, 0.3, 1), (0.03, 0.5, 3.3), (0.02, 0.8, 0.4), (0.01, 1.4, 1.7), (0.005, 2.9, 0.2)]], 30, 100),
    sines("a slower sensor", [[(0.08, 0.3, 0.3), (0.03, 0.9, 1.9)], [(0.05, 0.5, 1), (0.01, 1.2, 3.3)]], 20, 60),
    noise("noise of known covariance", [[0.0064, 0.0012], [0.0012, 0.0016]], (0.2, 2), 28, 100, 2012),
    noise("restless noise of known covariance", [[0.04, -0.01], [-0.01, 0.0225]], (0.3, 3), 28, 100, 959),
]
golden = {"made": {"by": "scripts/golden/make_golden_sway_set.py", "numpy": np.__version__, "scipy": __import__("scipy").__version__}, "gravityMps2": G, "cases": plain(cases)}
path = pathlib.Path(__file__).parents[2] / "fixtures/golden/swaySet.json"
path.write_text(json.dumps(golden) + "\n")
print(path.relative_to(path.parents[2]), path.stat().st_size)
