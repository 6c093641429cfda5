// The monitor: one tiny process per container. It performs the plan's parent lane, then copies output to the log and to
// attached clients, input to the container, and when init is gone records how, performs the exit lane and tells everyone.
// It outlives every Node process, unless the plan says "transient": then it ends as soon as the container is created or
// runs, and init belongs to the caller's subreaper (conmon, containerd-shim), as with other OCI runtimes.
// Descriptors it starts with, from the number in argv[1] (3) up: plan (memfd), first client (seqpacket, optional), trace
// memory (optional); below that number are those that the container inherits. All signals stay blocked here; a SIGTERM to
// the monitor (host shutdown) goes on to init.
// With a second argument it is parked: started ahead of time with an empty plan, it waits until its first client has
// written one, and ends with it.
#include "../interpreter.h"
#include "log.h"
#include "record.h"

static int first_fd = 3;
#define PLAN_FD first_fd
#define CLIENT_FD (first_fd + 1)
#define TRACE_FD (first_fd + 2)

// Messages: 8 bytes of header, then the payload. src/executor/monitor-protocol.ts has the same numbers.
enum {
  MSG_ATTACH = 1,      // arg: 1 stdout | 2 stderr | 4 stdin; carries one fd per output asked for
  MSG_STDIN = 2,       // payload: bytes
  MSG_STDIN_CLOSE = 3,
  MSG_RESIZE = 4,      // arg: rows << 16 | columns
  MSG_START = 5,
  MSG_CLEANUP = 6,     // arg 1: this client cleans up after the exit itself; the exit command is not needed while it lives
  MSG_SIGNAL = 7,      // arg: signal for init
  MSG_REOPEN_LOG = 8,
  MSG_PLAN = 9,        // to a parked monitor: its plan is written
  MSG_FAILED = 101,    // payload: struct ts_failure
  MSG_STARTED = 102,   // arg: pid
  MSG_CREATED = 103,   // arg: pid; waits for MSG_START
  MSG_EXITED = 104,    // arg: exit code | signal << 8
  MSG_ATTACHED = 105,
  MSG_REFUSED = 106,   // arg: errno
};

struct message {
  u32 type, arg;
  u8 payload[65536];
};

#define MAX_CLIENTS 16
struct client {
  int fd;          // -1: free
  int out[2];      // stdout, stderr of the client, -1: none
  u32 chunk[2];    // how much a write to it may carry without blocking
  u64 sent[2];     // of the chunk now in the stream's buffer
  u8 has_stdin, cleans_up;
};

#define BUFFER_SIZE (256 * 1024)
#define PIPE_SIZE (1024 * 1024)
struct stream {
  int fd;     // read end, -1: ended
  u64 filled; // bytes in buffer that some client has not got yet
  // Room for a full pipe more: what the container has written when it ends is read at once, however slow the clients are.
  char buffer[BUFFER_SIZE + PIPE_SIZE];
  u8 grown;
};

struct pollfd_ {
  int fd;
  short events, revents;
};
#define POLL_IN 1
#define POLL_OUT 4
#define POLL_ERR 8
#define POLL_HUP 16

static struct ts_machine machine;
static struct client clients[MAX_CLIENTS];
static struct stream streams[2];
static struct log_stream log_streams[2];
static struct log container_log;
static struct kmsg kernel_log;
static struct message incoming;
static u8 input[65536];
static u32 input_size, input_sent;
static int input_fd = -1, input_closing, is_terminal, listen_fd = -1, signal_fd = -1, pidfd = -1, report_fd = -1, start_fd = -1;
static int started, exited, recorded, exit_code, exit_signal;
static u64 exit_time;

static int slot_fd(u32 slot) { return slot == TS_NONE ? -1 : (int)load(&machine, slot); }

struct iov {
  void *base;
  u64 size;
};
struct msg_header {
  void *name;
  u32 name_size, pad;
  struct iov *iov;
  u64 iov_count;
  void *control;
  u64 control_size;
  u32 flags;
};

static long send_message(int fd, u32 type, u32 arg, const void *payload, u64 n) {
  struct {
    u32 type, arg;
  } head = {type, arg};
  struct iov iov[2] = {{&head, sizeof head}, {(void *)payload, n}};
  struct msg_header h = {0, 0, 0, iov, n ? 2 : 1, 0, 0, 0};
  return sys3(__NR_sendmsg, fd, &h, 0x4040); // MSG_NOSIGNAL | MSG_DONTWAIT: a client that does not read is its own problem
}

static void broadcast(u32 type, u32 arg, const void *payload, u64 n) {
  for (int i = 0; i < MAX_CLIENTS; i++)
    if (clients[i].fd >= 0) send_message(clients[i].fd, type, arg, payload, n);
}

static void set_nonblocking(int fd) {
  long flags = sys3(__NR_fcntl, fd, 3, 0);
  if (flags >= 0) sys3(__NR_fcntl, fd, 4, flags | O_NONBLOCK_);
}

static void close_input(void) {
  if (input_fd >= 0 && !is_terminal) sys_close(input_fd);
  input_fd = -1;
  input_size = input_sent = 0;
}

static void drop_client(struct client *c) {
  for (int i = 0; i < 2; i++)
    if (c->out[i] >= 0) sys_close(c->out[i]);
  sys_close(c->fd);
  if (c->has_stdin && machine.plan->stdin_once && !is_terminal) {
    if (input_size) input_closing = 1;
    else close_input();
  }
  c->fd = c->out[0] = c->out[1] = -1;
  c->has_stdin = c->cleans_up = 0;
}

static void add_client(int fd) {
  for (int i = 0; i < MAX_CLIENTS; i++) {
    if (clients[i].fd >= 0) continue;
    clients[i].fd = fd;
    clients[i].out[0] = clients[i].out[1] = -1;
    clients[i].has_stdin = clients[i].cleans_up = 0;
    if (exited) send_message(fd, MSG_EXITED, (u32)exit_code | (u32)exit_signal << 8, 0, 0);
    else if (started) send_message(fd, MSG_STARTED, (u32)load(&machine, machine.plan->init_pid), 0, 0);
    return;
  }
  send_message(fd, MSG_REFUSED, 24, 0, 0); // EMFILE
  sys_close(fd);
}

// How much may be written at once after POLLOUT without ever blocking: a regular file takes all, a pipe or terminal a page.
static u32 safe_chunk(int fd) {
  struct {
    u64 words[32];
  } stat;
  memset(&stat, 0, sizeof stat);
  if (sys2(__NR_fstat, fd, &stat) < 0) return 4096;
#if defined(__x86_64__)
  u32 mode = ((u32 *)&stat)[6];
#else
  u32 mode = ((u32 *)&stat)[4];
#endif
  return (mode & 0170000) == 0100000 ? BUFFER_SIZE : 4096;
}

static void attach(struct client *c, u32 wanted, const int *fds, int count) {
  int used = 0;
  for (int i = 0; i < 2; i++) {
    if (!(wanted & (1u << i)) || used >= count) continue;
    if (c->out[i] >= 0) sys_close(c->out[i]);
    c->out[i] = fds[used++];
    c->chunk[i] = safe_chunk(c->out[i]);
    c->sent[i] = streams[i].filled; // what is in the buffer now was read before it came
  }
  while (used < count) sys_close(fds[used++]);
  c->has_stdin = (wanted & 4) != 0;
  send_message(c->fd, MSG_ATTACHED, 0, 0, 0);
}

static void flush_input(void) {
  while (input_fd >= 0 && input_sent < input_size) {
    long n = sys3(__NR_write, input_fd, input + input_sent, input_size - input_sent);
    if (n == -E_INTR) continue;
    if (n == -E_AGAIN) return;
    if (n < 0) {
      close_input();
      break;
    }
    input_sent += (u32)n;
  }
  input_size = input_sent = 0;
  if (input_closing) {
    close_input();
    input_closing = 0;
  }
}

static void handle_message(struct client *c, u32 size, const int *fds, int fd_count) {
  struct {
    u16 rows, columns, x, y;
  } window = {(u16)(incoming.arg >> 16), (u16)incoming.arg, 0, 0};
  if (incoming.type == MSG_ATTACH) {
    attach(c, incoming.arg, fds, fd_count);
    return;
  }
  for (int i = 0; i < fd_count; i++) sys_close(fds[i]);
  switch (incoming.type) {
  case MSG_STDIN:
    if (input_fd < 0 || !c->has_stdin) return;
    memcpy(input, incoming.payload, size);
    input_size = size;
    input_sent = 0;
    flush_input();
    return;
  case MSG_STDIN_CLOSE:
    if (!c->has_stdin) return;
    if (input_size) input_closing = 1;
    else if (!is_terminal) close_input();
    return;
  case MSG_RESIZE:
    if (is_terminal) sys3(__NR_ioctl, streams[0].fd, 0x5414, &window); // TIOCSWINSZ
    return;
  case MSG_START:
    if (start_fd >= 0) {
      write_all(start_fd, "s", 1);
      sys_close(start_fd);
      start_fd = -1;
    }
    return;
  case MSG_CLEANUP: c->cleans_up = incoming.arg != 0; return;
  case MSG_SIGNAL:
    if (!exited) sys4(__NR_pidfd_send_signal, pidfd, incoming.arg, 0, 0);
    return;
  case MSG_REOPEN_LOG:
    if (container_log.fd >= 0) sys_close(container_log.fd);
    if (container_log.path) log_open(&container_log);
    return;
  }
}

// Takes one message. Returns 0 when there is none (left).
static int receive(struct client *c) {
  union {
    u64 align;
    u8 bytes[16 + 4 * 4];
  } control;
  struct iov iov = {&incoming, sizeof incoming};
  struct msg_header h = {0, 0, 0, &iov, 1, &control, sizeof control, 0};
  long n = sys3(__NR_recvmsg, c->fd, &h, 0x40000040); // MSG_CMSG_CLOEXEC | MSG_DONTWAIT
  if (n == -E_AGAIN || n == -E_INTR) return 0;
  int fds[4], count = 0;
  if (n >= 0 && h.control_size >= 20) {
    count = (int)((*(u64 *)control.bytes - 16) / 4);
    for (int i = 0; i < count; i++) fds[i] = *(int *)(control.bytes + 16 + 4 * i);
  }
  if (n < 8) { // the end, or no message of ours
    for (int i = 0; i < count; i++) sys_close(fds[i]);
    drop_client(c);
    return 0;
  }
  handle_message(c, (u32)n - 8, fds, count);
  return 1;
}

// Everything a client has said by now; input that the container does not take yet holds back what comes after it.
static void receive_all(struct client *c) {
  for (int i = 0; i < 64 && c->fd >= 0 && !(input_size && c->has_stdin); i++)
    if (!receive(c)) return;
}

// Sends what a stream's buffer holds to the clients that can take it now. Returns 1 when everyone has everything.
static int forward(int which) {
  struct stream *s = &streams[which];
  int complete = 1;
  for (int i = 0; i < MAX_CLIENTS; i++) {
    struct client *c = &clients[i];
    if (c->fd < 0 || c->out[which] < 0) continue;
    while (c->sent[which] < s->filled) {
      struct pollfd_ p = {c->out[which], POLL_OUT, 0};
      struct ts_time none = {0, 0};
      long ready = sys5(__NR_ppoll, &p, 1, &none, 0, 8);
      if (ready == 0) break;
      u64 n = s->filled - c->sent[which];
      if (n > c->chunk[which]) n = c->chunk[which];
      long written = p.revents & POLL_OUT ? sys3(__NR_write, c->out[which], s->buffer + c->sent[which], n) : -E_PIPE;
      if (written == -E_AGAIN || written == -E_INTR) break;
      if (written < 0) { // the reader is gone: so is our interest in it
        sys_close(c->out[which]);
        c->out[which] = -1;
        break;
      }
      c->sent[which] += (u64)written;
    }
    if (c->out[which] >= 0 && c->sent[which] < s->filled) complete = 0;
  }
  if (complete) {
    s->filled = 0;
    for (int i = 0; i < MAX_CLIENTS; i++) clients[i].sent[which] = 0;
  }
  return complete;
}

static void end_stream(int which) {
  struct stream *s = &streams[which];
  if (s->fd < 0) return;
  if (!is_terminal) sys_close(s->fd);
  s->fd = -1;
  log_write(&container_log, &log_streams[which], "", 0, 1);
}

// Reads once from a stream, logs it and passes it on. Returns 0 when there is nothing (more) to read now.
static int pump(int which) {
  struct stream *s = &streams[which];
  if (s->fd < 0 || !forward(which)) return 0;
  long n = sys3(__NR_read, s->fd, s->buffer, BUFFER_SIZE);
  if (n == -E_AGAIN || n == -E_INTR) return 0;
  if (n <= 0) {
    end_stream(which);
    return 0;
  }
  if (n >= 65536 && !s->grown) { // a chatty container: fewer, larger reads
    s->grown = 1;
    sys3(__NR_fcntl, s->fd, 1031, PIPE_SIZE); // F_SETPIPE_SZ
  }
  s->filled = (u64)n;
  log_write(&container_log, &log_streams[which], s->buffer, s->filled, 0);
  forward(which);
  return 1;
}

// After the exit: reads on although a client is slow, since the record of the exit and the end of the log must not wait for it.
static void pump_rest(int which) {
  struct stream *s = &streams[which];
  while (s->fd >= 0 && s->filled < sizeof s->buffer) {
    long n = sys3(__NR_read, s->fd, s->buffer + s->filled, sizeof s->buffer - s->filled);
    if (n == -E_INTR) continue;
    if (n == -E_AGAIN) break; // somebody outside the container still holds the pipe
    if (n <= 0) {
      end_stream(which);
      break;
    }
    log_write(&container_log, &log_streams[which], s->buffer + s->filled, (u64)n, 0);
    s->filled += (u64)n;
  }
  forward(which);
}

static void reap(void) {
  struct {
    s32 signo, error, code, pad;
    s32 pid, uid, status;
    u8 rest[128 - 28];
  } info;
  memset(&info, 0, sizeof info);
  long r;
  do r = sys5(__NR_waitid, 3, pidfd, &info, 4 | 0x40000000, 0); // P_PIDFD, WEXITED | __WALL
  while (r == -E_INTR);
  exited = 1;
  exit_time = nanoseconds();
  if (r < 0) exit_code = 255;
  else if (info.code == 1) exit_code = info.status & 255; // CLD_EXITED
  else {
    exit_signal = info.status & 127;
    exit_code = 128 + exit_signal;
  }
}

// Tells success from failure of the container lane: a record, or the close that execve causes.
// Returns 1 when the container runs, 0 when it failed (then *failure says why), -1 when nothing is decided yet.
static int read_report(struct ts_failure *failure) {
  for (;;) {
    long n = sys3(__NR_read, report_fd, failure, sizeof *failure);
    if (n == -E_INTR) continue;
    if (n == -E_AGAIN) return -1;
    if (n == (long)sizeof *failure && failure->op == TS_ALIVE) continue;
    return n == 0 ? 1 : 0;
  }
}

// A container that waits for start is created when it has done all but execve: it says so just before it waits.
static int is_ready(struct ts_failure *failure) {
  for (;;) {
    long n = sys3(__NR_read, report_fd, failure, sizeof *failure);
    if (n == -E_INTR) continue;
    if (n == (long)sizeof *failure) return failure->op == TS_ALIVE;
    *failure = (struct ts_failure){0, TS_NONE, E_PIPE}; // it was killed on the way
    return 0;
  }
}

static void accept_client(void) {
  long fd = sys4(__NR_accept4, listen_fd, 0, 0, O_CLOEXEC_ | O_NONBLOCK_);
  if (fd >= 0) add_client((int)fd);
}

static void pass_on_signal(void) {
  u32 info[32];
  if (sys3(__NR_read, signal_fd, info, sizeof info) > 0 && !exited) sys4(__NR_pidfd_send_signal, pidfd, info[0], 0, 0);
}

static void __attribute__((noreturn)) run_exit_command(void) {
  struct ts_plan *p = machine.plan;
  int wanted = p->exit_argv != TS_NONE;
  if (wanted && p->exit_only_if != TS_NONE) wanted = sys3(__NR_faccessat, AT_FDCWD, machine.data + p->exit_only_if, 0) == 0;
  if (wanted) {
    char **argv = (char **)(machine.data + p->exit_argv);
    u64 none = 0;
    sys4(__NR_rt_sigprocmask, 2, &none, 0, 8);
    sys3(__NR_close_range, 3, ~0u, 0);
    sys3(__NR_execve, argv[0], argv, machine.data + p->exit_envp);
  }
  for (;;) sys1(__NR_exit_group, 0);
}

static int someone_cleans_up(void) {
  for (int i = 0; i < MAX_CLIENTS; i++) {
    if (clients[i].fd < 0 || !clients[i].cleans_up) continue;
    struct pollfd_ p = {clients[i].fd, 0, 0};
    struct ts_time none = {0, 0};
    if (sys5(__NR_ppoll, &p, 1, &none, 0, 8) == 0) return 1; // no hang-up
  }
  return 0;
}

// Evidence before the exit lane removes the cgroup; the record before anybody is told.
static void record_end(const struct ts_failure *failure) {
  struct ts_failure ignored;
  write_exit_record(&machine, exit_code, exit_signal, failure, container_log.dropped, &kernel_log);
  run_lane(&machine, machine.plan->exit_lane, 1, &ignored);
  recorded = 1;
}

static void __attribute__((noreturn)) conclude(const struct ts_failure *failure) {
  int cleans_up = someone_cleans_up();
  if (failure) broadcast(MSG_FAILED, 0, failure, sizeof *failure);
  else broadcast(MSG_EXITED, (u32)exit_code | (u32)exit_signal << 8, 0, 0);
  if (failure || cleans_up)
    for (;;) sys1(__NR_exit_group, 0);
  run_exit_command();
}

static void __attribute__((noreturn)) abandon(const struct ts_failure *failure) {
  if (pidfd >= 0) {
    sys4(__NR_pidfd_send_signal, pidfd, 9, 0, 0);
    reap();
  }
  record_end(failure);
  conclude(failure);
}

// Gives the pages of all lanes but the exit lane back: two thirds of what an idle monitor would hold. The encoder puts the
// exit lane last; of a plan that has another order nothing is given back.
static void forget_start(void) {
  const struct ts_plan *p = machine.plan;
  const struct ts_lane *lanes = (const struct ts_lane *)(machine.base + p->lanes);
  u32 first = lanes[p->exit_lane].first;
  for (u32 i = 0; i < p->lane_count; i++)
    if (i != p->exit_lane && (u64)lanes[i].first + lanes[i].count > first) return;
  u64 from = ((u64)machine.base + p->ops + 4095) & ~4095ul;
  u64 to = ((u64)machine.base + p->ops + (u64)first * sizeof(struct ts_op)) & ~4095ul;
  if (to > from) sys3(__NR_madvise, (long)from, (long)(to - from), 4); // MADV_DONTNEED; needs 4 KiB pages, else does nothing
}

static void start_result(void) {
  struct ts_failure failure;
  int state = read_report(&failure);
  if (state < 0) return;
  sys_close(report_fd);
  report_fd = -1;
  if (state == 0) abandon(&failure);
  // Closed without execve is a death on the way: the exit says how.
  started = 1;
  forget_start();
  broadcast(MSG_STARTED, (u32)load(&machine, machine.plan->init_pid), 0, 0);
}

#define FIXED 6
static void wait_for_events(void) {
  static struct pollfd_ p[FIXED + MAX_CLIENTS * 3];
  int client_of[MAX_CLIENTS * 3], n = FIXED;
  struct ts_time patience = {0, 0};
  if (exited && !recorded) {
    // Whoever still holds the pipes open once init is gone (pid namespace shared with others) gets 200 ms in all to say more.
    u64 since = nanoseconds() - exit_time, limit = 200 * 1000 * 1000;
    if (since < limit) patience.nanoseconds = (s64)(limit - since);
    for (int w = 0; w < 2; w++) {
      pump_rest(w);
      if (since >= limit || streams[w].filled == sizeof streams[w].buffer) end_stream(w);
    }
    if (streams[0].fd < 0 && streams[1].fd < 0) record_end(0);
  }
  // A client that reads slowly delays only its own news of the exit, never the record of it.
  if (recorded && !streams[0].filled && !streams[1].filled) conclude(0);
  p[0] = (struct pollfd_){exited ? -1 : pidfd, POLL_IN, 0};
  for (int w = 0; w < 2; w++) p[1 + w] = (struct pollfd_){streams[w].filled && !exited ? -1 : streams[w].fd, POLL_IN, 0};
  p[3] = (struct pollfd_){listen_fd, POLL_IN, 0};
  p[4] = (struct pollfd_){report_fd >= 0 ? report_fd : signal_fd, POLL_IN, 0};
  p[5] = (struct pollfd_){input_size ? input_fd : -1, POLL_OUT, 0};
  for (int i = 0; i < MAX_CLIENTS; i++) {
    struct client *c = &clients[i];
    if (c->fd < 0) continue;
    client_of[n - FIXED] = i;
    // While input waits for the container to read, the client's next message waits too (HUP is still seen).
    p[n++] = (struct pollfd_){c->fd, input_size && c->has_stdin ? 0 : POLL_IN, 0};
    for (int w = 0; w < 2; w++) {
      if (c->out[w] < 0 || c->sent[w] >= streams[w].filled) continue;
      client_of[n - FIXED] = -1;
      p[n++] = (struct pollfd_){c->out[w], POLL_OUT, 0};
    }
  }
  long r = sys5(__NR_ppoll, p, n, exited && !recorded ? &patience : 0, 0, 8);
  if (r <= 0) return;
  if (p[4].revents) {
    if (report_fd >= 0) start_result();
    else pass_on_signal();
  }
  if (p[5].revents) flush_input();
  for (int i = 0; i < n - FIXED; i++)
    if (client_of[i] >= 0 && p[FIXED + i].revents) receive_all(&clients[client_of[i]]);
  for (int w = 0; w < 2; w++) {
    if (streams[w].filled) forward(w);
    else if (p[1 + w].revents && !exited) pump(w);
  }
  if (p[3].revents) accept_client();
  if (p[0].revents) {
    reap();
    if (is_terminal) { // the pty has no end of file while we hold its other side: what is in it now is all there is
      pump_rest(0);
      end_stream(0);
    }
  }
}

static void map_trace(void) {
  u64 stat[32];
  if (sys2(__NR_fstat, TRACE_FD, stat) < 0) return;
  u64 size = stat[6]; // st_size: offset 48 on both architectures
  long at = sys6(__NR_mmap, 0, (long)size, 3, 1, TRACE_FD, 0);
  if (at < 0 && at > -4096) return;
  machine.trace = (struct ts_trace_header *)at;
}

static void __attribute__((noreturn)) refuse(int error) {
  struct ts_failure failure = {0, TS_NONE, error};
  send_message(CLIENT_FD, MSG_FAILED, 0, &failure, sizeof failure);
  for (;;) sys1(__NR_exit_group, 125);
}

static void wait_for_plan(void) {
  u32 head[2];
  long r;
  do r = sys6(__NR_recvfrom, CLIENT_FD, (long)head, sizeof head, 0, 0, 0);
  while (r == -E_INTR);
  if (r < 4 || head[0] != MSG_PLAN)
    for (;;) sys1(__NR_exit_group, 0);
}

static void load_plan(void) {
  u64 stat[32];
  long r = sys2(__NR_fstat, PLAN_FD, stat);
  if (r < 0) refuse((int)-r);
  u64 size = stat[6], done = 0;
  // A copy: the memfd goes with its last descriptor, and what is done of the plan can go as well (forget_start).
  long at = sys6(__NR_mmap, 0, (long)size, 3, 0x22, -1, 0); // private, anonymous
  if (at < 0 && at > -4096) refuse((int)-at);
  while (done < size) {
    r = sys4(__NR_pread64, PLAN_FD, at + (long)done, (long)(size - done), (long)done);
    if (r <= 0) refuse(r < 0 ? (int)-r : E_PROTO);
    done += (u64)r;
  }
  machine.base = (u8 *)at;
  machine.plan = (struct ts_plan *)at;
  if (!plan_is_sane(machine.plan, size)) refuse(E_PROTO);
  machine.data = machine.base + machine.plan->data;
  relocate(&machine);
  sys_close(PLAN_FD);
}

static void take_over_streams(void) {
  struct ts_plan *p = machine.plan;
  pidfd = slot_fd(p->init_pidfd);
  listen_fd = slot_fd(p->listen_fd);
  start_fd = slot_fd(p->start_fd);
  is_terminal = p->terminal_fd != TS_NONE;
  if (is_terminal) {
    streams[0].fd = input_fd = slot_fd(p->terminal_fd);
    // Holding the other side open too keeps a read from failing with EIO whenever no process in the container has it open.
    sys3(__NR_ioctl, streams[0].fd, 0x5441, O_RDWR_ | O_NOCTTY_ | O_CLOEXEC_); // TIOCGPTPEER
  } else {
    streams[0].fd = slot_fd(p->stdout_fd);
    streams[1].fd = slot_fd(p->stderr_fd);
    input_fd = slot_fd(p->stdin_fd);
  }
  for (int w = 0; w < 2; w++)
    if (streams[w].fd >= 0) set_nonblocking(streams[w].fd);
  if (input_fd >= 0) set_nonblocking(input_fd);
  if (p->log_path != TS_NONE) {
    container_log.path = (const char *)machine.data + p->log_path;
    container_log.max_bytes = p->log_max_bytes;
    container_log.max_files = p->log_max_files;
    log_open(&container_log);
  }
}

static int number_of(const char *digits) {
  int value = 0;
  while (*digits >= '0' && *digits <= '9') value = value * 10 + (*digits++ - '0');
  return value;
}

// The container is made and the caller told: init now belongs to whoever is the next subreaper. A caller that is gone will
// never hear of it, so the container goes too.
static void __attribute__((noreturn)) leave(struct ts_failure *failure) {
  int waits = machine.plan->transient == 2;
  if (waits ? !is_ready(failure) : read_report(failure) == 0) abandon(failure);
  write_state_record(&machine);
  u32 pid = (u32)load(&machine, machine.plan->init_pid);
  if (send_message(CLIENT_FD, waits ? MSG_CREATED : MSG_STARTED, pid, 0, 0) < 0) {
    *failure = (struct ts_failure){0, TS_NONE, E_PIPE};
    abandon(failure);
  }
  for (;;) sys1(__NR_exit_group, 0);
}

TS_START;
__attribute__((used, noreturn)) void ts_main(const u64 *stack);
void ts_main(const u64 *stack) {
  if (stack[0] > 1) first_fd = number_of((const char *)stack[2]);
  u64 all = ~0ul, terminate = 1ul << (15 - 1);
  sys4(__NR_rt_sigprocmask, 2, &all, 0, 8);
  if (stack[0] > 2) {
    wait_for_plan();
    for (char *c = (char *)stack[3]; *c; c++) *c = 0; // parked no more, for ps
  }
  load_plan();
  map_trace();
  for (int i = 0; i < MAX_CLIENTS; i++) clients[i].fd = clients[i].out[0] = clients[i].out[1] = -1;
  streams[0].fd = streams[1].fd = container_log.fd = -1;
  log_streams[0].name = " stdout ";
  log_streams[1].name = " stderr ";
  for (int fd = CLIENT_FD; fd <= TRACE_FD; fd++) sys3(__NR_fcntl, fd, 2, 1); // FD_CLOEXEC
  if (sys3(__NR_fcntl, CLIENT_FD, 1, 0) >= 0) add_client(CLIENT_FD);
  open_evidence(&machine, &kernel_log);

  struct ts_failure failure;
  long r = run_lane(&machine, 0, 0, &failure);
  struct ts_plan *p = machine.plan;
  pidfd = load(&machine, p->init_pid) > 0 ? slot_fd(p->init_pidfd) : -1;
  if (p->report_write != TS_NONE) sys_close(slot_fd(p->report_write));
  report_fd = slot_fd(p->report);
  if (r < 0) {
    // The container lane may have failed first and for the better reason (the parent only saw its pipe close).
    struct ts_failure first;
    if (pidfd >= 0) sys4(__NR_pidfd_send_signal, pidfd, 9, 0, 0);
    if (report_fd >= 0 && read_report(&first) == 0) failure = first;
    abandon(&failure);
  }
  if (p->transient) leave(&failure);
  take_over_streams();
  if (start_fd >= 0 && !is_ready(&failure)) abandon(&failure);
  write_state_record(&machine);
  signal_fd = (int)sys4(__NR_signalfd4, -1, &terminate, 8, O_CLOEXEC_ | O_NONBLOCK_);
  if (start_fd >= 0) {
    set_nonblocking(report_fd);
    broadcast(MSG_CREATED, (u32)load(&machine, p->init_pid), 0, 0);
  } else start_result(); // blocks for the few hundred microseconds until execve
  for (;;) wait_for_events();
}
