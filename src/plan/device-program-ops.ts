// The bpf(2) calls that load a device program and attach it to the container's v2 cgroup.

import { CGROUP_FD, closeSlot } from "./cgroup-ops.ts";
import type { Op, Origin } from "./op.ts";

const BPF_PROG_LOAD = 5;
const BPF_PROG_ATTACH = 8;
const BPF_PROG_TYPE_CGROUP_DEVICE = 15;
const BPF_CGROUP_DEVICE = 6;
const BPF_F_ALLOW_MULTI = 2;

/** Loads the program and attaches it to the cgroup in slot cgroupFd; it lives as long as the cgroup. */
export function bpfDeviceOps(program: Uint8Array, from: Origin): Op[] {
  const slot = "deviceProgram";
  return [
    bpf(
      BPF_PROG_LOAD,
      72,
      [
        ["prog_type", 4, BPF_PROG_TYPE_CGROUP_DEVICE],
        ["insn_cnt", 4, program.length / 8],
        ["insns", 8, { bytes: program }],
        ["license", 8, { string: "Apache-2.0" }],
        ["log_level", 4, 0],
        ["log_size", 4, 0],
        ["log_buf", 8, 0],
        ["kern_version", 4, 0],
        ["prog_flags", 4, 0],
        ["prog_name", 8, 0],
        ["prog_name_end", 8, 0],
        ["prog_ifindex", 4, 0],
        ["expected_attach_type", 4, BPF_CGROUP_DEVICE],
      ],
      { from, why: "the device rules as a program that the kernel asks at each access", store: slot },
    ),
    bpf(
      BPF_PROG_ATTACH,
      16,
      [
        ["target_fd", 4, { fd: CGROUP_FD }],
        ["attach_bpf_fd", 4, { fd: slot }],
        ["attach_type", 4, BPF_CGROUP_DEVICE],
        ["attach_flags", 4, BPF_F_ALLOW_MULTI],
      ],
      { from, why: "from now on the program decides for this cgroup" },
    ),
    closeSlot(slot, from),
  ];
}

type BpfField = readonly [name: string, size: 4 | 8, value: Op["args"][number]];

function bpf(command: number, size: number, fields: readonly BpfField[], rest: Pick<Op, "from" | "why" | "store">): Op {
  const attributes: Op["args"][number] = {
    struct: fields.map(([name, fieldSize, value]) => ({ name, size: fieldSize, value })),
    note: "union bpf_attr",
  };
  return { call: "bpf", args: [command, attributes, size], ...rest };
}
