"""scipy as a peer of bench/wavelet.bench.ts: derivative of a Gaussian, sigma 5 samples, cut at 4 sigma, mirrored edges."""
import numpy as np
from scipy.ndimage import correlate1d
from window_peer import serve

SIGMA, HALF = 5, 20
k = np.arange(-HALF, HALF + 1)
kernel = k * np.exp(-(k**2) / (2 * SIGMA**2))
kernel *= SIGMA / (k * kernel).sum()

# scipy's "reflect" repeats the edge sample, and correlate1d folds kernels that are odd, as we do.
serve({"derivative": lambda x: correlate1d(x, kernel, mode="reflect")})
