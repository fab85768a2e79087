"""numpy and scipy as peers of bench/windowed.bench.ts: the same numbers, computed in three ways.

Usage: windowed_scipy.py SIGNAL RESULTS
SIGNAL: float64, columns ap, v, ml of the sensor one after the other, 100 Hz. RESULTS receives the rows of `loop`, float64.

All filter a minute at a time (a window that filtered its own ten seconds would make other numbers) and tell contacts from the
wavelet passes.
loop     a loop over windows, each by itself: the way such an analysis is usually written
batched  filter, passes, contacts and strides once over the stream; all else for many windows in one call
shared   batched, and every Welch segment is transformed once, as ours are
Prints "ready" once `batched` and `shared` agree with `loop`; then answers each line "KIND ROUNDS" with CPU seconds and a check sum.
"""
import sys
import time

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import fft, ndimage, signal

FS, HOP, WINDOW, BLOCK, AHEAD = 100, 100, 1000, 6000, 100
SEGMENT, SEGMENT_HOP, LAGS, REACH, APART = 256, 128, 300, 45, 25
SHALLOWEST, LOWEST, CHI2 = 0.3, 0.02, 5.991464547107979
#: Windows of one call: their arrays stay in the cache. The fastest of 15, 30, 60, 120 and 600.
BATCH = 30

SOS = signal.butter(4, 20, fs=FS, output="sos")
STEADY = signal.sosfilt_zi(SOS)
k = np.arange(-REACH, REACH + 1)
GAUS1 = -k * np.exp(-((k / 9.0) ** 2))
running = np.cumsum(GAUS1)
GAUS1 = GAUS1 / ((running - GAUS1 / 2).sum())
FREQUENCIES = np.fft.rfftfreq(SEGMENT, 1 / FS)
COUNTS = WINDOW - np.arange(LAGS + 1)


def smooth_and_upright(raw):
    """Forward with carried state; back from a second behind each minute; turned upright by the minute's mean."""
    n = raw.shape[1]
    out = np.empty_like(raw)
    state = STEADY[:, None, :] * raw[None, :, :1]
    forward, state = signal.sosfilt(SOS, raw, axis=1, zi=state)
    rotation, force = np.eye(3), 0.0
    for start in range(0, n, BLOCK):
        end = min(n, start + BLOCK)
        piece = forward[:, start : min(n, end + AHEAD)][:, ::-1]
        back, _ = signal.sosfilt(SOS, piece, axis=1, zi=STEADY[:, None, :] * piece[None, :, :1])
        back = back[:, ::-1][:, : end - start]
        if end - start == BLOCK or start == 0:
            mean = back.mean(axis=1)
            force = np.linalg.norm(mean)
            up = mean / force
            axis = np.array([1.0, 0, 0]) if abs(up[0]) <= 0.9 else np.array([0, -np.sign(up[0]), 0])
            ahead = axis - (axis @ up) * up
            ahead /= np.linalg.norm(ahead)
            rotation = np.array([ahead, up, np.cross(ahead, up)])
        out[:, start:end] = rotation @ back
        out[1, start:end] -= force
    return out


def passes(padded):
    """Integral, gaus1, gaus1 again, of the vertical with 90 samples more at either end. V points down. Returns once and twice."""
    integral = np.empty_like(padded)
    integral[0] = 0
    np.cumsum((padded[1:] + padded[:-1]) / 2, out=integral[1:])
    once = -np.convolve(integral, GAUS1, "valid")
    return once[REACH:-REACH], np.convolve(once, GAUS1, "valid")


def contacts(once, twice):
    initial = (once <= -SHALLOWEST) & (once == ndimage.minimum_filter1d(once, 2 * APART + 1, mode="nearest"))
    final = (twice >= LOWEST) & (twice == ndimage.maximum_filter1d(twice, 2 * APART + 1, mode="nearest"))
    return np.flatnonzero(initial), np.flatnonzero(final)


def harmonic_ratios(body, start, end):
    amplitude = np.abs(np.fft.rfft(body[:, start:end], axis=1))
    even, odd = amplitude[:, 2:21:2].sum(axis=1), amplitude[:, 1:21:2].sum(axis=1)
    return np.array([even[0] / odd[0], even[1] / odd[1], odd[2] / even[2]])


def edges(power):
    """Linear between bins. power: ..., bins. Returns f50, f95, centroid."""
    sums = np.cumsum(power, axis=-1)
    total = sums[..., -1]
    found = []
    for share in (0.5, 0.95):
        wanted = share * total
        at = (sums < wanted[..., None]).sum(axis=-1)
        reached = np.take_along_axis(sums, at[..., None], -1)[..., 0]
        here = np.take_along_axis(power, at[..., None], -1)[..., 0]
        found.append((at - (reached - wanted) / here) * FS / SEGMENT)
    return found[0], found[1], (power * FREQUENCIES).sum(axis=-1) / total


def first_segment(start):
    return -(-start // SEGMENT_HOP)


def last_segment(start):
    return (start + WINDOW - SEGMENT) // SEGMENT_HOP


def loop(raw):
    """Rows: f50, f95, centroid (3 each), contacts, final contacts, strides, harmonic ratios (3), RMS (3), ellipse, path, ACF V, ACF AP."""
    stream = smooth_and_upright(raw)
    n = stream.shape[1]
    margin = 2 * REACH + APART
    padded = np.pad(stream[1], margin, mode="edge")
    rows = []
    for start in range(0, n - WINDOW + 1, HOP):
        body = stream[:, start : start + WINDOW]
        # Welch of the segments of the common grid.
        begin = first_segment(start) * SEGMENT_HOP
        span = stream[:, begin : last_segment(start) * SEGMENT_HOP + SEGMENT]
        _, power = signal.welch(span, FS, nperseg=SEGMENT, noverlap=SEGMENT - SEGMENT_HOP, axis=1)
        f50, f95, centroid = edges(power)
        # Contacts near the window's ends need what lies beyond them.
        once, twice = passes(padded[start : start + WINDOW + 2 * margin])
        initial, final = contacts(once, twice)
        initial = initial[(initial >= APART) & (initial < APART + WINDOW)] - APART
        final = final[(final >= APART) & (final < APART + WINDOW)] - APART
        ratios = [harmonic_ratios(body, a, b) for a, b in zip(initial, initial[2:]) if 60 <= b - a <= 250]
        centred = body - body.mean(axis=1, keepdims=True)
        acf = []
        for axis in (1, 0):
            x = centred[axis]
            spectrum = fft.rfft(x, 2048)
            r = fft.irfft(spectrum.real**2 + spectrum.imag**2)[: LAGS + 1] / COUNTS
            acf.append(r / r[0])
        rms = np.sqrt((centred**2).mean(axis=1))
        area = np.pi * CHI2 * np.sqrt(max(np.linalg.det(np.cov(body[0], body[2])), 0))
        path = np.hypot(np.diff(body[0]), np.diff(body[2])).sum()
        mean_ratio = np.mean(ratios, axis=0) if ratios else np.full(3, np.nan)
        rows.append(np.concatenate([f50, f95, centroid, [len(initial), len(final), len(ratios)], mean_ratio, rms, [area, path], acf[0], acf[1]]))
    return np.array(rows)


def batched(raw, share_segments=False):
    stream = smooth_and_upright(raw)
    n = stream.shape[1]
    starts = np.arange(0, n - WINDOW + 1, HOP)
    once, twice = passes(np.pad(stream[1], 2 * REACH, mode="edge"))
    initial, final = contacts(once, twice)
    strides = [(a, b) for a, b in zip(initial, initial[2:]) if 60 <= b - a <= 250]
    each = np.array([harmonic_ratios(stream, a, b) for a, b in strides]).reshape(-1, 3)
    begins, ends = np.array(strides, dtype=int).reshape(-1, 2).T
    rows = np.full((len(starts), 9 + 3 + 3 + 3 + 2 + 2 * (LAGS + 1)), np.nan)
    rows[:, 9] = np.searchsorted(initial, starts + WINDOW) - np.searchsorted(initial, starts)
    rows[:, 10] = np.searchsorted(final, starts + WINDOW) - np.searchsorted(final, starts)
    first, last = np.searchsorted(begins, starts), np.searchsorted(ends, starts + WINDOW)
    for w in range(len(starts)):
        rows[w, 11] = max(0, last[w] - first[w])
        if last[w] > first[w]:
            rows[w, 12:15] = each[first[w] : last[w]].mean(axis=0)
    steps = np.hypot(np.diff(stream[0]), np.diff(stream[2]))
    travelled = np.concatenate([[0], np.cumsum(steps)])
    rows[:, 19] = travelled[starts + WINDOW - 1] - travelled[starts]
    windows = sliding_window_view(stream, WINDOW, axis=1)[:, ::HOP]
    segments = sliding_window_view(stream, SEGMENT, axis=1)[:, ::SEGMENT_HOP]
    taper = signal.get_window("hann", SEGMENT)
    sides = np.full(SEGMENT // 2 + 1, 2.0)
    sides[[0, -1]] = 1

    def periodograms(pieces):
        spectrum = fft.rfft(taper * (pieces - pieces.mean(axis=-1, keepdims=True)), axis=-1)
        return sides * (spectrum.real**2 + spectrum.imag**2)

    for begin in range(0, len(starts), BATCH):
        here = slice(begin, min(begin + BATCH, len(starts)))
        lo, hi = first_segment(starts[here]), last_segment(starts[here])
        if share_segments:
            power = periodograms(segments[:, lo[0] : hi[-1] + 1])
            mean = np.array([power[:, a - lo[0] : b + 1 - lo[0]].mean(axis=1) for a, b in zip(lo, hi)])
        else:
            six = np.minimum(lo[:, None] + np.arange(6), segments.shape[1] - 1)
            power = periodograms(segments[:, six])
            power[:, hi - lo == 4, 5] = 0
            mean = power.sum(axis=2).transpose(1, 0, 2)
        f50, f95, centroid = edges(mean)
        rows[here, 0:3], rows[here, 3:6], rows[here, 6:9] = f50, f95, centroid
        body = windows[:, here]
        centred = body - body.mean(axis=2, keepdims=True)
        squares = (centred**2).sum(axis=2)
        rows[here, 15:18] = np.sqrt(squares / WINDOW).T
        products = (centred[0] * centred[2]).sum(axis=1)
        rows[here, 18] = np.pi * CHI2 * np.sqrt(np.maximum(squares[0] * squares[2] - products**2, 0)) / (WINDOW - 1)
        spectrum = fft.rfft(centred[1::-1], 2048, axis=2)
        r = fft.irfft(spectrum.real**2 + spectrum.imag**2, axis=2)[:, :, : LAGS + 1] / COUNTS
        r /= r[:, :, :1]
        rows[here, 20 : 21 + LAGS], rows[here, 21 + LAGS :] = r[0], r[1]
    return rows


KINDS = {"loop": loop, "batched": batched, "shared": lambda raw: batched(raw, True)}

if __name__ == "__main__":
    data = np.fromfile(sys.argv[1]).reshape(3, -1)
    expected = loop(data)
    for kind in ("batched", "shared"):
        found = KINDS[kind](data)
        worst = np.nanmax(np.abs(found - expected) / np.maximum(1, np.abs(expected)))
        if not worst <= 1e-9 or (np.isnan(found) != np.isnan(expected)).any():
            sys.exit(f"{kind} differs from loop by {worst}")
    expected.tofile(sys.argv[2])
    print("ready", flush=True)
    for line in sys.stdin:
        kind, rounds = line.split()
        before = time.process_time()
        total = sum(float(np.nansum(KINDS[kind](data))) for _ in range(int(rounds)))
        print(f"{time.process_time() - before:.9f} {total!r}", flush=True)
