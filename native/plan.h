// The binary form of a plan. src/plan/encode.ts writes it, interpreter.h performs it; test/unit/plan/encode.test.ts
// checks the encoder against the numbers in this header. Little endian, offsets in bytes. No container policy here.
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef int s32;
typedef long s64;

#define TS_PLAN_MAGIC 0x4e505354u // "TSPN"
#define TS_PLAN_VERSION 1u
#define TS_NONE 0xffffffffu // no slot, no string

// How an argument's 64 bits become a value.
#define TS_ARG_IMMEDIATE 0
#define TS_ARG_ADDRESS 1 // offset into data -> pointer
#define TS_ARG_LOAD32 2  // offset into data -> signed 32-bit value there (fds, pids)
#define TS_ARG_LOAD64 3  // offset into data -> 64-bit value there

#define TS_OP_SYSCALL 0
#define TS_OP_CLONE 1   // clone3 or clone whose child interprets `lane`
#define TS_OP_NETLINK 2 // args: fd, buffer, length; result: 0 or the first error among the acks
#define TS_OP_COPY 3    // args: value, address, width 4|8 (fills a run-time value into a struct)
#define TS_OP_DECIMAL 4 // args: prefix, value, suffix, address of 64 bytes (makes "/proc/123/uid_map")
#define TS_OP_CHECK 5   // args: value, mask or 0; result: the value (masked), for comparison with `expect`

#define TS_SKIP_NEVER 0
#define TS_SKIP_IF_OK 1
#define TS_SKIP_IF_IGNORED 2

struct ts_op {
  u16 kind;
  u16 index; // of the op in its lane as TypeScript knows it, for blame; COPY and DECIMAL carry the index of the op they serve
  u32 nr;
  u64 args[6];
  u8 arg_kinds[6];
  u8 skip_when;
  u8 has_expect;
  u32 store; // data offset of 8 bytes, or TS_NONE
  s32 expect;
  u16 ignore[4]; // errno numbers, 0 = unused
  u16 skip;      // encoded ops to leave out
  u16 lane;      // TS_OP_CLONE
  u32 reserved;
};

struct ts_lane {
  u32 first;
  u32 count;
};

struct ts_evidence {
  u32 name, path, needle;
};

// Offsets of slots are data offsets; strings are data offsets of NUL-terminated text.
struct ts_plan {
  u32 magic, version;
  u32 total_size;
  u32 lane_count, lanes; // struct ts_lane[]
  u32 op_count, ops;     // struct ts_op[]
  u32 reloc_count, relocs; // u32[]: data offsets of u64 that hold data offsets and become pointers
  u32 data, data_size;
  u32 exit_lane; // lane 0 is the parent lane
  // monitor settings
  u32 init_pid, init_pidfd, report, report_write;
  u32 stdin_fd, stdout_fd, stderr_fd, terminal_fd, listen_fd, start_fd;
  u32 stdin_once;
  u32 log_path, log_max_files;
  u64 log_max_bytes;
  u32 state_record, exit_record;
  u32 evidence_count, evidence; // struct ts_evidence[] in data
  u32 exit_argv, exit_envp;     // pointer arrays in data
  u32 exit_only_if;             // path of a file without which the exit command is not executed
  u32 transient;                // the monitor ends once the container 1: runs, 2: waits for start; 0: it stays
};

// Trace record, one per performed op, in the optional trace memory: lane, index, result, start and duration in ns.
struct ts_trace {
  u16 lane, index;
  u32 pid;
  s64 result;
  u64 start_ns, duration_ns;
};
struct ts_trace_header {
  u64 count; // atomically incremented by whoever performs an op
  u64 capacity;
  struct ts_trace records[];
};

// What went wrong: sent through the report pipe and to the client. op TS_ALIVE: no failure, "my monitor still reads".
struct ts_failure {
  u32 lane, op;
  s32 error;
};
#define TS_ALIVE 0xfffffffeu
// error of a TS_OP_CHECK whose value was another one than expected: this bit, and the value's low 16 bits.
#define TS_UNEXPECTED 0x10000
