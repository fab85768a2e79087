/* The floor of bench/wavelet.bench.ts: the folded sum for each k over all samples of a block, of which the compiler makes vectors. */
#include <math.h>
#include <string.h>
#include "window_peer.h"

enum { SIGMA = 5, HALF = 20, BLOCK = 512 };

static int derivative(const double *x, int length, double *out) {
  double weights[HALF + 1], gain = 0;
  for (int k = 0; k <= HALF; k++) {
    weights[k] = k * exp(-(double)(k * k) / (2 * SIGMA * SIGMA));
    gain += 2 * k * weights[k];
  }
  for (int k = 0; k <= HALF; k++) weights[k] *= SIGMA / gain;
  double padded[length + 2 * HALF];
  memcpy(padded + HALF, x, length * sizeof *x);
  for (int i = 0; i < HALF; i++) {
    padded[HALF - 1 - i] = x[i];
    padded[HALF + length + i] = x[length - 1 - i];
  }
  memset(out, 0, length * sizeof *out);
  for (int from = 0; from < length; from += BLOCK) {
    const int to = from + BLOCK < length ? from + BLOCK : length;
    for (int k = 1; k <= HALF; k++)
      for (int i = from; i < to; i++) out[i] += weights[k] * (padded[i + HALF + k] - padded[i + HALF - k]);
  }
  return length;
}

int main(int argc, char **argv) { return serve(argc, argv, derivative); }
