"""numpy and scipy as peers of bench/windowed.bench.ts: the same numbers, computed in three ways.

Usage: windowed_scipy.py SIGNAL RESULTS
SIGNAL: float64, columns ap, v, ml of the sensor one after the other, 100 Hz. RESULTS receives the rows of `loop`, float64.

All filter a minute at a time (a window that filtered its own ten seconds would make other numbers) and tell contacts from the
wavelet passes.
loop     a loop over windows, each by itself: the way such an analysis is usually written
batched  the same for many windows in one call; strides of one length in one call
shared   batched, and what windows have in common is computed once, as ours does: passes, contacts, strides, Welch segments
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
#: Windows of one call. 10 to 120 cost the same but for noise; the arrays of 600 no longer fit the cache, and cost half as much again.
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


def passes(padded, convolve=np.convolve):
    """Integral, gaus1, gaus1 again, of the vertical with 90 samples more at either end. V points down. Returns once and twice."""
    integral = np.zeros_like(padded)
    np.cumsum((padded[..., 1:] + padded[..., :-1]) / 2, axis=-1, out=integral[..., 1:])
    once = -convolve(integral, GAUS1, "valid")
    return once[..., REACH:-REACH], convolve(once, GAUS1, "valid")


def convolve_rows(rows, taps, mode):
    return signal.fftconvolve(rows, taps[None], mode, axes=1)


def contacts(once, twice):
    """Where they are."""
    initial = (once <= -SHALLOWEST) & (once == ndimage.minimum_filter1d(once, 2 * APART + 1, mode="nearest"))
    final = (twice >= LOWEST) & (twice == ndimage.maximum_filter1d(twice, 2 * APART + 1, mode="nearest"))
    return initial, final


def harmonic_ratios(strides):
    """axes, ..., samples of strides of one length -> axes, ..."""
    amplitude = np.abs(fft.rfft(strides, axis=-1))
    even, odd = amplitude[..., 2:21:2].sum(axis=-1), amplitude[..., 1:21:2].sum(axis=-1)
    return np.stack([even[0] / odd[0], even[1] / odd[1], odd[2] / even[2]])


def ratios_by_length(stream, begins, ends):
    """All strides of a length in one call."""
    ratios = np.empty((3, len(begins)))
    lengths = ends - begins
    for length in np.unique(lengths):
        of = np.flatnonzero(lengths == length)
        ratios[:, of] = harmonic_ratios(stream[:, begins[of, None] + np.arange(length)])
    return ratios


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
        initial, final = np.flatnonzero(initial[APART:-APART]), np.flatnonzero(final[APART:-APART])
        ratios = [harmonic_ratios(body[:, a:b]) for a, b in zip(initial, initial[2:]) if 60 <= b - a <= 250]
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


def contacts_of_windows(stream, starts):
    """Window by window, in batches. Returns the window and the sample of each, of both kinds."""
    margin = 2 * REACH + APART
    rows = sliding_window_view(np.pad(stream[1], margin, mode="edge"), WINDOW + 2 * margin)[::HOP]
    found = ([], [])
    for begin in range(0, len(starts), BATCH):
        for list_, where in zip(found, contacts(*passes(rows[begin : begin + BATCH], convolve_rows))):
            window, at = np.nonzero(where[:, APART:-APART])
            list_.append((window + begin, at + starts[window + begin]))
    return [np.hstack(pieces) for pieces in found]


def batched(raw, shared=False):
    stream = smooth_and_upright(raw)
    n = stream.shape[1]
    starts = np.arange(0, n - WINDOW + 1, HOP)
    rows = np.full((len(starts), 9 + 3 + 3 + 3 + 2 + 2 * (LAGS + 1)), np.nan)
    if shared:
        initial, final = map(np.flatnonzero, contacts(*passes(np.pad(stream[1], 2 * REACH, mode="edge"))))
        within = lambda samples, to: np.searchsorted(samples, starts + to)
        rows[:, 9] = within(initial, WINDOW) - within(initial, 0)
        rows[:, 10] = within(final, WINDOW) - within(final, 0)
        good = (initial[2:] - initial[:-2] >= 60) & (initial[2:] - initial[:-2] <= 250)
        begins, ends = initial[:-2][good], initial[2:][good]
        sums = np.hstack([np.zeros((3, 1)), np.cumsum(ratios_by_length(stream, begins, ends), axis=1)])
        first, last = within(begins, 0), within(ends, WINDOW)
        last = np.maximum(first, last)
        rows[:, 11] = last - first
        totals = sums[:, last] - sums[:, first]
    else:
        (window, initial), (window_of_final, _) = contacts_of_windows(stream, starts)
        rows[:, 9] = np.bincount(window, minlength=len(starts))
        rows[:, 10] = np.bincount(window_of_final, minlength=len(starts))
        good = (window[2:] == window[:-2]) & (initial[2:] - initial[:-2] >= 60) & (initial[2:] - initial[:-2] <= 250)
        begins, ends, window = initial[:-2][good], initial[2:][good], window[2:][good]
        rows[:, 11] = np.bincount(window, minlength=len(starts))
        ratios = ratios_by_length(stream, begins, ends)
        totals = np.array([np.bincount(window, weights=axis, minlength=len(starts)) for axis in ratios])
    with np.errstate(invalid="ignore"):
        rows[:, 12:15] = (totals / rows[:, 11]).T
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
        if shared:
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
        rows[here, 19] = np.hypot(np.diff(body[0], axis=1), np.diff(body[2], axis=1)).sum(axis=1)
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
