/*
 * FFTW as a peer of bench/fft.bench.ts: real transforms of one size, double and single precision.
 * gcc -O3 -march=native fftw.c -lfftw3 -lfftw3f -lm. FFTW is GPL: a peer on the bench, never part of the product.
 *
 * Arguments: signals (f64, raw), their size, their count, where to write the spectra of all of them (f64, re and im).
 * Then for every line "f64 <rounds>" or "f32 <rounds>" it transforms all signals that often and answers "<CPU seconds> <check sum>".
 */
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 5) return fprintf(stderr, "usage: fftw <signals> <size> <count> <spectra>\n"), 2;
  const int size = atoi(argv[2]), count = atoi(argv[3]), bins = size / 2 + 1;
  double *in = fftw_alloc_real((size_t)size * count);
  float *in32 = fftwf_alloc_real((size_t)size * count);
  fftw_complex *out = fftw_alloc_complex(bins);
  fftwf_complex *out32 = fftwf_alloc_complex(bins);
  /* Planning overwrites its buffers. */
  fftw_plan plan = fftw_plan_dft_r2c_1d(size, in, out, FFTW_PATIENT);
  fftwf_plan plan32 = fftwf_plan_dft_r2c_1d(size, in32, out32, FFTW_PATIENT);

  FILE *f = fopen(argv[1], "rb");
  if (!f || fread(in, sizeof *in, (size_t)size * count, f) != (size_t)size * count) return perror(argv[1]), 1;
  fclose(f);
  for (long i = 0; i < (long)size * count; i++) in32[i] = (float)in[i];

  FILE *spectra = fopen(argv[4], "wb");
  if (!spectra) return perror(argv[4]), 1;
  for (int s = 0; s < count; s++) {
    fftw_execute_dft_r2c(plan, in + (size_t)s * size, out);
    fwrite(out, sizeof *out, bins, spectra);
  }
  fclose(spectra);
  printf("ready\n");
  fflush(stdout);

  char kind[8];
  int rounds;
  while (scanf("%7s %d", kind, &rounds) == 2) {
    double sum = 0;
    const double before = cpu_s();
    for (int r = 0; r < rounds; r++) {
      for (int s = 0; s < count; s++) {
        if (strcmp(kind, "f32") == 0) {
          fftwf_execute_dft_r2c(plan32, in32 + (size_t)s * size, out32);
          sum += out32[1][0];
        } else {
          fftw_execute_dft_r2c(plan, in + (size_t)s * size, out);
          sum += out[1][0];
        }
      }
    }
    printf("%.9f %.17g\n", cpu_s() - before, sum);
    fflush(stdout);
  }
  return 0;
}
