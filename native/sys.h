// Raw system calls and the few memory functions that a freestanding program needs. No libc, no errno, no TLS:
// results are the kernel's own (negative errno on failure).
#pragma once
#include "plan.h"
#include <asm/unistd.h>

#if defined(__x86_64__)
static inline long sys6(long n, long a, long b, long c, long d, long e, long f) {
  long r;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
  return r;
}
#define TS_START                                                                                                       \
  __asm__(".globl _start\n_start:\n xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call ts_main\n hlt\n")
#elif defined(__aarch64__)
static inline long sys6(long n, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = n;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#define TS_START __asm__(".globl _start\n_start:\n mov x29,#0\n mov x0,sp\n and sp,x0,#-16\n bl ts_main\n brk #0\n")
#else
#error "ts-run's native part knows x86_64 and arm64"
#endif

#define sys0(n) sys6(n, 0, 0, 0, 0, 0, 0)
#define sys1(n, a) sys6(n, (long)(a), 0, 0, 0, 0, 0)
#define sys2(n, a, b) sys6(n, (long)(a), (long)(b), 0, 0, 0, 0)
#define sys3(n, a, b, c) sys6(n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define sys4(n, a, b, c, d) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define sys5(n, a, b, c, d, e) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)

#define E_INTR 4
#define E_IO 5
#define E_AGAIN 11
#define E_INVAL 22
#define E_PIPE 32
#define E_PROTO 71

#ifndef AT_FDCWD
#define AT_FDCWD -100
#endif
#define O_RDONLY_ 0
#define O_WRONLY_ 1
#define O_RDWR_ 2
#define O_CREAT_ 0100
#define O_EXCL_ 0200
#define O_NOCTTY_ 0400
#define O_TRUNC_ 01000
#define O_APPEND_ 02000
#define O_NONBLOCK_ 04000
#define O_CLOEXEC_ 02000000

// The compiler may turn loops and struct copies into calls of these.
void *memcpy(void *restrict to, const void *restrict from, u64 n) {
#if defined(__x86_64__)
  void *start = to;
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n)::"memory");
  return start;
#else
  u8 *t = to;
  const u8 *f = from;
  for (; n >= 8; n -= 8, t += 8, f += 8) *(u64 *)t = *(const u64 *)f;
  while (n--) *t++ = *f++;
  return to;
#endif
}

void *memset(void *to, int byte, u64 n) {
  volatile u8 *t = to;
  while (n--) *t++ = (u8)byte;
  return to;
}

void *memmove(void *to, const void *from, u64 n) {
  u8 *t = to;
  const u8 *f = from;
  if (t <= f || t >= f + n) return memcpy(to, from, n);
  while (n--) t[n] = f[n];
  return to;
}

static inline u64 length_of(const char *text) {
  u64 n = 0;
  while (text[n]) n++;
  return n;
}

// Appends text; stops silently at the end, so callers size their buffers for the longest legal value.
static inline char *put_text(char *at, char *end, const char *text) {
  while (*text && at < end) *at++ = *text++;
  return at;
}

static inline char *put_number(char *at, char *end, s64 value) {
  char digits[24];
  int n = 0;
  u64 rest = value < 0 ? (u64)-value : (u64)value;
  if (value < 0 && at < end) *at++ = '-';
  do digits[n++] = (char)('0' + rest % 10);
  while (rest /= 10);
  while (n && at < end) *at++ = digits[--n];
  return at;
}

static inline long sys_close(int fd) { return sys1(__NR_close, fd); }

static inline long write_all(int fd, const void *data, u64 n) {
  const char *at = data;
  while (n) {
    long r = sys3(__NR_write, fd, at, n);
    if (r == -E_INTR) continue;
    if (r < 0) return r;
    at += r;
    n -= (u64)r;
  }
  return 0;
}

struct ts_time {
  s64 seconds, nanoseconds;
};

static inline struct ts_time clock_now(int clock) {
  struct ts_time t = {0, 0};
  sys2(__NR_clock_gettime, clock, &t);
  return t;
}
