"""What numpy and scipy peers of windowed kernels share; bench/windowPeers.ts speaks to them.

Arguments: windows (f64, raw), their length, their count, what to do, where to write what was found (f64).
Then for every line "<repeats>" the peer goes through all windows that often and answers "<CPU seconds> <check sum>".
"""
import sys
import time

import numpy as np


def serve(tasks):
    """tasks: name -> function of a window that returns an array of what it found."""
    file, length, count, task, found = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
    windows = np.fromfile(file).reshape(count, length)
    work = tasks[task]
    np.concatenate([np.asarray(work(window), dtype=float) for window in windows]).tofile(found)
    print("ready", flush=True)
    for line in sys.stdin:
        before = time.process_time()
        total = 0.0
        for _ in range(int(line)):
            for window in windows:
                total += float(work(window)[0])
        print(f"{time.process_time() - before:.9f} {total!r}", flush=True)
