"""The peer: a plain NumPy/SciPy loop over 10 s windows, one a second, of an hour of walking.

Usage: scipy_windows.py FILE RATE   FILE: float64 little-endian, three columns (x, y, z acceleration, m/s2) one after the other.
Per window: tilt correction, zero-phase 4th-order low-pass, Welch spectrum of three axes with F50, F95 and centroid, unbiased
autocorrelation of V and AP, wavelet contacts, harmonic ratio of three axes per stride, RMS, 95 % ellipse, path.
Says "ready", then for every line on stdin runs the whole loop and answers "<CPU seconds> <checksum>".
"""
import sys
import time

import numpy as np
from scipy import signal

data = np.fromfile(sys.argv[1], dtype="<f8").reshape(3, -1)
fs = float(sys.argv[2])
length, hop = int(10 * fs), int(fs)
sos = signal.butter(4, 20, fs=fs, output="sos")
kernel_t = np.arange(-45, 46)
gaus1 = -kernel_t * np.exp(-((kernel_t / 9.0) ** 2))


def harmonic_ratio(stride):
    amplitude = np.abs(np.fft.rfft(signal.resample(stride, 128)))
    return amplitude[2:21:2].sum() / amplitude[1:21:2].sum()



def all_windows():
    checksum = 0.0
    for begin in range(0, data.shape[1] - length + 1, hop):
        window = data[:, begin : begin + length]
        up = window.mean(axis=1)
        up = up / np.linalg.norm(up)
        side = np.cross(up, [0.0, 0.0, 1.0] if abs(up[2]) < 0.9 else [1.0, 0.0, 0.0])
        side /= np.linalg.norm(side)
        body = signal.sosfiltfilt(sos, np.vstack([up, side, np.cross(up, side)]) @ window, axis=1)
        body = body - body.mean(axis=1, keepdims=True)
        f, p = signal.welch(body, fs, nperseg=256, noverlap=128, axis=1)
        cumulative = np.cumsum(p, axis=1) / p.sum(axis=1, keepdims=True)
        f50 = [f[np.searchsorted(c, 0.5)] for c in cumulative]
        f95 = [f[np.searchsorted(c, 0.95)] for c in cumulative]
        centroid = (p * f).sum(axis=1) / p.sum(axis=1)
        acf = [np.correlate(a, a, "full")[length - 1 :] / np.arange(length, 0, -1) for a in body[:2]]
        velocity = np.cumsum(body[0]) / fs
        wave = np.convolve(signal.detrend(velocity), gaus1, "same")
        contacts, _ = signal.find_peaks(-wave, distance=int(0.25 * fs))
        ratios = [harmonic_ratio(axis[a:b]) for a, b in zip(contacts[:-2:2], contacts[2::2]) for axis in body]
        rms = np.sqrt((body**2).mean(axis=1))
        area = np.pi * 5.991 * np.sqrt(max(np.linalg.det(np.cov(body[1], body[2])), 0))
        path = np.hypot(np.diff(body[1]), np.diff(body[2])).sum()
        checksum += float(np.sum(f50) + np.sum(f95) + centroid.sum() + acf[0][50] + np.sum(ratios) + rms.sum() + area + path)
    return checksum


print("ready", flush=True)
for _ in sys.stdin:
    start = time.process_time()
    result = all_windows()
    print(f"{time.process_time() - start:.9f} {result!r}", flush=True)
