/* The floor of bench/sampleEntropy.bench.ts: every pair of patterns, without branches, so that the compiler makes vectors of it. */
#include <math.h>
#include "window_peer.h"

static int matches(const double *window, int length, double *out) {
  double mean = 0, squares = 0, x[length];
  for (int i = 0; i < length; i++) mean += window[i];
  mean /= length;
  for (int i = 0; i < length; i++) x[i] = window[i] - mean, squares += x[i] * x[i];
  const double r = 0.2 * sqrt(squares / length);
  long long in_two = 0, in_three = 0;
  for (int i = 0; i < length - 2; i++) {
    const double a = x[i], b = x[i + 1], c = x[i + 2];
    long long here_two = 0, here_three = 0;
    for (int j = i + 1; j < length - 2; j++) {
      const int two = (fabs(x[j] - a) <= r) & (fabs(x[j + 1] - b) <= r);
      here_two += two;
      here_three += two & (fabs(x[j + 2] - c) <= r);
    }
    in_two += here_two;
    in_three += here_three;
  }
  out[0] = in_two;
  out[1] = in_three;
  return 2;
}

int main(int argc, char **argv) { return serve(argc, argv, matches); }
