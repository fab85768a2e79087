/* The floor of bench/rosenstein.bench.ts: all distances from each state in one sweep, of which the compiler makes vectors. */
#include <math.h>
#include "window_peer.h"

enum { DELAY = 10, PERIOD = 100, FOLLOWED = 50 };

static inline double squared(const double *a, const double *b) {
  double sum = 0;
  for (int d = 0; d < 5; d++) sum += (a[d * DELAY] - b[d * DELAY]) * (a[d * DELAY] - b[d * DELAY]);
  return sum;
}

static int divergence(const double *x, int length, double *out) {
  const int states = length - 4 * DELAY - FOLLOWED;
  double distance[states], curve[FOLLOWED + 1] = {0};
  for (int i = 0; i < states; i++) {
    for (int j = 0; j < states; j++) distance[j] = squared(x + i, x + j);
    int nearest = -1;
    for (int j = 0; j < states; j++)
      if (abs(i - j) > PERIOD && (nearest < 0 || distance[j] < distance[nearest])) nearest = j;
    out[1 + i] = nearest;
    for (int k = 0; k <= FOLLOWED; k++) curve[k] += 0.5 * log(squared(x + i + k, x + nearest + k));
  }
  double xy = 0, xx = 0;
  for (int k = 0; k <= FOLLOWED; k++) {
    const double from = k - 0.5 * FOLLOWED;
    xy += from * curve[k] / states;
    xx += from * from;
  }
  out[0] = PERIOD * xy / xx;
  return 1 + states;
}

int main(int argc, char **argv) { return serve(argc, argv, divergence); }
