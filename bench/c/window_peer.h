/*
 * What C peers of windowed kernels share; bench/windowPeers.ts speaks to them.
 * Arguments: windows (f64, raw), their length, their count, what to do (one task each: not looked at), where to write what was found.
 * Then for every line "<repeats>" the peer goes through all windows that often and answers "<CPU seconds> <check sum>".
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Writes what it found in one window to `out`, room for length + 8 numbers; returns how many. */
typedef int (*work_fn)(const double *x, int length, double *out);

static double cpu_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int serve(int argc, char **argv, work_fn work) {
  if (argc != 6) return fprintf(stderr, "usage: %s <windows> <length> <count> <task> <found>\n", argv[0]), 2;
  const int length = atoi(argv[2]), count = atoi(argv[3]);
  const size_t all = (size_t)length * count;
  double *windows = malloc(all * sizeof *windows), *out = malloc((length + 8) * sizeof *out);
  FILE *f = fopen(argv[1], "rb");
  if (!windows || !out || !f || fread(windows, sizeof *windows, all, f) != all) return perror(argv[1]), 1;
  fclose(f);
  FILE *found = fopen(argv[5], "wb");
  if (!found) return perror(argv[5]), 1;
  for (int w = 0; w < count; w++) fwrite(out, sizeof *out, work(windows + (size_t)w * length, length, out), found);
  fclose(found);
  printf("ready\n");
  fflush(stdout);
  int repeats;
  while (scanf("%d", &repeats) == 1) {
    const double before = cpu_s();
    double sum = 0;
    for (int r = 0; r < repeats; r++)
      for (int w = 0; w < count; w++) {
        work(windows + (size_t)w * length, length, out);
        sum += out[0];
      }
    printf("%.9f %.17g\n", cpu_s() - before, sum);
    fflush(stdout);
  }
  return 0;
}
