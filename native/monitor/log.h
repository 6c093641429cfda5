// The CRI log: "2026-11-21T02:33:52.123456789Z stdout F text\n", lines over 16 KiB in parts tagged P, rotated by rename
// (path -> path.1 -> path.2 ...) at a line boundary. Writing must never stop the container: what the disk refuses is counted.
#pragma once
#include "../sys.h"

#define LOG_LINE_MAX 16384
#define LOG_OUT_SIZE (512 * 1024)

struct log {
  const char *path;
  u64 max_bytes, written;
  u32 max_files;
  int fd;
  u64 dropped;
  u32 out_used;
};

static char log_out[LOG_OUT_SIZE];

// Days since 1970 to a civil date (Howard Hinnant's algorithm, valid for all years we can meet).
static char *put_date_time(char *at, struct ts_time now) {
  s64 days = now.seconds / 86400, rest = now.seconds % 86400;
  s64 z = days + 719468, era = z / 146097;
  u32 doe = (u32)(z - era * 146097);
  u32 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  u32 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  u32 mp = (5 * doy + 2) / 153;
  u32 day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
  u32 year = (u32)(yoe + era * 400) + (month <= 2);
  u32 parts[] = {year, month, day, (u32)(rest / 3600), (u32)(rest / 60 % 60), (u32)(rest % 60)};
  static const char after[] = "--T::.";
  for (int i = 0; i < 6; i++) {
    u32 width = i == 0 ? 4 : 2, value = parts[i];
    for (u32 w = width; w--; value /= 10) at[w] = (char)('0' + value % 10);
    at += width;
    *at++ = after[i];
  }
  u64 nano = (u64)now.nanoseconds;
  for (int w = 8; w >= 0; w--, nano /= 10) at[w] = (char)('0' + nano % 10);
  at += 9;
  *at++ = 'Z';
  return at;
}

static const char *find_newline(const char *at, const char *end) {
#if defined(__x86_64__)
  typedef char v16 __attribute__((vector_size(16)));
  const v16 nl = {'\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n'};
  for (; end - at >= 16; at += 16) {
    v16 chunk;
    __builtin_memcpy(&chunk, at, 16);
    int mask = __builtin_ia32_pmovmskb128((v16)(chunk == nl));
    if (mask) return at + __builtin_ctz((u32)mask);
  }
#endif
  for (; at < end; at++)
    if (*at == '\n') return at;
  return 0;
}

static void log_open(struct log *log) {
  log->fd = (int)sys4(__NR_openat, AT_FDCWD, log->path, O_WRONLY_ | O_CREAT_ | O_APPEND_ | O_CLOEXEC_, 0600);
  log->written = 0;
  if (log->fd >= 0) {
    long size = sys3(__NR_lseek, log->fd, 0, 2);
    log->written = size > 0 ? (u64)size : 0;
  }
}

static const char *rotated_name(char *buffer, u64 size, const char *path, u32 number) {
  char *end = buffer + size - 1, *at = put_text(buffer, end, path);
  at = put_text(at, end, ".");
  at = put_number(at, end, number);
  *at = 0;
  return buffer;
}

static void log_rotate(struct log *log) {
  static char older[4200], newer[4200];
  sys_close(log->fd);
  for (u32 n = log->max_files - 1; n >= 1; n--) {
    rotated_name(older, sizeof older, log->path, n);
    const char *from = n == 1 ? log->path : rotated_name(newer, sizeof newer, log->path, n - 1);
    sys4(__NR_renameat, AT_FDCWD, from, AT_FDCWD, older);
  }
  if (log->max_files <= 1) sys3(__NR_unlinkat, AT_FDCWD, log->path, 0);
  log_open(log);
}

static void log_flush(struct log *log) {
  if (!log->out_used) return;
  if (log->fd < 0) log_open(log);
  if (log->fd >= 0 && write_all(log->fd, log_out, log->out_used) >= 0) log->written += log->out_used;
  else {
    log->dropped += log->out_used;
    // A full disk takes part of a line: without this the next line would be glued to it.
    if (log->fd >= 0) sys2(__NR_ftruncate, log->fd, log->written);
  }
  log->out_used = 0;
}

struct log_stream {
  const char *name; // " stdout "
  char carry[LOG_LINE_MAX];
  u32 carried;
};

static void log_line(struct log *log, struct log_stream *s, const char *stamp, u32 stamp_size, const char *text, u64 n, char tag) {
  u64 need = stamp_size + 16 + s->carried + n;
  // A file never grows past its bound, unless a single line is longer than that.
  int full = log->max_bytes && log->written + log->out_used + need > log->max_bytes && log->written + log->out_used > 0;
  if (full || log->out_used + need > LOG_OUT_SIZE) log_flush(log);
  if (full && log->fd >= 0) log_rotate(log);
  char *at = log_out + log->out_used;
  memcpy(at, stamp, stamp_size);
  at += stamp_size;
  *at++ = tag;
  *at++ = ' ';
  memcpy(at, s->carry, s->carried);
  at += s->carried;
  memcpy(at, text, n);
  at += n;
  *at++ = '\n';
  s->carried = 0;
  log->out_used = (u32)(at - log_out);
}

// Logs what was read from one stream. `last`: the stream is at its end, write the unfinished line as well.
static void log_write(struct log *log, struct log_stream *s, const char *data, u64 n, int last) {
  if (!log->path) return;
  char stamp[48];
  char *at = put_date_time(stamp, clock_now(0));
  at = put_text(at, stamp + sizeof stamp, s->name);
  u32 stamp_size = (u32)(at - stamp);
  const char *end = data + n;
  while (data < end) {
    const char *newline = find_newline(data, end);
    u64 length = (u64)((newline ? newline : end) - data);
    u64 room = LOG_LINE_MAX - s->carried;
    if (length > room) {
      log_line(log, s, stamp, stamp_size, data, room, 'P');
      data += room;
    } else if (newline) {
      log_line(log, s, stamp, stamp_size, data, length, 'F');
      data = newline + 1;
    } else {
      memcpy(s->carry + s->carried, data, length);
      s->carried += (u32)length;
      data = end;
    }
  }
  if (last && s->carried) log_line(log, s, stamp, stamp_size, "", 0, 'P');
  log_flush(log);
}
