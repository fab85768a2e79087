"""scipy as a peer of bench/fft.bench.ts: real transforms of all rows in one call. Speaks like bench/c/fftw.c."""
import sys
import time

import numpy as np
import scipy.fft

signals, size, count, spectra = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
rows = np.fromfile(signals).reshape(count, size)
singles = rows.astype(np.float32)
scipy.fft.rfft(rows).tofile(spectra)
print("ready", flush=True)

for line in sys.stdin:
    kind, rounds = line.split()
    data = singles if kind == "f32" else rows
    before = time.process_time()
    total = 0.0
    for _ in range(int(rounds)):
        total += float(scipy.fft.rfft(data)[:, 1].real.sum())
    print(f"{time.process_time() - before:.9f} {total!r}", flush=True)
