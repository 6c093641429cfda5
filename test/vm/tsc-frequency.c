// Prints how fast this machine's time stamp counter counts, in kHz. Emulated guests see that counter.
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

typedef struct {
  uint64_t ticks;
  uint64_t ns;
} Reading;

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC_RAW, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// Of many attempts the one that was interrupted least.
static Reading look(void) {
  Reading best = {0, 0};
  uint64_t shortest = UINT64_MAX;
  for (int attempt = 0; attempt < 1000; attempt++) {
    uint64_t before = __rdtsc();
    uint64_t ns = now();
    uint64_t took = __rdtsc() - before;
    if (took >= shortest) continue;
    shortest = took;
    best = (Reading){before + took / 2, ns};
  }
  return best;
}

int main(void) {
  Reading from = look();
  nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
  Reading to = look();
  printf("%llu\n", (unsigned long long)((to.ticks - from.ticks) * 1000000 / (to.ns - from.ns)));
}
