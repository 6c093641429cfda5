// The monitor's two records, written atomically (temp file, fsync, rename) as small JSON documents.
#pragma once
#include "../interpreter.h"
#include "log.h"

#define RECORD_SIZE 65536
#define EVIDENCE_MAX 8192
static char record[RECORD_SIZE];

static char *put_json_string(char *at, char *end, const char *text, u64 n) {
  static const char hex[] = "0123456789abcdef";
  if (end - at < 8) return at;
  *at++ = '"';
  for (u64 i = 0; i < n && end - at > 8; i++) {
    u8 c = (u8)text[i];
    if (c == '"' || c == '\\') {
      *at++ = '\\';
      *at++ = (char)c;
    } else if (c < 0x20 || c >= 0x7f) { // bytes outside ASCII become \u00xx: valid JSON whatever the file held
      at = put_text(at, end, "\\u00");
      *at++ = hex[c >> 4];
      *at++ = hex[c & 15];
    } else *at++ = (char)c;
  }
  *at++ = '"';
  return at;
}

static char *put_key_number(char *at, char *end, const char *key, s64 value) {
  at = put_text(at, end, "\"");
  at = put_text(at, end, key);
  at = put_text(at, end, "\":");
  at = put_number(at, end, value);
  return put_text(at, end, ",");
}

static char *put_key_time(char *at, char *end, const char *key) {
  char now[40];
  *put_date_time(now, clock_now(0)) = 0;
  at = put_text(at, end, "\"");
  at = put_text(at, end, key);
  at = put_text(at, end, "\":\"");
  at = put_text(at, end, now);
  return put_text(at, end, "\",");
}

static long write_record(const char *path, const char *text, u64 n) {
  static char temporary[4200];
  char *end = temporary + sizeof temporary - 1;
  *put_text(put_text(temporary, end, path), end, ".tmp-monitor") = 0;
  int fd = (int)sys4(__NR_openat, AT_FDCWD, temporary, O_WRONLY_ | O_CREAT_ | O_TRUNC_ | O_CLOEXEC_, 0600);
  if (fd < 0) return fd;
  long r = write_all(fd, text, n);
  if (r >= 0) r = sys1(__NR_fdatasync, fd);
  sys_close(fd);
  if (r >= 0) r = sys4(__NR_renameat, AT_FDCWD, temporary, AT_FDCWD, path);
  if (r < 0) sys3(__NR_unlinkat, AT_FDCWD, temporary, 0);
  return r;
}

// Start time of a process in clock ticks: field 22 of /proc/<pid>/stat, which together with the pid is unique per boot.
static s64 start_time(s64 pid) {
  char path[64], text[1024];
  char *at = put_text(path, path + 63, "/proc/");
  at = put_number(at, path + 63, pid);
  *put_text(at, path + 63, "/stat") = 0;
  int fd = (int)sys4(__NR_openat, AT_FDCWD, path, O_RDONLY_ | O_CLOEXEC_, 0);
  if (fd < 0) return 0;
  long n = sys3(__NR_read, fd, text, sizeof text - 1);
  sys_close(fd);
  if (n <= 0) return 0;
  long i = n;
  while (i > 0 && text[i - 1] != ')') i--; // the command name may itself hold ") "
  int field = 2;
  s64 value = 0;
  for (; i < n && field < 22; i++)
    if (text[i] == ' ') field++;
  for (; i < n && text[i] >= '0' && text[i] <= '9'; i++) value = value * 10 + (text[i] - '0');
  return value;
}

static void write_state_record(const struct ts_machine *m) {
  if (m->plan->state_record == TS_NONE) return;
  char *at = record, *end = record + RECORD_SIZE - 2;
  s64 pid = load(m, m->plan->init_pid), own = sys0(__NR_getpid);
  at = put_text(at, end, "{");
  at = put_key_number(at, end, "pid", pid);
  at = put_key_number(at, end, "startTime", start_time(pid));
  at = put_key_number(at, end, "monitorPid", own);
  at = put_key_number(at, end, "monitorStartTime", start_time(own));
  at = put_key_time(at, end, "startedAt");
  at[-1] = '}';
  write_record((const char *)m->data + m->plan->state_record, record, (u64)(at - record));
}

struct kmsg {
  int fd; // opened at start at the end of the ring, so only what came since is read
};

static void open_evidence(const struct ts_machine *m, struct kmsg *kmsg) {
  const struct ts_evidence *e = (const struct ts_evidence *)(m->data + m->plan->evidence);
  kmsg->fd = -1;
  for (u32 i = 0; i < m->plan->evidence_count; i++) {
    if (e[i].needle == TS_NONE || kmsg->fd >= 0) continue;
    kmsg->fd = (int)sys4(__NR_openat, AT_FDCWD, m->data + e[i].path, O_RDONLY_ | O_NONBLOCK_ | O_CLOEXEC_, 0);
    if (kmsg->fd >= 0) sys3(__NR_lseek, kmsg->fd, 0, 2);
  }
}

static int contains(const char *text, u64 n, const char *needle) {
  u64 length = length_of(needle);
  for (u64 i = 0; i + length <= n; i++) {
    u64 j = 0;
    while (j < length && text[i + j] == needle[j]) j++;
    if (j == length) return 1;
  }
  return 0;
}

// Reads one evidence file into `text`; of a log with a needle only the matching records and the one after each.
static u64 read_evidence(const struct ts_machine *m, const struct ts_evidence *e, const struct kmsg *kmsg, char *text) {
  if (e->needle == TS_NONE) {
    int fd = (int)sys4(__NR_openat, AT_FDCWD, m->data + e->path, O_RDONLY_ | O_CLOEXEC_, 0);
    if (fd < 0) return 0;
    long n = sys3(__NR_read, fd, text, EVIDENCE_MAX);
    sys_close(fd);
    return n > 0 ? (u64)n : 0;
  }
  static char line[8192];
  u64 used = 0;
  int keep = 0;
  for (int i = 0; kmsg->fd >= 0 && i < 4096; i++) {
    long n = sys3(__NR_read, kmsg->fd, line, sizeof line);
    if (n == -E_PIPE) continue; // the ring overtook us: the next read goes on with the oldest record left
    if (n <= 0) break;
    if (contains(line, (u64)n, (const char *)m->data + e->needle)) keep = 2;
    if (keep-- <= 0) continue;
    if (used + (u64)n > EVIDENCE_MAX) break;
    memcpy(text + used, line, (u64)n);
    used += (u64)n;
  }
  return used;
}

// When the disk of the state root is full, the exit is told beside the state record, which is on a tmpfs.
static void save_exit_record(const struct ts_machine *m, const char *text, u64 n) {
  if (write_record((const char *)m->data + m->plan->exit_record, text, n) >= 0 || m->plan->state_record == TS_NONE) return;
  static char beside[4200];
  char *end = beside + sizeof beside - 1, *at = put_text(beside, end, (const char *)m->data + m->plan->state_record);
  while (at > beside && at[-1] != '/') at--;
  *put_text(at, end, "exit.json") = 0;
  write_record(beside, text, n);
}

static void write_exit_record(const struct ts_machine *m, int code, int signal, const struct ts_failure *failure, u64 dropped,
                              const struct kmsg *kmsg) {
  if (m->plan->exit_record == TS_NONE) return;
  static char text[EVIDENCE_MAX];
  char *at = record, *end = record + RECORD_SIZE - 4;
  at = put_text(at, end, "{");
  at = put_key_number(at, end, "exitCode", code);
  at = put_key_number(at, end, "signal", signal);
  at = put_key_time(at, end, "exitedAt");
  at = put_key_number(at, end, "logBytesDropped", (s64)dropped);
  if (failure) {
    at = put_text(at, end, "\"failure\":{");
    at = put_key_number(at, end, "lane", failure->lane);
    at = put_key_number(at, end, "op", failure->op);
    at = put_key_number(at, end, "errno", failure->error);
    at[-1] = '}';
    at = put_text(at, end, ",");
  }
  at = put_text(at, end, "\"evidence\":{");
  const struct ts_evidence *e = (const struct ts_evidence *)(m->data + m->plan->evidence);
  for (u32 i = 0; i < m->plan->evidence_count; i++) {
    const char *name = (const char *)m->data + e[i].name;
    u64 n = read_evidence(m, &e[i], kmsg, text);
    if (end - at < (s64)n + 256) break;
    at = put_json_string(at, end, name, length_of(name));
    at = put_text(at, end, ":");
    at = put_json_string(at, end, text, n);
    at = put_text(at, end, ",");
  }
  if (at[-1] == ',') at--;
  *at++ = '}';
  *at++ = '}';
  save_exit_record(m, record, (u64)(at - record));
}
