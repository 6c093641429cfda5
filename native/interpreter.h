// The interpreter: performs the lanes of a plan, one system call per op, and knows nothing about containers.
// It allocates nothing and locks nothing. Runs in the monitor (parent, exit lanes) and in the children that clone ops make.
#pragma once
#include "sys.h"

struct ts_machine {
  struct ts_plan *plan;
  u8 *base; // start of the loaded plan
  u8 *data;
  struct ts_trace_header *trace; // 0: not traced
};

// Refuses what the encoder would never write, so that a truncated or foreign file cannot make us jump anywhere.
static int plan_is_sane(const struct ts_plan *p, u64 size) {
  return size >= sizeof *p && p->magic == TS_PLAN_MAGIC && p->version == TS_PLAN_VERSION && p->total_size == size &&
         (u64)p->ops + (u64)p->op_count * sizeof(struct ts_op) <= size &&
         (u64)p->lanes + (u64)p->lane_count * sizeof(struct ts_lane) <= size &&
         (u64)p->relocs + (u64)p->reloc_count * 4 <= size && (u64)p->data + p->data_size <= size;
}

// Turns data offsets inside structs and pointer arrays into pointers. Monitor, once.
static void relocate(struct ts_machine *m) {
  const u32 *at = (const u32 *)(m->base + m->plan->relocs);
  for (u32 i = 0; i < m->plan->reloc_count; i++) *(u64 *)(m->data + at[i]) += (u64)m->data;
}

static inline long load(const struct ts_machine *m, u32 slot) { return *(s32 *)(m->data + slot); }

static u64 argument(const struct ts_machine *m, const struct ts_op *op, int i) {
  switch (op->arg_kinds[i]) {
  case TS_ARG_ADDRESS: return (u64)(m->data + op->args[i]);
  case TS_ARG_LOAD32: return (u64)(s64) * (s32 *)(m->data + op->args[i]);
  case TS_ARG_LOAD64: return *(u64 *)(m->data + op->args[i]);
  default: return op->args[i];
  }
}

struct nl_header {
  u32 length;
  u16 type, flags;
  u32 sequence, port;
};

// Sends a buffer of netlink messages and collects one ack for each that asks for one (NLM_F_ACK = 4).
static long netlink_exchange(int fd, u8 *buffer, u64 length) {
  int expected = 0;
  for (u64 at = 0; at + sizeof(struct nl_header) <= length;) {
    const struct nl_header *h = (const struct nl_header *)(buffer + at);
    if (h->length < sizeof *h) return -E_PROTO;
    if (h->flags & 4) expected++;
    at += (h->length + 3u) & ~3u;
  }
  long sent = sys6(__NR_sendto, fd, (long)buffer, (long)length, 0, 0, 0);
  if (sent < 0) return sent;
  long result = 0;
  u8 reply[8192];
  while (expected > 0) {
    long n = sys6(__NR_recvfrom, fd, (long)reply, sizeof reply, 0, 0, 0);
    if (n == -E_INTR) continue;
    if (n <= 0) return n ? n : -E_PROTO;
    for (long at = 0; at + (long)sizeof(struct nl_header) <= n;) {
      const struct nl_header *h = (const struct nl_header *)(reply + at);
      if (h->length < sizeof *h) return -E_PROTO;
      if (h->type == 2) { // NLMSG_ERROR: an ack is error 0
        s32 error = *(const s32 *)(reply + at + sizeof *h);
        if (error && !result) result = error;
        expected--;
      }
      at += (h->length + 3u) & ~3u;
    }
  }
  return result;
}

static long run_lane(struct ts_machine *m, u32 lane, int keep_going, struct ts_failure *failure);

// Child of a clone op: interprets its lane and never returns. Reports a failure through the report pipe, whose
// closing by execve is the sign of success.
static void __attribute__((noreturn)) run_child(struct ts_machine *m, u32 lane) {
  struct ts_failure failure;
  long r = run_lane(m, lane, 0, &failure);
  if (r < 0 && m->plan->report_write != TS_NONE) write_all((int)load(m, m->plan->report_write), &failure, sizeof failure);
  for (;;) sys1(__NR_exit_group, r < 0 ? 127 : 0);
}

// openat2(2) below a root gives up on a ".." when anything on the host was renamed, mounted or unmounted meanwhile, and
// the end of a namespace with thousands of mounts takes milliseconds. So the first tries follow at once and later ones
// after a longer and longer pause, half a second or so in all. The pause is made by counting: a lane may be under a
// seccomp filter that knows no system call to sleep with.
#define OPENAT2_TRIES 4096
static void wait_for_quiet(u32 tries) {
  u32 turns = tries < 64 ? 0 : tries * 32;
  for (volatile u32 i = 0; i < turns; i++);
}

static long perform(struct ts_machine *m, const struct ts_op *op) {
  u64 a[6];
  for (int i = 0; i < 6; i++) a[i] = argument(m, op, i);
  switch (op->kind) {
  case TS_OP_SYSCALL: {
    long r = sys6(op->nr, (long)a[0], (long)a[1], (long)a[2], (long)a[3], (long)a[4], (long)a[5]);
    for (u32 tries = 1; r == -E_AGAIN && op->nr == __NR_openat2 && tries < OPENAT2_TRIES; tries++) {
      wait_for_quiet(tries);
      r = sys6(op->nr, (long)a[0], (long)a[1], (long)a[2], (long)a[3], (long)a[4], (long)a[5]);
    }
    return r;
  }
  case TS_OP_NETLINK: return netlink_exchange((int)a[0], (u8 *)a[1], a[2]);
  case TS_OP_COPY:
    if (a[2] == 4) *(u32 *)a[1] = (u32)a[0];
    else *(u64 *)a[1] = a[0];
    return 0;
  case TS_OP_DECIMAL: {
    char *at = (char *)a[3], *end = at + 63;
    at = put_text(at, end, (const char *)a[0]);
    at = put_number(at, end, (s64)a[1]);
    at = put_text(at, end, (const char *)a[2]);
    *at = 0;
    return 0;
  }
  case TS_OP_CLONE: {
    // Never with CLONE_VM: the child returns on its own copy of this very stack. clone(2) is for lanes under a seccomp
    // filter, which cannot look behind clone3's pointer and so refuses it; without a stack it forks as well.
    int plain = op->nr == __NR_clone;
    if ((plain ? a[0] : *(u64 *)a[0]) & 0x100) return -E_INVAL;
    long pid = plain ? sys5(__NR_clone, (long)a[0], 0, (long)a[2], 0, 0) : sys2(__NR_clone3, a[0], a[1]);
    if (pid == 0) run_child(m, op->lane);
    return pid;
  }
  case TS_OP_CHECK: return (long)(a[1] ? a[0] & a[1] : a[0]);
  default: return -E_INVAL;
  }
}

static u64 nanoseconds(void) {
  struct ts_time t = clock_now(1);
  return (u64)t.seconds * 1000000000u + (u64)t.nanoseconds;
}

static void trace(struct ts_machine *m, u32 lane, const struct ts_op *op, long result, u64 start) {
  u64 i = __atomic_fetch_add(&m->trace->count, 1, __ATOMIC_RELAXED);
  if (i >= m->trace->capacity) return;
  struct ts_trace *t = &m->trace->records[i];
  t->result = result;
  t->start_ns = start;
  t->duration_ns = nanoseconds() - start;
  t->pid = (u32)sys0(__NR_getpid);
  t->index = op->index;
  __atomic_store_n(&t->lane, (u16)(lane + 1), __ATOMIC_RELEASE); // 0 = not written yet
}

static int is_ignored(const struct ts_op *op, long result) {
  for (int i = 0; i < 4; i++)
    if (op->ignore[i] && op->ignore[i] == -result) return 1;
  return 0;
}

// Performs a lane. Returns 0, or the negative errno of the op that stopped it, blamed in *failure.
// keep_going: for the exit lane, where one failing removal must not keep the next from happening.
static long run_lane(struct ts_machine *m, u32 lane, int keep_going, struct ts_failure *failure) {
  const struct ts_lane *l = (const struct ts_lane *)(m->base + m->plan->lanes) + lane;
  const struct ts_op *ops = (const struct ts_op *)(m->base + m->plan->ops) + l->first;
  for (u32 i = 0; i < l->count; i++) {
    const struct ts_op *op = &ops[i];
    u64 start = m->trace ? nanoseconds() : 0;
    // An execve or exit leaves no time to record its end: it is recorded with its beginning.
    if (m->trace && op->kind == TS_OP_SYSCALL && (op->nr == __NR_execve || op->nr == __NR_execveat)) trace(m, lane, op, 0, start);
    long r = perform(m, op);
    if (op->kind == TS_OP_CHECK) {
      if (r != op->expect) r = -(long)(TS_UNEXPECTED | (r & 0xffff));
    } else if (r >= 0 && op->has_expect && r != op->expect) r = -E_PIPE;
    if (m->trace && op->kind <= TS_OP_NETLINK) trace(m, lane, op, r, start);
    if (op->store != TS_NONE) *(s64 *)(m->data + op->store) = r;
    int ignored = r < 0 && is_ignored(op, r);
    if (r < 0 && !ignored && !keep_going) {
      failure->lane = lane;
      failure->op = op->index;
      failure->error = (s32)-r;
      return r;
    }
    if ((op->skip_when == TS_SKIP_IF_OK && r >= 0) || (op->skip_when == TS_SKIP_IF_IGNORED && ignored)) i += op->skip;
  }
  return 0;
}
