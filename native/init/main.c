// --init: PID 1 of the container. Starts the program (argv[1..]), passes every signal on to it, reaps orphans, and ends
// with the program's own exit code (128 + n for signal n). Freestanding like the monitor; bind-mounted read-only.
// Without a program it is the process that a pod's shared PID namespace lives by: it reaps until SIGTERM or SIGINT.
#include "../sys.h"

static u64 all_signals = ~0ul, no_signals = 0;

static void __attribute__((noreturn)) leave(int code) {
  for (;;) sys1(__NR_exit_group, code);
}

static void __attribute__((noreturn)) become_program(char **argv, char **envp) {
  sys2(__NR_setpgid, 0, 0);
  sys4(__NR_rt_sigprocmask, 2, &no_signals, 0, 8);
  char path[4200], *end = path + sizeof path - 1;
  int has_slash = 0;
  for (const char *c = argv[0]; *c; c++) has_slash |= *c == '/';
  const char *search = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  for (char **e = envp; *e; e++)
    if (e[0][0] == 'P' && e[0][1] == 'A' && e[0][2] == 'T' && e[0][3] == 'H' && e[0][4] == '=') search = *e + 5;
  long r = -2;
  if (has_slash) r = sys3(__NR_execve, argv[0], argv, envp);
  else
    while (*search) {
      char *at = path;
      while (*search && *search != ':' && at < end) *at++ = *search++;
      if (*search == ':') search++;
      at = put_text(at, end, "/");
      *put_text(at, end, argv[0]) = 0;
      long tried = sys3(__NR_execve, path, argv, envp);
      if (tried == -13) r = tried; // EACCES is the better reason than a later ENOENT
    }
  const char *reason = r == -13 ? ": cannot be executed (EACCES)\n" : r == -8 ? ": not an executable format (ENOEXEC)\n" : ": not found in the container\n";
  char text[512], *at = put_text(text, text + 500, "ts-run init: ");
  at = put_text(put_text(at, text + 400, argv[0]), text + 500, reason);
  write_all(2, text, (u64)(at - text));
  leave(r == -13 || r == -8 ? 126 : 127);
}

static void __attribute__((noreturn)) hold_namespace(void) {
  for (;;) {
    s32 info[32];
    long signal = sys4(__NR_rt_sigtimedwait, &all_signals, info, 0, 8);
    if (signal == 15 || signal == 2) leave(0);
    s32 status;
    while (sys4(__NR_wait4, -1, &status, 1, 0) > 0) {} // WNOHANG
  }
}

TS_START;
__attribute__((used, noreturn)) void ts_main(long *stack);
void ts_main(long *stack) {
  long argc = stack[0];
  char **argv = (char **)(stack + 1), **envp = argv + argc + 1;
  sys4(__NR_rt_sigprocmask, 2, &all_signals, 0, 8);
  if (argc < 2) hold_namespace();
  // clone, not clone3: seccomp filters cannot look into clone3's struct, and so the default profile refuses it.
  long program = sys5(__NR_clone, 17, 0, 0, 0, 0); // SIGCHLD
  if (program < 0) leave(125);
  if (program == 0) become_program(argv + 1, envp);
  sys3(__NR_ioctl, 0, 0x5410, &program); // TIOCSPGRP: where stdin is our terminal, Ctrl-C goes to the program
  for (;;) {
    s32 info[32];
    long signal = sys4(__NR_rt_sigtimedwait, &all_signals, info, 0, 8);
    if (signal > 0 && signal != 17) {
      sys2(__NR_kill, program, signal);
      continue;
    }
    for (;;) {
      s32 status = 0;
      long pid = sys4(__NR_wait4, -1, &status, 1, 0); // WNOHANG
      if (pid <= 0) break;
      if (pid == program) leave((status & 127) ? 128 + (status & 127) : (status >> 8) & 255);
    }
  }
}
