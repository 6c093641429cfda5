// Written by scripts/cri/generate.mjs from proto/runtime.v1/contract.json; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import type { handleServerStreamingCall, handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";

export const protobufPackage = "runtime.v1";

export const protobufFileName = "runtime.v1/api.proto";

export const Protocol = { TCP: 0, UDP: 1, SCTP: 2 } as const;

export type Protocol = typeof Protocol[keyof typeof Protocol];

export namespace Protocol {
  export type TCP = typeof Protocol.TCP;
  export type UDP = typeof Protocol.UDP;
  export type SCTP = typeof Protocol.SCTP;
}

export function protocolFromJSON(object: any): Protocol {
  switch (object) {
    case 0:
    case "TCP":
      return Protocol.TCP;
    case 1:
    case "UDP":
      return Protocol.UDP;
    case 2:
    case "SCTP":
      return Protocol.SCTP;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum Protocol");
  }
}

export function protocolToJSON(object: Protocol): string {
  switch (object) {
    case Protocol.TCP:
      return "TCP";
    case Protocol.UDP:
      return "UDP";
    case Protocol.SCTP:
      return "SCTP";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum Protocol");
  }
}

export const MountPropagation = {
  PROPAGATION_PRIVATE: 0,
  PROPAGATION_HOST_TO_CONTAINER: 1,
  PROPAGATION_BIDIRECTIONAL: 2,
} as const;

export type MountPropagation = typeof MountPropagation[keyof typeof MountPropagation];

export namespace MountPropagation {
  export type PROPAGATION_PRIVATE = typeof MountPropagation.PROPAGATION_PRIVATE;
  export type PROPAGATION_HOST_TO_CONTAINER = typeof MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
  export type PROPAGATION_BIDIRECTIONAL = typeof MountPropagation.PROPAGATION_BIDIRECTIONAL;
}

export function mountPropagationFromJSON(object: any): MountPropagation {
  switch (object) {
    case 0:
    case "PROPAGATION_PRIVATE":
      return MountPropagation.PROPAGATION_PRIVATE;
    case 1:
    case "PROPAGATION_HOST_TO_CONTAINER":
      return MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
    case 2:
    case "PROPAGATION_BIDIRECTIONAL":
      return MountPropagation.PROPAGATION_BIDIRECTIONAL;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum MountPropagation");
  }
}

export function mountPropagationToJSON(object: MountPropagation): string {
  switch (object) {
    case MountPropagation.PROPAGATION_PRIVATE:
      return "PROPAGATION_PRIVATE";
    case MountPropagation.PROPAGATION_HOST_TO_CONTAINER:
      return "PROPAGATION_HOST_TO_CONTAINER";
    case MountPropagation.PROPAGATION_BIDIRECTIONAL:
      return "PROPAGATION_BIDIRECTIONAL";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum MountPropagation");
  }
}

export const NamespaceMode = { POD: 0, CONTAINER: 1, NODE: 2, TARGET: 3 } as const;

export type NamespaceMode = typeof NamespaceMode[keyof typeof NamespaceMode];

export namespace NamespaceMode {
  export type POD = typeof NamespaceMode.POD;
  export type CONTAINER = typeof NamespaceMode.CONTAINER;
  export type NODE = typeof NamespaceMode.NODE;
  export type TARGET = typeof NamespaceMode.TARGET;
}

export function namespaceModeFromJSON(object: any): NamespaceMode {
  switch (object) {
    case 0:
    case "POD":
      return NamespaceMode.POD;
    case 1:
    case "CONTAINER":
      return NamespaceMode.CONTAINER;
    case 2:
    case "NODE":
      return NamespaceMode.NODE;
    case 3:
    case "TARGET":
      return NamespaceMode.TARGET;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum NamespaceMode");
  }
}

export function namespaceModeToJSON(object: NamespaceMode): string {
  switch (object) {
    case NamespaceMode.POD:
      return "POD";
    case NamespaceMode.CONTAINER:
      return "CONTAINER";
    case NamespaceMode.NODE:
      return "NODE";
    case NamespaceMode.TARGET:
      return "TARGET";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum NamespaceMode");
  }
}

export const SupplementalGroupsPolicy = { Merge: 0, Strict: 1 } as const;

export type SupplementalGroupsPolicy = typeof SupplementalGroupsPolicy[keyof typeof SupplementalGroupsPolicy];

export namespace SupplementalGroupsPolicy {
  export type Merge = typeof SupplementalGroupsPolicy.Merge;
  export type Strict = typeof SupplementalGroupsPolicy.Strict;
}

export function supplementalGroupsPolicyFromJSON(object: any): SupplementalGroupsPolicy {
  switch (object) {
    case 0:
    case "Merge":
      return SupplementalGroupsPolicy.Merge;
    case 1:
    case "Strict":
      return SupplementalGroupsPolicy.Strict;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum SupplementalGroupsPolicy");
  }
}

export function supplementalGroupsPolicyToJSON(object: SupplementalGroupsPolicy): string {
  switch (object) {
    case SupplementalGroupsPolicy.Merge:
      return "Merge";
    case SupplementalGroupsPolicy.Strict:
      return "Strict";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum SupplementalGroupsPolicy");
  }
}

export const PodSandboxState = { SANDBOX_READY: 0, SANDBOX_NOTREADY: 1 } as const;

export type PodSandboxState = typeof PodSandboxState[keyof typeof PodSandboxState];

export namespace PodSandboxState {
  export type SANDBOX_READY = typeof PodSandboxState.SANDBOX_READY;
  export type SANDBOX_NOTREADY = typeof PodSandboxState.SANDBOX_NOTREADY;
}

export function podSandboxStateFromJSON(object: any): PodSandboxState {
  switch (object) {
    case 0:
    case "SANDBOX_READY":
      return PodSandboxState.SANDBOX_READY;
    case 1:
    case "SANDBOX_NOTREADY":
      return PodSandboxState.SANDBOX_NOTREADY;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum PodSandboxState");
  }
}

export function podSandboxStateToJSON(object: PodSandboxState): string {
  switch (object) {
    case PodSandboxState.SANDBOX_READY:
      return "SANDBOX_READY";
    case PodSandboxState.SANDBOX_NOTREADY:
      return "SANDBOX_NOTREADY";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum PodSandboxState");
  }
}

export const Signal = {
  SIGNAL_RUNTIME_DEFAULT: 0,
  SIGNAL_SIGABRT: 1,
  SIGNAL_SIGALRM: 2,
  SIGNAL_SIGBUS: 3,
  SIGNAL_SIGCHLD: 4,
  SIGNAL_SIGCLD: 5,
  SIGNAL_SIGCONT: 6,
  SIGNAL_SIGFPE: 7,
  SIGNAL_SIGHUP: 8,
  SIGNAL_SIGILL: 9,
  SIGNAL_SIGINT: 10,
  SIGNAL_SIGIO: 11,
  SIGNAL_SIGIOT: 12,
  SIGNAL_SIGKILL: 13,
  SIGNAL_SIGPIPE: 14,
  SIGNAL_SIGPOLL: 15,
  SIGNAL_SIGPROF: 16,
  SIGNAL_SIGPWR: 17,
  SIGNAL_SIGQUIT: 18,
  SIGNAL_SIGSEGV: 19,
  SIGNAL_SIGSTKFLT: 20,
  SIGNAL_SIGSTOP: 21,
  SIGNAL_SIGSYS: 22,
  SIGNAL_SIGTERM: 23,
  SIGNAL_SIGTRAP: 24,
  SIGNAL_SIGTSTP: 25,
  SIGNAL_SIGTTIN: 26,
  SIGNAL_SIGTTOU: 27,
  SIGNAL_SIGURG: 28,
  SIGNAL_SIGUSR1: 29,
  SIGNAL_SIGUSR2: 30,
  SIGNAL_SIGVTALRM: 31,
  SIGNAL_SIGWINCH: 32,
  SIGNAL_SIGXCPU: 33,
  SIGNAL_SIGXFSZ: 34,
  SIGNAL_SIGRTMIN: 35,
  SIGNAL_SIGRTMINPLUS1: 36,
  SIGNAL_SIGRTMINPLUS2: 37,
  SIGNAL_SIGRTMINPLUS3: 38,
  SIGNAL_SIGRTMINPLUS4: 39,
  SIGNAL_SIGRTMINPLUS5: 40,
  SIGNAL_SIGRTMINPLUS6: 41,
  SIGNAL_SIGRTMINPLUS7: 42,
  SIGNAL_SIGRTMINPLUS8: 43,
  SIGNAL_SIGRTMINPLUS9: 44,
  SIGNAL_SIGRTMINPLUS10: 45,
  SIGNAL_SIGRTMINPLUS11: 46,
  SIGNAL_SIGRTMINPLUS12: 47,
  SIGNAL_SIGRTMINPLUS13: 48,
  SIGNAL_SIGRTMINPLUS14: 49,
  SIGNAL_SIGRTMINPLUS15: 50,
  SIGNAL_SIGRTMAXMINUS14: 51,
  SIGNAL_SIGRTMAXMINUS13: 52,
  SIGNAL_SIGRTMAXMINUS12: 53,
  SIGNAL_SIGRTMAXMINUS11: 54,
  SIGNAL_SIGRTMAXMINUS10: 55,
  SIGNAL_SIGRTMAXMINUS9: 56,
  SIGNAL_SIGRTMAXMINUS8: 57,
  SIGNAL_SIGRTMAXMINUS7: 58,
  SIGNAL_SIGRTMAXMINUS6: 59,
  SIGNAL_SIGRTMAXMINUS5: 60,
  SIGNAL_SIGRTMAXMINUS4: 61,
  SIGNAL_SIGRTMAXMINUS3: 62,
  SIGNAL_SIGRTMAXMINUS2: 63,
  SIGNAL_SIGRTMAXMINUS1: 64,
  SIGNAL_SIGRTMAX: 65,
} as const;

export type Signal = typeof Signal[keyof typeof Signal];

export namespace Signal {
  export type SIGNAL_RUNTIME_DEFAULT = typeof Signal.SIGNAL_RUNTIME_DEFAULT;
  export type SIGNAL_SIGABRT = typeof Signal.SIGNAL_SIGABRT;
  export type SIGNAL_SIGALRM = typeof Signal.SIGNAL_SIGALRM;
  export type SIGNAL_SIGBUS = typeof Signal.SIGNAL_SIGBUS;
  export type SIGNAL_SIGCHLD = typeof Signal.SIGNAL_SIGCHLD;
  export type SIGNAL_SIGCLD = typeof Signal.SIGNAL_SIGCLD;
  export type SIGNAL_SIGCONT = typeof Signal.SIGNAL_SIGCONT;
  export type SIGNAL_SIGFPE = typeof Signal.SIGNAL_SIGFPE;
  export type SIGNAL_SIGHUP = typeof Signal.SIGNAL_SIGHUP;
  export type SIGNAL_SIGILL = typeof Signal.SIGNAL_SIGILL;
  export type SIGNAL_SIGINT = typeof Signal.SIGNAL_SIGINT;
  export type SIGNAL_SIGIO = typeof Signal.SIGNAL_SIGIO;
  export type SIGNAL_SIGIOT = typeof Signal.SIGNAL_SIGIOT;
  export type SIGNAL_SIGKILL = typeof Signal.SIGNAL_SIGKILL;
  export type SIGNAL_SIGPIPE = typeof Signal.SIGNAL_SIGPIPE;
  export type SIGNAL_SIGPOLL = typeof Signal.SIGNAL_SIGPOLL;
  export type SIGNAL_SIGPROF = typeof Signal.SIGNAL_SIGPROF;
  export type SIGNAL_SIGPWR = typeof Signal.SIGNAL_SIGPWR;
  export type SIGNAL_SIGQUIT = typeof Signal.SIGNAL_SIGQUIT;
  export type SIGNAL_SIGSEGV = typeof Signal.SIGNAL_SIGSEGV;
  export type SIGNAL_SIGSTKFLT = typeof Signal.SIGNAL_SIGSTKFLT;
  export type SIGNAL_SIGSTOP = typeof Signal.SIGNAL_SIGSTOP;
  export type SIGNAL_SIGSYS = typeof Signal.SIGNAL_SIGSYS;
  export type SIGNAL_SIGTERM = typeof Signal.SIGNAL_SIGTERM;
  export type SIGNAL_SIGTRAP = typeof Signal.SIGNAL_SIGTRAP;
  export type SIGNAL_SIGTSTP = typeof Signal.SIGNAL_SIGTSTP;
  export type SIGNAL_SIGTTIN = typeof Signal.SIGNAL_SIGTTIN;
  export type SIGNAL_SIGTTOU = typeof Signal.SIGNAL_SIGTTOU;
  export type SIGNAL_SIGURG = typeof Signal.SIGNAL_SIGURG;
  export type SIGNAL_SIGUSR1 = typeof Signal.SIGNAL_SIGUSR1;
  export type SIGNAL_SIGUSR2 = typeof Signal.SIGNAL_SIGUSR2;
  export type SIGNAL_SIGVTALRM = typeof Signal.SIGNAL_SIGVTALRM;
  export type SIGNAL_SIGWINCH = typeof Signal.SIGNAL_SIGWINCH;
  export type SIGNAL_SIGXCPU = typeof Signal.SIGNAL_SIGXCPU;
  export type SIGNAL_SIGXFSZ = typeof Signal.SIGNAL_SIGXFSZ;
  export type SIGNAL_SIGRTMIN = typeof Signal.SIGNAL_SIGRTMIN;
  export type SIGNAL_SIGRTMINPLUS1 = typeof Signal.SIGNAL_SIGRTMINPLUS1;
  export type SIGNAL_SIGRTMINPLUS2 = typeof Signal.SIGNAL_SIGRTMINPLUS2;
  export type SIGNAL_SIGRTMINPLUS3 = typeof Signal.SIGNAL_SIGRTMINPLUS3;
  export type SIGNAL_SIGRTMINPLUS4 = typeof Signal.SIGNAL_SIGRTMINPLUS4;
  export type SIGNAL_SIGRTMINPLUS5 = typeof Signal.SIGNAL_SIGRTMINPLUS5;
  export type SIGNAL_SIGRTMINPLUS6 = typeof Signal.SIGNAL_SIGRTMINPLUS6;
  export type SIGNAL_SIGRTMINPLUS7 = typeof Signal.SIGNAL_SIGRTMINPLUS7;
  export type SIGNAL_SIGRTMINPLUS8 = typeof Signal.SIGNAL_SIGRTMINPLUS8;
  export type SIGNAL_SIGRTMINPLUS9 = typeof Signal.SIGNAL_SIGRTMINPLUS9;
  export type SIGNAL_SIGRTMINPLUS10 = typeof Signal.SIGNAL_SIGRTMINPLUS10;
  export type SIGNAL_SIGRTMINPLUS11 = typeof Signal.SIGNAL_SIGRTMINPLUS11;
  export type SIGNAL_SIGRTMINPLUS12 = typeof Signal.SIGNAL_SIGRTMINPLUS12;
  export type SIGNAL_SIGRTMINPLUS13 = typeof Signal.SIGNAL_SIGRTMINPLUS13;
  export type SIGNAL_SIGRTMINPLUS14 = typeof Signal.SIGNAL_SIGRTMINPLUS14;
  export type SIGNAL_SIGRTMINPLUS15 = typeof Signal.SIGNAL_SIGRTMINPLUS15;
  export type SIGNAL_SIGRTMAXMINUS14 = typeof Signal.SIGNAL_SIGRTMAXMINUS14;
  export type SIGNAL_SIGRTMAXMINUS13 = typeof Signal.SIGNAL_SIGRTMAXMINUS13;
  export type SIGNAL_SIGRTMAXMINUS12 = typeof Signal.SIGNAL_SIGRTMAXMINUS12;
  export type SIGNAL_SIGRTMAXMINUS11 = typeof Signal.SIGNAL_SIGRTMAXMINUS11;
  export type SIGNAL_SIGRTMAXMINUS10 = typeof Signal.SIGNAL_SIGRTMAXMINUS10;
  export type SIGNAL_SIGRTMAXMINUS9 = typeof Signal.SIGNAL_SIGRTMAXMINUS9;
  export type SIGNAL_SIGRTMAXMINUS8 = typeof Signal.SIGNAL_SIGRTMAXMINUS8;
  export type SIGNAL_SIGRTMAXMINUS7 = typeof Signal.SIGNAL_SIGRTMAXMINUS7;
  export type SIGNAL_SIGRTMAXMINUS6 = typeof Signal.SIGNAL_SIGRTMAXMINUS6;
  export type SIGNAL_SIGRTMAXMINUS5 = typeof Signal.SIGNAL_SIGRTMAXMINUS5;
  export type SIGNAL_SIGRTMAXMINUS4 = typeof Signal.SIGNAL_SIGRTMAXMINUS4;
  export type SIGNAL_SIGRTMAXMINUS3 = typeof Signal.SIGNAL_SIGRTMAXMINUS3;
  export type SIGNAL_SIGRTMAXMINUS2 = typeof Signal.SIGNAL_SIGRTMAXMINUS2;
  export type SIGNAL_SIGRTMAXMINUS1 = typeof Signal.SIGNAL_SIGRTMAXMINUS1;
  export type SIGNAL_SIGRTMAX = typeof Signal.SIGNAL_SIGRTMAX;
}

export function signalFromJSON(object: any): Signal {
  switch (object) {
    case 0:
    case "SIGNAL_RUNTIME_DEFAULT":
      return Signal.SIGNAL_RUNTIME_DEFAULT;
    case 1:
    case "SIGNAL_SIGABRT":
      return Signal.SIGNAL_SIGABRT;
    case 2:
    case "SIGNAL_SIGALRM":
      return Signal.SIGNAL_SIGALRM;
    case 3:
    case "SIGNAL_SIGBUS":
      return Signal.SIGNAL_SIGBUS;
    case 4:
    case "SIGNAL_SIGCHLD":
      return Signal.SIGNAL_SIGCHLD;
    case 5:
    case "SIGNAL_SIGCLD":
      return Signal.SIGNAL_SIGCLD;
    case 6:
    case "SIGNAL_SIGCONT":
      return Signal.SIGNAL_SIGCONT;
    case 7:
    case "SIGNAL_SIGFPE":
      return Signal.SIGNAL_SIGFPE;
    case 8:
    case "SIGNAL_SIGHUP":
      return Signal.SIGNAL_SIGHUP;
    case 9:
    case "SIGNAL_SIGILL":
      return Signal.SIGNAL_SIGILL;
    case 10:
    case "SIGNAL_SIGINT":
      return Signal.SIGNAL_SIGINT;
    case 11:
    case "SIGNAL_SIGIO":
      return Signal.SIGNAL_SIGIO;
    case 12:
    case "SIGNAL_SIGIOT":
      return Signal.SIGNAL_SIGIOT;
    case 13:
    case "SIGNAL_SIGKILL":
      return Signal.SIGNAL_SIGKILL;
    case 14:
    case "SIGNAL_SIGPIPE":
      return Signal.SIGNAL_SIGPIPE;
    case 15:
    case "SIGNAL_SIGPOLL":
      return Signal.SIGNAL_SIGPOLL;
    case 16:
    case "SIGNAL_SIGPROF":
      return Signal.SIGNAL_SIGPROF;
    case 17:
    case "SIGNAL_SIGPWR":
      return Signal.SIGNAL_SIGPWR;
    case 18:
    case "SIGNAL_SIGQUIT":
      return Signal.SIGNAL_SIGQUIT;
    case 19:
    case "SIGNAL_SIGSEGV":
      return Signal.SIGNAL_SIGSEGV;
    case 20:
    case "SIGNAL_SIGSTKFLT":
      return Signal.SIGNAL_SIGSTKFLT;
    case 21:
    case "SIGNAL_SIGSTOP":
      return Signal.SIGNAL_SIGSTOP;
    case 22:
    case "SIGNAL_SIGSYS":
      return Signal.SIGNAL_SIGSYS;
    case 23:
    case "SIGNAL_SIGTERM":
      return Signal.SIGNAL_SIGTERM;
    case 24:
    case "SIGNAL_SIGTRAP":
      return Signal.SIGNAL_SIGTRAP;
    case 25:
    case "SIGNAL_SIGTSTP":
      return Signal.SIGNAL_SIGTSTP;
    case 26:
    case "SIGNAL_SIGTTIN":
      return Signal.SIGNAL_SIGTTIN;
    case 27:
    case "SIGNAL_SIGTTOU":
      return Signal.SIGNAL_SIGTTOU;
    case 28:
    case "SIGNAL_SIGURG":
      return Signal.SIGNAL_SIGURG;
    case 29:
    case "SIGNAL_SIGUSR1":
      return Signal.SIGNAL_SIGUSR1;
    case 30:
    case "SIGNAL_SIGUSR2":
      return Signal.SIGNAL_SIGUSR2;
    case 31:
    case "SIGNAL_SIGVTALRM":
      return Signal.SIGNAL_SIGVTALRM;
    case 32:
    case "SIGNAL_SIGWINCH":
      return Signal.SIGNAL_SIGWINCH;
    case 33:
    case "SIGNAL_SIGXCPU":
      return Signal.SIGNAL_SIGXCPU;
    case 34:
    case "SIGNAL_SIGXFSZ":
      return Signal.SIGNAL_SIGXFSZ;
    case 35:
    case "SIGNAL_SIGRTMIN":
      return Signal.SIGNAL_SIGRTMIN;
    case 36:
    case "SIGNAL_SIGRTMINPLUS1":
      return Signal.SIGNAL_SIGRTMINPLUS1;
    case 37:
    case "SIGNAL_SIGRTMINPLUS2":
      return Signal.SIGNAL_SIGRTMINPLUS2;
    case 38:
    case "SIGNAL_SIGRTMINPLUS3":
      return Signal.SIGNAL_SIGRTMINPLUS3;
    case 39:
    case "SIGNAL_SIGRTMINPLUS4":
      return Signal.SIGNAL_SIGRTMINPLUS4;
    case 40:
    case "SIGNAL_SIGRTMINPLUS5":
      return Signal.SIGNAL_SIGRTMINPLUS5;
    case 41:
    case "SIGNAL_SIGRTMINPLUS6":
      return Signal.SIGNAL_SIGRTMINPLUS6;
    case 42:
    case "SIGNAL_SIGRTMINPLUS7":
      return Signal.SIGNAL_SIGRTMINPLUS7;
    case 43:
    case "SIGNAL_SIGRTMINPLUS8":
      return Signal.SIGNAL_SIGRTMINPLUS8;
    case 44:
    case "SIGNAL_SIGRTMINPLUS9":
      return Signal.SIGNAL_SIGRTMINPLUS9;
    case 45:
    case "SIGNAL_SIGRTMINPLUS10":
      return Signal.SIGNAL_SIGRTMINPLUS10;
    case 46:
    case "SIGNAL_SIGRTMINPLUS11":
      return Signal.SIGNAL_SIGRTMINPLUS11;
    case 47:
    case "SIGNAL_SIGRTMINPLUS12":
      return Signal.SIGNAL_SIGRTMINPLUS12;
    case 48:
    case "SIGNAL_SIGRTMINPLUS13":
      return Signal.SIGNAL_SIGRTMINPLUS13;
    case 49:
    case "SIGNAL_SIGRTMINPLUS14":
      return Signal.SIGNAL_SIGRTMINPLUS14;
    case 50:
    case "SIGNAL_SIGRTMINPLUS15":
      return Signal.SIGNAL_SIGRTMINPLUS15;
    case 51:
    case "SIGNAL_SIGRTMAXMINUS14":
      return Signal.SIGNAL_SIGRTMAXMINUS14;
    case 52:
    case "SIGNAL_SIGRTMAXMINUS13":
      return Signal.SIGNAL_SIGRTMAXMINUS13;
    case 53:
    case "SIGNAL_SIGRTMAXMINUS12":
      return Signal.SIGNAL_SIGRTMAXMINUS12;
    case 54:
    case "SIGNAL_SIGRTMAXMINUS11":
      return Signal.SIGNAL_SIGRTMAXMINUS11;
    case 55:
    case "SIGNAL_SIGRTMAXMINUS10":
      return Signal.SIGNAL_SIGRTMAXMINUS10;
    case 56:
    case "SIGNAL_SIGRTMAXMINUS9":
      return Signal.SIGNAL_SIGRTMAXMINUS9;
    case 57:
    case "SIGNAL_SIGRTMAXMINUS8":
      return Signal.SIGNAL_SIGRTMAXMINUS8;
    case 58:
    case "SIGNAL_SIGRTMAXMINUS7":
      return Signal.SIGNAL_SIGRTMAXMINUS7;
    case 59:
    case "SIGNAL_SIGRTMAXMINUS6":
      return Signal.SIGNAL_SIGRTMAXMINUS6;
    case 60:
    case "SIGNAL_SIGRTMAXMINUS5":
      return Signal.SIGNAL_SIGRTMAXMINUS5;
    case 61:
    case "SIGNAL_SIGRTMAXMINUS4":
      return Signal.SIGNAL_SIGRTMAXMINUS4;
    case 62:
    case "SIGNAL_SIGRTMAXMINUS3":
      return Signal.SIGNAL_SIGRTMAXMINUS3;
    case 63:
    case "SIGNAL_SIGRTMAXMINUS2":
      return Signal.SIGNAL_SIGRTMAXMINUS2;
    case 64:
    case "SIGNAL_SIGRTMAXMINUS1":
      return Signal.SIGNAL_SIGRTMAXMINUS1;
    case 65:
    case "SIGNAL_SIGRTMAX":
      return Signal.SIGNAL_SIGRTMAX;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum Signal");
  }
}

export function signalToJSON(object: Signal): string {
  switch (object) {
    case Signal.SIGNAL_RUNTIME_DEFAULT:
      return "SIGNAL_RUNTIME_DEFAULT";
    case Signal.SIGNAL_SIGABRT:
      return "SIGNAL_SIGABRT";
    case Signal.SIGNAL_SIGALRM:
      return "SIGNAL_SIGALRM";
    case Signal.SIGNAL_SIGBUS:
      return "SIGNAL_SIGBUS";
    case Signal.SIGNAL_SIGCHLD:
      return "SIGNAL_SIGCHLD";
    case Signal.SIGNAL_SIGCLD:
      return "SIGNAL_SIGCLD";
    case Signal.SIGNAL_SIGCONT:
      return "SIGNAL_SIGCONT";
    case Signal.SIGNAL_SIGFPE:
      return "SIGNAL_SIGFPE";
    case Signal.SIGNAL_SIGHUP:
      return "SIGNAL_SIGHUP";
    case Signal.SIGNAL_SIGILL:
      return "SIGNAL_SIGILL";
    case Signal.SIGNAL_SIGINT:
      return "SIGNAL_SIGINT";
    case Signal.SIGNAL_SIGIO:
      return "SIGNAL_SIGIO";
    case Signal.SIGNAL_SIGIOT:
      return "SIGNAL_SIGIOT";
    case Signal.SIGNAL_SIGKILL:
      return "SIGNAL_SIGKILL";
    case Signal.SIGNAL_SIGPIPE:
      return "SIGNAL_SIGPIPE";
    case Signal.SIGNAL_SIGPOLL:
      return "SIGNAL_SIGPOLL";
    case Signal.SIGNAL_SIGPROF:
      return "SIGNAL_SIGPROF";
    case Signal.SIGNAL_SIGPWR:
      return "SIGNAL_SIGPWR";
    case Signal.SIGNAL_SIGQUIT:
      return "SIGNAL_SIGQUIT";
    case Signal.SIGNAL_SIGSEGV:
      return "SIGNAL_SIGSEGV";
    case Signal.SIGNAL_SIGSTKFLT:
      return "SIGNAL_SIGSTKFLT";
    case Signal.SIGNAL_SIGSTOP:
      return "SIGNAL_SIGSTOP";
    case Signal.SIGNAL_SIGSYS:
      return "SIGNAL_SIGSYS";
    case Signal.SIGNAL_SIGTERM:
      return "SIGNAL_SIGTERM";
    case Signal.SIGNAL_SIGTRAP:
      return "SIGNAL_SIGTRAP";
    case Signal.SIGNAL_SIGTSTP:
      return "SIGNAL_SIGTSTP";
    case Signal.SIGNAL_SIGTTIN:
      return "SIGNAL_SIGTTIN";
    case Signal.SIGNAL_SIGTTOU:
      return "SIGNAL_SIGTTOU";
    case Signal.SIGNAL_SIGURG:
      return "SIGNAL_SIGURG";
    case Signal.SIGNAL_SIGUSR1:
      return "SIGNAL_SIGUSR1";
    case Signal.SIGNAL_SIGUSR2:
      return "SIGNAL_SIGUSR2";
    case Signal.SIGNAL_SIGVTALRM:
      return "SIGNAL_SIGVTALRM";
    case Signal.SIGNAL_SIGWINCH:
      return "SIGNAL_SIGWINCH";
    case Signal.SIGNAL_SIGXCPU:
      return "SIGNAL_SIGXCPU";
    case Signal.SIGNAL_SIGXFSZ:
      return "SIGNAL_SIGXFSZ";
    case Signal.SIGNAL_SIGRTMIN:
      return "SIGNAL_SIGRTMIN";
    case Signal.SIGNAL_SIGRTMINPLUS1:
      return "SIGNAL_SIGRTMINPLUS1";
    case Signal.SIGNAL_SIGRTMINPLUS2:
      return "SIGNAL_SIGRTMINPLUS2";
    case Signal.SIGNAL_SIGRTMINPLUS3:
      return "SIGNAL_SIGRTMINPLUS3";
    case Signal.SIGNAL_SIGRTMINPLUS4:
      return "SIGNAL_SIGRTMINPLUS4";
    case Signal.SIGNAL_SIGRTMINPLUS5:
      return "SIGNAL_SIGRTMINPLUS5";
    case Signal.SIGNAL_SIGRTMINPLUS6:
      return "SIGNAL_SIGRTMINPLUS6";
    case Signal.SIGNAL_SIGRTMINPLUS7:
      return "SIGNAL_SIGRTMINPLUS7";
    case Signal.SIGNAL_SIGRTMINPLUS8:
      return "SIGNAL_SIGRTMINPLUS8";
    case Signal.SIGNAL_SIGRTMINPLUS9:
      return "SIGNAL_SIGRTMINPLUS9";
    case Signal.SIGNAL_SIGRTMINPLUS10:
      return "SIGNAL_SIGRTMINPLUS10";
    case Signal.SIGNAL_SIGRTMINPLUS11:
      return "SIGNAL_SIGRTMINPLUS11";
    case Signal.SIGNAL_SIGRTMINPLUS12:
      return "SIGNAL_SIGRTMINPLUS12";
    case Signal.SIGNAL_SIGRTMINPLUS13:
      return "SIGNAL_SIGRTMINPLUS13";
    case Signal.SIGNAL_SIGRTMINPLUS14:
      return "SIGNAL_SIGRTMINPLUS14";
    case Signal.SIGNAL_SIGRTMINPLUS15:
      return "SIGNAL_SIGRTMINPLUS15";
    case Signal.SIGNAL_SIGRTMAXMINUS14:
      return "SIGNAL_SIGRTMAXMINUS14";
    case Signal.SIGNAL_SIGRTMAXMINUS13:
      return "SIGNAL_SIGRTMAXMINUS13";
    case Signal.SIGNAL_SIGRTMAXMINUS12:
      return "SIGNAL_SIGRTMAXMINUS12";
    case Signal.SIGNAL_SIGRTMAXMINUS11:
      return "SIGNAL_SIGRTMAXMINUS11";
    case Signal.SIGNAL_SIGRTMAXMINUS10:
      return "SIGNAL_SIGRTMAXMINUS10";
    case Signal.SIGNAL_SIGRTMAXMINUS9:
      return "SIGNAL_SIGRTMAXMINUS9";
    case Signal.SIGNAL_SIGRTMAXMINUS8:
      return "SIGNAL_SIGRTMAXMINUS8";
    case Signal.SIGNAL_SIGRTMAXMINUS7:
      return "SIGNAL_SIGRTMAXMINUS7";
    case Signal.SIGNAL_SIGRTMAXMINUS6:
      return "SIGNAL_SIGRTMAXMINUS6";
    case Signal.SIGNAL_SIGRTMAXMINUS5:
      return "SIGNAL_SIGRTMAXMINUS5";
    case Signal.SIGNAL_SIGRTMAXMINUS4:
      return "SIGNAL_SIGRTMAXMINUS4";
    case Signal.SIGNAL_SIGRTMAXMINUS3:
      return "SIGNAL_SIGRTMAXMINUS3";
    case Signal.SIGNAL_SIGRTMAXMINUS2:
      return "SIGNAL_SIGRTMAXMINUS2";
    case Signal.SIGNAL_SIGRTMAXMINUS1:
      return "SIGNAL_SIGRTMAXMINUS1";
    case Signal.SIGNAL_SIGRTMAX:
      return "SIGNAL_SIGRTMAX";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum Signal");
  }
}

export const ContainerState = {
  CONTAINER_CREATED: 0,
  CONTAINER_RUNNING: 1,
  CONTAINER_EXITED: 2,
  CONTAINER_UNKNOWN: 3,
} as const;

export type ContainerState = typeof ContainerState[keyof typeof ContainerState];

export namespace ContainerState {
  export type CONTAINER_CREATED = typeof ContainerState.CONTAINER_CREATED;
  export type CONTAINER_RUNNING = typeof ContainerState.CONTAINER_RUNNING;
  export type CONTAINER_EXITED = typeof ContainerState.CONTAINER_EXITED;
  export type CONTAINER_UNKNOWN = typeof ContainerState.CONTAINER_UNKNOWN;
}

export function containerStateFromJSON(object: any): ContainerState {
  switch (object) {
    case 0:
    case "CONTAINER_CREATED":
      return ContainerState.CONTAINER_CREATED;
    case 1:
    case "CONTAINER_RUNNING":
      return ContainerState.CONTAINER_RUNNING;
    case 2:
    case "CONTAINER_EXITED":
      return ContainerState.CONTAINER_EXITED;
    case 3:
    case "CONTAINER_UNKNOWN":
      return ContainerState.CONTAINER_UNKNOWN;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum ContainerState");
  }
}

export function containerStateToJSON(object: ContainerState): string {
  switch (object) {
    case ContainerState.CONTAINER_CREATED:
      return "CONTAINER_CREATED";
    case ContainerState.CONTAINER_RUNNING:
      return "CONTAINER_RUNNING";
    case ContainerState.CONTAINER_EXITED:
      return "CONTAINER_EXITED";
    case ContainerState.CONTAINER_UNKNOWN:
      return "CONTAINER_UNKNOWN";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum ContainerState");
  }
}

export const ContainerEventType = {
  CONTAINER_CREATED_EVENT: 0,
  CONTAINER_STARTED_EVENT: 1,
  CONTAINER_STOPPED_EVENT: 2,
  CONTAINER_DELETED_EVENT: 3,
} as const;

export type ContainerEventType = typeof ContainerEventType[keyof typeof ContainerEventType];

export namespace ContainerEventType {
  export type CONTAINER_CREATED_EVENT = typeof ContainerEventType.CONTAINER_CREATED_EVENT;
  export type CONTAINER_STARTED_EVENT = typeof ContainerEventType.CONTAINER_STARTED_EVENT;
  export type CONTAINER_STOPPED_EVENT = typeof ContainerEventType.CONTAINER_STOPPED_EVENT;
  export type CONTAINER_DELETED_EVENT = typeof ContainerEventType.CONTAINER_DELETED_EVENT;
}

export function containerEventTypeFromJSON(object: any): ContainerEventType {
  switch (object) {
    case 0:
    case "CONTAINER_CREATED_EVENT":
      return ContainerEventType.CONTAINER_CREATED_EVENT;
    case 1:
    case "CONTAINER_STARTED_EVENT":
      return ContainerEventType.CONTAINER_STARTED_EVENT;
    case 2:
    case "CONTAINER_STOPPED_EVENT":
      return ContainerEventType.CONTAINER_STOPPED_EVENT;
    case 3:
    case "CONTAINER_DELETED_EVENT":
      return ContainerEventType.CONTAINER_DELETED_EVENT;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum ContainerEventType");
  }
}

export function containerEventTypeToJSON(object: ContainerEventType): string {
  switch (object) {
    case ContainerEventType.CONTAINER_CREATED_EVENT:
      return "CONTAINER_CREATED_EVENT";
    case ContainerEventType.CONTAINER_STARTED_EVENT:
      return "CONTAINER_STARTED_EVENT";
    case ContainerEventType.CONTAINER_STOPPED_EVENT:
      return "CONTAINER_STOPPED_EVENT";
    case ContainerEventType.CONTAINER_DELETED_EVENT:
      return "CONTAINER_DELETED_EVENT";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum ContainerEventType");
  }
}

export const MetricType = { COUNTER: 0, GAUGE: 1 } as const;

export type MetricType = typeof MetricType[keyof typeof MetricType];

export namespace MetricType {
  export type COUNTER = typeof MetricType.COUNTER;
  export type GAUGE = typeof MetricType.GAUGE;
}

export function metricTypeFromJSON(object: any): MetricType {
  switch (object) {
    case 0:
    case "COUNTER":
      return MetricType.COUNTER;
    case 1:
    case "GAUGE":
      return MetricType.GAUGE;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum MetricType");
  }
}

export function metricTypeToJSON(object: MetricType): string {
  switch (object) {
    case MetricType.COUNTER:
      return "COUNTER";
    case MetricType.GAUGE:
      return "GAUGE";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum MetricType");
  }
}

export const CgroupDriver = { SYSTEMD: 0, CGROUPFS: 1 } as const;

export type CgroupDriver = typeof CgroupDriver[keyof typeof CgroupDriver];

export namespace CgroupDriver {
  export type SYSTEMD = typeof CgroupDriver.SYSTEMD;
  export type CGROUPFS = typeof CgroupDriver.CGROUPFS;
}

export function cgroupDriverFromJSON(object: any): CgroupDriver {
  switch (object) {
    case 0:
    case "SYSTEMD":
      return CgroupDriver.SYSTEMD;
    case 1:
    case "CGROUPFS":
      return CgroupDriver.CGROUPFS;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum CgroupDriver");
  }
}

export function cgroupDriverToJSON(object: CgroupDriver): string {
  switch (object) {
    case CgroupDriver.SYSTEMD:
      return "SYSTEMD";
    case CgroupDriver.CGROUPFS:
      return "CGROUPFS";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum CgroupDriver");
  }
}

export interface VersionRequest {
  version: string;
}

export interface VersionResponse {
  version: string;
  runtimeName: string;
  runtimeVersion: string;
  runtimeApiVersion: string;
}

export interface DNSConfig {
  servers: string[];
  searches: string[];
  options: string[];
}

export interface PortMapping {
  protocol: Protocol;
  containerPort: number;
  hostPort: number;
  hostIp: string;
}

export interface Mount {
  containerPath: string;
  hostPath: string;
  readonly: boolean;
  selinuxRelabel: boolean;
  propagation: MountPropagation;
  uidMappings: IDMapping[];
  gidMappings: IDMapping[];
  recursiveReadOnly: boolean;
  image: ImageSpec | undefined;
  imageSubPath: string;
  mountOptions: string[];
}

export interface IDMapping {
  hostId: number;
  containerId: number;
  length: number;
}

export interface UserNamespace {
  mode: NamespaceMode;
  uids: IDMapping[];
  gids: IDMapping[];
}

export interface NamespaceOption {
  network: NamespaceMode;
  pid: NamespaceMode;
  ipc: NamespaceMode;
  targetId: string;
  usernsOptions: UserNamespace | undefined;
}

export interface Int64Value {
  value: bigint;
}

export interface LinuxSandboxSecurityContext {
  namespaceOptions: NamespaceOption | undefined;
  selinuxOptions: SELinuxOption | undefined;
  runAsUser: Int64Value | undefined;
  runAsGroup: Int64Value | undefined;
  readonlyRootfs: boolean;
  supplementalGroups: bigint[];
  supplementalGroupsPolicy: SupplementalGroupsPolicy;
  privileged: boolean;
  seccomp: SecurityProfile | undefined;
  apparmor:
    | SecurityProfile
    | undefined;
  /** @deprecated */
  seccompProfilePath: string;
}

export interface SecurityProfile {
  profileType: SecurityProfile_ProfileType;
  localhostRef: string;
}

export const SecurityProfile_ProfileType = { RuntimeDefault: 0, Unconfined: 1, Localhost: 2 } as const;

export type SecurityProfile_ProfileType = typeof SecurityProfile_ProfileType[keyof typeof SecurityProfile_ProfileType];

export namespace SecurityProfile_ProfileType {
  export type RuntimeDefault = typeof SecurityProfile_ProfileType.RuntimeDefault;
  export type Unconfined = typeof SecurityProfile_ProfileType.Unconfined;
  export type Localhost = typeof SecurityProfile_ProfileType.Localhost;
}

export function securityProfile_ProfileTypeFromJSON(object: any): SecurityProfile_ProfileType {
  switch (object) {
    case 0:
    case "RuntimeDefault":
      return SecurityProfile_ProfileType.RuntimeDefault;
    case 1:
    case "Unconfined":
      return SecurityProfile_ProfileType.Unconfined;
    case 2:
    case "Localhost":
      return SecurityProfile_ProfileType.Localhost;
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum SecurityProfile_ProfileType");
  }
}

export function securityProfile_ProfileTypeToJSON(object: SecurityProfile_ProfileType): string {
  switch (object) {
    case SecurityProfile_ProfileType.RuntimeDefault:
      return "RuntimeDefault";
    case SecurityProfile_ProfileType.Unconfined:
      return "Unconfined";
    case SecurityProfile_ProfileType.Localhost:
      return "Localhost";
    default:
      throw new globalThis.Error("Unrecognized enum value " + object + " for enum SecurityProfile_ProfileType");
  }
}

export interface LinuxPodSandboxConfig {
  cgroupParent: string;
  securityContext: LinuxSandboxSecurityContext | undefined;
  sysctls: { [key: string]: string };
  overhead: LinuxContainerResources | undefined;
  resources: LinuxContainerResources | undefined;
}

export interface LinuxPodSandboxConfig_SysctlsEntry {
  key: string;
  value: string;
}

export interface PodSandboxMetadata {
  name: string;
  uid: string;
  namespace: string;
  attempt: number;
}

export interface PodSandboxConfig {
  metadata: PodSandboxMetadata | undefined;
  hostname: string;
  logDirectory: string;
  dnsConfig: DNSConfig | undefined;
  portMappings: PortMapping[];
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
  linux: LinuxPodSandboxConfig | undefined;
  windows: WindowsPodSandboxConfig | undefined;
}

export interface PodSandboxConfig_LabelsEntry {
  key: string;
  value: string;
}

export interface PodSandboxConfig_AnnotationsEntry {
  key: string;
  value: string;
}

export interface RunPodSandboxRequest {
  config: PodSandboxConfig | undefined;
  runtimeHandler: string;
}

export interface RunPodSandboxResponse {
  podSandboxId: string;
}

export interface StopPodSandboxRequest {
  podSandboxId: string;
}

export interface StopPodSandboxResponse {
}

export interface RemovePodSandboxRequest {
  podSandboxId: string;
}

export interface RemovePodSandboxResponse {
}

export interface PodSandboxStatusRequest {
  podSandboxId: string;
  verbose: boolean;
}

export interface PodIP {
  ip: string;
}

export interface PodSandboxNetworkStatus {
  ip: string;
  additionalIps: PodIP[];
}

export interface Namespace {
  options: NamespaceOption | undefined;
}

export interface LinuxPodSandboxStatus {
  namespaces: Namespace | undefined;
}

export interface PodSandboxStatus {
  id: string;
  metadata: PodSandboxMetadata | undefined;
  state: PodSandboxState;
  createdAt: bigint;
  network: PodSandboxNetworkStatus | undefined;
  linux: LinuxPodSandboxStatus | undefined;
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
  runtimeHandler: string;
}

export interface PodSandboxStatus_LabelsEntry {
  key: string;
  value: string;
}

export interface PodSandboxStatus_AnnotationsEntry {
  key: string;
  value: string;
}

export interface PodSandboxStatusResponse {
  status: PodSandboxStatus | undefined;
  info: { [key: string]: string };
  containersStatuses: ContainerStatus[];
  timestamp: bigint;
}

export interface PodSandboxStatusResponse_InfoEntry {
  key: string;
  value: string;
}

export interface PodSandboxStateValue {
  state: PodSandboxState;
}

export interface PodSandboxFilter {
  id: string;
  state: PodSandboxStateValue | undefined;
  labelSelector: { [key: string]: string };
}

export interface PodSandboxFilter_LabelSelectorEntry {
  key: string;
  value: string;
}

export interface ListPodSandboxRequest {
  filter: PodSandboxFilter | undefined;
}

export interface PodSandbox {
  id: string;
  metadata: PodSandboxMetadata | undefined;
  state: PodSandboxState;
  createdAt: bigint;
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
  runtimeHandler: string;
}

export interface PodSandbox_LabelsEntry {
  key: string;
  value: string;
}

export interface PodSandbox_AnnotationsEntry {
  key: string;
  value: string;
}

export interface ListPodSandboxResponse {
  items: PodSandbox[];
}

export interface StreamPodSandboxesRequest {
  filter: PodSandboxFilter | undefined;
}

export interface StreamPodSandboxesResponse {
  podSandboxes: PodSandbox[];
}

export interface PodSandboxStatsRequest {
  podSandboxId: string;
}

export interface PodSandboxStatsResponse {
  stats: PodSandboxStats | undefined;
}

export interface PodSandboxStatsFilter {
  id: string;
  labelSelector: { [key: string]: string };
}

export interface PodSandboxStatsFilter_LabelSelectorEntry {
  key: string;
  value: string;
}

export interface ListPodSandboxStatsRequest {
  filter: PodSandboxStatsFilter | undefined;
}

export interface ListPodSandboxStatsResponse {
  stats: PodSandboxStats[];
}

export interface StreamPodSandboxStatsRequest {
  filter: PodSandboxStatsFilter | undefined;
}

export interface StreamPodSandboxStatsResponse {
  podSandboxStats: PodSandboxStats[];
}

export interface PodSandboxAttributes {
  id: string;
  metadata: PodSandboxMetadata | undefined;
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
}

export interface PodSandboxAttributes_LabelsEntry {
  key: string;
  value: string;
}

export interface PodSandboxAttributes_AnnotationsEntry {
  key: string;
  value: string;
}

export interface PodSandboxStats {
  attributes: PodSandboxAttributes | undefined;
  linux: LinuxPodSandboxStats | undefined;
  windows: WindowsPodSandboxStats | undefined;
}

export interface LinuxPodSandboxStats {
  cpu: CpuUsage | undefined;
  memory: MemoryUsage | undefined;
  network: NetworkUsage | undefined;
  process: ProcessUsage | undefined;
  containers: ContainerStats[];
  io: IoUsage | undefined;
}

export interface WindowsPodSandboxStats {
  cpu: WindowsCpuUsage | undefined;
  memory: WindowsMemoryUsage | undefined;
  network: WindowsNetworkUsage | undefined;
  process: WindowsProcessUsage | undefined;
  containers: WindowsContainerStats[];
}

export interface NetworkUsage {
  timestamp: bigint;
  defaultInterface: NetworkInterfaceUsage | undefined;
  interfaces: NetworkInterfaceUsage[];
}

export interface WindowsNetworkUsage {
  timestamp: bigint;
  defaultInterface: WindowsNetworkInterfaceUsage | undefined;
  interfaces: WindowsNetworkInterfaceUsage[];
}

export interface NetworkInterfaceUsage {
  name: string;
  rxBytes: UInt64Value | undefined;
  rxErrors: UInt64Value | undefined;
  txBytes: UInt64Value | undefined;
  txErrors: UInt64Value | undefined;
}

export interface WindowsNetworkInterfaceUsage {
  name: string;
  rxBytes: UInt64Value | undefined;
  rxPacketsDropped: UInt64Value | undefined;
  txBytes: UInt64Value | undefined;
  txPacketsDropped: UInt64Value | undefined;
}

export interface ProcessUsage {
  timestamp: bigint;
  processCount: UInt64Value | undefined;
}

export interface WindowsProcessUsage {
  timestamp: bigint;
  processCount: UInt64Value | undefined;
}

export interface ImageSpec {
  image: string;
  annotations: { [key: string]: string };
  userSpecifiedImage: string;
  runtimeHandler: string;
  imageRef: string;
}

export interface ImageSpec_AnnotationsEntry {
  key: string;
  value: string;
}

export interface KeyValue {
  key: string;
  value: Buffer;
}

export interface LinuxContainerResources {
  cpuPeriod: bigint;
  cpuQuota: bigint;
  cpuShares: bigint;
  memoryLimitInBytes: bigint;
  oomScoreAdj: bigint;
  cpusetCpus: string;
  cpusetMems: string;
  hugepageLimits: HugepageLimit[];
  unified: { [key: string]: string };
  memorySwapLimitInBytes: bigint;
}

export interface LinuxContainerResources_UnifiedEntry {
  key: string;
  value: string;
}

export interface HugepageLimit {
  pageSize: string;
  limit: bigint;
}

export interface SELinuxOption {
  user: string;
  role: string;
  type: string;
  level: string;
}

export interface Capability {
  addCapabilities: string[];
  dropCapabilities: string[];
  addAmbientCapabilities: string[];
}

export interface LinuxContainerSecurityContext {
  capabilities: Capability | undefined;
  privileged: boolean;
  namespaceOptions: NamespaceOption | undefined;
  selinuxOptions: SELinuxOption | undefined;
  runAsUser: Int64Value | undefined;
  runAsGroup: Int64Value | undefined;
  runAsUsername: string;
  readonlyRootfs: boolean;
  supplementalGroups: bigint[];
  supplementalGroupsPolicy: SupplementalGroupsPolicy;
  noNewPrivs: boolean;
  maskedPaths: string[];
  readonlyPaths: string[];
  seccomp: SecurityProfile | undefined;
  apparmor:
    | SecurityProfile
    | undefined;
  /** @deprecated */
  apparmorProfile: string;
  /** @deprecated */
  seccompProfilePath: string;
}

export interface LinuxContainerConfig {
  resources: LinuxContainerResources | undefined;
  securityContext: LinuxContainerSecurityContext | undefined;
}

export interface LinuxContainerUser {
  uid: bigint;
  gid: bigint;
  supplementalGroups: bigint[];
}

export interface WindowsNamespaceOption {
  network: NamespaceMode;
}

export interface WindowsSandboxSecurityContext {
  runAsUsername: string;
  credentialSpec: string;
  hostProcess: boolean;
  namespaceOptions: WindowsNamespaceOption | undefined;
}

export interface WindowsPodSandboxConfig {
  securityContext: WindowsSandboxSecurityContext | undefined;
}

export interface WindowsContainerSecurityContext {
  runAsUsername: string;
  credentialSpec: string;
  hostProcess: boolean;
}

export interface WindowsContainerConfig {
  resources: WindowsContainerResources | undefined;
  securityContext: WindowsContainerSecurityContext | undefined;
}

export interface WindowsContainerResources {
  cpuShares: bigint;
  cpuCount: bigint;
  cpuMaximum: bigint;
  memoryLimitInBytes: bigint;
  rootfsSizeInBytes: bigint;
  affinityCpus: WindowsCpuGroupAffinity[];
}

export interface WindowsCpuGroupAffinity {
  cpuMask: bigint;
  cpuGroup: number;
}

export interface ContainerMetadata {
  name: string;
  attempt: number;
}

export interface Device {
  containerPath: string;
  hostPath: string;
  permissions: string;
}

export interface CDIDevice {
  name: string;
}

export interface ContainerConfig {
  metadata: ContainerMetadata | undefined;
  image: ImageSpec | undefined;
  command: string[];
  args: string[];
  workingDir: string;
  envs: KeyValue[];
  mounts: Mount[];
  devices: Device[];
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
  logPath: string;
  stdin: boolean;
  stdinOnce: boolean;
  tty: boolean;
  linux: LinuxContainerConfig | undefined;
  windows: WindowsContainerConfig | undefined;
  CDIDevices: CDIDevice[];
  stopSignal: Signal;
}

export interface ContainerConfig_LabelsEntry {
  key: string;
  value: string;
}

export interface ContainerConfig_AnnotationsEntry {
  key: string;
  value: string;
}

export interface CreateContainerRequest {
  podSandboxId: string;
  config: ContainerConfig | undefined;
  sandboxConfig: PodSandboxConfig | undefined;
}

export interface CreateContainerResponse {
  containerId: string;
}

export interface StartContainerRequest {
  containerId: string;
}

export interface StartContainerResponse {
}

export interface StopContainerRequest {
  containerId: string;
  timeout: bigint;
}

export interface StopContainerResponse {
}

export interface RemoveContainerRequest {
  containerId: string;
}

export interface RemoveContainerResponse {
}

export interface ContainerStateValue {
  state: ContainerState;
}

export interface ContainerFilter {
  id: string;
  state: ContainerStateValue | undefined;
  podSandboxId: string;
  labelSelector: { [key: string]: string };
}

export interface ContainerFilter_LabelSelectorEntry {
  key: string;
  value: string;
}

export interface ListContainersRequest {
  filter: ContainerFilter | undefined;
}

export interface Container {
  id: string;
  podSandboxId: string;
  metadata: ContainerMetadata | undefined;
  image: ImageSpec | undefined;
  imageRef: string;
  state: ContainerState;
  createdAt: bigint;
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
  imageId: string;
}

export interface Container_LabelsEntry {
  key: string;
  value: string;
}

export interface Container_AnnotationsEntry {
  key: string;
  value: string;
}

export interface ListContainersResponse {
  containers: Container[];
}

export interface StreamContainersRequest {
  filter: ContainerFilter | undefined;
}

export interface StreamContainersResponse {
  containers: Container[];
}

export interface ContainerStatusRequest {
  containerId: string;
  verbose: boolean;
}

export interface ContainerStatus {
  id: string;
  metadata: ContainerMetadata | undefined;
  state: ContainerState;
  createdAt: bigint;
  startedAt: bigint;
  finishedAt: bigint;
  exitCode: number;
  image: ImageSpec | undefined;
  imageRef: string;
  reason: string;
  message: string;
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
  mounts: Mount[];
  logPath: string;
  resources: ContainerResources | undefined;
  imageId: string;
  user: ContainerUser | undefined;
  stopSignal: Signal;
}

export interface ContainerStatus_LabelsEntry {
  key: string;
  value: string;
}

export interface ContainerStatus_AnnotationsEntry {
  key: string;
  value: string;
}

export interface ContainerStatusResponse {
  status: ContainerStatus | undefined;
  info: { [key: string]: string };
}

export interface ContainerStatusResponse_InfoEntry {
  key: string;
  value: string;
}

export interface ContainerResources {
  linux: LinuxContainerResources | undefined;
  windows: WindowsContainerResources | undefined;
}

export interface ContainerUser {
  linux: LinuxContainerUser | undefined;
}

export interface UpdateContainerResourcesRequest {
  containerId: string;
  linux: LinuxContainerResources | undefined;
  windows: WindowsContainerResources | undefined;
  annotations: { [key: string]: string };
}

export interface UpdateContainerResourcesRequest_AnnotationsEntry {
  key: string;
  value: string;
}

export interface UpdateContainerResourcesResponse {
}

export interface ExecSyncRequest {
  containerId: string;
  cmd: string[];
  timeout: bigint;
}

export interface ExecSyncResponse {
  stdout: Buffer;
  stderr: Buffer;
  exitCode: number;
}

export interface ExecRequest {
  containerId: string;
  cmd: string[];
  tty: boolean;
  stdin: boolean;
  stdout: boolean;
  stderr: boolean;
}

export interface ExecResponse {
  url: string;
}

export interface AttachRequest {
  containerId: string;
  stdin: boolean;
  tty: boolean;
  stdout: boolean;
  stderr: boolean;
}

export interface AttachResponse {
  url: string;
}

export interface PortForwardRequest {
  podSandboxId: string;
  port: number[];
}

export interface PortForwardResponse {
  url: string;
}

export interface ImageFilter {
  image: ImageSpec | undefined;
}

export interface ListImagesRequest {
  filter: ImageFilter | undefined;
}

export interface Image {
  id: string;
  repoTags: string[];
  repoDigests: string[];
  size: bigint;
  uid: Int64Value | undefined;
  username: string;
  spec: ImageSpec | undefined;
  pinned: boolean;
}

export interface ListImagesResponse {
  images: Image[];
}

export interface StreamImagesRequest {
  filter: ImageFilter | undefined;
}

export interface StreamImagesResponse {
  images: Image[];
}

export interface ImageStatusRequest {
  image: ImageSpec | undefined;
  verbose: boolean;
}

export interface ImageStatusResponse {
  image: Image | undefined;
  info: { [key: string]: string };
}

export interface ImageStatusResponse_InfoEntry {
  key: string;
  value: string;
}

export interface AuthConfig {
  username: string;
  password: string;
  auth: string;
  serverAddress: string;
  identityToken: string;
  registryToken: string;
}

export interface PullImageRequest {
  image: ImageSpec | undefined;
  auth: AuthConfig | undefined;
  sandboxConfig: PodSandboxConfig | undefined;
}

export interface PullImageResponse {
  imageRef: string;
}

export interface RemoveImageRequest {
  image: ImageSpec | undefined;
}

export interface RemoveImageResponse {
}

export interface NetworkConfig {
  podCidr: string;
}

export interface RuntimeConfig {
  networkConfig: NetworkConfig | undefined;
}

export interface UpdateRuntimeConfigRequest {
  runtimeConfig: RuntimeConfig | undefined;
}

export interface UpdateRuntimeConfigResponse {
}

export interface RuntimeCondition {
  type: string;
  status: boolean;
  reason: string;
  message: string;
}

export interface RuntimeStatus {
  conditions: RuntimeCondition[];
}

export interface StatusRequest {
  verbose: boolean;
}

export interface RuntimeHandlerFeatures {
  recursiveReadOnlyMounts: boolean;
  userNamespaces: boolean;
}

export interface RuntimeHandler {
  name: string;
  features: RuntimeHandlerFeatures | undefined;
}

export interface RuntimeFeatures {
  supplementalGroupsPolicy: boolean;
  userNamespacesHostNetwork: boolean;
  mountOptions: boolean;
}

export interface StatusResponse {
  status: RuntimeStatus | undefined;
  info: { [key: string]: string };
  runtimeHandlers: RuntimeHandler[];
  features: RuntimeFeatures | undefined;
}

export interface StatusResponse_InfoEntry {
  key: string;
  value: string;
}

export interface ImageFsInfoRequest {
}

export interface UInt64Value {
  value: bigint;
}

export interface FilesystemIdentifier {
  mountpoint: string;
}

export interface FilesystemUsage {
  timestamp: bigint;
  fsId: FilesystemIdentifier | undefined;
  usedBytes: UInt64Value | undefined;
  inodesUsed: UInt64Value | undefined;
}

export interface WindowsFilesystemUsage {
  timestamp: bigint;
  fsId: FilesystemIdentifier | undefined;
  usedBytes: UInt64Value | undefined;
}

export interface ImageFsInfoResponse {
  imageFilesystems: FilesystemUsage[];
  containerFilesystems: FilesystemUsage[];
}

export interface ContainerStatsRequest {
  containerId: string;
}

export interface ContainerStatsResponse {
  stats: ContainerStats | undefined;
}

export interface ListContainerStatsRequest {
  filter: ContainerStatsFilter | undefined;
}

export interface ContainerStatsFilter {
  id: string;
  podSandboxId: string;
  labelSelector: { [key: string]: string };
}

export interface ContainerStatsFilter_LabelSelectorEntry {
  key: string;
  value: string;
}

export interface ListContainerStatsResponse {
  stats: ContainerStats[];
}

export interface StreamContainerStatsRequest {
  filter: ContainerStatsFilter | undefined;
}

export interface StreamContainerStatsResponse {
  containerStats: ContainerStats[];
}

export interface ContainerAttributes {
  id: string;
  metadata: ContainerMetadata | undefined;
  labels: { [key: string]: string };
  annotations: { [key: string]: string };
}

export interface ContainerAttributes_LabelsEntry {
  key: string;
  value: string;
}

export interface ContainerAttributes_AnnotationsEntry {
  key: string;
  value: string;
}

export interface ContainerStats {
  attributes: ContainerAttributes | undefined;
  cpu: CpuUsage | undefined;
  memory: MemoryUsage | undefined;
  writableLayer: FilesystemUsage | undefined;
  swap: SwapUsage | undefined;
  io: IoUsage | undefined;
}

export interface WindowsContainerStats {
  attributes: ContainerAttributes | undefined;
  cpu: WindowsCpuUsage | undefined;
  memory: WindowsMemoryUsage | undefined;
  writableLayer: WindowsFilesystemUsage | undefined;
}

export interface PsiStats {
  Full: PsiData | undefined;
  Some: PsiData | undefined;
}

export interface PsiData {
  Total: bigint;
  Avg10: number;
  Avg60: number;
  Avg300: number;
}

export interface CpuUsage {
  timestamp: bigint;
  usageCoreNanoSeconds: UInt64Value | undefined;
  usageNanoCores: UInt64Value | undefined;
  psi: PsiStats | undefined;
}

export interface WindowsCpuUsage {
  timestamp: bigint;
  usageCoreNanoSeconds: UInt64Value | undefined;
  usageNanoCores: UInt64Value | undefined;
}

export interface MemoryUsage {
  timestamp: bigint;
  workingSetBytes: UInt64Value | undefined;
  availableBytes: UInt64Value | undefined;
  usageBytes: UInt64Value | undefined;
  rssBytes: UInt64Value | undefined;
  pageFaults: UInt64Value | undefined;
  majorPageFaults: UInt64Value | undefined;
  psi: PsiStats | undefined;
}

export interface IoUsage {
  timestamp: bigint;
  psi: PsiStats | undefined;
}

export interface SwapUsage {
  timestamp: bigint;
  swapAvailableBytes: UInt64Value | undefined;
  swapUsageBytes: UInt64Value | undefined;
}

export interface WindowsMemoryUsage {
  timestamp: bigint;
  workingSetBytes: UInt64Value | undefined;
  availableBytes: UInt64Value | undefined;
  pageFaults: UInt64Value | undefined;
  commitMemoryBytes: UInt64Value | undefined;
}

export interface ReopenContainerLogRequest {
  containerId: string;
}

export interface ReopenContainerLogResponse {
}

export interface CheckpointContainerRequest {
  containerId: string;
  location: string;
  timeout: bigint;
}

export interface CheckpointContainerResponse {
}

export interface CheckpointPodRequest {
  podSandboxId: string;
  outputPath: string;
  containerIds: string[];
  options: { [key: string]: string };
}

export interface CheckpointPodRequest_OptionsEntry {
  key: string;
  value: string;
}

export interface CheckpointPodResponse {
}

export interface RestorePodRequest {
  checkpointPath: string;
  config: PodSandboxConfig | undefined;
  runtimeHandler: string;
  options: { [key: string]: string };
  containerConfigs: ContainerConfig[];
}

export interface RestorePodRequest_OptionsEntry {
  key: string;
  value: string;
}

export interface RestoredContainer {
  name: string;
  containerId: string;
}

export interface RestorePodResponse {
  podSandboxId: string;
  restoredContainers: RestoredContainer[];
}

export interface GetEventsRequest {
}

export interface ContainerEventResponse {
  containerId: string;
  containerEventType: ContainerEventType;
  createdAt: bigint;
  podSandboxStatus: PodSandboxStatus | undefined;
  containersStatuses: ContainerStatus[];
}

export interface ListMetricDescriptorsRequest {
}

export interface ListMetricDescriptorsResponse {
  descriptors: MetricDescriptor[];
}

export interface MetricDescriptor {
  name: string;
  help: string;
  labelKeys: string[];
}

export interface ListPodSandboxMetricsRequest {
}

export interface ListPodSandboxMetricsResponse {
  podMetrics: PodSandboxMetrics[];
}

export interface StreamPodSandboxMetricsRequest {
}

export interface StreamPodSandboxMetricsResponse {
  podSandboxMetrics: PodSandboxMetrics[];
}

export interface PodSandboxMetrics {
  podSandboxId: string;
  metrics: Metric[];
  containerMetrics: ContainerMetrics[];
}

export interface ContainerMetrics {
  containerId: string;
  metrics: Metric[];
}

export interface Metric {
  name: string;
  timestamp: bigint;
  metricType: MetricType;
  labelValues: string[];
  value: UInt64Value | undefined;
}

export interface RuntimeConfigRequest {
}

export interface RuntimeConfigResponse {
  linux: LinuxRuntimeConfiguration | undefined;
}

export interface LinuxRuntimeConfiguration {
  cgroupDriver: CgroupDriver;
}

export interface UpdatePodSandboxResourcesRequest {
  podSandboxId: string;
  overhead: LinuxContainerResources | undefined;
  resources: LinuxContainerResources | undefined;
}

export interface UpdatePodSandboxResourcesResponse {
}

function createBaseVersionRequest(): VersionRequest {
  return { version: "" };
}

export const VersionRequest: MessageFns<VersionRequest> = {
  encode(message: VersionRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.version !== "") {
      writer.uint32(10).string(message.version);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): VersionRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVersionRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.version = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): VersionRequest {
    return { version: isSet(object.version) ? globalThis.String(object.version) : "" };
  },

  toJSON(message: VersionRequest): unknown {
    const obj: any = {};
    if (message.version !== "") {
      obj.version = message.version;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<VersionRequest>, I>>(base?: I): VersionRequest {
    return VersionRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<VersionRequest>, I>>(object: I): VersionRequest {
    const message = createBaseVersionRequest();
    message.version = object.version ?? "";
    return message;
  },
};

function createBaseVersionResponse(): VersionResponse {
  return { version: "", runtimeName: "", runtimeVersion: "", runtimeApiVersion: "" };
}

export const VersionResponse: MessageFns<VersionResponse> = {
  encode(message: VersionResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.version !== "") {
      writer.uint32(10).string(message.version);
    }
    if (message.runtimeName !== "") {
      writer.uint32(18).string(message.runtimeName);
    }
    if (message.runtimeVersion !== "") {
      writer.uint32(26).string(message.runtimeVersion);
    }
    if (message.runtimeApiVersion !== "") {
      writer.uint32(34).string(message.runtimeApiVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): VersionResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVersionResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.version = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.runtimeName = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.runtimeVersion = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.runtimeApiVersion = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): VersionResponse {
    return {
      version: isSet(object.version) ? globalThis.String(object.version) : "",
      runtimeName: isSet(object.runtimeName)
        ? globalThis.String(object.runtimeName)
        : isSet(object.runtime_name)
        ? globalThis.String(object.runtime_name)
        : "",
      runtimeVersion: isSet(object.runtimeVersion)
        ? globalThis.String(object.runtimeVersion)
        : isSet(object.runtime_version)
        ? globalThis.String(object.runtime_version)
        : "",
      runtimeApiVersion: isSet(object.runtimeApiVersion)
        ? globalThis.String(object.runtimeApiVersion)
        : isSet(object.runtime_api_version)
        ? globalThis.String(object.runtime_api_version)
        : "",
    };
  },

  toJSON(message: VersionResponse): unknown {
    const obj: any = {};
    if (message.version !== "") {
      obj.version = message.version;
    }
    if (message.runtimeName !== "") {
      obj.runtimeName = message.runtimeName;
    }
    if (message.runtimeVersion !== "") {
      obj.runtimeVersion = message.runtimeVersion;
    }
    if (message.runtimeApiVersion !== "") {
      obj.runtimeApiVersion = message.runtimeApiVersion;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<VersionResponse>, I>>(base?: I): VersionResponse {
    return VersionResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<VersionResponse>, I>>(object: I): VersionResponse {
    const message = createBaseVersionResponse();
    message.version = object.version ?? "";
    message.runtimeName = object.runtimeName ?? "";
    message.runtimeVersion = object.runtimeVersion ?? "";
    message.runtimeApiVersion = object.runtimeApiVersion ?? "";
    return message;
  },
};

function createBaseDNSConfig(): DNSConfig {
  return { servers: [], searches: [], options: [] };
}

export const DNSConfig: MessageFns<DNSConfig> = {
  encode(message: DNSConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.servers) {
      writer.uint32(10).string(v!);
    }
    for (const v of message.searches) {
      writer.uint32(18).string(v!);
    }
    for (const v of message.options) {
      writer.uint32(26).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DNSConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDNSConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.servers.push(reader.string());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.searches.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.options.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): DNSConfig {
    return {
      servers: globalThis.Array.isArray(object?.servers) ? object.servers.map((e: any) => globalThis.String(e)) : [],
      searches: globalThis.Array.isArray(object?.searches) ? object.searches.map((e: any) => globalThis.String(e)) : [],
      options: globalThis.Array.isArray(object?.options) ? object.options.map((e: any) => globalThis.String(e)) : [],
    };
  },

  toJSON(message: DNSConfig): unknown {
    const obj: any = {};
    if (message.servers?.length) {
      obj.servers = message.servers;
    }
    if (message.searches?.length) {
      obj.searches = message.searches;
    }
    if (message.options?.length) {
      obj.options = message.options;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<DNSConfig>, I>>(base?: I): DNSConfig {
    return DNSConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DNSConfig>, I>>(object: I): DNSConfig {
    const message = createBaseDNSConfig();
    message.servers = object.servers?.map((e) => e) || [];
    message.searches = object.searches?.map((e) => e) || [];
    message.options = object.options?.map((e) => e) || [];
    return message;
  },
};

function createBasePortMapping(): PortMapping {
  return { protocol: 0, containerPort: 0, hostPort: 0, hostIp: "" };
}

export const PortMapping: MessageFns<PortMapping> = {
  encode(message: PortMapping, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.protocol !== 0) {
      writer.uint32(8).int32(message.protocol);
    }
    if (message.containerPort !== 0) {
      writer.uint32(16).int32(message.containerPort);
    }
    if (message.hostPort !== 0) {
      writer.uint32(24).int32(message.hostPort);
    }
    if (message.hostIp !== "") {
      writer.uint32(34).string(message.hostIp);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PortMapping {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePortMapping();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.protocol = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.containerPort = reader.int32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.hostPort = reader.int32();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.hostIp = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PortMapping {
    return {
      protocol: isSet(object.protocol) ? protocolFromJSON(object.protocol) : 0,
      containerPort: isSet(object.containerPort)
        ? globalThis.Number(object.containerPort)
        : isSet(object.container_port)
        ? globalThis.Number(object.container_port)
        : 0,
      hostPort: isSet(object.hostPort)
        ? globalThis.Number(object.hostPort)
        : isSet(object.host_port)
        ? globalThis.Number(object.host_port)
        : 0,
      hostIp: isSet(object.hostIp)
        ? globalThis.String(object.hostIp)
        : isSet(object.host_ip)
        ? globalThis.String(object.host_ip)
        : "",
    };
  },

  toJSON(message: PortMapping): unknown {
    const obj: any = {};
    if (message.protocol !== 0) {
      obj.protocol = protocolToJSON(message.protocol);
    }
    if (message.containerPort !== 0) {
      obj.containerPort = Math.round(message.containerPort);
    }
    if (message.hostPort !== 0) {
      obj.hostPort = Math.round(message.hostPort);
    }
    if (message.hostIp !== "") {
      obj.hostIp = message.hostIp;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PortMapping>, I>>(base?: I): PortMapping {
    return PortMapping.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PortMapping>, I>>(object: I): PortMapping {
    const message = createBasePortMapping();
    message.protocol = object.protocol ?? 0;
    message.containerPort = object.containerPort ?? 0;
    message.hostPort = object.hostPort ?? 0;
    message.hostIp = object.hostIp ?? "";
    return message;
  },
};

function createBaseMount(): Mount {
  return {
    containerPath: "",
    hostPath: "",
    readonly: false,
    selinuxRelabel: false,
    propagation: 0,
    uidMappings: [],
    gidMappings: [],
    recursiveReadOnly: false,
    image: undefined,
    imageSubPath: "",
    mountOptions: [],
  };
}

export const Mount: MessageFns<Mount> = {
  encode(message: Mount, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerPath !== "") {
      writer.uint32(10).string(message.containerPath);
    }
    if (message.hostPath !== "") {
      writer.uint32(18).string(message.hostPath);
    }
    if (message.readonly !== false) {
      writer.uint32(24).bool(message.readonly);
    }
    if (message.selinuxRelabel !== false) {
      writer.uint32(32).bool(message.selinuxRelabel);
    }
    if (message.propagation !== 0) {
      writer.uint32(40).int32(message.propagation);
    }
    for (const v of message.uidMappings) {
      IDMapping.encode(v!, writer.uint32(50).fork()).join();
    }
    for (const v of message.gidMappings) {
      IDMapping.encode(v!, writer.uint32(58).fork()).join();
    }
    if (message.recursiveReadOnly !== false) {
      writer.uint32(64).bool(message.recursiveReadOnly);
    }
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(74).fork()).join();
    }
    if (message.imageSubPath !== "") {
      writer.uint32(82).string(message.imageSubPath);
    }
    for (const v of message.mountOptions) {
      writer.uint32(90).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Mount {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMount();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerPath = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.hostPath = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.readonly = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.selinuxRelabel = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.propagation = reader.int32() as any;
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.uidMappings.push(IDMapping.decode(reader, reader.uint32()));
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.gidMappings.push(IDMapping.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.recursiveReadOnly = reader.bool();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.imageSubPath = reader.string();
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.mountOptions.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Mount {
    return {
      containerPath: isSet(object.containerPath)
        ? globalThis.String(object.containerPath)
        : isSet(object.container_path)
        ? globalThis.String(object.container_path)
        : "",
      hostPath: isSet(object.hostPath)
        ? globalThis.String(object.hostPath)
        : isSet(object.host_path)
        ? globalThis.String(object.host_path)
        : "",
      readonly: isSet(object.readonly) ? globalThis.Boolean(object.readonly) : false,
      selinuxRelabel: isSet(object.selinuxRelabel)
        ? globalThis.Boolean(object.selinuxRelabel)
        : isSet(object.selinux_relabel)
        ? globalThis.Boolean(object.selinux_relabel)
        : false,
      propagation: isSet(object.propagation) ? mountPropagationFromJSON(object.propagation) : 0,
      uidMappings: globalThis.Array.isArray(object?.uidMappings)
        ? object.uidMappings.map((e: any) => IDMapping.fromJSON(e))
        : [],
      gidMappings: globalThis.Array.isArray(object?.gidMappings)
        ? object.gidMappings.map((e: any) => IDMapping.fromJSON(e))
        : [],
      recursiveReadOnly: isSet(object.recursiveReadOnly)
        ? globalThis.Boolean(object.recursiveReadOnly)
        : isSet(object.recursive_read_only)
        ? globalThis.Boolean(object.recursive_read_only)
        : false,
      image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined,
      imageSubPath: isSet(object.imageSubPath)
        ? globalThis.String(object.imageSubPath)
        : isSet(object.image_sub_path)
        ? globalThis.String(object.image_sub_path)
        : "",
      mountOptions: globalThis.Array.isArray(object?.mountOptions)
        ? object.mountOptions.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.mount_options)
        ? object.mount_options.map((e: any) => globalThis.String(e))
        : [],
    };
  },

  toJSON(message: Mount): unknown {
    const obj: any = {};
    if (message.containerPath !== "") {
      obj.containerPath = message.containerPath;
    }
    if (message.hostPath !== "") {
      obj.hostPath = message.hostPath;
    }
    if (message.readonly !== false) {
      obj.readonly = message.readonly;
    }
    if (message.selinuxRelabel !== false) {
      obj.selinuxRelabel = message.selinuxRelabel;
    }
    if (message.propagation !== 0) {
      obj.propagation = mountPropagationToJSON(message.propagation);
    }
    if (message.uidMappings?.length) {
      obj.uidMappings = message.uidMappings.map((e) => IDMapping.toJSON(e));
    }
    if (message.gidMappings?.length) {
      obj.gidMappings = message.gidMappings.map((e) => IDMapping.toJSON(e));
    }
    if (message.recursiveReadOnly !== false) {
      obj.recursiveReadOnly = message.recursiveReadOnly;
    }
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    if (message.imageSubPath !== "") {
      obj.imageSubPath = message.imageSubPath;
    }
    if (message.mountOptions?.length) {
      obj.mountOptions = message.mountOptions;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Mount>, I>>(base?: I): Mount {
    return Mount.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Mount>, I>>(object: I): Mount {
    const message = createBaseMount();
    message.containerPath = object.containerPath ?? "";
    message.hostPath = object.hostPath ?? "";
    message.readonly = object.readonly ?? false;
    message.selinuxRelabel = object.selinuxRelabel ?? false;
    message.propagation = object.propagation ?? 0;
    message.uidMappings = object.uidMappings?.map((e) => IDMapping.fromPartial(e)) || [];
    message.gidMappings = object.gidMappings?.map((e) => IDMapping.fromPartial(e)) || [];
    message.recursiveReadOnly = object.recursiveReadOnly ?? false;
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    message.imageSubPath = object.imageSubPath ?? "";
    message.mountOptions = object.mountOptions?.map((e) => e) || [];
    return message;
  },
};

function createBaseIDMapping(): IDMapping {
  return { hostId: 0, containerId: 0, length: 0 };
}

export const IDMapping: MessageFns<IDMapping> = {
  encode(message: IDMapping, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.hostId !== 0) {
      writer.uint32(8).uint32(message.hostId);
    }
    if (message.containerId !== 0) {
      writer.uint32(16).uint32(message.containerId);
    }
    if (message.length !== 0) {
      writer.uint32(24).uint32(message.length);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): IDMapping {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseIDMapping();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.hostId = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.containerId = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.length = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): IDMapping {
    return {
      hostId: isSet(object.hostId)
        ? globalThis.Number(object.hostId)
        : isSet(object.host_id)
        ? globalThis.Number(object.host_id)
        : 0,
      containerId: isSet(object.containerId)
        ? globalThis.Number(object.containerId)
        : isSet(object.container_id)
        ? globalThis.Number(object.container_id)
        : 0,
      length: isSet(object.length) ? globalThis.Number(object.length) : 0,
    };
  },

  toJSON(message: IDMapping): unknown {
    const obj: any = {};
    if (message.hostId !== 0) {
      obj.hostId = Math.round(message.hostId);
    }
    if (message.containerId !== 0) {
      obj.containerId = Math.round(message.containerId);
    }
    if (message.length !== 0) {
      obj.length = Math.round(message.length);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<IDMapping>, I>>(base?: I): IDMapping {
    return IDMapping.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<IDMapping>, I>>(object: I): IDMapping {
    const message = createBaseIDMapping();
    message.hostId = object.hostId ?? 0;
    message.containerId = object.containerId ?? 0;
    message.length = object.length ?? 0;
    return message;
  },
};

function createBaseUserNamespace(): UserNamespace {
  return { mode: 0, uids: [], gids: [] };
}

export const UserNamespace: MessageFns<UserNamespace> = {
  encode(message: UserNamespace, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.mode !== 0) {
      writer.uint32(8).int32(message.mode);
    }
    for (const v of message.uids) {
      IDMapping.encode(v!, writer.uint32(18).fork()).join();
    }
    for (const v of message.gids) {
      IDMapping.encode(v!, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UserNamespace {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUserNamespace();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.mode = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.uids.push(IDMapping.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.gids.push(IDMapping.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): UserNamespace {
    return {
      mode: isSet(object.mode) ? namespaceModeFromJSON(object.mode) : 0,
      uids: globalThis.Array.isArray(object?.uids) ? object.uids.map((e: any) => IDMapping.fromJSON(e)) : [],
      gids: globalThis.Array.isArray(object?.gids) ? object.gids.map((e: any) => IDMapping.fromJSON(e)) : [],
    };
  },

  toJSON(message: UserNamespace): unknown {
    const obj: any = {};
    if (message.mode !== 0) {
      obj.mode = namespaceModeToJSON(message.mode);
    }
    if (message.uids?.length) {
      obj.uids = message.uids.map((e) => IDMapping.toJSON(e));
    }
    if (message.gids?.length) {
      obj.gids = message.gids.map((e) => IDMapping.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<UserNamespace>, I>>(base?: I): UserNamespace {
    return UserNamespace.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UserNamespace>, I>>(object: I): UserNamespace {
    const message = createBaseUserNamespace();
    message.mode = object.mode ?? 0;
    message.uids = object.uids?.map((e) => IDMapping.fromPartial(e)) || [];
    message.gids = object.gids?.map((e) => IDMapping.fromPartial(e)) || [];
    return message;
  },
};

function createBaseNamespaceOption(): NamespaceOption {
  return { network: 0, pid: 0, ipc: 0, targetId: "", usernsOptions: undefined };
}

export const NamespaceOption: MessageFns<NamespaceOption> = {
  encode(message: NamespaceOption, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.network !== 0) {
      writer.uint32(8).int32(message.network);
    }
    if (message.pid !== 0) {
      writer.uint32(16).int32(message.pid);
    }
    if (message.ipc !== 0) {
      writer.uint32(24).int32(message.ipc);
    }
    if (message.targetId !== "") {
      writer.uint32(34).string(message.targetId);
    }
    if (message.usernsOptions !== undefined) {
      UserNamespace.encode(message.usernsOptions, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NamespaceOption {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNamespaceOption();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.network = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.pid = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.ipc = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.targetId = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.usernsOptions = UserNamespace.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): NamespaceOption {
    return {
      network: isSet(object.network) ? namespaceModeFromJSON(object.network) : 0,
      pid: isSet(object.pid) ? namespaceModeFromJSON(object.pid) : 0,
      ipc: isSet(object.ipc) ? namespaceModeFromJSON(object.ipc) : 0,
      targetId: isSet(object.targetId)
        ? globalThis.String(object.targetId)
        : isSet(object.target_id)
        ? globalThis.String(object.target_id)
        : "",
      usernsOptions: isSet(object.usernsOptions)
        ? UserNamespace.fromJSON(object.usernsOptions)
        : isSet(object.userns_options)
        ? UserNamespace.fromJSON(object.userns_options)
        : undefined,
    };
  },

  toJSON(message: NamespaceOption): unknown {
    const obj: any = {};
    if (message.network !== 0) {
      obj.network = namespaceModeToJSON(message.network);
    }
    if (message.pid !== 0) {
      obj.pid = namespaceModeToJSON(message.pid);
    }
    if (message.ipc !== 0) {
      obj.ipc = namespaceModeToJSON(message.ipc);
    }
    if (message.targetId !== "") {
      obj.targetId = message.targetId;
    }
    if (message.usernsOptions !== undefined) {
      obj.usernsOptions = UserNamespace.toJSON(message.usernsOptions);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<NamespaceOption>, I>>(base?: I): NamespaceOption {
    return NamespaceOption.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NamespaceOption>, I>>(object: I): NamespaceOption {
    const message = createBaseNamespaceOption();
    message.network = object.network ?? 0;
    message.pid = object.pid ?? 0;
    message.ipc = object.ipc ?? 0;
    message.targetId = object.targetId ?? "";
    message.usernsOptions = (object.usernsOptions !== undefined && object.usernsOptions !== null)
      ? UserNamespace.fromPartial(object.usernsOptions)
      : undefined;
    return message;
  },
};

function createBaseInt64Value(): Int64Value {
  return { value: 0n };
}

export const Int64Value: MessageFns<Int64Value> = {
  encode(message: Int64Value, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.value !== 0n) {
      if (BigInt.asIntN(64, message.value) !== message.value) {
        throw new globalThis.Error("value provided for field message.value of type int64 too large");
      }
      writer.uint32(8).int64(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Int64Value {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInt64Value();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.value = reader.int64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Int64Value {
    return { value: isSet(object.value) ? BigInt(object.value) : 0n };
  },

  toJSON(message: Int64Value): unknown {
    const obj: any = {};
    if (message.value !== 0n) {
      obj.value = message.value.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Int64Value>, I>>(base?: I): Int64Value {
    return Int64Value.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Int64Value>, I>>(object: I): Int64Value {
    const message = createBaseInt64Value();
    message.value = (object.value !== undefined && object.value !== null) ? BigInt(object.value) : 0n;
    return message;
  },
};

function createBaseLinuxSandboxSecurityContext(): LinuxSandboxSecurityContext {
  return {
    namespaceOptions: undefined,
    selinuxOptions: undefined,
    runAsUser: undefined,
    runAsGroup: undefined,
    readonlyRootfs: false,
    supplementalGroups: [],
    supplementalGroupsPolicy: 0,
    privileged: false,
    seccomp: undefined,
    apparmor: undefined,
    seccompProfilePath: "",
  };
}

export const LinuxSandboxSecurityContext: MessageFns<LinuxSandboxSecurityContext> = {
  encode(message: LinuxSandboxSecurityContext, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.namespaceOptions !== undefined) {
      NamespaceOption.encode(message.namespaceOptions, writer.uint32(10).fork()).join();
    }
    if (message.selinuxOptions !== undefined) {
      SELinuxOption.encode(message.selinuxOptions, writer.uint32(18).fork()).join();
    }
    if (message.runAsUser !== undefined) {
      Int64Value.encode(message.runAsUser, writer.uint32(26).fork()).join();
    }
    if (message.runAsGroup !== undefined) {
      Int64Value.encode(message.runAsGroup, writer.uint32(66).fork()).join();
    }
    if (message.readonlyRootfs !== false) {
      writer.uint32(32).bool(message.readonlyRootfs);
    }
    if (message.supplementalGroups.length !== 0) {
      writer.uint32(42).fork();
      for (const v of message.supplementalGroups) {
        if (BigInt.asIntN(64, v) !== v) {
          throw new globalThis.Error("a value provided in array field supplementalGroups of type int64 is too large");
        }
        writer.int64(v);
      }
      writer.join();
    }
    if (message.supplementalGroupsPolicy !== 0) {
      writer.uint32(88).int32(message.supplementalGroupsPolicy);
    }
    if (message.privileged !== false) {
      writer.uint32(48).bool(message.privileged);
    }
    if (message.seccomp !== undefined) {
      SecurityProfile.encode(message.seccomp, writer.uint32(74).fork()).join();
    }
    if (message.apparmor !== undefined) {
      SecurityProfile.encode(message.apparmor, writer.uint32(82).fork()).join();
    }
    if (message.seccompProfilePath !== "") {
      writer.uint32(58).string(message.seccompProfilePath);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxSandboxSecurityContext {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxSandboxSecurityContext();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.namespaceOptions = NamespaceOption.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.selinuxOptions = SELinuxOption.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.runAsUser = Int64Value.decode(reader, reader.uint32());
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.runAsGroup = Int64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.readonlyRootfs = reader.bool();
            continue;
          }
          case 5: {
            if (tag === 40) {
              message.supplementalGroups.push(reader.int64() as bigint);

              continue;
            }

            if (tag === 42) {
              const end2 = reader.uint32() + reader.pos;
              while (reader.pos < end2) {
                message.supplementalGroups.push(reader.int64() as bigint);
              }

              continue;
            }

            break;
          }
          case 11: {
            if (tag !== 88) {
              break;
            }

            message.supplementalGroupsPolicy = reader.int32() as any;
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.privileged = reader.bool();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.seccomp = SecurityProfile.decode(reader, reader.uint32());
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.apparmor = SecurityProfile.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.seccompProfilePath = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxSandboxSecurityContext {
    return {
      namespaceOptions: isSet(object.namespaceOptions)
        ? NamespaceOption.fromJSON(object.namespaceOptions)
        : isSet(object.namespace_options)
        ? NamespaceOption.fromJSON(object.namespace_options)
        : undefined,
      selinuxOptions: isSet(object.selinuxOptions)
        ? SELinuxOption.fromJSON(object.selinuxOptions)
        : isSet(object.selinux_options)
        ? SELinuxOption.fromJSON(object.selinux_options)
        : undefined,
      runAsUser: isSet(object.runAsUser)
        ? Int64Value.fromJSON(object.runAsUser)
        : isSet(object.run_as_user)
        ? Int64Value.fromJSON(object.run_as_user)
        : undefined,
      runAsGroup: isSet(object.runAsGroup)
        ? Int64Value.fromJSON(object.runAsGroup)
        : isSet(object.run_as_group)
        ? Int64Value.fromJSON(object.run_as_group)
        : undefined,
      readonlyRootfs: isSet(object.readonlyRootfs)
        ? globalThis.Boolean(object.readonlyRootfs)
        : isSet(object.readonly_rootfs)
        ? globalThis.Boolean(object.readonly_rootfs)
        : false,
      supplementalGroups: globalThis.Array.isArray(object?.supplementalGroups)
        ? object.supplementalGroups.map((e: any) => BigInt(e))
        : globalThis.Array.isArray(object?.supplemental_groups)
        ? object.supplemental_groups.map((e: any) => BigInt(e))
        : [],
      supplementalGroupsPolicy: isSet(object.supplementalGroupsPolicy)
        ? supplementalGroupsPolicyFromJSON(object.supplementalGroupsPolicy)
        : isSet(object.supplemental_groups_policy)
        ? supplementalGroupsPolicyFromJSON(object.supplemental_groups_policy)
        : 0,
      privileged: isSet(object.privileged) ? globalThis.Boolean(object.privileged) : false,
      seccomp: isSet(object.seccomp) ? SecurityProfile.fromJSON(object.seccomp) : undefined,
      apparmor: isSet(object.apparmor) ? SecurityProfile.fromJSON(object.apparmor) : undefined,
      seccompProfilePath: isSet(object.seccompProfilePath)
        ? globalThis.String(object.seccompProfilePath)
        : isSet(object.seccomp_profile_path)
        ? globalThis.String(object.seccomp_profile_path)
        : "",
    };
  },

  toJSON(message: LinuxSandboxSecurityContext): unknown {
    const obj: any = {};
    if (message.namespaceOptions !== undefined) {
      obj.namespaceOptions = NamespaceOption.toJSON(message.namespaceOptions);
    }
    if (message.selinuxOptions !== undefined) {
      obj.selinuxOptions = SELinuxOption.toJSON(message.selinuxOptions);
    }
    if (message.runAsUser !== undefined) {
      obj.runAsUser = Int64Value.toJSON(message.runAsUser);
    }
    if (message.runAsGroup !== undefined) {
      obj.runAsGroup = Int64Value.toJSON(message.runAsGroup);
    }
    if (message.readonlyRootfs !== false) {
      obj.readonlyRootfs = message.readonlyRootfs;
    }
    if (message.supplementalGroups?.length) {
      obj.supplementalGroups = message.supplementalGroups.map((e) => e.toString());
    }
    if (message.supplementalGroupsPolicy !== 0) {
      obj.supplementalGroupsPolicy = supplementalGroupsPolicyToJSON(message.supplementalGroupsPolicy);
    }
    if (message.privileged !== false) {
      obj.privileged = message.privileged;
    }
    if (message.seccomp !== undefined) {
      obj.seccomp = SecurityProfile.toJSON(message.seccomp);
    }
    if (message.apparmor !== undefined) {
      obj.apparmor = SecurityProfile.toJSON(message.apparmor);
    }
    if (message.seccompProfilePath !== "") {
      obj.seccompProfilePath = message.seccompProfilePath;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxSandboxSecurityContext>, I>>(base?: I): LinuxSandboxSecurityContext {
    return LinuxSandboxSecurityContext.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxSandboxSecurityContext>, I>>(object: I): LinuxSandboxSecurityContext {
    const message = createBaseLinuxSandboxSecurityContext();
    message.namespaceOptions = (object.namespaceOptions !== undefined && object.namespaceOptions !== null)
      ? NamespaceOption.fromPartial(object.namespaceOptions)
      : undefined;
    message.selinuxOptions = (object.selinuxOptions !== undefined && object.selinuxOptions !== null)
      ? SELinuxOption.fromPartial(object.selinuxOptions)
      : undefined;
    message.runAsUser = (object.runAsUser !== undefined && object.runAsUser !== null)
      ? Int64Value.fromPartial(object.runAsUser)
      : undefined;
    message.runAsGroup = (object.runAsGroup !== undefined && object.runAsGroup !== null)
      ? Int64Value.fromPartial(object.runAsGroup)
      : undefined;
    message.readonlyRootfs = object.readonlyRootfs ?? false;
    message.supplementalGroups = object.supplementalGroups?.map((e) => BigInt(e)) || [];
    message.supplementalGroupsPolicy = object.supplementalGroupsPolicy ?? 0;
    message.privileged = object.privileged ?? false;
    message.seccomp = (object.seccomp !== undefined && object.seccomp !== null)
      ? SecurityProfile.fromPartial(object.seccomp)
      : undefined;
    message.apparmor = (object.apparmor !== undefined && object.apparmor !== null)
      ? SecurityProfile.fromPartial(object.apparmor)
      : undefined;
    message.seccompProfilePath = object.seccompProfilePath ?? "";
    return message;
  },
};

function createBaseSecurityProfile(): SecurityProfile {
  return { profileType: 0, localhostRef: "" };
}

export const SecurityProfile: MessageFns<SecurityProfile> = {
  encode(message: SecurityProfile, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.profileType !== 0) {
      writer.uint32(8).int32(message.profileType);
    }
    if (message.localhostRef !== "") {
      writer.uint32(18).string(message.localhostRef);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SecurityProfile {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSecurityProfile();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.profileType = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.localhostRef = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): SecurityProfile {
    return {
      profileType: isSet(object.profileType)
        ? securityProfile_ProfileTypeFromJSON(object.profileType)
        : isSet(object.profile_type)
        ? securityProfile_ProfileTypeFromJSON(object.profile_type)
        : 0,
      localhostRef: isSet(object.localhostRef)
        ? globalThis.String(object.localhostRef)
        : isSet(object.localhost_ref)
        ? globalThis.String(object.localhost_ref)
        : "",
    };
  },

  toJSON(message: SecurityProfile): unknown {
    const obj: any = {};
    if (message.profileType !== 0) {
      obj.profileType = securityProfile_ProfileTypeToJSON(message.profileType);
    }
    if (message.localhostRef !== "") {
      obj.localhostRef = message.localhostRef;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<SecurityProfile>, I>>(base?: I): SecurityProfile {
    return SecurityProfile.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SecurityProfile>, I>>(object: I): SecurityProfile {
    const message = createBaseSecurityProfile();
    message.profileType = object.profileType ?? 0;
    message.localhostRef = object.localhostRef ?? "";
    return message;
  },
};

function createBaseLinuxPodSandboxConfig(): LinuxPodSandboxConfig {
  return { cgroupParent: "", securityContext: undefined, sysctls: {}, overhead: undefined, resources: undefined };
}

export const LinuxPodSandboxConfig: MessageFns<LinuxPodSandboxConfig> = {
  encode(message: LinuxPodSandboxConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cgroupParent !== "") {
      writer.uint32(10).string(message.cgroupParent);
    }
    if (message.securityContext !== undefined) {
      LinuxSandboxSecurityContext.encode(message.securityContext, writer.uint32(18).fork()).join();
    }
    globalThis.Object.entries(message.sysctls).forEach(([key, value]: [string, string]) => {
      LinuxPodSandboxConfig_SysctlsEntry.encode({ key: key as any, value }, writer.uint32(26).fork()).join();
    });
    if (message.overhead !== undefined) {
      LinuxContainerResources.encode(message.overhead, writer.uint32(34).fork()).join();
    }
    if (message.resources !== undefined) {
      LinuxContainerResources.encode(message.resources, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxPodSandboxConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxPodSandboxConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.cgroupParent = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.securityContext = LinuxSandboxSecurityContext.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const entry3 = LinuxPodSandboxConfig_SysctlsEntry.decode(reader, reader.uint32());
            if (entry3.value !== undefined) {
              message.sysctls[entry3.key] = entry3.value;
            }
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.overhead = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.resources = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxPodSandboxConfig {
    return {
      cgroupParent: isSet(object.cgroupParent)
        ? globalThis.String(object.cgroupParent)
        : isSet(object.cgroup_parent)
        ? globalThis.String(object.cgroup_parent)
        : "",
      securityContext: isSet(object.securityContext)
        ? LinuxSandboxSecurityContext.fromJSON(object.securityContext)
        : isSet(object.security_context)
        ? LinuxSandboxSecurityContext.fromJSON(object.security_context)
        : undefined,
      sysctls: isObject(object.sysctls)
        ? (globalThis.Object.entries(object.sysctls) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      overhead: isSet(object.overhead) ? LinuxContainerResources.fromJSON(object.overhead) : undefined,
      resources: isSet(object.resources) ? LinuxContainerResources.fromJSON(object.resources) : undefined,
    };
  },

  toJSON(message: LinuxPodSandboxConfig): unknown {
    const obj: any = {};
    if (message.cgroupParent !== "") {
      obj.cgroupParent = message.cgroupParent;
    }
    if (message.securityContext !== undefined) {
      obj.securityContext = LinuxSandboxSecurityContext.toJSON(message.securityContext);
    }
    if (message.sysctls) {
      const entries = globalThis.Object.entries(message.sysctls) as [string, string][];
      if (entries.length > 0) {
        obj.sysctls = {};
        entries.forEach(([k, v]) => {
          obj.sysctls[k] = v;
        });
      }
    }
    if (message.overhead !== undefined) {
      obj.overhead = LinuxContainerResources.toJSON(message.overhead);
    }
    if (message.resources !== undefined) {
      obj.resources = LinuxContainerResources.toJSON(message.resources);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxPodSandboxConfig>, I>>(base?: I): LinuxPodSandboxConfig {
    return LinuxPodSandboxConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxPodSandboxConfig>, I>>(object: I): LinuxPodSandboxConfig {
    const message = createBaseLinuxPodSandboxConfig();
    message.cgroupParent = object.cgroupParent ?? "";
    message.securityContext = (object.securityContext !== undefined && object.securityContext !== null)
      ? LinuxSandboxSecurityContext.fromPartial(object.securityContext)
      : undefined;
    message.sysctls = (globalThis.Object.entries(object.sysctls ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.overhead = (object.overhead !== undefined && object.overhead !== null)
      ? LinuxContainerResources.fromPartial(object.overhead)
      : undefined;
    message.resources = (object.resources !== undefined && object.resources !== null)
      ? LinuxContainerResources.fromPartial(object.resources)
      : undefined;
    return message;
  },
};

function createBaseLinuxPodSandboxConfig_SysctlsEntry(): LinuxPodSandboxConfig_SysctlsEntry {
  return { key: "", value: "" };
}

export const LinuxPodSandboxConfig_SysctlsEntry: MessageFns<LinuxPodSandboxConfig_SysctlsEntry> = {
  encode(message: LinuxPodSandboxConfig_SysctlsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxPodSandboxConfig_SysctlsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxPodSandboxConfig_SysctlsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxPodSandboxConfig_SysctlsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: LinuxPodSandboxConfig_SysctlsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxPodSandboxConfig_SysctlsEntry>, I>>(
    base?: I,
  ): LinuxPodSandboxConfig_SysctlsEntry {
    return LinuxPodSandboxConfig_SysctlsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxPodSandboxConfig_SysctlsEntry>, I>>(
    object: I,
  ): LinuxPodSandboxConfig_SysctlsEntry {
    const message = createBaseLinuxPodSandboxConfig_SysctlsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxMetadata(): PodSandboxMetadata {
  return { name: "", uid: "", namespace: "", attempt: 0 };
}

export const PodSandboxMetadata: MessageFns<PodSandboxMetadata> = {
  encode(message: PodSandboxMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.uid !== "") {
      writer.uint32(18).string(message.uid);
    }
    if (message.namespace !== "") {
      writer.uint32(26).string(message.namespace);
    }
    if (message.attempt !== 0) {
      writer.uint32(32).uint32(message.attempt);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.uid = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.namespace = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.attempt = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxMetadata {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      uid: isSet(object.uid) ? globalThis.String(object.uid) : "",
      namespace: isSet(object.namespace) ? globalThis.String(object.namespace) : "",
      attempt: isSet(object.attempt) ? globalThis.Number(object.attempt) : 0,
    };
  },

  toJSON(message: PodSandboxMetadata): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.uid !== "") {
      obj.uid = message.uid;
    }
    if (message.namespace !== "") {
      obj.namespace = message.namespace;
    }
    if (message.attempt !== 0) {
      obj.attempt = Math.round(message.attempt);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxMetadata>, I>>(base?: I): PodSandboxMetadata {
    return PodSandboxMetadata.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxMetadata>, I>>(object: I): PodSandboxMetadata {
    const message = createBasePodSandboxMetadata();
    message.name = object.name ?? "";
    message.uid = object.uid ?? "";
    message.namespace = object.namespace ?? "";
    message.attempt = object.attempt ?? 0;
    return message;
  },
};

function createBasePodSandboxConfig(): PodSandboxConfig {
  return {
    metadata: undefined,
    hostname: "",
    logDirectory: "",
    dnsConfig: undefined,
    portMappings: [],
    labels: {},
    annotations: {},
    linux: undefined,
    windows: undefined,
  };
}

export const PodSandboxConfig: MessageFns<PodSandboxConfig> = {
  encode(message: PodSandboxConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.metadata !== undefined) {
      PodSandboxMetadata.encode(message.metadata, writer.uint32(10).fork()).join();
    }
    if (message.hostname !== "") {
      writer.uint32(18).string(message.hostname);
    }
    if (message.logDirectory !== "") {
      writer.uint32(26).string(message.logDirectory);
    }
    if (message.dnsConfig !== undefined) {
      DNSConfig.encode(message.dnsConfig, writer.uint32(34).fork()).join();
    }
    for (const v of message.portMappings) {
      PortMapping.encode(v!, writer.uint32(42).fork()).join();
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      PodSandboxConfig_LabelsEntry.encode({ key: key as any, value }, writer.uint32(50).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      PodSandboxConfig_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(58).fork()).join();
    });
    if (message.linux !== undefined) {
      LinuxPodSandboxConfig.encode(message.linux, writer.uint32(66).fork()).join();
    }
    if (message.windows !== undefined) {
      WindowsPodSandboxConfig.encode(message.windows, writer.uint32(74).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.metadata = PodSandboxMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.hostname = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.logDirectory = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.dnsConfig = DNSConfig.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.portMappings.push(PortMapping.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            const entry6 = PodSandboxConfig_LabelsEntry.decode(reader, reader.uint32());
            if (entry6.value !== undefined) {
              message.labels[entry6.key] = entry6.value;
            }
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            const entry7 = PodSandboxConfig_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry7.value !== undefined) {
              message.annotations[entry7.key] = entry7.value;
            }
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.linux = LinuxPodSandboxConfig.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.windows = WindowsPodSandboxConfig.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxConfig {
    return {
      metadata: isSet(object.metadata) ? PodSandboxMetadata.fromJSON(object.metadata) : undefined,
      hostname: isSet(object.hostname) ? globalThis.String(object.hostname) : "",
      logDirectory: isSet(object.logDirectory)
        ? globalThis.String(object.logDirectory)
        : isSet(object.log_directory)
        ? globalThis.String(object.log_directory)
        : "",
      dnsConfig: isSet(object.dnsConfig)
        ? DNSConfig.fromJSON(object.dnsConfig)
        : isSet(object.dns_config)
        ? DNSConfig.fromJSON(object.dns_config)
        : undefined,
      portMappings: globalThis.Array.isArray(object?.portMappings)
        ? object.portMappings.map((e: any) => PortMapping.fromJSON(e))
        : globalThis.Array.isArray(object?.port_mappings)
        ? object.port_mappings.map((e: any) => PortMapping.fromJSON(e))
        : [],
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      linux: isSet(object.linux) ? LinuxPodSandboxConfig.fromJSON(object.linux) : undefined,
      windows: isSet(object.windows) ? WindowsPodSandboxConfig.fromJSON(object.windows) : undefined,
    };
  },

  toJSON(message: PodSandboxConfig): unknown {
    const obj: any = {};
    if (message.metadata !== undefined) {
      obj.metadata = PodSandboxMetadata.toJSON(message.metadata);
    }
    if (message.hostname !== "") {
      obj.hostname = message.hostname;
    }
    if (message.logDirectory !== "") {
      obj.logDirectory = message.logDirectory;
    }
    if (message.dnsConfig !== undefined) {
      obj.dnsConfig = DNSConfig.toJSON(message.dnsConfig);
    }
    if (message.portMappings?.length) {
      obj.portMappings = message.portMappings.map((e) => PortMapping.toJSON(e));
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.linux !== undefined) {
      obj.linux = LinuxPodSandboxConfig.toJSON(message.linux);
    }
    if (message.windows !== undefined) {
      obj.windows = WindowsPodSandboxConfig.toJSON(message.windows);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxConfig>, I>>(base?: I): PodSandboxConfig {
    return PodSandboxConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxConfig>, I>>(object: I): PodSandboxConfig {
    const message = createBasePodSandboxConfig();
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? PodSandboxMetadata.fromPartial(object.metadata)
      : undefined;
    message.hostname = object.hostname ?? "";
    message.logDirectory = object.logDirectory ?? "";
    message.dnsConfig = (object.dnsConfig !== undefined && object.dnsConfig !== null)
      ? DNSConfig.fromPartial(object.dnsConfig)
      : undefined;
    message.portMappings = object.portMappings?.map((e) => PortMapping.fromPartial(e)) || [];
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxPodSandboxConfig.fromPartial(object.linux)
      : undefined;
    message.windows = (object.windows !== undefined && object.windows !== null)
      ? WindowsPodSandboxConfig.fromPartial(object.windows)
      : undefined;
    return message;
  },
};

function createBasePodSandboxConfig_LabelsEntry(): PodSandboxConfig_LabelsEntry {
  return { key: "", value: "" };
}

export const PodSandboxConfig_LabelsEntry: MessageFns<PodSandboxConfig_LabelsEntry> = {
  encode(message: PodSandboxConfig_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxConfig_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxConfig_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxConfig_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxConfig_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxConfig_LabelsEntry>, I>>(base?: I): PodSandboxConfig_LabelsEntry {
    return PodSandboxConfig_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxConfig_LabelsEntry>, I>>(object: I): PodSandboxConfig_LabelsEntry {
    const message = createBasePodSandboxConfig_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxConfig_AnnotationsEntry(): PodSandboxConfig_AnnotationsEntry {
  return { key: "", value: "" };
}

export const PodSandboxConfig_AnnotationsEntry: MessageFns<PodSandboxConfig_AnnotationsEntry> = {
  encode(message: PodSandboxConfig_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxConfig_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxConfig_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxConfig_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxConfig_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxConfig_AnnotationsEntry>, I>>(
    base?: I,
  ): PodSandboxConfig_AnnotationsEntry {
    return PodSandboxConfig_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxConfig_AnnotationsEntry>, I>>(
    object: I,
  ): PodSandboxConfig_AnnotationsEntry {
    const message = createBasePodSandboxConfig_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseRunPodSandboxRequest(): RunPodSandboxRequest {
  return { config: undefined, runtimeHandler: "" };
}

export const RunPodSandboxRequest: MessageFns<RunPodSandboxRequest> = {
  encode(message: RunPodSandboxRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.config !== undefined) {
      PodSandboxConfig.encode(message.config, writer.uint32(10).fork()).join();
    }
    if (message.runtimeHandler !== "") {
      writer.uint32(18).string(message.runtimeHandler);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RunPodSandboxRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRunPodSandboxRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.config = PodSandboxConfig.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.runtimeHandler = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RunPodSandboxRequest {
    return {
      config: isSet(object.config) ? PodSandboxConfig.fromJSON(object.config) : undefined,
      runtimeHandler: isSet(object.runtimeHandler)
        ? globalThis.String(object.runtimeHandler)
        : isSet(object.runtime_handler)
        ? globalThis.String(object.runtime_handler)
        : "",
    };
  },

  toJSON(message: RunPodSandboxRequest): unknown {
    const obj: any = {};
    if (message.config !== undefined) {
      obj.config = PodSandboxConfig.toJSON(message.config);
    }
    if (message.runtimeHandler !== "") {
      obj.runtimeHandler = message.runtimeHandler;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RunPodSandboxRequest>, I>>(base?: I): RunPodSandboxRequest {
    return RunPodSandboxRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RunPodSandboxRequest>, I>>(object: I): RunPodSandboxRequest {
    const message = createBaseRunPodSandboxRequest();
    message.config = (object.config !== undefined && object.config !== null)
      ? PodSandboxConfig.fromPartial(object.config)
      : undefined;
    message.runtimeHandler = object.runtimeHandler ?? "";
    return message;
  },
};

function createBaseRunPodSandboxResponse(): RunPodSandboxResponse {
  return { podSandboxId: "" };
}

export const RunPodSandboxResponse: MessageFns<RunPodSandboxResponse> = {
  encode(message: RunPodSandboxResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RunPodSandboxResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRunPodSandboxResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RunPodSandboxResponse {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
    };
  },

  toJSON(message: RunPodSandboxResponse): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RunPodSandboxResponse>, I>>(base?: I): RunPodSandboxResponse {
    return RunPodSandboxResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RunPodSandboxResponse>, I>>(object: I): RunPodSandboxResponse {
    const message = createBaseRunPodSandboxResponse();
    message.podSandboxId = object.podSandboxId ?? "";
    return message;
  },
};

function createBaseStopPodSandboxRequest(): StopPodSandboxRequest {
  return { podSandboxId: "" };
}

export const StopPodSandboxRequest: MessageFns<StopPodSandboxRequest> = {
  encode(message: StopPodSandboxRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopPodSandboxRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopPodSandboxRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StopPodSandboxRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
    };
  },

  toJSON(message: StopPodSandboxRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StopPodSandboxRequest>, I>>(base?: I): StopPodSandboxRequest {
    return StopPodSandboxRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StopPodSandboxRequest>, I>>(object: I): StopPodSandboxRequest {
    const message = createBaseStopPodSandboxRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    return message;
  },
};

function createBaseStopPodSandboxResponse(): StopPodSandboxResponse {
  return {};
}

export const StopPodSandboxResponse: MessageFns<StopPodSandboxResponse> = {
  encode(_: StopPodSandboxResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopPodSandboxResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopPodSandboxResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): StopPodSandboxResponse {
    return {};
  },

  toJSON(_: StopPodSandboxResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<StopPodSandboxResponse>, I>>(base?: I): StopPodSandboxResponse {
    return StopPodSandboxResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StopPodSandboxResponse>, I>>(_: I): StopPodSandboxResponse {
    const message = createBaseStopPodSandboxResponse();
    return message;
  },
};

function createBaseRemovePodSandboxRequest(): RemovePodSandboxRequest {
  return { podSandboxId: "" };
}

export const RemovePodSandboxRequest: MessageFns<RemovePodSandboxRequest> = {
  encode(message: RemovePodSandboxRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemovePodSandboxRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemovePodSandboxRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RemovePodSandboxRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
    };
  },

  toJSON(message: RemovePodSandboxRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RemovePodSandboxRequest>, I>>(base?: I): RemovePodSandboxRequest {
    return RemovePodSandboxRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemovePodSandboxRequest>, I>>(object: I): RemovePodSandboxRequest {
    const message = createBaseRemovePodSandboxRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    return message;
  },
};

function createBaseRemovePodSandboxResponse(): RemovePodSandboxResponse {
  return {};
}

export const RemovePodSandboxResponse: MessageFns<RemovePodSandboxResponse> = {
  encode(_: RemovePodSandboxResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemovePodSandboxResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemovePodSandboxResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): RemovePodSandboxResponse {
    return {};
  },

  toJSON(_: RemovePodSandboxResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<RemovePodSandboxResponse>, I>>(base?: I): RemovePodSandboxResponse {
    return RemovePodSandboxResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemovePodSandboxResponse>, I>>(_: I): RemovePodSandboxResponse {
    const message = createBaseRemovePodSandboxResponse();
    return message;
  },
};

function createBasePodSandboxStatusRequest(): PodSandboxStatusRequest {
  return { podSandboxId: "", verbose: false };
}

export const PodSandboxStatusRequest: MessageFns<PodSandboxStatusRequest> = {
  encode(message: PodSandboxStatusRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    if (message.verbose !== false) {
      writer.uint32(16).bool(message.verbose);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatusRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatusRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.verbose = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatusRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      verbose: isSet(object.verbose) ? globalThis.Boolean(object.verbose) : false,
    };
  },

  toJSON(message: PodSandboxStatusRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.verbose !== false) {
      obj.verbose = message.verbose;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatusRequest>, I>>(base?: I): PodSandboxStatusRequest {
    return PodSandboxStatusRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatusRequest>, I>>(object: I): PodSandboxStatusRequest {
    const message = createBasePodSandboxStatusRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    message.verbose = object.verbose ?? false;
    return message;
  },
};

function createBasePodIP(): PodIP {
  return { ip: "" };
}

export const PodIP: MessageFns<PodIP> = {
  encode(message: PodIP, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.ip !== "") {
      writer.uint32(10).string(message.ip);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodIP {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodIP();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.ip = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodIP {
    return { ip: isSet(object.ip) ? globalThis.String(object.ip) : "" };
  },

  toJSON(message: PodIP): unknown {
    const obj: any = {};
    if (message.ip !== "") {
      obj.ip = message.ip;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodIP>, I>>(base?: I): PodIP {
    return PodIP.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodIP>, I>>(object: I): PodIP {
    const message = createBasePodIP();
    message.ip = object.ip ?? "";
    return message;
  },
};

function createBasePodSandboxNetworkStatus(): PodSandboxNetworkStatus {
  return { ip: "", additionalIps: [] };
}

export const PodSandboxNetworkStatus: MessageFns<PodSandboxNetworkStatus> = {
  encode(message: PodSandboxNetworkStatus, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.ip !== "") {
      writer.uint32(10).string(message.ip);
    }
    for (const v of message.additionalIps) {
      PodIP.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxNetworkStatus {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxNetworkStatus();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.ip = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.additionalIps.push(PodIP.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxNetworkStatus {
    return {
      ip: isSet(object.ip) ? globalThis.String(object.ip) : "",
      additionalIps: globalThis.Array.isArray(object?.additionalIps)
        ? object.additionalIps.map((e: any) => PodIP.fromJSON(e))
        : globalThis.Array.isArray(object?.additional_ips)
        ? object.additional_ips.map((e: any) => PodIP.fromJSON(e))
        : [],
    };
  },

  toJSON(message: PodSandboxNetworkStatus): unknown {
    const obj: any = {};
    if (message.ip !== "") {
      obj.ip = message.ip;
    }
    if (message.additionalIps?.length) {
      obj.additionalIps = message.additionalIps.map((e) => PodIP.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxNetworkStatus>, I>>(base?: I): PodSandboxNetworkStatus {
    return PodSandboxNetworkStatus.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxNetworkStatus>, I>>(object: I): PodSandboxNetworkStatus {
    const message = createBasePodSandboxNetworkStatus();
    message.ip = object.ip ?? "";
    message.additionalIps = object.additionalIps?.map((e) => PodIP.fromPartial(e)) || [];
    return message;
  },
};

function createBaseNamespace(): Namespace {
  return { options: undefined };
}

export const Namespace: MessageFns<Namespace> = {
  encode(message: Namespace, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.options !== undefined) {
      NamespaceOption.encode(message.options, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Namespace {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNamespace();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.options = NamespaceOption.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Namespace {
    return { options: isSet(object.options) ? NamespaceOption.fromJSON(object.options) : undefined };
  },

  toJSON(message: Namespace): unknown {
    const obj: any = {};
    if (message.options !== undefined) {
      obj.options = NamespaceOption.toJSON(message.options);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Namespace>, I>>(base?: I): Namespace {
    return Namespace.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Namespace>, I>>(object: I): Namespace {
    const message = createBaseNamespace();
    message.options = (object.options !== undefined && object.options !== null)
      ? NamespaceOption.fromPartial(object.options)
      : undefined;
    return message;
  },
};

function createBaseLinuxPodSandboxStatus(): LinuxPodSandboxStatus {
  return { namespaces: undefined };
}

export const LinuxPodSandboxStatus: MessageFns<LinuxPodSandboxStatus> = {
  encode(message: LinuxPodSandboxStatus, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.namespaces !== undefined) {
      Namespace.encode(message.namespaces, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxPodSandboxStatus {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxPodSandboxStatus();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.namespaces = Namespace.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxPodSandboxStatus {
    return { namespaces: isSet(object.namespaces) ? Namespace.fromJSON(object.namespaces) : undefined };
  },

  toJSON(message: LinuxPodSandboxStatus): unknown {
    const obj: any = {};
    if (message.namespaces !== undefined) {
      obj.namespaces = Namespace.toJSON(message.namespaces);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxPodSandboxStatus>, I>>(base?: I): LinuxPodSandboxStatus {
    return LinuxPodSandboxStatus.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxPodSandboxStatus>, I>>(object: I): LinuxPodSandboxStatus {
    const message = createBaseLinuxPodSandboxStatus();
    message.namespaces = (object.namespaces !== undefined && object.namespaces !== null)
      ? Namespace.fromPartial(object.namespaces)
      : undefined;
    return message;
  },
};

function createBasePodSandboxStatus(): PodSandboxStatus {
  return {
    id: "",
    metadata: undefined,
    state: 0,
    createdAt: 0n,
    network: undefined,
    linux: undefined,
    labels: {},
    annotations: {},
    runtimeHandler: "",
  };
}

export const PodSandboxStatus: MessageFns<PodSandboxStatus> = {
  encode(message: PodSandboxStatus, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.metadata !== undefined) {
      PodSandboxMetadata.encode(message.metadata, writer.uint32(18).fork()).join();
    }
    if (message.state !== 0) {
      writer.uint32(24).int32(message.state);
    }
    if (message.createdAt !== 0n) {
      if (BigInt.asIntN(64, message.createdAt) !== message.createdAt) {
        throw new globalThis.Error("value provided for field message.createdAt of type int64 too large");
      }
      writer.uint32(32).int64(message.createdAt);
    }
    if (message.network !== undefined) {
      PodSandboxNetworkStatus.encode(message.network, writer.uint32(42).fork()).join();
    }
    if (message.linux !== undefined) {
      LinuxPodSandboxStatus.encode(message.linux, writer.uint32(50).fork()).join();
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      PodSandboxStatus_LabelsEntry.encode({ key: key as any, value }, writer.uint32(58).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      PodSandboxStatus_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(66).fork()).join();
    });
    if (message.runtimeHandler !== "") {
      writer.uint32(74).string(message.runtimeHandler);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatus {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatus();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metadata = PodSandboxMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.createdAt = reader.int64() as bigint;
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.network = PodSandboxNetworkStatus.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.linux = LinuxPodSandboxStatus.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            const entry7 = PodSandboxStatus_LabelsEntry.decode(reader, reader.uint32());
            if (entry7.value !== undefined) {
              message.labels[entry7.key] = entry7.value;
            }
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            const entry8 = PodSandboxStatus_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry8.value !== undefined) {
              message.annotations[entry8.key] = entry8.value;
            }
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.runtimeHandler = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatus {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      metadata: isSet(object.metadata) ? PodSandboxMetadata.fromJSON(object.metadata) : undefined,
      state: isSet(object.state) ? podSandboxStateFromJSON(object.state) : 0,
      createdAt: isSet(object.createdAt)
        ? BigInt(object.createdAt)
        : isSet(object.created_at)
        ? BigInt(object.created_at)
        : 0n,
      network: isSet(object.network) ? PodSandboxNetworkStatus.fromJSON(object.network) : undefined,
      linux: isSet(object.linux) ? LinuxPodSandboxStatus.fromJSON(object.linux) : undefined,
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      runtimeHandler: isSet(object.runtimeHandler)
        ? globalThis.String(object.runtimeHandler)
        : isSet(object.runtime_handler)
        ? globalThis.String(object.runtime_handler)
        : "",
    };
  },

  toJSON(message: PodSandboxStatus): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.metadata !== undefined) {
      obj.metadata = PodSandboxMetadata.toJSON(message.metadata);
    }
    if (message.state !== 0) {
      obj.state = podSandboxStateToJSON(message.state);
    }
    if (message.createdAt !== 0n) {
      obj.createdAt = message.createdAt.toString();
    }
    if (message.network !== undefined) {
      obj.network = PodSandboxNetworkStatus.toJSON(message.network);
    }
    if (message.linux !== undefined) {
      obj.linux = LinuxPodSandboxStatus.toJSON(message.linux);
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.runtimeHandler !== "") {
      obj.runtimeHandler = message.runtimeHandler;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatus>, I>>(base?: I): PodSandboxStatus {
    return PodSandboxStatus.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatus>, I>>(object: I): PodSandboxStatus {
    const message = createBasePodSandboxStatus();
    message.id = object.id ?? "";
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? PodSandboxMetadata.fromPartial(object.metadata)
      : undefined;
    message.state = object.state ?? 0;
    message.createdAt = (object.createdAt !== undefined && object.createdAt !== null) ? BigInt(object.createdAt) : 0n;
    message.network = (object.network !== undefined && object.network !== null)
      ? PodSandboxNetworkStatus.fromPartial(object.network)
      : undefined;
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxPodSandboxStatus.fromPartial(object.linux)
      : undefined;
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.runtimeHandler = object.runtimeHandler ?? "";
    return message;
  },
};

function createBasePodSandboxStatus_LabelsEntry(): PodSandboxStatus_LabelsEntry {
  return { key: "", value: "" };
}

export const PodSandboxStatus_LabelsEntry: MessageFns<PodSandboxStatus_LabelsEntry> = {
  encode(message: PodSandboxStatus_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatus_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatus_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatus_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxStatus_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatus_LabelsEntry>, I>>(base?: I): PodSandboxStatus_LabelsEntry {
    return PodSandboxStatus_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatus_LabelsEntry>, I>>(object: I): PodSandboxStatus_LabelsEntry {
    const message = createBasePodSandboxStatus_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxStatus_AnnotationsEntry(): PodSandboxStatus_AnnotationsEntry {
  return { key: "", value: "" };
}

export const PodSandboxStatus_AnnotationsEntry: MessageFns<PodSandboxStatus_AnnotationsEntry> = {
  encode(message: PodSandboxStatus_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatus_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatus_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatus_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxStatus_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatus_AnnotationsEntry>, I>>(
    base?: I,
  ): PodSandboxStatus_AnnotationsEntry {
    return PodSandboxStatus_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatus_AnnotationsEntry>, I>>(
    object: I,
  ): PodSandboxStatus_AnnotationsEntry {
    const message = createBasePodSandboxStatus_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxStatusResponse(): PodSandboxStatusResponse {
  return { status: undefined, info: {}, containersStatuses: [], timestamp: 0n };
}

export const PodSandboxStatusResponse: MessageFns<PodSandboxStatusResponse> = {
  encode(message: PodSandboxStatusResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.status !== undefined) {
      PodSandboxStatus.encode(message.status, writer.uint32(10).fork()).join();
    }
    globalThis.Object.entries(message.info).forEach(([key, value]: [string, string]) => {
      PodSandboxStatusResponse_InfoEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    for (const v of message.containersStatuses) {
      ContainerStatus.encode(v!, writer.uint32(26).fork()).join();
    }
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(32).int64(message.timestamp);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatusResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatusResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.status = PodSandboxStatus.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = PodSandboxStatusResponse_InfoEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.info[entry2.key] = entry2.value;
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.containersStatuses.push(ContainerStatus.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatusResponse {
    return {
      status: isSet(object.status) ? PodSandboxStatus.fromJSON(object.status) : undefined,
      info: isObject(object.info)
        ? (globalThis.Object.entries(object.info) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      containersStatuses: globalThis.Array.isArray(object?.containersStatuses)
        ? object.containersStatuses.map((e: any) => ContainerStatus.fromJSON(e))
        : globalThis.Array.isArray(object?.containers_statuses)
        ? object.containers_statuses.map((e: any) => ContainerStatus.fromJSON(e))
        : [],
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
    };
  },

  toJSON(message: PodSandboxStatusResponse): unknown {
    const obj: any = {};
    if (message.status !== undefined) {
      obj.status = PodSandboxStatus.toJSON(message.status);
    }
    if (message.info) {
      const entries = globalThis.Object.entries(message.info) as [string, string][];
      if (entries.length > 0) {
        obj.info = {};
        entries.forEach(([k, v]) => {
          obj.info[k] = v;
        });
      }
    }
    if (message.containersStatuses?.length) {
      obj.containersStatuses = message.containersStatuses.map((e) => ContainerStatus.toJSON(e));
    }
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatusResponse>, I>>(base?: I): PodSandboxStatusResponse {
    return PodSandboxStatusResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatusResponse>, I>>(object: I): PodSandboxStatusResponse {
    const message = createBasePodSandboxStatusResponse();
    message.status = (object.status !== undefined && object.status !== null)
      ? PodSandboxStatus.fromPartial(object.status)
      : undefined;
    message.info = (globalThis.Object.entries(object.info ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.containersStatuses = object.containersStatuses?.map((e) => ContainerStatus.fromPartial(e)) || [];
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    return message;
  },
};

function createBasePodSandboxStatusResponse_InfoEntry(): PodSandboxStatusResponse_InfoEntry {
  return { key: "", value: "" };
}

export const PodSandboxStatusResponse_InfoEntry: MessageFns<PodSandboxStatusResponse_InfoEntry> = {
  encode(message: PodSandboxStatusResponse_InfoEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatusResponse_InfoEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatusResponse_InfoEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatusResponse_InfoEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxStatusResponse_InfoEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatusResponse_InfoEntry>, I>>(
    base?: I,
  ): PodSandboxStatusResponse_InfoEntry {
    return PodSandboxStatusResponse_InfoEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatusResponse_InfoEntry>, I>>(
    object: I,
  ): PodSandboxStatusResponse_InfoEntry {
    const message = createBasePodSandboxStatusResponse_InfoEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxStateValue(): PodSandboxStateValue {
  return { state: 0 };
}

export const PodSandboxStateValue: MessageFns<PodSandboxStateValue> = {
  encode(message: PodSandboxStateValue, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.state !== 0) {
      writer.uint32(8).int32(message.state);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStateValue {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStateValue();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStateValue {
    return { state: isSet(object.state) ? podSandboxStateFromJSON(object.state) : 0 };
  },

  toJSON(message: PodSandboxStateValue): unknown {
    const obj: any = {};
    if (message.state !== 0) {
      obj.state = podSandboxStateToJSON(message.state);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStateValue>, I>>(base?: I): PodSandboxStateValue {
    return PodSandboxStateValue.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStateValue>, I>>(object: I): PodSandboxStateValue {
    const message = createBasePodSandboxStateValue();
    message.state = object.state ?? 0;
    return message;
  },
};

function createBasePodSandboxFilter(): PodSandboxFilter {
  return { id: "", state: undefined, labelSelector: {} };
}

export const PodSandboxFilter: MessageFns<PodSandboxFilter> = {
  encode(message: PodSandboxFilter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.state !== undefined) {
      PodSandboxStateValue.encode(message.state, writer.uint32(18).fork()).join();
    }
    globalThis.Object.entries(message.labelSelector).forEach(([key, value]: [string, string]) => {
      PodSandboxFilter_LabelSelectorEntry.encode({ key: key as any, value }, writer.uint32(26).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxFilter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxFilter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.state = PodSandboxStateValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const entry3 = PodSandboxFilter_LabelSelectorEntry.decode(reader, reader.uint32());
            if (entry3.value !== undefined) {
              message.labelSelector[entry3.key] = entry3.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxFilter {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      state: isSet(object.state) ? PodSandboxStateValue.fromJSON(object.state) : undefined,
      labelSelector: isObject(object.labelSelector)
        ? (globalThis.Object.entries(object.labelSelector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : isObject(object.label_selector)
        ? (globalThis.Object.entries(object.label_selector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: PodSandboxFilter): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.state !== undefined) {
      obj.state = PodSandboxStateValue.toJSON(message.state);
    }
    if (message.labelSelector) {
      const entries = globalThis.Object.entries(message.labelSelector) as [string, string][];
      if (entries.length > 0) {
        obj.labelSelector = {};
        entries.forEach(([k, v]) => {
          obj.labelSelector[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxFilter>, I>>(base?: I): PodSandboxFilter {
    return PodSandboxFilter.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxFilter>, I>>(object: I): PodSandboxFilter {
    const message = createBasePodSandboxFilter();
    message.id = object.id ?? "";
    message.state = (object.state !== undefined && object.state !== null)
      ? PodSandboxStateValue.fromPartial(object.state)
      : undefined;
    message.labelSelector = (globalThis.Object.entries(object.labelSelector ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBasePodSandboxFilter_LabelSelectorEntry(): PodSandboxFilter_LabelSelectorEntry {
  return { key: "", value: "" };
}

export const PodSandboxFilter_LabelSelectorEntry: MessageFns<PodSandboxFilter_LabelSelectorEntry> = {
  encode(message: PodSandboxFilter_LabelSelectorEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxFilter_LabelSelectorEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxFilter_LabelSelectorEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxFilter_LabelSelectorEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxFilter_LabelSelectorEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxFilter_LabelSelectorEntry>, I>>(
    base?: I,
  ): PodSandboxFilter_LabelSelectorEntry {
    return PodSandboxFilter_LabelSelectorEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxFilter_LabelSelectorEntry>, I>>(
    object: I,
  ): PodSandboxFilter_LabelSelectorEntry {
    const message = createBasePodSandboxFilter_LabelSelectorEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseListPodSandboxRequest(): ListPodSandboxRequest {
  return { filter: undefined };
}

export const ListPodSandboxRequest: MessageFns<ListPodSandboxRequest> = {
  encode(message: ListPodSandboxRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      PodSandboxFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPodSandboxRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPodSandboxRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = PodSandboxFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListPodSandboxRequest {
    return { filter: isSet(object.filter) ? PodSandboxFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: ListPodSandboxRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = PodSandboxFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListPodSandboxRequest>, I>>(base?: I): ListPodSandboxRequest {
    return ListPodSandboxRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPodSandboxRequest>, I>>(object: I): ListPodSandboxRequest {
    const message = createBaseListPodSandboxRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? PodSandboxFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBasePodSandbox(): PodSandbox {
  return { id: "", metadata: undefined, state: 0, createdAt: 0n, labels: {}, annotations: {}, runtimeHandler: "" };
}

export const PodSandbox: MessageFns<PodSandbox> = {
  encode(message: PodSandbox, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.metadata !== undefined) {
      PodSandboxMetadata.encode(message.metadata, writer.uint32(18).fork()).join();
    }
    if (message.state !== 0) {
      writer.uint32(24).int32(message.state);
    }
    if (message.createdAt !== 0n) {
      if (BigInt.asIntN(64, message.createdAt) !== message.createdAt) {
        throw new globalThis.Error("value provided for field message.createdAt of type int64 too large");
      }
      writer.uint32(32).int64(message.createdAt);
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      PodSandbox_LabelsEntry.encode({ key: key as any, value }, writer.uint32(42).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      PodSandbox_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(50).fork()).join();
    });
    if (message.runtimeHandler !== "") {
      writer.uint32(58).string(message.runtimeHandler);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandbox {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandbox();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metadata = PodSandboxMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.createdAt = reader.int64() as bigint;
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            const entry5 = PodSandbox_LabelsEntry.decode(reader, reader.uint32());
            if (entry5.value !== undefined) {
              message.labels[entry5.key] = entry5.value;
            }
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            const entry6 = PodSandbox_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry6.value !== undefined) {
              message.annotations[entry6.key] = entry6.value;
            }
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.runtimeHandler = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandbox {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      metadata: isSet(object.metadata) ? PodSandboxMetadata.fromJSON(object.metadata) : undefined,
      state: isSet(object.state) ? podSandboxStateFromJSON(object.state) : 0,
      createdAt: isSet(object.createdAt)
        ? BigInt(object.createdAt)
        : isSet(object.created_at)
        ? BigInt(object.created_at)
        : 0n,
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      runtimeHandler: isSet(object.runtimeHandler)
        ? globalThis.String(object.runtimeHandler)
        : isSet(object.runtime_handler)
        ? globalThis.String(object.runtime_handler)
        : "",
    };
  },

  toJSON(message: PodSandbox): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.metadata !== undefined) {
      obj.metadata = PodSandboxMetadata.toJSON(message.metadata);
    }
    if (message.state !== 0) {
      obj.state = podSandboxStateToJSON(message.state);
    }
    if (message.createdAt !== 0n) {
      obj.createdAt = message.createdAt.toString();
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.runtimeHandler !== "") {
      obj.runtimeHandler = message.runtimeHandler;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandbox>, I>>(base?: I): PodSandbox {
    return PodSandbox.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandbox>, I>>(object: I): PodSandbox {
    const message = createBasePodSandbox();
    message.id = object.id ?? "";
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? PodSandboxMetadata.fromPartial(object.metadata)
      : undefined;
    message.state = object.state ?? 0;
    message.createdAt = (object.createdAt !== undefined && object.createdAt !== null) ? BigInt(object.createdAt) : 0n;
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.runtimeHandler = object.runtimeHandler ?? "";
    return message;
  },
};

function createBasePodSandbox_LabelsEntry(): PodSandbox_LabelsEntry {
  return { key: "", value: "" };
}

export const PodSandbox_LabelsEntry: MessageFns<PodSandbox_LabelsEntry> = {
  encode(message: PodSandbox_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandbox_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandbox_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandbox_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandbox_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandbox_LabelsEntry>, I>>(base?: I): PodSandbox_LabelsEntry {
    return PodSandbox_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandbox_LabelsEntry>, I>>(object: I): PodSandbox_LabelsEntry {
    const message = createBasePodSandbox_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandbox_AnnotationsEntry(): PodSandbox_AnnotationsEntry {
  return { key: "", value: "" };
}

export const PodSandbox_AnnotationsEntry: MessageFns<PodSandbox_AnnotationsEntry> = {
  encode(message: PodSandbox_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandbox_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandbox_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandbox_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandbox_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandbox_AnnotationsEntry>, I>>(base?: I): PodSandbox_AnnotationsEntry {
    return PodSandbox_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandbox_AnnotationsEntry>, I>>(object: I): PodSandbox_AnnotationsEntry {
    const message = createBasePodSandbox_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseListPodSandboxResponse(): ListPodSandboxResponse {
  return { items: [] };
}

export const ListPodSandboxResponse: MessageFns<ListPodSandboxResponse> = {
  encode(message: ListPodSandboxResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.items) {
      PodSandbox.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPodSandboxResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPodSandboxResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.items.push(PodSandbox.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListPodSandboxResponse {
    return {
      items: globalThis.Array.isArray(object?.items) ? object.items.map((e: any) => PodSandbox.fromJSON(e)) : [],
    };
  },

  toJSON(message: ListPodSandboxResponse): unknown {
    const obj: any = {};
    if (message.items?.length) {
      obj.items = message.items.map((e) => PodSandbox.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListPodSandboxResponse>, I>>(base?: I): ListPodSandboxResponse {
    return ListPodSandboxResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPodSandboxResponse>, I>>(object: I): ListPodSandboxResponse {
    const message = createBaseListPodSandboxResponse();
    message.items = object.items?.map((e) => PodSandbox.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStreamPodSandboxesRequest(): StreamPodSandboxesRequest {
  return { filter: undefined };
}

export const StreamPodSandboxesRequest: MessageFns<StreamPodSandboxesRequest> = {
  encode(message: StreamPodSandboxesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      PodSandboxFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamPodSandboxesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamPodSandboxesRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = PodSandboxFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamPodSandboxesRequest {
    return { filter: isSet(object.filter) ? PodSandboxFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: StreamPodSandboxesRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = PodSandboxFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamPodSandboxesRequest>, I>>(base?: I): StreamPodSandboxesRequest {
    return StreamPodSandboxesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamPodSandboxesRequest>, I>>(object: I): StreamPodSandboxesRequest {
    const message = createBaseStreamPodSandboxesRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? PodSandboxFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseStreamPodSandboxesResponse(): StreamPodSandboxesResponse {
  return { podSandboxes: [] };
}

export const StreamPodSandboxesResponse: MessageFns<StreamPodSandboxesResponse> = {
  encode(message: StreamPodSandboxesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.podSandboxes) {
      PodSandbox.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamPodSandboxesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamPodSandboxesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxes.push(PodSandbox.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamPodSandboxesResponse {
    return {
      podSandboxes: globalThis.Array.isArray(object?.podSandboxes)
        ? object.podSandboxes.map((e: any) => PodSandbox.fromJSON(e))
        : globalThis.Array.isArray(object?.pod_sandboxes)
        ? object.pod_sandboxes.map((e: any) => PodSandbox.fromJSON(e))
        : [],
    };
  },

  toJSON(message: StreamPodSandboxesResponse): unknown {
    const obj: any = {};
    if (message.podSandboxes?.length) {
      obj.podSandboxes = message.podSandboxes.map((e) => PodSandbox.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamPodSandboxesResponse>, I>>(base?: I): StreamPodSandboxesResponse {
    return StreamPodSandboxesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamPodSandboxesResponse>, I>>(object: I): StreamPodSandboxesResponse {
    const message = createBaseStreamPodSandboxesResponse();
    message.podSandboxes = object.podSandboxes?.map((e) => PodSandbox.fromPartial(e)) || [];
    return message;
  },
};

function createBasePodSandboxStatsRequest(): PodSandboxStatsRequest {
  return { podSandboxId: "" };
}

export const PodSandboxStatsRequest: MessageFns<PodSandboxStatsRequest> = {
  encode(message: PodSandboxStatsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatsRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
    };
  },

  toJSON(message: PodSandboxStatsRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatsRequest>, I>>(base?: I): PodSandboxStatsRequest {
    return PodSandboxStatsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatsRequest>, I>>(object: I): PodSandboxStatsRequest {
    const message = createBasePodSandboxStatsRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    return message;
  },
};

function createBasePodSandboxStatsResponse(): PodSandboxStatsResponse {
  return { stats: undefined };
}

export const PodSandboxStatsResponse: MessageFns<PodSandboxStatsResponse> = {
  encode(message: PodSandboxStatsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.stats !== undefined) {
      PodSandboxStats.encode(message.stats, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.stats = PodSandboxStats.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatsResponse {
    return { stats: isSet(object.stats) ? PodSandboxStats.fromJSON(object.stats) : undefined };
  },

  toJSON(message: PodSandboxStatsResponse): unknown {
    const obj: any = {};
    if (message.stats !== undefined) {
      obj.stats = PodSandboxStats.toJSON(message.stats);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatsResponse>, I>>(base?: I): PodSandboxStatsResponse {
    return PodSandboxStatsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatsResponse>, I>>(object: I): PodSandboxStatsResponse {
    const message = createBasePodSandboxStatsResponse();
    message.stats = (object.stats !== undefined && object.stats !== null)
      ? PodSandboxStats.fromPartial(object.stats)
      : undefined;
    return message;
  },
};

function createBasePodSandboxStatsFilter(): PodSandboxStatsFilter {
  return { id: "", labelSelector: {} };
}

export const PodSandboxStatsFilter: MessageFns<PodSandboxStatsFilter> = {
  encode(message: PodSandboxStatsFilter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    globalThis.Object.entries(message.labelSelector).forEach(([key, value]: [string, string]) => {
      PodSandboxStatsFilter_LabelSelectorEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatsFilter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatsFilter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = PodSandboxStatsFilter_LabelSelectorEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.labelSelector[entry2.key] = entry2.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatsFilter {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      labelSelector: isObject(object.labelSelector)
        ? (globalThis.Object.entries(object.labelSelector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : isObject(object.label_selector)
        ? (globalThis.Object.entries(object.label_selector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: PodSandboxStatsFilter): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.labelSelector) {
      const entries = globalThis.Object.entries(message.labelSelector) as [string, string][];
      if (entries.length > 0) {
        obj.labelSelector = {};
        entries.forEach(([k, v]) => {
          obj.labelSelector[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatsFilter>, I>>(base?: I): PodSandboxStatsFilter {
    return PodSandboxStatsFilter.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatsFilter>, I>>(object: I): PodSandboxStatsFilter {
    const message = createBasePodSandboxStatsFilter();
    message.id = object.id ?? "";
    message.labelSelector = (globalThis.Object.entries(object.labelSelector ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBasePodSandboxStatsFilter_LabelSelectorEntry(): PodSandboxStatsFilter_LabelSelectorEntry {
  return { key: "", value: "" };
}

export const PodSandboxStatsFilter_LabelSelectorEntry: MessageFns<PodSandboxStatsFilter_LabelSelectorEntry> = {
  encode(message: PodSandboxStatsFilter_LabelSelectorEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStatsFilter_LabelSelectorEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStatsFilter_LabelSelectorEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStatsFilter_LabelSelectorEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxStatsFilter_LabelSelectorEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStatsFilter_LabelSelectorEntry>, I>>(
    base?: I,
  ): PodSandboxStatsFilter_LabelSelectorEntry {
    return PodSandboxStatsFilter_LabelSelectorEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStatsFilter_LabelSelectorEntry>, I>>(
    object: I,
  ): PodSandboxStatsFilter_LabelSelectorEntry {
    const message = createBasePodSandboxStatsFilter_LabelSelectorEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseListPodSandboxStatsRequest(): ListPodSandboxStatsRequest {
  return { filter: undefined };
}

export const ListPodSandboxStatsRequest: MessageFns<ListPodSandboxStatsRequest> = {
  encode(message: ListPodSandboxStatsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      PodSandboxStatsFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPodSandboxStatsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPodSandboxStatsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = PodSandboxStatsFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListPodSandboxStatsRequest {
    return { filter: isSet(object.filter) ? PodSandboxStatsFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: ListPodSandboxStatsRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = PodSandboxStatsFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListPodSandboxStatsRequest>, I>>(base?: I): ListPodSandboxStatsRequest {
    return ListPodSandboxStatsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPodSandboxStatsRequest>, I>>(object: I): ListPodSandboxStatsRequest {
    const message = createBaseListPodSandboxStatsRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? PodSandboxStatsFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseListPodSandboxStatsResponse(): ListPodSandboxStatsResponse {
  return { stats: [] };
}

export const ListPodSandboxStatsResponse: MessageFns<ListPodSandboxStatsResponse> = {
  encode(message: ListPodSandboxStatsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.stats) {
      PodSandboxStats.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPodSandboxStatsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPodSandboxStatsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.stats.push(PodSandboxStats.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListPodSandboxStatsResponse {
    return {
      stats: globalThis.Array.isArray(object?.stats) ? object.stats.map((e: any) => PodSandboxStats.fromJSON(e)) : [],
    };
  },

  toJSON(message: ListPodSandboxStatsResponse): unknown {
    const obj: any = {};
    if (message.stats?.length) {
      obj.stats = message.stats.map((e) => PodSandboxStats.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListPodSandboxStatsResponse>, I>>(base?: I): ListPodSandboxStatsResponse {
    return ListPodSandboxStatsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPodSandboxStatsResponse>, I>>(object: I): ListPodSandboxStatsResponse {
    const message = createBaseListPodSandboxStatsResponse();
    message.stats = object.stats?.map((e) => PodSandboxStats.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStreamPodSandboxStatsRequest(): StreamPodSandboxStatsRequest {
  return { filter: undefined };
}

export const StreamPodSandboxStatsRequest: MessageFns<StreamPodSandboxStatsRequest> = {
  encode(message: StreamPodSandboxStatsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      PodSandboxStatsFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamPodSandboxStatsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamPodSandboxStatsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = PodSandboxStatsFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamPodSandboxStatsRequest {
    return { filter: isSet(object.filter) ? PodSandboxStatsFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: StreamPodSandboxStatsRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = PodSandboxStatsFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamPodSandboxStatsRequest>, I>>(base?: I): StreamPodSandboxStatsRequest {
    return StreamPodSandboxStatsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamPodSandboxStatsRequest>, I>>(object: I): StreamPodSandboxStatsRequest {
    const message = createBaseStreamPodSandboxStatsRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? PodSandboxStatsFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseStreamPodSandboxStatsResponse(): StreamPodSandboxStatsResponse {
  return { podSandboxStats: [] };
}

export const StreamPodSandboxStatsResponse: MessageFns<StreamPodSandboxStatsResponse> = {
  encode(message: StreamPodSandboxStatsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.podSandboxStats) {
      PodSandboxStats.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamPodSandboxStatsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamPodSandboxStatsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxStats.push(PodSandboxStats.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamPodSandboxStatsResponse {
    return {
      podSandboxStats: globalThis.Array.isArray(object?.podSandboxStats)
        ? object.podSandboxStats.map((e: any) => PodSandboxStats.fromJSON(e))
        : globalThis.Array.isArray(object?.pod_sandbox_stats)
        ? object.pod_sandbox_stats.map((e: any) => PodSandboxStats.fromJSON(e))
        : [],
    };
  },

  toJSON(message: StreamPodSandboxStatsResponse): unknown {
    const obj: any = {};
    if (message.podSandboxStats?.length) {
      obj.podSandboxStats = message.podSandboxStats.map((e) => PodSandboxStats.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamPodSandboxStatsResponse>, I>>(base?: I): StreamPodSandboxStatsResponse {
    return StreamPodSandboxStatsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamPodSandboxStatsResponse>, I>>(
    object: I,
  ): StreamPodSandboxStatsResponse {
    const message = createBaseStreamPodSandboxStatsResponse();
    message.podSandboxStats = object.podSandboxStats?.map((e) => PodSandboxStats.fromPartial(e)) || [];
    return message;
  },
};

function createBasePodSandboxAttributes(): PodSandboxAttributes {
  return { id: "", metadata: undefined, labels: {}, annotations: {} };
}

export const PodSandboxAttributes: MessageFns<PodSandboxAttributes> = {
  encode(message: PodSandboxAttributes, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.metadata !== undefined) {
      PodSandboxMetadata.encode(message.metadata, writer.uint32(18).fork()).join();
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      PodSandboxAttributes_LabelsEntry.encode({ key: key as any, value }, writer.uint32(26).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      PodSandboxAttributes_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(34).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxAttributes {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxAttributes();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metadata = PodSandboxMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const entry3 = PodSandboxAttributes_LabelsEntry.decode(reader, reader.uint32());
            if (entry3.value !== undefined) {
              message.labels[entry3.key] = entry3.value;
            }
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const entry4 = PodSandboxAttributes_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry4.value !== undefined) {
              message.annotations[entry4.key] = entry4.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxAttributes {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      metadata: isSet(object.metadata) ? PodSandboxMetadata.fromJSON(object.metadata) : undefined,
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: PodSandboxAttributes): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.metadata !== undefined) {
      obj.metadata = PodSandboxMetadata.toJSON(message.metadata);
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxAttributes>, I>>(base?: I): PodSandboxAttributes {
    return PodSandboxAttributes.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxAttributes>, I>>(object: I): PodSandboxAttributes {
    const message = createBasePodSandboxAttributes();
    message.id = object.id ?? "";
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? PodSandboxMetadata.fromPartial(object.metadata)
      : undefined;
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBasePodSandboxAttributes_LabelsEntry(): PodSandboxAttributes_LabelsEntry {
  return { key: "", value: "" };
}

export const PodSandboxAttributes_LabelsEntry: MessageFns<PodSandboxAttributes_LabelsEntry> = {
  encode(message: PodSandboxAttributes_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxAttributes_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxAttributes_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxAttributes_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxAttributes_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxAttributes_LabelsEntry>, I>>(
    base?: I,
  ): PodSandboxAttributes_LabelsEntry {
    return PodSandboxAttributes_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxAttributes_LabelsEntry>, I>>(
    object: I,
  ): PodSandboxAttributes_LabelsEntry {
    const message = createBasePodSandboxAttributes_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxAttributes_AnnotationsEntry(): PodSandboxAttributes_AnnotationsEntry {
  return { key: "", value: "" };
}

export const PodSandboxAttributes_AnnotationsEntry: MessageFns<PodSandboxAttributes_AnnotationsEntry> = {
  encode(message: PodSandboxAttributes_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxAttributes_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxAttributes_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxAttributes_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: PodSandboxAttributes_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxAttributes_AnnotationsEntry>, I>>(
    base?: I,
  ): PodSandboxAttributes_AnnotationsEntry {
    return PodSandboxAttributes_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxAttributes_AnnotationsEntry>, I>>(
    object: I,
  ): PodSandboxAttributes_AnnotationsEntry {
    const message = createBasePodSandboxAttributes_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBasePodSandboxStats(): PodSandboxStats {
  return { attributes: undefined, linux: undefined, windows: undefined };
}

export const PodSandboxStats: MessageFns<PodSandboxStats> = {
  encode(message: PodSandboxStats, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.attributes !== undefined) {
      PodSandboxAttributes.encode(message.attributes, writer.uint32(10).fork()).join();
    }
    if (message.linux !== undefined) {
      LinuxPodSandboxStats.encode(message.linux, writer.uint32(18).fork()).join();
    }
    if (message.windows !== undefined) {
      WindowsPodSandboxStats.encode(message.windows, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxStats {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxStats();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.attributes = PodSandboxAttributes.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.linux = LinuxPodSandboxStats.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.windows = WindowsPodSandboxStats.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxStats {
    return {
      attributes: isSet(object.attributes) ? PodSandboxAttributes.fromJSON(object.attributes) : undefined,
      linux: isSet(object.linux) ? LinuxPodSandboxStats.fromJSON(object.linux) : undefined,
      windows: isSet(object.windows) ? WindowsPodSandboxStats.fromJSON(object.windows) : undefined,
    };
  },

  toJSON(message: PodSandboxStats): unknown {
    const obj: any = {};
    if (message.attributes !== undefined) {
      obj.attributes = PodSandboxAttributes.toJSON(message.attributes);
    }
    if (message.linux !== undefined) {
      obj.linux = LinuxPodSandboxStats.toJSON(message.linux);
    }
    if (message.windows !== undefined) {
      obj.windows = WindowsPodSandboxStats.toJSON(message.windows);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxStats>, I>>(base?: I): PodSandboxStats {
    return PodSandboxStats.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxStats>, I>>(object: I): PodSandboxStats {
    const message = createBasePodSandboxStats();
    message.attributes = (object.attributes !== undefined && object.attributes !== null)
      ? PodSandboxAttributes.fromPartial(object.attributes)
      : undefined;
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxPodSandboxStats.fromPartial(object.linux)
      : undefined;
    message.windows = (object.windows !== undefined && object.windows !== null)
      ? WindowsPodSandboxStats.fromPartial(object.windows)
      : undefined;
    return message;
  },
};

function createBaseLinuxPodSandboxStats(): LinuxPodSandboxStats {
  return { cpu: undefined, memory: undefined, network: undefined, process: undefined, containers: [], io: undefined };
}

export const LinuxPodSandboxStats: MessageFns<LinuxPodSandboxStats> = {
  encode(message: LinuxPodSandboxStats, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cpu !== undefined) {
      CpuUsage.encode(message.cpu, writer.uint32(10).fork()).join();
    }
    if (message.memory !== undefined) {
      MemoryUsage.encode(message.memory, writer.uint32(18).fork()).join();
    }
    if (message.network !== undefined) {
      NetworkUsage.encode(message.network, writer.uint32(26).fork()).join();
    }
    if (message.process !== undefined) {
      ProcessUsage.encode(message.process, writer.uint32(34).fork()).join();
    }
    for (const v of message.containers) {
      ContainerStats.encode(v!, writer.uint32(42).fork()).join();
    }
    if (message.io !== undefined) {
      IoUsage.encode(message.io, writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxPodSandboxStats {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxPodSandboxStats();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.cpu = CpuUsage.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.memory = MemoryUsage.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.network = NetworkUsage.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.process = ProcessUsage.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.containers.push(ContainerStats.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.io = IoUsage.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxPodSandboxStats {
    return {
      cpu: isSet(object.cpu) ? CpuUsage.fromJSON(object.cpu) : undefined,
      memory: isSet(object.memory) ? MemoryUsage.fromJSON(object.memory) : undefined,
      network: isSet(object.network) ? NetworkUsage.fromJSON(object.network) : undefined,
      process: isSet(object.process) ? ProcessUsage.fromJSON(object.process) : undefined,
      containers: globalThis.Array.isArray(object?.containers)
        ? object.containers.map((e: any) => ContainerStats.fromJSON(e))
        : [],
      io: isSet(object.io) ? IoUsage.fromJSON(object.io) : undefined,
    };
  },

  toJSON(message: LinuxPodSandboxStats): unknown {
    const obj: any = {};
    if (message.cpu !== undefined) {
      obj.cpu = CpuUsage.toJSON(message.cpu);
    }
    if (message.memory !== undefined) {
      obj.memory = MemoryUsage.toJSON(message.memory);
    }
    if (message.network !== undefined) {
      obj.network = NetworkUsage.toJSON(message.network);
    }
    if (message.process !== undefined) {
      obj.process = ProcessUsage.toJSON(message.process);
    }
    if (message.containers?.length) {
      obj.containers = message.containers.map((e) => ContainerStats.toJSON(e));
    }
    if (message.io !== undefined) {
      obj.io = IoUsage.toJSON(message.io);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxPodSandboxStats>, I>>(base?: I): LinuxPodSandboxStats {
    return LinuxPodSandboxStats.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxPodSandboxStats>, I>>(object: I): LinuxPodSandboxStats {
    const message = createBaseLinuxPodSandboxStats();
    message.cpu = (object.cpu !== undefined && object.cpu !== null) ? CpuUsage.fromPartial(object.cpu) : undefined;
    message.memory = (object.memory !== undefined && object.memory !== null)
      ? MemoryUsage.fromPartial(object.memory)
      : undefined;
    message.network = (object.network !== undefined && object.network !== null)
      ? NetworkUsage.fromPartial(object.network)
      : undefined;
    message.process = (object.process !== undefined && object.process !== null)
      ? ProcessUsage.fromPartial(object.process)
      : undefined;
    message.containers = object.containers?.map((e) => ContainerStats.fromPartial(e)) || [];
    message.io = (object.io !== undefined && object.io !== null) ? IoUsage.fromPartial(object.io) : undefined;
    return message;
  },
};

function createBaseWindowsPodSandboxStats(): WindowsPodSandboxStats {
  return { cpu: undefined, memory: undefined, network: undefined, process: undefined, containers: [] };
}

export const WindowsPodSandboxStats: MessageFns<WindowsPodSandboxStats> = {
  encode(message: WindowsPodSandboxStats, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cpu !== undefined) {
      WindowsCpuUsage.encode(message.cpu, writer.uint32(10).fork()).join();
    }
    if (message.memory !== undefined) {
      WindowsMemoryUsage.encode(message.memory, writer.uint32(18).fork()).join();
    }
    if (message.network !== undefined) {
      WindowsNetworkUsage.encode(message.network, writer.uint32(26).fork()).join();
    }
    if (message.process !== undefined) {
      WindowsProcessUsage.encode(message.process, writer.uint32(34).fork()).join();
    }
    for (const v of message.containers) {
      WindowsContainerStats.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsPodSandboxStats {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsPodSandboxStats();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.cpu = WindowsCpuUsage.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.memory = WindowsMemoryUsage.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.network = WindowsNetworkUsage.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.process = WindowsProcessUsage.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.containers.push(WindowsContainerStats.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsPodSandboxStats {
    return {
      cpu: isSet(object.cpu) ? WindowsCpuUsage.fromJSON(object.cpu) : undefined,
      memory: isSet(object.memory) ? WindowsMemoryUsage.fromJSON(object.memory) : undefined,
      network: isSet(object.network) ? WindowsNetworkUsage.fromJSON(object.network) : undefined,
      process: isSet(object.process) ? WindowsProcessUsage.fromJSON(object.process) : undefined,
      containers: globalThis.Array.isArray(object?.containers)
        ? object.containers.map((e: any) => WindowsContainerStats.fromJSON(e))
        : [],
    };
  },

  toJSON(message: WindowsPodSandboxStats): unknown {
    const obj: any = {};
    if (message.cpu !== undefined) {
      obj.cpu = WindowsCpuUsage.toJSON(message.cpu);
    }
    if (message.memory !== undefined) {
      obj.memory = WindowsMemoryUsage.toJSON(message.memory);
    }
    if (message.network !== undefined) {
      obj.network = WindowsNetworkUsage.toJSON(message.network);
    }
    if (message.process !== undefined) {
      obj.process = WindowsProcessUsage.toJSON(message.process);
    }
    if (message.containers?.length) {
      obj.containers = message.containers.map((e) => WindowsContainerStats.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsPodSandboxStats>, I>>(base?: I): WindowsPodSandboxStats {
    return WindowsPodSandboxStats.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsPodSandboxStats>, I>>(object: I): WindowsPodSandboxStats {
    const message = createBaseWindowsPodSandboxStats();
    message.cpu = (object.cpu !== undefined && object.cpu !== null)
      ? WindowsCpuUsage.fromPartial(object.cpu)
      : undefined;
    message.memory = (object.memory !== undefined && object.memory !== null)
      ? WindowsMemoryUsage.fromPartial(object.memory)
      : undefined;
    message.network = (object.network !== undefined && object.network !== null)
      ? WindowsNetworkUsage.fromPartial(object.network)
      : undefined;
    message.process = (object.process !== undefined && object.process !== null)
      ? WindowsProcessUsage.fromPartial(object.process)
      : undefined;
    message.containers = object.containers?.map((e) => WindowsContainerStats.fromPartial(e)) || [];
    return message;
  },
};

function createBaseNetworkUsage(): NetworkUsage {
  return { timestamp: 0n, defaultInterface: undefined, interfaces: [] };
}

export const NetworkUsage: MessageFns<NetworkUsage> = {
  encode(message: NetworkUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.defaultInterface !== undefined) {
      NetworkInterfaceUsage.encode(message.defaultInterface, writer.uint32(18).fork()).join();
    }
    for (const v of message.interfaces) {
      NetworkInterfaceUsage.encode(v!, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NetworkUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNetworkUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.defaultInterface = NetworkInterfaceUsage.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.interfaces.push(NetworkInterfaceUsage.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): NetworkUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      defaultInterface: isSet(object.defaultInterface)
        ? NetworkInterfaceUsage.fromJSON(object.defaultInterface)
        : isSet(object.default_interface)
        ? NetworkInterfaceUsage.fromJSON(object.default_interface)
        : undefined,
      interfaces: globalThis.Array.isArray(object?.interfaces)
        ? object.interfaces.map((e: any) => NetworkInterfaceUsage.fromJSON(e))
        : [],
    };
  },

  toJSON(message: NetworkUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.defaultInterface !== undefined) {
      obj.defaultInterface = NetworkInterfaceUsage.toJSON(message.defaultInterface);
    }
    if (message.interfaces?.length) {
      obj.interfaces = message.interfaces.map((e) => NetworkInterfaceUsage.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<NetworkUsage>, I>>(base?: I): NetworkUsage {
    return NetworkUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NetworkUsage>, I>>(object: I): NetworkUsage {
    const message = createBaseNetworkUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.defaultInterface = (object.defaultInterface !== undefined && object.defaultInterface !== null)
      ? NetworkInterfaceUsage.fromPartial(object.defaultInterface)
      : undefined;
    message.interfaces = object.interfaces?.map((e) => NetworkInterfaceUsage.fromPartial(e)) || [];
    return message;
  },
};

function createBaseWindowsNetworkUsage(): WindowsNetworkUsage {
  return { timestamp: 0n, defaultInterface: undefined, interfaces: [] };
}

export const WindowsNetworkUsage: MessageFns<WindowsNetworkUsage> = {
  encode(message: WindowsNetworkUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.defaultInterface !== undefined) {
      WindowsNetworkInterfaceUsage.encode(message.defaultInterface, writer.uint32(18).fork()).join();
    }
    for (const v of message.interfaces) {
      WindowsNetworkInterfaceUsage.encode(v!, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsNetworkUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsNetworkUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.defaultInterface = WindowsNetworkInterfaceUsage.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.interfaces.push(WindowsNetworkInterfaceUsage.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsNetworkUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      defaultInterface: isSet(object.defaultInterface)
        ? WindowsNetworkInterfaceUsage.fromJSON(object.defaultInterface)
        : isSet(object.default_interface)
        ? WindowsNetworkInterfaceUsage.fromJSON(object.default_interface)
        : undefined,
      interfaces: globalThis.Array.isArray(object?.interfaces)
        ? object.interfaces.map((e: any) => WindowsNetworkInterfaceUsage.fromJSON(e))
        : [],
    };
  },

  toJSON(message: WindowsNetworkUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.defaultInterface !== undefined) {
      obj.defaultInterface = WindowsNetworkInterfaceUsage.toJSON(message.defaultInterface);
    }
    if (message.interfaces?.length) {
      obj.interfaces = message.interfaces.map((e) => WindowsNetworkInterfaceUsage.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsNetworkUsage>, I>>(base?: I): WindowsNetworkUsage {
    return WindowsNetworkUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsNetworkUsage>, I>>(object: I): WindowsNetworkUsage {
    const message = createBaseWindowsNetworkUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.defaultInterface = (object.defaultInterface !== undefined && object.defaultInterface !== null)
      ? WindowsNetworkInterfaceUsage.fromPartial(object.defaultInterface)
      : undefined;
    message.interfaces = object.interfaces?.map((e) => WindowsNetworkInterfaceUsage.fromPartial(e)) || [];
    return message;
  },
};

function createBaseNetworkInterfaceUsage(): NetworkInterfaceUsage {
  return { name: "", rxBytes: undefined, rxErrors: undefined, txBytes: undefined, txErrors: undefined };
}

export const NetworkInterfaceUsage: MessageFns<NetworkInterfaceUsage> = {
  encode(message: NetworkInterfaceUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.rxBytes !== undefined) {
      UInt64Value.encode(message.rxBytes, writer.uint32(18).fork()).join();
    }
    if (message.rxErrors !== undefined) {
      UInt64Value.encode(message.rxErrors, writer.uint32(26).fork()).join();
    }
    if (message.txBytes !== undefined) {
      UInt64Value.encode(message.txBytes, writer.uint32(34).fork()).join();
    }
    if (message.txErrors !== undefined) {
      UInt64Value.encode(message.txErrors, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NetworkInterfaceUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNetworkInterfaceUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.rxBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.rxErrors = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.txBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.txErrors = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): NetworkInterfaceUsage {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      rxBytes: isSet(object.rxBytes)
        ? UInt64Value.fromJSON(object.rxBytes)
        : isSet(object.rx_bytes)
        ? UInt64Value.fromJSON(object.rx_bytes)
        : undefined,
      rxErrors: isSet(object.rxErrors)
        ? UInt64Value.fromJSON(object.rxErrors)
        : isSet(object.rx_errors)
        ? UInt64Value.fromJSON(object.rx_errors)
        : undefined,
      txBytes: isSet(object.txBytes)
        ? UInt64Value.fromJSON(object.txBytes)
        : isSet(object.tx_bytes)
        ? UInt64Value.fromJSON(object.tx_bytes)
        : undefined,
      txErrors: isSet(object.txErrors)
        ? UInt64Value.fromJSON(object.txErrors)
        : isSet(object.tx_errors)
        ? UInt64Value.fromJSON(object.tx_errors)
        : undefined,
    };
  },

  toJSON(message: NetworkInterfaceUsage): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.rxBytes !== undefined) {
      obj.rxBytes = UInt64Value.toJSON(message.rxBytes);
    }
    if (message.rxErrors !== undefined) {
      obj.rxErrors = UInt64Value.toJSON(message.rxErrors);
    }
    if (message.txBytes !== undefined) {
      obj.txBytes = UInt64Value.toJSON(message.txBytes);
    }
    if (message.txErrors !== undefined) {
      obj.txErrors = UInt64Value.toJSON(message.txErrors);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<NetworkInterfaceUsage>, I>>(base?: I): NetworkInterfaceUsage {
    return NetworkInterfaceUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NetworkInterfaceUsage>, I>>(object: I): NetworkInterfaceUsage {
    const message = createBaseNetworkInterfaceUsage();
    message.name = object.name ?? "";
    message.rxBytes = (object.rxBytes !== undefined && object.rxBytes !== null)
      ? UInt64Value.fromPartial(object.rxBytes)
      : undefined;
    message.rxErrors = (object.rxErrors !== undefined && object.rxErrors !== null)
      ? UInt64Value.fromPartial(object.rxErrors)
      : undefined;
    message.txBytes = (object.txBytes !== undefined && object.txBytes !== null)
      ? UInt64Value.fromPartial(object.txBytes)
      : undefined;
    message.txErrors = (object.txErrors !== undefined && object.txErrors !== null)
      ? UInt64Value.fromPartial(object.txErrors)
      : undefined;
    return message;
  },
};

function createBaseWindowsNetworkInterfaceUsage(): WindowsNetworkInterfaceUsage {
  return { name: "", rxBytes: undefined, rxPacketsDropped: undefined, txBytes: undefined, txPacketsDropped: undefined };
}

export const WindowsNetworkInterfaceUsage: MessageFns<WindowsNetworkInterfaceUsage> = {
  encode(message: WindowsNetworkInterfaceUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.rxBytes !== undefined) {
      UInt64Value.encode(message.rxBytes, writer.uint32(18).fork()).join();
    }
    if (message.rxPacketsDropped !== undefined) {
      UInt64Value.encode(message.rxPacketsDropped, writer.uint32(26).fork()).join();
    }
    if (message.txBytes !== undefined) {
      UInt64Value.encode(message.txBytes, writer.uint32(34).fork()).join();
    }
    if (message.txPacketsDropped !== undefined) {
      UInt64Value.encode(message.txPacketsDropped, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsNetworkInterfaceUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsNetworkInterfaceUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.rxBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.rxPacketsDropped = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.txBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.txPacketsDropped = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsNetworkInterfaceUsage {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      rxBytes: isSet(object.rxBytes)
        ? UInt64Value.fromJSON(object.rxBytes)
        : isSet(object.rx_bytes)
        ? UInt64Value.fromJSON(object.rx_bytes)
        : undefined,
      rxPacketsDropped: isSet(object.rxPacketsDropped)
        ? UInt64Value.fromJSON(object.rxPacketsDropped)
        : isSet(object.rx_packets_dropped)
        ? UInt64Value.fromJSON(object.rx_packets_dropped)
        : undefined,
      txBytes: isSet(object.txBytes)
        ? UInt64Value.fromJSON(object.txBytes)
        : isSet(object.tx_bytes)
        ? UInt64Value.fromJSON(object.tx_bytes)
        : undefined,
      txPacketsDropped: isSet(object.txPacketsDropped)
        ? UInt64Value.fromJSON(object.txPacketsDropped)
        : isSet(object.tx_packets_dropped)
        ? UInt64Value.fromJSON(object.tx_packets_dropped)
        : undefined,
    };
  },

  toJSON(message: WindowsNetworkInterfaceUsage): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.rxBytes !== undefined) {
      obj.rxBytes = UInt64Value.toJSON(message.rxBytes);
    }
    if (message.rxPacketsDropped !== undefined) {
      obj.rxPacketsDropped = UInt64Value.toJSON(message.rxPacketsDropped);
    }
    if (message.txBytes !== undefined) {
      obj.txBytes = UInt64Value.toJSON(message.txBytes);
    }
    if (message.txPacketsDropped !== undefined) {
      obj.txPacketsDropped = UInt64Value.toJSON(message.txPacketsDropped);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsNetworkInterfaceUsage>, I>>(base?: I): WindowsNetworkInterfaceUsage {
    return WindowsNetworkInterfaceUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsNetworkInterfaceUsage>, I>>(object: I): WindowsNetworkInterfaceUsage {
    const message = createBaseWindowsNetworkInterfaceUsage();
    message.name = object.name ?? "";
    message.rxBytes = (object.rxBytes !== undefined && object.rxBytes !== null)
      ? UInt64Value.fromPartial(object.rxBytes)
      : undefined;
    message.rxPacketsDropped = (object.rxPacketsDropped !== undefined && object.rxPacketsDropped !== null)
      ? UInt64Value.fromPartial(object.rxPacketsDropped)
      : undefined;
    message.txBytes = (object.txBytes !== undefined && object.txBytes !== null)
      ? UInt64Value.fromPartial(object.txBytes)
      : undefined;
    message.txPacketsDropped = (object.txPacketsDropped !== undefined && object.txPacketsDropped !== null)
      ? UInt64Value.fromPartial(object.txPacketsDropped)
      : undefined;
    return message;
  },
};

function createBaseProcessUsage(): ProcessUsage {
  return { timestamp: 0n, processCount: undefined };
}

export const ProcessUsage: MessageFns<ProcessUsage> = {
  encode(message: ProcessUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.processCount !== undefined) {
      UInt64Value.encode(message.processCount, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ProcessUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseProcessUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.processCount = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ProcessUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      processCount: isSet(object.processCount)
        ? UInt64Value.fromJSON(object.processCount)
        : isSet(object.process_count)
        ? UInt64Value.fromJSON(object.process_count)
        : undefined,
    };
  },

  toJSON(message: ProcessUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.processCount !== undefined) {
      obj.processCount = UInt64Value.toJSON(message.processCount);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ProcessUsage>, I>>(base?: I): ProcessUsage {
    return ProcessUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ProcessUsage>, I>>(object: I): ProcessUsage {
    const message = createBaseProcessUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.processCount = (object.processCount !== undefined && object.processCount !== null)
      ? UInt64Value.fromPartial(object.processCount)
      : undefined;
    return message;
  },
};

function createBaseWindowsProcessUsage(): WindowsProcessUsage {
  return { timestamp: 0n, processCount: undefined };
}

export const WindowsProcessUsage: MessageFns<WindowsProcessUsage> = {
  encode(message: WindowsProcessUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.processCount !== undefined) {
      UInt64Value.encode(message.processCount, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsProcessUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsProcessUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.processCount = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsProcessUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      processCount: isSet(object.processCount)
        ? UInt64Value.fromJSON(object.processCount)
        : isSet(object.process_count)
        ? UInt64Value.fromJSON(object.process_count)
        : undefined,
    };
  },

  toJSON(message: WindowsProcessUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.processCount !== undefined) {
      obj.processCount = UInt64Value.toJSON(message.processCount);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsProcessUsage>, I>>(base?: I): WindowsProcessUsage {
    return WindowsProcessUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsProcessUsage>, I>>(object: I): WindowsProcessUsage {
    const message = createBaseWindowsProcessUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.processCount = (object.processCount !== undefined && object.processCount !== null)
      ? UInt64Value.fromPartial(object.processCount)
      : undefined;
    return message;
  },
};

function createBaseImageSpec(): ImageSpec {
  return { image: "", annotations: {}, userSpecifiedImage: "", runtimeHandler: "", imageRef: "" };
}

export const ImageSpec: MessageFns<ImageSpec> = {
  encode(message: ImageSpec, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.image !== "") {
      writer.uint32(10).string(message.image);
    }
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      ImageSpec_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    if (message.userSpecifiedImage !== "") {
      writer.uint32(146).string(message.userSpecifiedImage);
    }
    if (message.runtimeHandler !== "") {
      writer.uint32(154).string(message.runtimeHandler);
    }
    if (message.imageRef !== "") {
      writer.uint32(162).string(message.imageRef);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageSpec {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageSpec();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.image = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = ImageSpec_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.annotations[entry2.key] = entry2.value;
            }
            continue;
          }
          case 18: {
            if (tag !== 146) {
              break;
            }

            message.userSpecifiedImage = reader.string();
            continue;
          }
          case 19: {
            if (tag !== 154) {
              break;
            }

            message.runtimeHandler = reader.string();
            continue;
          }
          case 20: {
            if (tag !== 162) {
              break;
            }

            message.imageRef = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageSpec {
    return {
      image: isSet(object.image) ? globalThis.String(object.image) : "",
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      userSpecifiedImage: isSet(object.userSpecifiedImage)
        ? globalThis.String(object.userSpecifiedImage)
        : isSet(object.user_specified_image)
        ? globalThis.String(object.user_specified_image)
        : "",
      runtimeHandler: isSet(object.runtimeHandler)
        ? globalThis.String(object.runtimeHandler)
        : isSet(object.runtime_handler)
        ? globalThis.String(object.runtime_handler)
        : "",
      imageRef: isSet(object.imageRef)
        ? globalThis.String(object.imageRef)
        : isSet(object.image_ref)
        ? globalThis.String(object.image_ref)
        : "",
    };
  },

  toJSON(message: ImageSpec): unknown {
    const obj: any = {};
    if (message.image !== "") {
      obj.image = message.image;
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.userSpecifiedImage !== "") {
      obj.userSpecifiedImage = message.userSpecifiedImage;
    }
    if (message.runtimeHandler !== "") {
      obj.runtimeHandler = message.runtimeHandler;
    }
    if (message.imageRef !== "") {
      obj.imageRef = message.imageRef;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageSpec>, I>>(base?: I): ImageSpec {
    return ImageSpec.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageSpec>, I>>(object: I): ImageSpec {
    const message = createBaseImageSpec();
    message.image = object.image ?? "";
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.userSpecifiedImage = object.userSpecifiedImage ?? "";
    message.runtimeHandler = object.runtimeHandler ?? "";
    message.imageRef = object.imageRef ?? "";
    return message;
  },
};

function createBaseImageSpec_AnnotationsEntry(): ImageSpec_AnnotationsEntry {
  return { key: "", value: "" };
}

export const ImageSpec_AnnotationsEntry: MessageFns<ImageSpec_AnnotationsEntry> = {
  encode(message: ImageSpec_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageSpec_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageSpec_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageSpec_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ImageSpec_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageSpec_AnnotationsEntry>, I>>(base?: I): ImageSpec_AnnotationsEntry {
    return ImageSpec_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageSpec_AnnotationsEntry>, I>>(object: I): ImageSpec_AnnotationsEntry {
    const message = createBaseImageSpec_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseKeyValue(): KeyValue {
  return { key: "", value: Buffer.alloc(0) };
}

export const KeyValue: MessageFns<KeyValue> = {
  encode(message: KeyValue, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value.length !== 0) {
      writer.uint32(18).bytes(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): KeyValue {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseKeyValue();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = Buffer.from(reader.bytes());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): KeyValue {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? Buffer.from(bytesFromBase64(object.value)) : Buffer.alloc(0),
    };
  },

  toJSON(message: KeyValue): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value.length !== 0) {
      obj.value = base64FromBytes(message.value);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<KeyValue>, I>>(base?: I): KeyValue {
    return KeyValue.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<KeyValue>, I>>(object: I): KeyValue {
    const message = createBaseKeyValue();
    message.key = object.key ?? "";
    message.value = object.value ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseLinuxContainerResources(): LinuxContainerResources {
  return {
    cpuPeriod: 0n,
    cpuQuota: 0n,
    cpuShares: 0n,
    memoryLimitInBytes: 0n,
    oomScoreAdj: 0n,
    cpusetCpus: "",
    cpusetMems: "",
    hugepageLimits: [],
    unified: {},
    memorySwapLimitInBytes: 0n,
  };
}

export const LinuxContainerResources: MessageFns<LinuxContainerResources> = {
  encode(message: LinuxContainerResources, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cpuPeriod !== 0n) {
      if (BigInt.asIntN(64, message.cpuPeriod) !== message.cpuPeriod) {
        throw new globalThis.Error("value provided for field message.cpuPeriod of type int64 too large");
      }
      writer.uint32(8).int64(message.cpuPeriod);
    }
    if (message.cpuQuota !== 0n) {
      if (BigInt.asIntN(64, message.cpuQuota) !== message.cpuQuota) {
        throw new globalThis.Error("value provided for field message.cpuQuota of type int64 too large");
      }
      writer.uint32(16).int64(message.cpuQuota);
    }
    if (message.cpuShares !== 0n) {
      if (BigInt.asIntN(64, message.cpuShares) !== message.cpuShares) {
        throw new globalThis.Error("value provided for field message.cpuShares of type int64 too large");
      }
      writer.uint32(24).int64(message.cpuShares);
    }
    if (message.memoryLimitInBytes !== 0n) {
      if (BigInt.asIntN(64, message.memoryLimitInBytes) !== message.memoryLimitInBytes) {
        throw new globalThis.Error("value provided for field message.memoryLimitInBytes of type int64 too large");
      }
      writer.uint32(32).int64(message.memoryLimitInBytes);
    }
    if (message.oomScoreAdj !== 0n) {
      if (BigInt.asIntN(64, message.oomScoreAdj) !== message.oomScoreAdj) {
        throw new globalThis.Error("value provided for field message.oomScoreAdj of type int64 too large");
      }
      writer.uint32(40).int64(message.oomScoreAdj);
    }
    if (message.cpusetCpus !== "") {
      writer.uint32(50).string(message.cpusetCpus);
    }
    if (message.cpusetMems !== "") {
      writer.uint32(58).string(message.cpusetMems);
    }
    for (const v of message.hugepageLimits) {
      HugepageLimit.encode(v!, writer.uint32(66).fork()).join();
    }
    globalThis.Object.entries(message.unified).forEach(([key, value]: [string, string]) => {
      LinuxContainerResources_UnifiedEntry.encode({ key: key as any, value }, writer.uint32(74).fork()).join();
    });
    if (message.memorySwapLimitInBytes !== 0n) {
      if (BigInt.asIntN(64, message.memorySwapLimitInBytes) !== message.memorySwapLimitInBytes) {
        throw new globalThis.Error("value provided for field message.memorySwapLimitInBytes of type int64 too large");
      }
      writer.uint32(80).int64(message.memorySwapLimitInBytes);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxContainerResources {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxContainerResources();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.cpuPeriod = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.cpuQuota = reader.int64() as bigint;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.cpuShares = reader.int64() as bigint;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.memoryLimitInBytes = reader.int64() as bigint;
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.oomScoreAdj = reader.int64() as bigint;
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.cpusetCpus = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.cpusetMems = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.hugepageLimits.push(HugepageLimit.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            const entry9 = LinuxContainerResources_UnifiedEntry.decode(reader, reader.uint32());
            if (entry9.value !== undefined) {
              message.unified[entry9.key] = entry9.value;
            }
            continue;
          }
          case 10: {
            if (tag !== 80) {
              break;
            }

            message.memorySwapLimitInBytes = reader.int64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxContainerResources {
    return {
      cpuPeriod: isSet(object.cpuPeriod)
        ? BigInt(object.cpuPeriod)
        : isSet(object.cpu_period)
        ? BigInt(object.cpu_period)
        : 0n,
      cpuQuota: isSet(object.cpuQuota)
        ? BigInt(object.cpuQuota)
        : isSet(object.cpu_quota)
        ? BigInt(object.cpu_quota)
        : 0n,
      cpuShares: isSet(object.cpuShares)
        ? BigInt(object.cpuShares)
        : isSet(object.cpu_shares)
        ? BigInt(object.cpu_shares)
        : 0n,
      memoryLimitInBytes: isSet(object.memoryLimitInBytes)
        ? BigInt(object.memoryLimitInBytes)
        : isSet(object.memory_limit_in_bytes)
        ? BigInt(object.memory_limit_in_bytes)
        : 0n,
      oomScoreAdj: isSet(object.oomScoreAdj)
        ? BigInt(object.oomScoreAdj)
        : isSet(object.oom_score_adj)
        ? BigInt(object.oom_score_adj)
        : 0n,
      cpusetCpus: isSet(object.cpusetCpus)
        ? globalThis.String(object.cpusetCpus)
        : isSet(object.cpuset_cpus)
        ? globalThis.String(object.cpuset_cpus)
        : "",
      cpusetMems: isSet(object.cpusetMems)
        ? globalThis.String(object.cpusetMems)
        : isSet(object.cpuset_mems)
        ? globalThis.String(object.cpuset_mems)
        : "",
      hugepageLimits: globalThis.Array.isArray(object?.hugepageLimits)
        ? object.hugepageLimits.map((e: any) => HugepageLimit.fromJSON(e))
        : globalThis.Array.isArray(object?.hugepage_limits)
        ? object.hugepage_limits.map((e: any) => HugepageLimit.fromJSON(e))
        : [],
      unified: isObject(object.unified)
        ? (globalThis.Object.entries(object.unified) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      memorySwapLimitInBytes: isSet(object.memorySwapLimitInBytes)
        ? BigInt(object.memorySwapLimitInBytes)
        : isSet(object.memory_swap_limit_in_bytes)
        ? BigInt(object.memory_swap_limit_in_bytes)
        : 0n,
    };
  },

  toJSON(message: LinuxContainerResources): unknown {
    const obj: any = {};
    if (message.cpuPeriod !== 0n) {
      obj.cpuPeriod = message.cpuPeriod.toString();
    }
    if (message.cpuQuota !== 0n) {
      obj.cpuQuota = message.cpuQuota.toString();
    }
    if (message.cpuShares !== 0n) {
      obj.cpuShares = message.cpuShares.toString();
    }
    if (message.memoryLimitInBytes !== 0n) {
      obj.memoryLimitInBytes = message.memoryLimitInBytes.toString();
    }
    if (message.oomScoreAdj !== 0n) {
      obj.oomScoreAdj = message.oomScoreAdj.toString();
    }
    if (message.cpusetCpus !== "") {
      obj.cpusetCpus = message.cpusetCpus;
    }
    if (message.cpusetMems !== "") {
      obj.cpusetMems = message.cpusetMems;
    }
    if (message.hugepageLimits?.length) {
      obj.hugepageLimits = message.hugepageLimits.map((e) => HugepageLimit.toJSON(e));
    }
    if (message.unified) {
      const entries = globalThis.Object.entries(message.unified) as [string, string][];
      if (entries.length > 0) {
        obj.unified = {};
        entries.forEach(([k, v]) => {
          obj.unified[k] = v;
        });
      }
    }
    if (message.memorySwapLimitInBytes !== 0n) {
      obj.memorySwapLimitInBytes = message.memorySwapLimitInBytes.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxContainerResources>, I>>(base?: I): LinuxContainerResources {
    return LinuxContainerResources.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxContainerResources>, I>>(object: I): LinuxContainerResources {
    const message = createBaseLinuxContainerResources();
    message.cpuPeriod = (object.cpuPeriod !== undefined && object.cpuPeriod !== null) ? BigInt(object.cpuPeriod) : 0n;
    message.cpuQuota = (object.cpuQuota !== undefined && object.cpuQuota !== null) ? BigInt(object.cpuQuota) : 0n;
    message.cpuShares = (object.cpuShares !== undefined && object.cpuShares !== null) ? BigInt(object.cpuShares) : 0n;
    message.memoryLimitInBytes = (object.memoryLimitInBytes !== undefined && object.memoryLimitInBytes !== null)
      ? BigInt(object.memoryLimitInBytes)
      : 0n;
    message.oomScoreAdj = (object.oomScoreAdj !== undefined && object.oomScoreAdj !== null)
      ? BigInt(object.oomScoreAdj)
      : 0n;
    message.cpusetCpus = object.cpusetCpus ?? "";
    message.cpusetMems = object.cpusetMems ?? "";
    message.hugepageLimits = object.hugepageLimits?.map((e) => HugepageLimit.fromPartial(e)) || [];
    message.unified = (globalThis.Object.entries(object.unified ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.memorySwapLimitInBytes =
      (object.memorySwapLimitInBytes !== undefined && object.memorySwapLimitInBytes !== null)
        ? BigInt(object.memorySwapLimitInBytes)
        : 0n;
    return message;
  },
};

function createBaseLinuxContainerResources_UnifiedEntry(): LinuxContainerResources_UnifiedEntry {
  return { key: "", value: "" };
}

export const LinuxContainerResources_UnifiedEntry: MessageFns<LinuxContainerResources_UnifiedEntry> = {
  encode(message: LinuxContainerResources_UnifiedEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxContainerResources_UnifiedEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxContainerResources_UnifiedEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxContainerResources_UnifiedEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: LinuxContainerResources_UnifiedEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxContainerResources_UnifiedEntry>, I>>(
    base?: I,
  ): LinuxContainerResources_UnifiedEntry {
    return LinuxContainerResources_UnifiedEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxContainerResources_UnifiedEntry>, I>>(
    object: I,
  ): LinuxContainerResources_UnifiedEntry {
    const message = createBaseLinuxContainerResources_UnifiedEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseHugepageLimit(): HugepageLimit {
  return { pageSize: "", limit: 0n };
}

export const HugepageLimit: MessageFns<HugepageLimit> = {
  encode(message: HugepageLimit, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pageSize !== "") {
      writer.uint32(10).string(message.pageSize);
    }
    if (message.limit !== 0n) {
      if (BigInt.asUintN(64, message.limit) !== message.limit) {
        throw new globalThis.Error("value provided for field message.limit of type uint64 too large");
      }
      writer.uint32(16).uint64(message.limit);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): HugepageLimit {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHugepageLimit();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.pageSize = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.limit = reader.uint64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): HugepageLimit {
    return {
      pageSize: isSet(object.pageSize)
        ? globalThis.String(object.pageSize)
        : isSet(object.page_size)
        ? globalThis.String(object.page_size)
        : "",
      limit: isSet(object.limit) ? BigInt(object.limit) : 0n,
    };
  },

  toJSON(message: HugepageLimit): unknown {
    const obj: any = {};
    if (message.pageSize !== "") {
      obj.pageSize = message.pageSize;
    }
    if (message.limit !== 0n) {
      obj.limit = message.limit.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<HugepageLimit>, I>>(base?: I): HugepageLimit {
    return HugepageLimit.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<HugepageLimit>, I>>(object: I): HugepageLimit {
    const message = createBaseHugepageLimit();
    message.pageSize = object.pageSize ?? "";
    message.limit = (object.limit !== undefined && object.limit !== null) ? BigInt(object.limit) : 0n;
    return message;
  },
};

function createBaseSELinuxOption(): SELinuxOption {
  return { user: "", role: "", type: "", level: "" };
}

export const SELinuxOption: MessageFns<SELinuxOption> = {
  encode(message: SELinuxOption, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.user !== "") {
      writer.uint32(10).string(message.user);
    }
    if (message.role !== "") {
      writer.uint32(18).string(message.role);
    }
    if (message.type !== "") {
      writer.uint32(26).string(message.type);
    }
    if (message.level !== "") {
      writer.uint32(34).string(message.level);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SELinuxOption {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSELinuxOption();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.user = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.role = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.type = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.level = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): SELinuxOption {
    return {
      user: isSet(object.user) ? globalThis.String(object.user) : "",
      role: isSet(object.role) ? globalThis.String(object.role) : "",
      type: isSet(object.type) ? globalThis.String(object.type) : "",
      level: isSet(object.level) ? globalThis.String(object.level) : "",
    };
  },

  toJSON(message: SELinuxOption): unknown {
    const obj: any = {};
    if (message.user !== "") {
      obj.user = message.user;
    }
    if (message.role !== "") {
      obj.role = message.role;
    }
    if (message.type !== "") {
      obj.type = message.type;
    }
    if (message.level !== "") {
      obj.level = message.level;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<SELinuxOption>, I>>(base?: I): SELinuxOption {
    return SELinuxOption.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SELinuxOption>, I>>(object: I): SELinuxOption {
    const message = createBaseSELinuxOption();
    message.user = object.user ?? "";
    message.role = object.role ?? "";
    message.type = object.type ?? "";
    message.level = object.level ?? "";
    return message;
  },
};

function createBaseCapability(): Capability {
  return { addCapabilities: [], dropCapabilities: [], addAmbientCapabilities: [] };
}

export const Capability: MessageFns<Capability> = {
  encode(message: Capability, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.addCapabilities) {
      writer.uint32(10).string(v!);
    }
    for (const v of message.dropCapabilities) {
      writer.uint32(18).string(v!);
    }
    for (const v of message.addAmbientCapabilities) {
      writer.uint32(26).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Capability {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCapability();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.addCapabilities.push(reader.string());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.dropCapabilities.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.addAmbientCapabilities.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Capability {
    return {
      addCapabilities: globalThis.Array.isArray(object?.addCapabilities)
        ? object.addCapabilities.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.add_capabilities)
        ? object.add_capabilities.map((e: any) => globalThis.String(e))
        : [],
      dropCapabilities: globalThis.Array.isArray(object?.dropCapabilities)
        ? object.dropCapabilities.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.drop_capabilities)
        ? object.drop_capabilities.map((e: any) => globalThis.String(e))
        : [],
      addAmbientCapabilities: globalThis.Array.isArray(object?.addAmbientCapabilities)
        ? object.addAmbientCapabilities.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.add_ambient_capabilities)
        ? object.add_ambient_capabilities.map((e: any) => globalThis.String(e))
        : [],
    };
  },

  toJSON(message: Capability): unknown {
    const obj: any = {};
    if (message.addCapabilities?.length) {
      obj.addCapabilities = message.addCapabilities;
    }
    if (message.dropCapabilities?.length) {
      obj.dropCapabilities = message.dropCapabilities;
    }
    if (message.addAmbientCapabilities?.length) {
      obj.addAmbientCapabilities = message.addAmbientCapabilities;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Capability>, I>>(base?: I): Capability {
    return Capability.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Capability>, I>>(object: I): Capability {
    const message = createBaseCapability();
    message.addCapabilities = object.addCapabilities?.map((e) => e) || [];
    message.dropCapabilities = object.dropCapabilities?.map((e) => e) || [];
    message.addAmbientCapabilities = object.addAmbientCapabilities?.map((e) => e) || [];
    return message;
  },
};

function createBaseLinuxContainerSecurityContext(): LinuxContainerSecurityContext {
  return {
    capabilities: undefined,
    privileged: false,
    namespaceOptions: undefined,
    selinuxOptions: undefined,
    runAsUser: undefined,
    runAsGroup: undefined,
    runAsUsername: "",
    readonlyRootfs: false,
    supplementalGroups: [],
    supplementalGroupsPolicy: 0,
    noNewPrivs: false,
    maskedPaths: [],
    readonlyPaths: [],
    seccomp: undefined,
    apparmor: undefined,
    apparmorProfile: "",
    seccompProfilePath: "",
  };
}

export const LinuxContainerSecurityContext: MessageFns<LinuxContainerSecurityContext> = {
  encode(message: LinuxContainerSecurityContext, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.capabilities !== undefined) {
      Capability.encode(message.capabilities, writer.uint32(10).fork()).join();
    }
    if (message.privileged !== false) {
      writer.uint32(16).bool(message.privileged);
    }
    if (message.namespaceOptions !== undefined) {
      NamespaceOption.encode(message.namespaceOptions, writer.uint32(26).fork()).join();
    }
    if (message.selinuxOptions !== undefined) {
      SELinuxOption.encode(message.selinuxOptions, writer.uint32(34).fork()).join();
    }
    if (message.runAsUser !== undefined) {
      Int64Value.encode(message.runAsUser, writer.uint32(42).fork()).join();
    }
    if (message.runAsGroup !== undefined) {
      Int64Value.encode(message.runAsGroup, writer.uint32(98).fork()).join();
    }
    if (message.runAsUsername !== "") {
      writer.uint32(50).string(message.runAsUsername);
    }
    if (message.readonlyRootfs !== false) {
      writer.uint32(56).bool(message.readonlyRootfs);
    }
    if (message.supplementalGroups.length !== 0) {
      writer.uint32(66).fork();
      for (const v of message.supplementalGroups) {
        if (BigInt.asIntN(64, v) !== v) {
          throw new globalThis.Error("a value provided in array field supplementalGroups of type int64 is too large");
        }
        writer.int64(v);
      }
      writer.join();
    }
    if (message.supplementalGroupsPolicy !== 0) {
      writer.uint32(136).int32(message.supplementalGroupsPolicy);
    }
    if (message.noNewPrivs !== false) {
      writer.uint32(88).bool(message.noNewPrivs);
    }
    for (const v of message.maskedPaths) {
      writer.uint32(106).string(v!);
    }
    for (const v of message.readonlyPaths) {
      writer.uint32(114).string(v!);
    }
    if (message.seccomp !== undefined) {
      SecurityProfile.encode(message.seccomp, writer.uint32(122).fork()).join();
    }
    if (message.apparmor !== undefined) {
      SecurityProfile.encode(message.apparmor, writer.uint32(130).fork()).join();
    }
    if (message.apparmorProfile !== "") {
      writer.uint32(74).string(message.apparmorProfile);
    }
    if (message.seccompProfilePath !== "") {
      writer.uint32(82).string(message.seccompProfilePath);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxContainerSecurityContext {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxContainerSecurityContext();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.capabilities = Capability.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.privileged = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.namespaceOptions = NamespaceOption.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.selinuxOptions = SELinuxOption.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.runAsUser = Int64Value.decode(reader, reader.uint32());
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.runAsGroup = Int64Value.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.runAsUsername = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.readonlyRootfs = reader.bool();
            continue;
          }
          case 8: {
            if (tag === 64) {
              message.supplementalGroups.push(reader.int64() as bigint);

              continue;
            }

            if (tag === 66) {
              const end2 = reader.uint32() + reader.pos;
              while (reader.pos < end2) {
                message.supplementalGroups.push(reader.int64() as bigint);
              }

              continue;
            }

            break;
          }
          case 17: {
            if (tag !== 136) {
              break;
            }

            message.supplementalGroupsPolicy = reader.int32() as any;
            continue;
          }
          case 11: {
            if (tag !== 88) {
              break;
            }

            message.noNewPrivs = reader.bool();
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.maskedPaths.push(reader.string());
            continue;
          }
          case 14: {
            if (tag !== 114) {
              break;
            }

            message.readonlyPaths.push(reader.string());
            continue;
          }
          case 15: {
            if (tag !== 122) {
              break;
            }

            message.seccomp = SecurityProfile.decode(reader, reader.uint32());
            continue;
          }
          case 16: {
            if (tag !== 130) {
              break;
            }

            message.apparmor = SecurityProfile.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.apparmorProfile = reader.string();
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.seccompProfilePath = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxContainerSecurityContext {
    return {
      capabilities: isSet(object.capabilities) ? Capability.fromJSON(object.capabilities) : undefined,
      privileged: isSet(object.privileged) ? globalThis.Boolean(object.privileged) : false,
      namespaceOptions: isSet(object.namespaceOptions)
        ? NamespaceOption.fromJSON(object.namespaceOptions)
        : isSet(object.namespace_options)
        ? NamespaceOption.fromJSON(object.namespace_options)
        : undefined,
      selinuxOptions: isSet(object.selinuxOptions)
        ? SELinuxOption.fromJSON(object.selinuxOptions)
        : isSet(object.selinux_options)
        ? SELinuxOption.fromJSON(object.selinux_options)
        : undefined,
      runAsUser: isSet(object.runAsUser)
        ? Int64Value.fromJSON(object.runAsUser)
        : isSet(object.run_as_user)
        ? Int64Value.fromJSON(object.run_as_user)
        : undefined,
      runAsGroup: isSet(object.runAsGroup)
        ? Int64Value.fromJSON(object.runAsGroup)
        : isSet(object.run_as_group)
        ? Int64Value.fromJSON(object.run_as_group)
        : undefined,
      runAsUsername: isSet(object.runAsUsername)
        ? globalThis.String(object.runAsUsername)
        : isSet(object.run_as_username)
        ? globalThis.String(object.run_as_username)
        : "",
      readonlyRootfs: isSet(object.readonlyRootfs)
        ? globalThis.Boolean(object.readonlyRootfs)
        : isSet(object.readonly_rootfs)
        ? globalThis.Boolean(object.readonly_rootfs)
        : false,
      supplementalGroups: globalThis.Array.isArray(object?.supplementalGroups)
        ? object.supplementalGroups.map((e: any) => BigInt(e))
        : globalThis.Array.isArray(object?.supplemental_groups)
        ? object.supplemental_groups.map((e: any) => BigInt(e))
        : [],
      supplementalGroupsPolicy: isSet(object.supplementalGroupsPolicy)
        ? supplementalGroupsPolicyFromJSON(object.supplementalGroupsPolicy)
        : isSet(object.supplemental_groups_policy)
        ? supplementalGroupsPolicyFromJSON(object.supplemental_groups_policy)
        : 0,
      noNewPrivs: isSet(object.noNewPrivs)
        ? globalThis.Boolean(object.noNewPrivs)
        : isSet(object.no_new_privs)
        ? globalThis.Boolean(object.no_new_privs)
        : false,
      maskedPaths: globalThis.Array.isArray(object?.maskedPaths)
        ? object.maskedPaths.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.masked_paths)
        ? object.masked_paths.map((e: any) => globalThis.String(e))
        : [],
      readonlyPaths: globalThis.Array.isArray(object?.readonlyPaths)
        ? object.readonlyPaths.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.readonly_paths)
        ? object.readonly_paths.map((e: any) => globalThis.String(e))
        : [],
      seccomp: isSet(object.seccomp) ? SecurityProfile.fromJSON(object.seccomp) : undefined,
      apparmor: isSet(object.apparmor) ? SecurityProfile.fromJSON(object.apparmor) : undefined,
      apparmorProfile: isSet(object.apparmorProfile)
        ? globalThis.String(object.apparmorProfile)
        : isSet(object.apparmor_profile)
        ? globalThis.String(object.apparmor_profile)
        : "",
      seccompProfilePath: isSet(object.seccompProfilePath)
        ? globalThis.String(object.seccompProfilePath)
        : isSet(object.seccomp_profile_path)
        ? globalThis.String(object.seccomp_profile_path)
        : "",
    };
  },

  toJSON(message: LinuxContainerSecurityContext): unknown {
    const obj: any = {};
    if (message.capabilities !== undefined) {
      obj.capabilities = Capability.toJSON(message.capabilities);
    }
    if (message.privileged !== false) {
      obj.privileged = message.privileged;
    }
    if (message.namespaceOptions !== undefined) {
      obj.namespaceOptions = NamespaceOption.toJSON(message.namespaceOptions);
    }
    if (message.selinuxOptions !== undefined) {
      obj.selinuxOptions = SELinuxOption.toJSON(message.selinuxOptions);
    }
    if (message.runAsUser !== undefined) {
      obj.runAsUser = Int64Value.toJSON(message.runAsUser);
    }
    if (message.runAsGroup !== undefined) {
      obj.runAsGroup = Int64Value.toJSON(message.runAsGroup);
    }
    if (message.runAsUsername !== "") {
      obj.runAsUsername = message.runAsUsername;
    }
    if (message.readonlyRootfs !== false) {
      obj.readonlyRootfs = message.readonlyRootfs;
    }
    if (message.supplementalGroups?.length) {
      obj.supplementalGroups = message.supplementalGroups.map((e) => e.toString());
    }
    if (message.supplementalGroupsPolicy !== 0) {
      obj.supplementalGroupsPolicy = supplementalGroupsPolicyToJSON(message.supplementalGroupsPolicy);
    }
    if (message.noNewPrivs !== false) {
      obj.noNewPrivs = message.noNewPrivs;
    }
    if (message.maskedPaths?.length) {
      obj.maskedPaths = message.maskedPaths;
    }
    if (message.readonlyPaths?.length) {
      obj.readonlyPaths = message.readonlyPaths;
    }
    if (message.seccomp !== undefined) {
      obj.seccomp = SecurityProfile.toJSON(message.seccomp);
    }
    if (message.apparmor !== undefined) {
      obj.apparmor = SecurityProfile.toJSON(message.apparmor);
    }
    if (message.apparmorProfile !== "") {
      obj.apparmorProfile = message.apparmorProfile;
    }
    if (message.seccompProfilePath !== "") {
      obj.seccompProfilePath = message.seccompProfilePath;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxContainerSecurityContext>, I>>(base?: I): LinuxContainerSecurityContext {
    return LinuxContainerSecurityContext.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxContainerSecurityContext>, I>>(
    object: I,
  ): LinuxContainerSecurityContext {
    const message = createBaseLinuxContainerSecurityContext();
    message.capabilities = (object.capabilities !== undefined && object.capabilities !== null)
      ? Capability.fromPartial(object.capabilities)
      : undefined;
    message.privileged = object.privileged ?? false;
    message.namespaceOptions = (object.namespaceOptions !== undefined && object.namespaceOptions !== null)
      ? NamespaceOption.fromPartial(object.namespaceOptions)
      : undefined;
    message.selinuxOptions = (object.selinuxOptions !== undefined && object.selinuxOptions !== null)
      ? SELinuxOption.fromPartial(object.selinuxOptions)
      : undefined;
    message.runAsUser = (object.runAsUser !== undefined && object.runAsUser !== null)
      ? Int64Value.fromPartial(object.runAsUser)
      : undefined;
    message.runAsGroup = (object.runAsGroup !== undefined && object.runAsGroup !== null)
      ? Int64Value.fromPartial(object.runAsGroup)
      : undefined;
    message.runAsUsername = object.runAsUsername ?? "";
    message.readonlyRootfs = object.readonlyRootfs ?? false;
    message.supplementalGroups = object.supplementalGroups?.map((e) => BigInt(e)) || [];
    message.supplementalGroupsPolicy = object.supplementalGroupsPolicy ?? 0;
    message.noNewPrivs = object.noNewPrivs ?? false;
    message.maskedPaths = object.maskedPaths?.map((e) => e) || [];
    message.readonlyPaths = object.readonlyPaths?.map((e) => e) || [];
    message.seccomp = (object.seccomp !== undefined && object.seccomp !== null)
      ? SecurityProfile.fromPartial(object.seccomp)
      : undefined;
    message.apparmor = (object.apparmor !== undefined && object.apparmor !== null)
      ? SecurityProfile.fromPartial(object.apparmor)
      : undefined;
    message.apparmorProfile = object.apparmorProfile ?? "";
    message.seccompProfilePath = object.seccompProfilePath ?? "";
    return message;
  },
};

function createBaseLinuxContainerConfig(): LinuxContainerConfig {
  return { resources: undefined, securityContext: undefined };
}

export const LinuxContainerConfig: MessageFns<LinuxContainerConfig> = {
  encode(message: LinuxContainerConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.resources !== undefined) {
      LinuxContainerResources.encode(message.resources, writer.uint32(10).fork()).join();
    }
    if (message.securityContext !== undefined) {
      LinuxContainerSecurityContext.encode(message.securityContext, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxContainerConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxContainerConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.resources = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.securityContext = LinuxContainerSecurityContext.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxContainerConfig {
    return {
      resources: isSet(object.resources) ? LinuxContainerResources.fromJSON(object.resources) : undefined,
      securityContext: isSet(object.securityContext)
        ? LinuxContainerSecurityContext.fromJSON(object.securityContext)
        : isSet(object.security_context)
        ? LinuxContainerSecurityContext.fromJSON(object.security_context)
        : undefined,
    };
  },

  toJSON(message: LinuxContainerConfig): unknown {
    const obj: any = {};
    if (message.resources !== undefined) {
      obj.resources = LinuxContainerResources.toJSON(message.resources);
    }
    if (message.securityContext !== undefined) {
      obj.securityContext = LinuxContainerSecurityContext.toJSON(message.securityContext);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxContainerConfig>, I>>(base?: I): LinuxContainerConfig {
    return LinuxContainerConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxContainerConfig>, I>>(object: I): LinuxContainerConfig {
    const message = createBaseLinuxContainerConfig();
    message.resources = (object.resources !== undefined && object.resources !== null)
      ? LinuxContainerResources.fromPartial(object.resources)
      : undefined;
    message.securityContext = (object.securityContext !== undefined && object.securityContext !== null)
      ? LinuxContainerSecurityContext.fromPartial(object.securityContext)
      : undefined;
    return message;
  },
};

function createBaseLinuxContainerUser(): LinuxContainerUser {
  return { uid: 0n, gid: 0n, supplementalGroups: [] };
}

export const LinuxContainerUser: MessageFns<LinuxContainerUser> = {
  encode(message: LinuxContainerUser, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.uid !== 0n) {
      if (BigInt.asIntN(64, message.uid) !== message.uid) {
        throw new globalThis.Error("value provided for field message.uid of type int64 too large");
      }
      writer.uint32(8).int64(message.uid);
    }
    if (message.gid !== 0n) {
      if (BigInt.asIntN(64, message.gid) !== message.gid) {
        throw new globalThis.Error("value provided for field message.gid of type int64 too large");
      }
      writer.uint32(16).int64(message.gid);
    }
    if (message.supplementalGroups.length !== 0) {
      writer.uint32(26).fork();
      for (const v of message.supplementalGroups) {
        if (BigInt.asIntN(64, v) !== v) {
          throw new globalThis.Error("a value provided in array field supplementalGroups of type int64 is too large");
        }
        writer.int64(v);
      }
      writer.join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxContainerUser {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxContainerUser();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.uid = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.gid = reader.int64() as bigint;
            continue;
          }
          case 3: {
            if (tag === 24) {
              message.supplementalGroups.push(reader.int64() as bigint);

              continue;
            }

            if (tag === 26) {
              const end2 = reader.uint32() + reader.pos;
              while (reader.pos < end2) {
                message.supplementalGroups.push(reader.int64() as bigint);
              }

              continue;
            }

            break;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxContainerUser {
    return {
      uid: isSet(object.uid) ? BigInt(object.uid) : 0n,
      gid: isSet(object.gid) ? BigInt(object.gid) : 0n,
      supplementalGroups: globalThis.Array.isArray(object?.supplementalGroups)
        ? object.supplementalGroups.map((e: any) => BigInt(e))
        : globalThis.Array.isArray(object?.supplemental_groups)
        ? object.supplemental_groups.map((e: any) => BigInt(e))
        : [],
    };
  },

  toJSON(message: LinuxContainerUser): unknown {
    const obj: any = {};
    if (message.uid !== 0n) {
      obj.uid = message.uid.toString();
    }
    if (message.gid !== 0n) {
      obj.gid = message.gid.toString();
    }
    if (message.supplementalGroups?.length) {
      obj.supplementalGroups = message.supplementalGroups.map((e) => e.toString());
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxContainerUser>, I>>(base?: I): LinuxContainerUser {
    return LinuxContainerUser.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxContainerUser>, I>>(object: I): LinuxContainerUser {
    const message = createBaseLinuxContainerUser();
    message.uid = (object.uid !== undefined && object.uid !== null) ? BigInt(object.uid) : 0n;
    message.gid = (object.gid !== undefined && object.gid !== null) ? BigInt(object.gid) : 0n;
    message.supplementalGroups = object.supplementalGroups?.map((e) => BigInt(e)) || [];
    return message;
  },
};

function createBaseWindowsNamespaceOption(): WindowsNamespaceOption {
  return { network: 0 };
}

export const WindowsNamespaceOption: MessageFns<WindowsNamespaceOption> = {
  encode(message: WindowsNamespaceOption, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.network !== 0) {
      writer.uint32(8).int32(message.network);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsNamespaceOption {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsNamespaceOption();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.network = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsNamespaceOption {
    return { network: isSet(object.network) ? namespaceModeFromJSON(object.network) : 0 };
  },

  toJSON(message: WindowsNamespaceOption): unknown {
    const obj: any = {};
    if (message.network !== 0) {
      obj.network = namespaceModeToJSON(message.network);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsNamespaceOption>, I>>(base?: I): WindowsNamespaceOption {
    return WindowsNamespaceOption.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsNamespaceOption>, I>>(object: I): WindowsNamespaceOption {
    const message = createBaseWindowsNamespaceOption();
    message.network = object.network ?? 0;
    return message;
  },
};

function createBaseWindowsSandboxSecurityContext(): WindowsSandboxSecurityContext {
  return { runAsUsername: "", credentialSpec: "", hostProcess: false, namespaceOptions: undefined };
}

export const WindowsSandboxSecurityContext: MessageFns<WindowsSandboxSecurityContext> = {
  encode(message: WindowsSandboxSecurityContext, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.runAsUsername !== "") {
      writer.uint32(10).string(message.runAsUsername);
    }
    if (message.credentialSpec !== "") {
      writer.uint32(18).string(message.credentialSpec);
    }
    if (message.hostProcess !== false) {
      writer.uint32(24).bool(message.hostProcess);
    }
    if (message.namespaceOptions !== undefined) {
      WindowsNamespaceOption.encode(message.namespaceOptions, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsSandboxSecurityContext {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsSandboxSecurityContext();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.runAsUsername = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.credentialSpec = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.hostProcess = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.namespaceOptions = WindowsNamespaceOption.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsSandboxSecurityContext {
    return {
      runAsUsername: isSet(object.runAsUsername)
        ? globalThis.String(object.runAsUsername)
        : isSet(object.run_as_username)
        ? globalThis.String(object.run_as_username)
        : "",
      credentialSpec: isSet(object.credentialSpec)
        ? globalThis.String(object.credentialSpec)
        : isSet(object.credential_spec)
        ? globalThis.String(object.credential_spec)
        : "",
      hostProcess: isSet(object.hostProcess)
        ? globalThis.Boolean(object.hostProcess)
        : isSet(object.host_process)
        ? globalThis.Boolean(object.host_process)
        : false,
      namespaceOptions: isSet(object.namespaceOptions)
        ? WindowsNamespaceOption.fromJSON(object.namespaceOptions)
        : isSet(object.namespace_options)
        ? WindowsNamespaceOption.fromJSON(object.namespace_options)
        : undefined,
    };
  },

  toJSON(message: WindowsSandboxSecurityContext): unknown {
    const obj: any = {};
    if (message.runAsUsername !== "") {
      obj.runAsUsername = message.runAsUsername;
    }
    if (message.credentialSpec !== "") {
      obj.credentialSpec = message.credentialSpec;
    }
    if (message.hostProcess !== false) {
      obj.hostProcess = message.hostProcess;
    }
    if (message.namespaceOptions !== undefined) {
      obj.namespaceOptions = WindowsNamespaceOption.toJSON(message.namespaceOptions);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsSandboxSecurityContext>, I>>(base?: I): WindowsSandboxSecurityContext {
    return WindowsSandboxSecurityContext.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsSandboxSecurityContext>, I>>(
    object: I,
  ): WindowsSandboxSecurityContext {
    const message = createBaseWindowsSandboxSecurityContext();
    message.runAsUsername = object.runAsUsername ?? "";
    message.credentialSpec = object.credentialSpec ?? "";
    message.hostProcess = object.hostProcess ?? false;
    message.namespaceOptions = (object.namespaceOptions !== undefined && object.namespaceOptions !== null)
      ? WindowsNamespaceOption.fromPartial(object.namespaceOptions)
      : undefined;
    return message;
  },
};

function createBaseWindowsPodSandboxConfig(): WindowsPodSandboxConfig {
  return { securityContext: undefined };
}

export const WindowsPodSandboxConfig: MessageFns<WindowsPodSandboxConfig> = {
  encode(message: WindowsPodSandboxConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.securityContext !== undefined) {
      WindowsSandboxSecurityContext.encode(message.securityContext, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsPodSandboxConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsPodSandboxConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.securityContext = WindowsSandboxSecurityContext.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsPodSandboxConfig {
    return {
      securityContext: isSet(object.securityContext)
        ? WindowsSandboxSecurityContext.fromJSON(object.securityContext)
        : isSet(object.security_context)
        ? WindowsSandboxSecurityContext.fromJSON(object.security_context)
        : undefined,
    };
  },

  toJSON(message: WindowsPodSandboxConfig): unknown {
    const obj: any = {};
    if (message.securityContext !== undefined) {
      obj.securityContext = WindowsSandboxSecurityContext.toJSON(message.securityContext);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsPodSandboxConfig>, I>>(base?: I): WindowsPodSandboxConfig {
    return WindowsPodSandboxConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsPodSandboxConfig>, I>>(object: I): WindowsPodSandboxConfig {
    const message = createBaseWindowsPodSandboxConfig();
    message.securityContext = (object.securityContext !== undefined && object.securityContext !== null)
      ? WindowsSandboxSecurityContext.fromPartial(object.securityContext)
      : undefined;
    return message;
  },
};

function createBaseWindowsContainerSecurityContext(): WindowsContainerSecurityContext {
  return { runAsUsername: "", credentialSpec: "", hostProcess: false };
}

export const WindowsContainerSecurityContext: MessageFns<WindowsContainerSecurityContext> = {
  encode(message: WindowsContainerSecurityContext, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.runAsUsername !== "") {
      writer.uint32(10).string(message.runAsUsername);
    }
    if (message.credentialSpec !== "") {
      writer.uint32(18).string(message.credentialSpec);
    }
    if (message.hostProcess !== false) {
      writer.uint32(24).bool(message.hostProcess);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsContainerSecurityContext {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsContainerSecurityContext();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.runAsUsername = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.credentialSpec = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.hostProcess = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsContainerSecurityContext {
    return {
      runAsUsername: isSet(object.runAsUsername)
        ? globalThis.String(object.runAsUsername)
        : isSet(object.run_as_username)
        ? globalThis.String(object.run_as_username)
        : "",
      credentialSpec: isSet(object.credentialSpec)
        ? globalThis.String(object.credentialSpec)
        : isSet(object.credential_spec)
        ? globalThis.String(object.credential_spec)
        : "",
      hostProcess: isSet(object.hostProcess)
        ? globalThis.Boolean(object.hostProcess)
        : isSet(object.host_process)
        ? globalThis.Boolean(object.host_process)
        : false,
    };
  },

  toJSON(message: WindowsContainerSecurityContext): unknown {
    const obj: any = {};
    if (message.runAsUsername !== "") {
      obj.runAsUsername = message.runAsUsername;
    }
    if (message.credentialSpec !== "") {
      obj.credentialSpec = message.credentialSpec;
    }
    if (message.hostProcess !== false) {
      obj.hostProcess = message.hostProcess;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsContainerSecurityContext>, I>>(base?: I): WindowsContainerSecurityContext {
    return WindowsContainerSecurityContext.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsContainerSecurityContext>, I>>(
    object: I,
  ): WindowsContainerSecurityContext {
    const message = createBaseWindowsContainerSecurityContext();
    message.runAsUsername = object.runAsUsername ?? "";
    message.credentialSpec = object.credentialSpec ?? "";
    message.hostProcess = object.hostProcess ?? false;
    return message;
  },
};

function createBaseWindowsContainerConfig(): WindowsContainerConfig {
  return { resources: undefined, securityContext: undefined };
}

export const WindowsContainerConfig: MessageFns<WindowsContainerConfig> = {
  encode(message: WindowsContainerConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.resources !== undefined) {
      WindowsContainerResources.encode(message.resources, writer.uint32(10).fork()).join();
    }
    if (message.securityContext !== undefined) {
      WindowsContainerSecurityContext.encode(message.securityContext, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsContainerConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsContainerConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.resources = WindowsContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.securityContext = WindowsContainerSecurityContext.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsContainerConfig {
    return {
      resources: isSet(object.resources) ? WindowsContainerResources.fromJSON(object.resources) : undefined,
      securityContext: isSet(object.securityContext)
        ? WindowsContainerSecurityContext.fromJSON(object.securityContext)
        : isSet(object.security_context)
        ? WindowsContainerSecurityContext.fromJSON(object.security_context)
        : undefined,
    };
  },

  toJSON(message: WindowsContainerConfig): unknown {
    const obj: any = {};
    if (message.resources !== undefined) {
      obj.resources = WindowsContainerResources.toJSON(message.resources);
    }
    if (message.securityContext !== undefined) {
      obj.securityContext = WindowsContainerSecurityContext.toJSON(message.securityContext);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsContainerConfig>, I>>(base?: I): WindowsContainerConfig {
    return WindowsContainerConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsContainerConfig>, I>>(object: I): WindowsContainerConfig {
    const message = createBaseWindowsContainerConfig();
    message.resources = (object.resources !== undefined && object.resources !== null)
      ? WindowsContainerResources.fromPartial(object.resources)
      : undefined;
    message.securityContext = (object.securityContext !== undefined && object.securityContext !== null)
      ? WindowsContainerSecurityContext.fromPartial(object.securityContext)
      : undefined;
    return message;
  },
};

function createBaseWindowsContainerResources(): WindowsContainerResources {
  return {
    cpuShares: 0n,
    cpuCount: 0n,
    cpuMaximum: 0n,
    memoryLimitInBytes: 0n,
    rootfsSizeInBytes: 0n,
    affinityCpus: [],
  };
}

export const WindowsContainerResources: MessageFns<WindowsContainerResources> = {
  encode(message: WindowsContainerResources, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cpuShares !== 0n) {
      if (BigInt.asIntN(64, message.cpuShares) !== message.cpuShares) {
        throw new globalThis.Error("value provided for field message.cpuShares of type int64 too large");
      }
      writer.uint32(8).int64(message.cpuShares);
    }
    if (message.cpuCount !== 0n) {
      if (BigInt.asIntN(64, message.cpuCount) !== message.cpuCount) {
        throw new globalThis.Error("value provided for field message.cpuCount of type int64 too large");
      }
      writer.uint32(16).int64(message.cpuCount);
    }
    if (message.cpuMaximum !== 0n) {
      if (BigInt.asIntN(64, message.cpuMaximum) !== message.cpuMaximum) {
        throw new globalThis.Error("value provided for field message.cpuMaximum of type int64 too large");
      }
      writer.uint32(24).int64(message.cpuMaximum);
    }
    if (message.memoryLimitInBytes !== 0n) {
      if (BigInt.asIntN(64, message.memoryLimitInBytes) !== message.memoryLimitInBytes) {
        throw new globalThis.Error("value provided for field message.memoryLimitInBytes of type int64 too large");
      }
      writer.uint32(32).int64(message.memoryLimitInBytes);
    }
    if (message.rootfsSizeInBytes !== 0n) {
      if (BigInt.asIntN(64, message.rootfsSizeInBytes) !== message.rootfsSizeInBytes) {
        throw new globalThis.Error("value provided for field message.rootfsSizeInBytes of type int64 too large");
      }
      writer.uint32(40).int64(message.rootfsSizeInBytes);
    }
    for (const v of message.affinityCpus) {
      WindowsCpuGroupAffinity.encode(v!, writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsContainerResources {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsContainerResources();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.cpuShares = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.cpuCount = reader.int64() as bigint;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.cpuMaximum = reader.int64() as bigint;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.memoryLimitInBytes = reader.int64() as bigint;
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.rootfsSizeInBytes = reader.int64() as bigint;
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.affinityCpus.push(WindowsCpuGroupAffinity.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsContainerResources {
    return {
      cpuShares: isSet(object.cpuShares)
        ? BigInt(object.cpuShares)
        : isSet(object.cpu_shares)
        ? BigInt(object.cpu_shares)
        : 0n,
      cpuCount: isSet(object.cpuCount)
        ? BigInt(object.cpuCount)
        : isSet(object.cpu_count)
        ? BigInt(object.cpu_count)
        : 0n,
      cpuMaximum: isSet(object.cpuMaximum)
        ? BigInt(object.cpuMaximum)
        : isSet(object.cpu_maximum)
        ? BigInt(object.cpu_maximum)
        : 0n,
      memoryLimitInBytes: isSet(object.memoryLimitInBytes)
        ? BigInt(object.memoryLimitInBytes)
        : isSet(object.memory_limit_in_bytes)
        ? BigInt(object.memory_limit_in_bytes)
        : 0n,
      rootfsSizeInBytes: isSet(object.rootfsSizeInBytes)
        ? BigInt(object.rootfsSizeInBytes)
        : isSet(object.rootfs_size_in_bytes)
        ? BigInt(object.rootfs_size_in_bytes)
        : 0n,
      affinityCpus: globalThis.Array.isArray(object?.affinityCpus)
        ? object.affinityCpus.map((e: any) => WindowsCpuGroupAffinity.fromJSON(e))
        : globalThis.Array.isArray(object?.affinity_cpus)
        ? object.affinity_cpus.map((e: any) => WindowsCpuGroupAffinity.fromJSON(e))
        : [],
    };
  },

  toJSON(message: WindowsContainerResources): unknown {
    const obj: any = {};
    if (message.cpuShares !== 0n) {
      obj.cpuShares = message.cpuShares.toString();
    }
    if (message.cpuCount !== 0n) {
      obj.cpuCount = message.cpuCount.toString();
    }
    if (message.cpuMaximum !== 0n) {
      obj.cpuMaximum = message.cpuMaximum.toString();
    }
    if (message.memoryLimitInBytes !== 0n) {
      obj.memoryLimitInBytes = message.memoryLimitInBytes.toString();
    }
    if (message.rootfsSizeInBytes !== 0n) {
      obj.rootfsSizeInBytes = message.rootfsSizeInBytes.toString();
    }
    if (message.affinityCpus?.length) {
      obj.affinityCpus = message.affinityCpus.map((e) => WindowsCpuGroupAffinity.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsContainerResources>, I>>(base?: I): WindowsContainerResources {
    return WindowsContainerResources.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsContainerResources>, I>>(object: I): WindowsContainerResources {
    const message = createBaseWindowsContainerResources();
    message.cpuShares = (object.cpuShares !== undefined && object.cpuShares !== null) ? BigInt(object.cpuShares) : 0n;
    message.cpuCount = (object.cpuCount !== undefined && object.cpuCount !== null) ? BigInt(object.cpuCount) : 0n;
    message.cpuMaximum = (object.cpuMaximum !== undefined && object.cpuMaximum !== null)
      ? BigInt(object.cpuMaximum)
      : 0n;
    message.memoryLimitInBytes = (object.memoryLimitInBytes !== undefined && object.memoryLimitInBytes !== null)
      ? BigInt(object.memoryLimitInBytes)
      : 0n;
    message.rootfsSizeInBytes = (object.rootfsSizeInBytes !== undefined && object.rootfsSizeInBytes !== null)
      ? BigInt(object.rootfsSizeInBytes)
      : 0n;
    message.affinityCpus = object.affinityCpus?.map((e) => WindowsCpuGroupAffinity.fromPartial(e)) || [];
    return message;
  },
};

function createBaseWindowsCpuGroupAffinity(): WindowsCpuGroupAffinity {
  return { cpuMask: 0n, cpuGroup: 0 };
}

export const WindowsCpuGroupAffinity: MessageFns<WindowsCpuGroupAffinity> = {
  encode(message: WindowsCpuGroupAffinity, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cpuMask !== 0n) {
      if (BigInt.asUintN(64, message.cpuMask) !== message.cpuMask) {
        throw new globalThis.Error("value provided for field message.cpuMask of type uint64 too large");
      }
      writer.uint32(8).uint64(message.cpuMask);
    }
    if (message.cpuGroup !== 0) {
      writer.uint32(16).uint32(message.cpuGroup);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsCpuGroupAffinity {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsCpuGroupAffinity();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.cpuMask = reader.uint64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.cpuGroup = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsCpuGroupAffinity {
    return {
      cpuMask: isSet(object.cpuMask) ? BigInt(object.cpuMask) : isSet(object.cpu_mask) ? BigInt(object.cpu_mask) : 0n,
      cpuGroup: isSet(object.cpuGroup)
        ? globalThis.Number(object.cpuGroup)
        : isSet(object.cpu_group)
        ? globalThis.Number(object.cpu_group)
        : 0,
    };
  },

  toJSON(message: WindowsCpuGroupAffinity): unknown {
    const obj: any = {};
    if (message.cpuMask !== 0n) {
      obj.cpuMask = message.cpuMask.toString();
    }
    if (message.cpuGroup !== 0) {
      obj.cpuGroup = Math.round(message.cpuGroup);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsCpuGroupAffinity>, I>>(base?: I): WindowsCpuGroupAffinity {
    return WindowsCpuGroupAffinity.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsCpuGroupAffinity>, I>>(object: I): WindowsCpuGroupAffinity {
    const message = createBaseWindowsCpuGroupAffinity();
    message.cpuMask = (object.cpuMask !== undefined && object.cpuMask !== null) ? BigInt(object.cpuMask) : 0n;
    message.cpuGroup = object.cpuGroup ?? 0;
    return message;
  },
};

function createBaseContainerMetadata(): ContainerMetadata {
  return { name: "", attempt: 0 };
}

export const ContainerMetadata: MessageFns<ContainerMetadata> = {
  encode(message: ContainerMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.attempt !== 0) {
      writer.uint32(16).uint32(message.attempt);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.attempt = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerMetadata {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      attempt: isSet(object.attempt) ? globalThis.Number(object.attempt) : 0,
    };
  },

  toJSON(message: ContainerMetadata): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.attempt !== 0) {
      obj.attempt = Math.round(message.attempt);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerMetadata>, I>>(base?: I): ContainerMetadata {
    return ContainerMetadata.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerMetadata>, I>>(object: I): ContainerMetadata {
    const message = createBaseContainerMetadata();
    message.name = object.name ?? "";
    message.attempt = object.attempt ?? 0;
    return message;
  },
};

function createBaseDevice(): Device {
  return { containerPath: "", hostPath: "", permissions: "" };
}

export const Device: MessageFns<Device> = {
  encode(message: Device, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerPath !== "") {
      writer.uint32(10).string(message.containerPath);
    }
    if (message.hostPath !== "") {
      writer.uint32(18).string(message.hostPath);
    }
    if (message.permissions !== "") {
      writer.uint32(26).string(message.permissions);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Device {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDevice();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerPath = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.hostPath = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.permissions = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Device {
    return {
      containerPath: isSet(object.containerPath)
        ? globalThis.String(object.containerPath)
        : isSet(object.container_path)
        ? globalThis.String(object.container_path)
        : "",
      hostPath: isSet(object.hostPath)
        ? globalThis.String(object.hostPath)
        : isSet(object.host_path)
        ? globalThis.String(object.host_path)
        : "",
      permissions: isSet(object.permissions) ? globalThis.String(object.permissions) : "",
    };
  },

  toJSON(message: Device): unknown {
    const obj: any = {};
    if (message.containerPath !== "") {
      obj.containerPath = message.containerPath;
    }
    if (message.hostPath !== "") {
      obj.hostPath = message.hostPath;
    }
    if (message.permissions !== "") {
      obj.permissions = message.permissions;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Device>, I>>(base?: I): Device {
    return Device.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Device>, I>>(object: I): Device {
    const message = createBaseDevice();
    message.containerPath = object.containerPath ?? "";
    message.hostPath = object.hostPath ?? "";
    message.permissions = object.permissions ?? "";
    return message;
  },
};

function createBaseCDIDevice(): CDIDevice {
  return { name: "" };
}

export const CDIDevice: MessageFns<CDIDevice> = {
  encode(message: CDIDevice, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CDIDevice {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCDIDevice();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CDIDevice {
    return { name: isSet(object.name) ? globalThis.String(object.name) : "" };
  },

  toJSON(message: CDIDevice): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CDIDevice>, I>>(base?: I): CDIDevice {
    return CDIDevice.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CDIDevice>, I>>(object: I): CDIDevice {
    const message = createBaseCDIDevice();
    message.name = object.name ?? "";
    return message;
  },
};

function createBaseContainerConfig(): ContainerConfig {
  return {
    metadata: undefined,
    image: undefined,
    command: [],
    args: [],
    workingDir: "",
    envs: [],
    mounts: [],
    devices: [],
    labels: {},
    annotations: {},
    logPath: "",
    stdin: false,
    stdinOnce: false,
    tty: false,
    linux: undefined,
    windows: undefined,
    CDIDevices: [],
    stopSignal: 0,
  };
}

export const ContainerConfig: MessageFns<ContainerConfig> = {
  encode(message: ContainerConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.metadata !== undefined) {
      ContainerMetadata.encode(message.metadata, writer.uint32(10).fork()).join();
    }
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(18).fork()).join();
    }
    for (const v of message.command) {
      writer.uint32(26).string(v!);
    }
    for (const v of message.args) {
      writer.uint32(34).string(v!);
    }
    if (message.workingDir !== "") {
      writer.uint32(42).string(message.workingDir);
    }
    for (const v of message.envs) {
      KeyValue.encode(v!, writer.uint32(50).fork()).join();
    }
    for (const v of message.mounts) {
      Mount.encode(v!, writer.uint32(58).fork()).join();
    }
    for (const v of message.devices) {
      Device.encode(v!, writer.uint32(66).fork()).join();
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      ContainerConfig_LabelsEntry.encode({ key: key as any, value }, writer.uint32(74).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      ContainerConfig_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(82).fork()).join();
    });
    if (message.logPath !== "") {
      writer.uint32(90).string(message.logPath);
    }
    if (message.stdin !== false) {
      writer.uint32(96).bool(message.stdin);
    }
    if (message.stdinOnce !== false) {
      writer.uint32(104).bool(message.stdinOnce);
    }
    if (message.tty !== false) {
      writer.uint32(112).bool(message.tty);
    }
    if (message.linux !== undefined) {
      LinuxContainerConfig.encode(message.linux, writer.uint32(122).fork()).join();
    }
    if (message.windows !== undefined) {
      WindowsContainerConfig.encode(message.windows, writer.uint32(130).fork()).join();
    }
    for (const v of message.CDIDevices) {
      CDIDevice.encode(v!, writer.uint32(138).fork()).join();
    }
    if (message.stopSignal !== 0) {
      writer.uint32(144).int32(message.stopSignal);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.metadata = ContainerMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.command.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.args.push(reader.string());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.workingDir = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.envs.push(KeyValue.decode(reader, reader.uint32()));
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.mounts.push(Mount.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.devices.push(Device.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            const entry9 = ContainerConfig_LabelsEntry.decode(reader, reader.uint32());
            if (entry9.value !== undefined) {
              message.labels[entry9.key] = entry9.value;
            }
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            const entry10 = ContainerConfig_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry10.value !== undefined) {
              message.annotations[entry10.key] = entry10.value;
            }
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.logPath = reader.string();
            continue;
          }
          case 12: {
            if (tag !== 96) {
              break;
            }

            message.stdin = reader.bool();
            continue;
          }
          case 13: {
            if (tag !== 104) {
              break;
            }

            message.stdinOnce = reader.bool();
            continue;
          }
          case 14: {
            if (tag !== 112) {
              break;
            }

            message.tty = reader.bool();
            continue;
          }
          case 15: {
            if (tag !== 122) {
              break;
            }

            message.linux = LinuxContainerConfig.decode(reader, reader.uint32());
            continue;
          }
          case 16: {
            if (tag !== 130) {
              break;
            }

            message.windows = WindowsContainerConfig.decode(reader, reader.uint32());
            continue;
          }
          case 17: {
            if (tag !== 138) {
              break;
            }

            message.CDIDevices.push(CDIDevice.decode(reader, reader.uint32()));
            continue;
          }
          case 18: {
            if (tag !== 144) {
              break;
            }

            message.stopSignal = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerConfig {
    return {
      metadata: isSet(object.metadata) ? ContainerMetadata.fromJSON(object.metadata) : undefined,
      image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined,
      command: globalThis.Array.isArray(object?.command) ? object.command.map((e: any) => globalThis.String(e)) : [],
      args: globalThis.Array.isArray(object?.args) ? object.args.map((e: any) => globalThis.String(e)) : [],
      workingDir: isSet(object.workingDir)
        ? globalThis.String(object.workingDir)
        : isSet(object.working_dir)
        ? globalThis.String(object.working_dir)
        : "",
      envs: globalThis.Array.isArray(object?.envs) ? object.envs.map((e: any) => KeyValue.fromJSON(e)) : [],
      mounts: globalThis.Array.isArray(object?.mounts) ? object.mounts.map((e: any) => Mount.fromJSON(e)) : [],
      devices: globalThis.Array.isArray(object?.devices) ? object.devices.map((e: any) => Device.fromJSON(e)) : [],
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      logPath: isSet(object.logPath)
        ? globalThis.String(object.logPath)
        : isSet(object.log_path)
        ? globalThis.String(object.log_path)
        : "",
      stdin: isSet(object.stdin) ? globalThis.Boolean(object.stdin) : false,
      stdinOnce: isSet(object.stdinOnce)
        ? globalThis.Boolean(object.stdinOnce)
        : isSet(object.stdin_once)
        ? globalThis.Boolean(object.stdin_once)
        : false,
      tty: isSet(object.tty) ? globalThis.Boolean(object.tty) : false,
      linux: isSet(object.linux) ? LinuxContainerConfig.fromJSON(object.linux) : undefined,
      windows: isSet(object.windows) ? WindowsContainerConfig.fromJSON(object.windows) : undefined,
      CDIDevices: globalThis.Array.isArray(object?.CDIDevices)
        ? object.CDIDevices.map((e: any) => CDIDevice.fromJSON(e))
        : globalThis.Array.isArray(object?.CDI_devices)
        ? object.CDI_devices.map((e: any) => CDIDevice.fromJSON(e))
        : [],
      stopSignal: isSet(object.stopSignal)
        ? signalFromJSON(object.stopSignal)
        : isSet(object.stop_signal)
        ? signalFromJSON(object.stop_signal)
        : 0,
    };
  },

  toJSON(message: ContainerConfig): unknown {
    const obj: any = {};
    if (message.metadata !== undefined) {
      obj.metadata = ContainerMetadata.toJSON(message.metadata);
    }
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    if (message.command?.length) {
      obj.command = message.command;
    }
    if (message.args?.length) {
      obj.args = message.args;
    }
    if (message.workingDir !== "") {
      obj.workingDir = message.workingDir;
    }
    if (message.envs?.length) {
      obj.envs = message.envs.map((e) => KeyValue.toJSON(e));
    }
    if (message.mounts?.length) {
      obj.mounts = message.mounts.map((e) => Mount.toJSON(e));
    }
    if (message.devices?.length) {
      obj.devices = message.devices.map((e) => Device.toJSON(e));
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.logPath !== "") {
      obj.logPath = message.logPath;
    }
    if (message.stdin !== false) {
      obj.stdin = message.stdin;
    }
    if (message.stdinOnce !== false) {
      obj.stdinOnce = message.stdinOnce;
    }
    if (message.tty !== false) {
      obj.tty = message.tty;
    }
    if (message.linux !== undefined) {
      obj.linux = LinuxContainerConfig.toJSON(message.linux);
    }
    if (message.windows !== undefined) {
      obj.windows = WindowsContainerConfig.toJSON(message.windows);
    }
    if (message.CDIDevices?.length) {
      obj.CDIDevices = message.CDIDevices.map((e) => CDIDevice.toJSON(e));
    }
    if (message.stopSignal !== 0) {
      obj.stopSignal = signalToJSON(message.stopSignal);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerConfig>, I>>(base?: I): ContainerConfig {
    return ContainerConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerConfig>, I>>(object: I): ContainerConfig {
    const message = createBaseContainerConfig();
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? ContainerMetadata.fromPartial(object.metadata)
      : undefined;
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    message.command = object.command?.map((e) => e) || [];
    message.args = object.args?.map((e) => e) || [];
    message.workingDir = object.workingDir ?? "";
    message.envs = object.envs?.map((e) => KeyValue.fromPartial(e)) || [];
    message.mounts = object.mounts?.map((e) => Mount.fromPartial(e)) || [];
    message.devices = object.devices?.map((e) => Device.fromPartial(e)) || [];
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.logPath = object.logPath ?? "";
    message.stdin = object.stdin ?? false;
    message.stdinOnce = object.stdinOnce ?? false;
    message.tty = object.tty ?? false;
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxContainerConfig.fromPartial(object.linux)
      : undefined;
    message.windows = (object.windows !== undefined && object.windows !== null)
      ? WindowsContainerConfig.fromPartial(object.windows)
      : undefined;
    message.CDIDevices = object.CDIDevices?.map((e) => CDIDevice.fromPartial(e)) || [];
    message.stopSignal = object.stopSignal ?? 0;
    return message;
  },
};

function createBaseContainerConfig_LabelsEntry(): ContainerConfig_LabelsEntry {
  return { key: "", value: "" };
}

export const ContainerConfig_LabelsEntry: MessageFns<ContainerConfig_LabelsEntry> = {
  encode(message: ContainerConfig_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerConfig_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerConfig_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerConfig_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerConfig_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerConfig_LabelsEntry>, I>>(base?: I): ContainerConfig_LabelsEntry {
    return ContainerConfig_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerConfig_LabelsEntry>, I>>(object: I): ContainerConfig_LabelsEntry {
    const message = createBaseContainerConfig_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainerConfig_AnnotationsEntry(): ContainerConfig_AnnotationsEntry {
  return { key: "", value: "" };
}

export const ContainerConfig_AnnotationsEntry: MessageFns<ContainerConfig_AnnotationsEntry> = {
  encode(message: ContainerConfig_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerConfig_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerConfig_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerConfig_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerConfig_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerConfig_AnnotationsEntry>, I>>(
    base?: I,
  ): ContainerConfig_AnnotationsEntry {
    return ContainerConfig_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerConfig_AnnotationsEntry>, I>>(
    object: I,
  ): ContainerConfig_AnnotationsEntry {
    const message = createBaseContainerConfig_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseCreateContainerRequest(): CreateContainerRequest {
  return { podSandboxId: "", config: undefined, sandboxConfig: undefined };
}

export const CreateContainerRequest: MessageFns<CreateContainerRequest> = {
  encode(message: CreateContainerRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    if (message.config !== undefined) {
      ContainerConfig.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.sandboxConfig !== undefined) {
      PodSandboxConfig.encode(message.sandboxConfig, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreateContainerRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreateContainerRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = ContainerConfig.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.sandboxConfig = PodSandboxConfig.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CreateContainerRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      config: isSet(object.config) ? ContainerConfig.fromJSON(object.config) : undefined,
      sandboxConfig: isSet(object.sandboxConfig)
        ? PodSandboxConfig.fromJSON(object.sandboxConfig)
        : isSet(object.sandbox_config)
        ? PodSandboxConfig.fromJSON(object.sandbox_config)
        : undefined,
    };
  },

  toJSON(message: CreateContainerRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.config !== undefined) {
      obj.config = ContainerConfig.toJSON(message.config);
    }
    if (message.sandboxConfig !== undefined) {
      obj.sandboxConfig = PodSandboxConfig.toJSON(message.sandboxConfig);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CreateContainerRequest>, I>>(base?: I): CreateContainerRequest {
    return CreateContainerRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreateContainerRequest>, I>>(object: I): CreateContainerRequest {
    const message = createBaseCreateContainerRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    message.config = (object.config !== undefined && object.config !== null)
      ? ContainerConfig.fromPartial(object.config)
      : undefined;
    message.sandboxConfig = (object.sandboxConfig !== undefined && object.sandboxConfig !== null)
      ? PodSandboxConfig.fromPartial(object.sandboxConfig)
      : undefined;
    return message;
  },
};

function createBaseCreateContainerResponse(): CreateContainerResponse {
  return { containerId: "" };
}

export const CreateContainerResponse: MessageFns<CreateContainerResponse> = {
  encode(message: CreateContainerResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreateContainerResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreateContainerResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CreateContainerResponse {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
    };
  },

  toJSON(message: CreateContainerResponse): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CreateContainerResponse>, I>>(base?: I): CreateContainerResponse {
    return CreateContainerResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreateContainerResponse>, I>>(object: I): CreateContainerResponse {
    const message = createBaseCreateContainerResponse();
    message.containerId = object.containerId ?? "";
    return message;
  },
};

function createBaseStartContainerRequest(): StartContainerRequest {
  return { containerId: "" };
}

export const StartContainerRequest: MessageFns<StartContainerRequest> = {
  encode(message: StartContainerRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StartContainerRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStartContainerRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StartContainerRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
    };
  },

  toJSON(message: StartContainerRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StartContainerRequest>, I>>(base?: I): StartContainerRequest {
    return StartContainerRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StartContainerRequest>, I>>(object: I): StartContainerRequest {
    const message = createBaseStartContainerRequest();
    message.containerId = object.containerId ?? "";
    return message;
  },
};

function createBaseStartContainerResponse(): StartContainerResponse {
  return {};
}

export const StartContainerResponse: MessageFns<StartContainerResponse> = {
  encode(_: StartContainerResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StartContainerResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStartContainerResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): StartContainerResponse {
    return {};
  },

  toJSON(_: StartContainerResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<StartContainerResponse>, I>>(base?: I): StartContainerResponse {
    return StartContainerResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StartContainerResponse>, I>>(_: I): StartContainerResponse {
    const message = createBaseStartContainerResponse();
    return message;
  },
};

function createBaseStopContainerRequest(): StopContainerRequest {
  return { containerId: "", timeout: 0n };
}

export const StopContainerRequest: MessageFns<StopContainerRequest> = {
  encode(message: StopContainerRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    if (message.timeout !== 0n) {
      if (BigInt.asIntN(64, message.timeout) !== message.timeout) {
        throw new globalThis.Error("value provided for field message.timeout of type int64 too large");
      }
      writer.uint32(16).int64(message.timeout);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopContainerRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopContainerRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.timeout = reader.int64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StopContainerRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      timeout: isSet(object.timeout) ? BigInt(object.timeout) : 0n,
    };
  },

  toJSON(message: StopContainerRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.timeout !== 0n) {
      obj.timeout = message.timeout.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StopContainerRequest>, I>>(base?: I): StopContainerRequest {
    return StopContainerRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StopContainerRequest>, I>>(object: I): StopContainerRequest {
    const message = createBaseStopContainerRequest();
    message.containerId = object.containerId ?? "";
    message.timeout = (object.timeout !== undefined && object.timeout !== null) ? BigInt(object.timeout) : 0n;
    return message;
  },
};

function createBaseStopContainerResponse(): StopContainerResponse {
  return {};
}

export const StopContainerResponse: MessageFns<StopContainerResponse> = {
  encode(_: StopContainerResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopContainerResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopContainerResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): StopContainerResponse {
    return {};
  },

  toJSON(_: StopContainerResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<StopContainerResponse>, I>>(base?: I): StopContainerResponse {
    return StopContainerResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StopContainerResponse>, I>>(_: I): StopContainerResponse {
    const message = createBaseStopContainerResponse();
    return message;
  },
};

function createBaseRemoveContainerRequest(): RemoveContainerRequest {
  return { containerId: "" };
}

export const RemoveContainerRequest: MessageFns<RemoveContainerRequest> = {
  encode(message: RemoveContainerRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveContainerRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveContainerRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RemoveContainerRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
    };
  },

  toJSON(message: RemoveContainerRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RemoveContainerRequest>, I>>(base?: I): RemoveContainerRequest {
    return RemoveContainerRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveContainerRequest>, I>>(object: I): RemoveContainerRequest {
    const message = createBaseRemoveContainerRequest();
    message.containerId = object.containerId ?? "";
    return message;
  },
};

function createBaseRemoveContainerResponse(): RemoveContainerResponse {
  return {};
}

export const RemoveContainerResponse: MessageFns<RemoveContainerResponse> = {
  encode(_: RemoveContainerResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveContainerResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveContainerResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): RemoveContainerResponse {
    return {};
  },

  toJSON(_: RemoveContainerResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<RemoveContainerResponse>, I>>(base?: I): RemoveContainerResponse {
    return RemoveContainerResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveContainerResponse>, I>>(_: I): RemoveContainerResponse {
    const message = createBaseRemoveContainerResponse();
    return message;
  },
};

function createBaseContainerStateValue(): ContainerStateValue {
  return { state: 0 };
}

export const ContainerStateValue: MessageFns<ContainerStateValue> = {
  encode(message: ContainerStateValue, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.state !== 0) {
      writer.uint32(8).int32(message.state);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStateValue {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStateValue();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStateValue {
    return { state: isSet(object.state) ? containerStateFromJSON(object.state) : 0 };
  },

  toJSON(message: ContainerStateValue): unknown {
    const obj: any = {};
    if (message.state !== 0) {
      obj.state = containerStateToJSON(message.state);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStateValue>, I>>(base?: I): ContainerStateValue {
    return ContainerStateValue.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStateValue>, I>>(object: I): ContainerStateValue {
    const message = createBaseContainerStateValue();
    message.state = object.state ?? 0;
    return message;
  },
};

function createBaseContainerFilter(): ContainerFilter {
  return { id: "", state: undefined, podSandboxId: "", labelSelector: {} };
}

export const ContainerFilter: MessageFns<ContainerFilter> = {
  encode(message: ContainerFilter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.state !== undefined) {
      ContainerStateValue.encode(message.state, writer.uint32(18).fork()).join();
    }
    if (message.podSandboxId !== "") {
      writer.uint32(26).string(message.podSandboxId);
    }
    globalThis.Object.entries(message.labelSelector).forEach(([key, value]: [string, string]) => {
      ContainerFilter_LabelSelectorEntry.encode({ key: key as any, value }, writer.uint32(34).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerFilter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerFilter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.state = ContainerStateValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const entry4 = ContainerFilter_LabelSelectorEntry.decode(reader, reader.uint32());
            if (entry4.value !== undefined) {
              message.labelSelector[entry4.key] = entry4.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerFilter {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      state: isSet(object.state) ? ContainerStateValue.fromJSON(object.state) : undefined,
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      labelSelector: isObject(object.labelSelector)
        ? (globalThis.Object.entries(object.labelSelector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : isObject(object.label_selector)
        ? (globalThis.Object.entries(object.label_selector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: ContainerFilter): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.state !== undefined) {
      obj.state = ContainerStateValue.toJSON(message.state);
    }
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.labelSelector) {
      const entries = globalThis.Object.entries(message.labelSelector) as [string, string][];
      if (entries.length > 0) {
        obj.labelSelector = {};
        entries.forEach(([k, v]) => {
          obj.labelSelector[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerFilter>, I>>(base?: I): ContainerFilter {
    return ContainerFilter.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerFilter>, I>>(object: I): ContainerFilter {
    const message = createBaseContainerFilter();
    message.id = object.id ?? "";
    message.state = (object.state !== undefined && object.state !== null)
      ? ContainerStateValue.fromPartial(object.state)
      : undefined;
    message.podSandboxId = object.podSandboxId ?? "";
    message.labelSelector = (globalThis.Object.entries(object.labelSelector ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseContainerFilter_LabelSelectorEntry(): ContainerFilter_LabelSelectorEntry {
  return { key: "", value: "" };
}

export const ContainerFilter_LabelSelectorEntry: MessageFns<ContainerFilter_LabelSelectorEntry> = {
  encode(message: ContainerFilter_LabelSelectorEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerFilter_LabelSelectorEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerFilter_LabelSelectorEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerFilter_LabelSelectorEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerFilter_LabelSelectorEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerFilter_LabelSelectorEntry>, I>>(
    base?: I,
  ): ContainerFilter_LabelSelectorEntry {
    return ContainerFilter_LabelSelectorEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerFilter_LabelSelectorEntry>, I>>(
    object: I,
  ): ContainerFilter_LabelSelectorEntry {
    const message = createBaseContainerFilter_LabelSelectorEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseListContainersRequest(): ListContainersRequest {
  return { filter: undefined };
}

export const ListContainersRequest: MessageFns<ListContainersRequest> = {
  encode(message: ListContainersRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      ContainerFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListContainersRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListContainersRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = ContainerFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListContainersRequest {
    return { filter: isSet(object.filter) ? ContainerFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: ListContainersRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = ContainerFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListContainersRequest>, I>>(base?: I): ListContainersRequest {
    return ListContainersRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListContainersRequest>, I>>(object: I): ListContainersRequest {
    const message = createBaseListContainersRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? ContainerFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseContainer(): Container {
  return {
    id: "",
    podSandboxId: "",
    metadata: undefined,
    image: undefined,
    imageRef: "",
    state: 0,
    createdAt: 0n,
    labels: {},
    annotations: {},
    imageId: "",
  };
}

export const Container: MessageFns<Container> = {
  encode(message: Container, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.podSandboxId !== "") {
      writer.uint32(18).string(message.podSandboxId);
    }
    if (message.metadata !== undefined) {
      ContainerMetadata.encode(message.metadata, writer.uint32(26).fork()).join();
    }
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(34).fork()).join();
    }
    if (message.imageRef !== "") {
      writer.uint32(42).string(message.imageRef);
    }
    if (message.state !== 0) {
      writer.uint32(48).int32(message.state);
    }
    if (message.createdAt !== 0n) {
      if (BigInt.asIntN(64, message.createdAt) !== message.createdAt) {
        throw new globalThis.Error("value provided for field message.createdAt of type int64 too large");
      }
      writer.uint32(56).int64(message.createdAt);
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      Container_LabelsEntry.encode({ key: key as any, value }, writer.uint32(66).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      Container_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(74).fork()).join();
    });
    if (message.imageId !== "") {
      writer.uint32(82).string(message.imageId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Container {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainer();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.metadata = ContainerMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.imageRef = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.createdAt = reader.int64() as bigint;
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            const entry8 = Container_LabelsEntry.decode(reader, reader.uint32());
            if (entry8.value !== undefined) {
              message.labels[entry8.key] = entry8.value;
            }
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            const entry9 = Container_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry9.value !== undefined) {
              message.annotations[entry9.key] = entry9.value;
            }
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.imageId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Container {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      metadata: isSet(object.metadata) ? ContainerMetadata.fromJSON(object.metadata) : undefined,
      image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined,
      imageRef: isSet(object.imageRef)
        ? globalThis.String(object.imageRef)
        : isSet(object.image_ref)
        ? globalThis.String(object.image_ref)
        : "",
      state: isSet(object.state) ? containerStateFromJSON(object.state) : 0,
      createdAt: isSet(object.createdAt)
        ? BigInt(object.createdAt)
        : isSet(object.created_at)
        ? BigInt(object.created_at)
        : 0n,
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      imageId: isSet(object.imageId)
        ? globalThis.String(object.imageId)
        : isSet(object.image_id)
        ? globalThis.String(object.image_id)
        : "",
    };
  },

  toJSON(message: Container): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.metadata !== undefined) {
      obj.metadata = ContainerMetadata.toJSON(message.metadata);
    }
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    if (message.imageRef !== "") {
      obj.imageRef = message.imageRef;
    }
    if (message.state !== 0) {
      obj.state = containerStateToJSON(message.state);
    }
    if (message.createdAt !== 0n) {
      obj.createdAt = message.createdAt.toString();
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.imageId !== "") {
      obj.imageId = message.imageId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Container>, I>>(base?: I): Container {
    return Container.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Container>, I>>(object: I): Container {
    const message = createBaseContainer();
    message.id = object.id ?? "";
    message.podSandboxId = object.podSandboxId ?? "";
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? ContainerMetadata.fromPartial(object.metadata)
      : undefined;
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    message.imageRef = object.imageRef ?? "";
    message.state = object.state ?? 0;
    message.createdAt = (object.createdAt !== undefined && object.createdAt !== null) ? BigInt(object.createdAt) : 0n;
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.imageId = object.imageId ?? "";
    return message;
  },
};

function createBaseContainer_LabelsEntry(): Container_LabelsEntry {
  return { key: "", value: "" };
}

export const Container_LabelsEntry: MessageFns<Container_LabelsEntry> = {
  encode(message: Container_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Container_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainer_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Container_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: Container_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Container_LabelsEntry>, I>>(base?: I): Container_LabelsEntry {
    return Container_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Container_LabelsEntry>, I>>(object: I): Container_LabelsEntry {
    const message = createBaseContainer_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainer_AnnotationsEntry(): Container_AnnotationsEntry {
  return { key: "", value: "" };
}

export const Container_AnnotationsEntry: MessageFns<Container_AnnotationsEntry> = {
  encode(message: Container_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Container_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainer_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Container_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: Container_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Container_AnnotationsEntry>, I>>(base?: I): Container_AnnotationsEntry {
    return Container_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Container_AnnotationsEntry>, I>>(object: I): Container_AnnotationsEntry {
    const message = createBaseContainer_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseListContainersResponse(): ListContainersResponse {
  return { containers: [] };
}

export const ListContainersResponse: MessageFns<ListContainersResponse> = {
  encode(message: ListContainersResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.containers) {
      Container.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListContainersResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListContainersResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containers.push(Container.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListContainersResponse {
    return {
      containers: globalThis.Array.isArray(object?.containers)
        ? object.containers.map((e: any) => Container.fromJSON(e))
        : [],
    };
  },

  toJSON(message: ListContainersResponse): unknown {
    const obj: any = {};
    if (message.containers?.length) {
      obj.containers = message.containers.map((e) => Container.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListContainersResponse>, I>>(base?: I): ListContainersResponse {
    return ListContainersResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListContainersResponse>, I>>(object: I): ListContainersResponse {
    const message = createBaseListContainersResponse();
    message.containers = object.containers?.map((e) => Container.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStreamContainersRequest(): StreamContainersRequest {
  return { filter: undefined };
}

export const StreamContainersRequest: MessageFns<StreamContainersRequest> = {
  encode(message: StreamContainersRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      ContainerFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamContainersRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamContainersRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = ContainerFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamContainersRequest {
    return { filter: isSet(object.filter) ? ContainerFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: StreamContainersRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = ContainerFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamContainersRequest>, I>>(base?: I): StreamContainersRequest {
    return StreamContainersRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamContainersRequest>, I>>(object: I): StreamContainersRequest {
    const message = createBaseStreamContainersRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? ContainerFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseStreamContainersResponse(): StreamContainersResponse {
  return { containers: [] };
}

export const StreamContainersResponse: MessageFns<StreamContainersResponse> = {
  encode(message: StreamContainersResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.containers) {
      Container.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamContainersResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamContainersResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containers.push(Container.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamContainersResponse {
    return {
      containers: globalThis.Array.isArray(object?.containers)
        ? object.containers.map((e: any) => Container.fromJSON(e))
        : [],
    };
  },

  toJSON(message: StreamContainersResponse): unknown {
    const obj: any = {};
    if (message.containers?.length) {
      obj.containers = message.containers.map((e) => Container.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamContainersResponse>, I>>(base?: I): StreamContainersResponse {
    return StreamContainersResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamContainersResponse>, I>>(object: I): StreamContainersResponse {
    const message = createBaseStreamContainersResponse();
    message.containers = object.containers?.map((e) => Container.fromPartial(e)) || [];
    return message;
  },
};

function createBaseContainerStatusRequest(): ContainerStatusRequest {
  return { containerId: "", verbose: false };
}

export const ContainerStatusRequest: MessageFns<ContainerStatusRequest> = {
  encode(message: ContainerStatusRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    if (message.verbose !== false) {
      writer.uint32(16).bool(message.verbose);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatusRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatusRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.verbose = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatusRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      verbose: isSet(object.verbose) ? globalThis.Boolean(object.verbose) : false,
    };
  },

  toJSON(message: ContainerStatusRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.verbose !== false) {
      obj.verbose = message.verbose;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatusRequest>, I>>(base?: I): ContainerStatusRequest {
    return ContainerStatusRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatusRequest>, I>>(object: I): ContainerStatusRequest {
    const message = createBaseContainerStatusRequest();
    message.containerId = object.containerId ?? "";
    message.verbose = object.verbose ?? false;
    return message;
  },
};

function createBaseContainerStatus(): ContainerStatus {
  return {
    id: "",
    metadata: undefined,
    state: 0,
    createdAt: 0n,
    startedAt: 0n,
    finishedAt: 0n,
    exitCode: 0,
    image: undefined,
    imageRef: "",
    reason: "",
    message: "",
    labels: {},
    annotations: {},
    mounts: [],
    logPath: "",
    resources: undefined,
    imageId: "",
    user: undefined,
    stopSignal: 0,
  };
}

export const ContainerStatus: MessageFns<ContainerStatus> = {
  encode(message: ContainerStatus, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.metadata !== undefined) {
      ContainerMetadata.encode(message.metadata, writer.uint32(18).fork()).join();
    }
    if (message.state !== 0) {
      writer.uint32(24).int32(message.state);
    }
    if (message.createdAt !== 0n) {
      if (BigInt.asIntN(64, message.createdAt) !== message.createdAt) {
        throw new globalThis.Error("value provided for field message.createdAt of type int64 too large");
      }
      writer.uint32(32).int64(message.createdAt);
    }
    if (message.startedAt !== 0n) {
      if (BigInt.asIntN(64, message.startedAt) !== message.startedAt) {
        throw new globalThis.Error("value provided for field message.startedAt of type int64 too large");
      }
      writer.uint32(40).int64(message.startedAt);
    }
    if (message.finishedAt !== 0n) {
      if (BigInt.asIntN(64, message.finishedAt) !== message.finishedAt) {
        throw new globalThis.Error("value provided for field message.finishedAt of type int64 too large");
      }
      writer.uint32(48).int64(message.finishedAt);
    }
    if (message.exitCode !== 0) {
      writer.uint32(56).int32(message.exitCode);
    }
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(66).fork()).join();
    }
    if (message.imageRef !== "") {
      writer.uint32(74).string(message.imageRef);
    }
    if (message.reason !== "") {
      writer.uint32(82).string(message.reason);
    }
    if (message.message !== "") {
      writer.uint32(90).string(message.message);
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      ContainerStatus_LabelsEntry.encode({ key: key as any, value }, writer.uint32(98).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      ContainerStatus_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(106).fork()).join();
    });
    for (const v of message.mounts) {
      Mount.encode(v!, writer.uint32(114).fork()).join();
    }
    if (message.logPath !== "") {
      writer.uint32(122).string(message.logPath);
    }
    if (message.resources !== undefined) {
      ContainerResources.encode(message.resources, writer.uint32(130).fork()).join();
    }
    if (message.imageId !== "") {
      writer.uint32(138).string(message.imageId);
    }
    if (message.user !== undefined) {
      ContainerUser.encode(message.user, writer.uint32(146).fork()).join();
    }
    if (message.stopSignal !== 0) {
      writer.uint32(152).int32(message.stopSignal);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatus {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatus();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metadata = ContainerMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.createdAt = reader.int64() as bigint;
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.startedAt = reader.int64() as bigint;
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.finishedAt = reader.int64() as bigint;
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.exitCode = reader.int32();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.imageRef = reader.string();
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.reason = reader.string();
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            const entry12 = ContainerStatus_LabelsEntry.decode(reader, reader.uint32());
            if (entry12.value !== undefined) {
              message.labels[entry12.key] = entry12.value;
            }
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            const entry13 = ContainerStatus_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry13.value !== undefined) {
              message.annotations[entry13.key] = entry13.value;
            }
            continue;
          }
          case 14: {
            if (tag !== 114) {
              break;
            }

            message.mounts.push(Mount.decode(reader, reader.uint32()));
            continue;
          }
          case 15: {
            if (tag !== 122) {
              break;
            }

            message.logPath = reader.string();
            continue;
          }
          case 16: {
            if (tag !== 130) {
              break;
            }

            message.resources = ContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 17: {
            if (tag !== 138) {
              break;
            }

            message.imageId = reader.string();
            continue;
          }
          case 18: {
            if (tag !== 146) {
              break;
            }

            message.user = ContainerUser.decode(reader, reader.uint32());
            continue;
          }
          case 19: {
            if (tag !== 152) {
              break;
            }

            message.stopSignal = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatus {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      metadata: isSet(object.metadata) ? ContainerMetadata.fromJSON(object.metadata) : undefined,
      state: isSet(object.state) ? containerStateFromJSON(object.state) : 0,
      createdAt: isSet(object.createdAt)
        ? BigInt(object.createdAt)
        : isSet(object.created_at)
        ? BigInt(object.created_at)
        : 0n,
      startedAt: isSet(object.startedAt)
        ? BigInt(object.startedAt)
        : isSet(object.started_at)
        ? BigInt(object.started_at)
        : 0n,
      finishedAt: isSet(object.finishedAt)
        ? BigInt(object.finishedAt)
        : isSet(object.finished_at)
        ? BigInt(object.finished_at)
        : 0n,
      exitCode: isSet(object.exitCode)
        ? globalThis.Number(object.exitCode)
        : isSet(object.exit_code)
        ? globalThis.Number(object.exit_code)
        : 0,
      image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined,
      imageRef: isSet(object.imageRef)
        ? globalThis.String(object.imageRef)
        : isSet(object.image_ref)
        ? globalThis.String(object.image_ref)
        : "",
      reason: isSet(object.reason) ? globalThis.String(object.reason) : "",
      message: isSet(object.message) ? globalThis.String(object.message) : "",
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      mounts: globalThis.Array.isArray(object?.mounts)
        ? object.mounts.map((e: any) => Mount.fromJSON(e))
        : [],
      logPath: isSet(object.logPath)
        ? globalThis.String(object.logPath)
        : isSet(object.log_path)
        ? globalThis.String(object.log_path)
        : "",
      resources: isSet(object.resources) ? ContainerResources.fromJSON(object.resources) : undefined,
      imageId: isSet(object.imageId)
        ? globalThis.String(object.imageId)
        : isSet(object.image_id)
        ? globalThis.String(object.image_id)
        : "",
      user: isSet(object.user) ? ContainerUser.fromJSON(object.user) : undefined,
      stopSignal: isSet(object.stopSignal)
        ? signalFromJSON(object.stopSignal)
        : isSet(object.stop_signal)
        ? signalFromJSON(object.stop_signal)
        : 0,
    };
  },

  toJSON(message: ContainerStatus): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.metadata !== undefined) {
      obj.metadata = ContainerMetadata.toJSON(message.metadata);
    }
    if (message.state !== 0) {
      obj.state = containerStateToJSON(message.state);
    }
    if (message.createdAt !== 0n) {
      obj.createdAt = message.createdAt.toString();
    }
    if (message.startedAt !== 0n) {
      obj.startedAt = message.startedAt.toString();
    }
    if (message.finishedAt !== 0n) {
      obj.finishedAt = message.finishedAt.toString();
    }
    if (message.exitCode !== 0) {
      obj.exitCode = Math.round(message.exitCode);
    }
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    if (message.imageRef !== "") {
      obj.imageRef = message.imageRef;
    }
    if (message.reason !== "") {
      obj.reason = message.reason;
    }
    if (message.message !== "") {
      obj.message = message.message;
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    if (message.mounts?.length) {
      obj.mounts = message.mounts.map((e) => Mount.toJSON(e));
    }
    if (message.logPath !== "") {
      obj.logPath = message.logPath;
    }
    if (message.resources !== undefined) {
      obj.resources = ContainerResources.toJSON(message.resources);
    }
    if (message.imageId !== "") {
      obj.imageId = message.imageId;
    }
    if (message.user !== undefined) {
      obj.user = ContainerUser.toJSON(message.user);
    }
    if (message.stopSignal !== 0) {
      obj.stopSignal = signalToJSON(message.stopSignal);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatus>, I>>(base?: I): ContainerStatus {
    return ContainerStatus.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatus>, I>>(object: I): ContainerStatus {
    const message = createBaseContainerStatus();
    message.id = object.id ?? "";
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? ContainerMetadata.fromPartial(object.metadata)
      : undefined;
    message.state = object.state ?? 0;
    message.createdAt = (object.createdAt !== undefined && object.createdAt !== null) ? BigInt(object.createdAt) : 0n;
    message.startedAt = (object.startedAt !== undefined && object.startedAt !== null) ? BigInt(object.startedAt) : 0n;
    message.finishedAt = (object.finishedAt !== undefined && object.finishedAt !== null)
      ? BigInt(object.finishedAt)
      : 0n;
    message.exitCode = object.exitCode ?? 0;
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    message.imageRef = object.imageRef ?? "";
    message.reason = object.reason ?? "";
    message.message = object.message ?? "";
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.mounts = object.mounts?.map((e) => Mount.fromPartial(e)) || [];
    message.logPath = object.logPath ?? "";
    message.resources = (object.resources !== undefined && object.resources !== null)
      ? ContainerResources.fromPartial(object.resources)
      : undefined;
    message.imageId = object.imageId ?? "";
    message.user = (object.user !== undefined && object.user !== null)
      ? ContainerUser.fromPartial(object.user)
      : undefined;
    message.stopSignal = object.stopSignal ?? 0;
    return message;
  },
};

function createBaseContainerStatus_LabelsEntry(): ContainerStatus_LabelsEntry {
  return { key: "", value: "" };
}

export const ContainerStatus_LabelsEntry: MessageFns<ContainerStatus_LabelsEntry> = {
  encode(message: ContainerStatus_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatus_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatus_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatus_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerStatus_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatus_LabelsEntry>, I>>(base?: I): ContainerStatus_LabelsEntry {
    return ContainerStatus_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatus_LabelsEntry>, I>>(object: I): ContainerStatus_LabelsEntry {
    const message = createBaseContainerStatus_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainerStatus_AnnotationsEntry(): ContainerStatus_AnnotationsEntry {
  return { key: "", value: "" };
}

export const ContainerStatus_AnnotationsEntry: MessageFns<ContainerStatus_AnnotationsEntry> = {
  encode(message: ContainerStatus_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatus_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatus_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatus_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerStatus_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatus_AnnotationsEntry>, I>>(
    base?: I,
  ): ContainerStatus_AnnotationsEntry {
    return ContainerStatus_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatus_AnnotationsEntry>, I>>(
    object: I,
  ): ContainerStatus_AnnotationsEntry {
    const message = createBaseContainerStatus_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainerStatusResponse(): ContainerStatusResponse {
  return { status: undefined, info: {} };
}

export const ContainerStatusResponse: MessageFns<ContainerStatusResponse> = {
  encode(message: ContainerStatusResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.status !== undefined) {
      ContainerStatus.encode(message.status, writer.uint32(10).fork()).join();
    }
    globalThis.Object.entries(message.info).forEach(([key, value]: [string, string]) => {
      ContainerStatusResponse_InfoEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatusResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatusResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.status = ContainerStatus.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = ContainerStatusResponse_InfoEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.info[entry2.key] = entry2.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatusResponse {
    return {
      status: isSet(object.status) ? ContainerStatus.fromJSON(object.status) : undefined,
      info: isObject(object.info)
        ? (globalThis.Object.entries(object.info) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: ContainerStatusResponse): unknown {
    const obj: any = {};
    if (message.status !== undefined) {
      obj.status = ContainerStatus.toJSON(message.status);
    }
    if (message.info) {
      const entries = globalThis.Object.entries(message.info) as [string, string][];
      if (entries.length > 0) {
        obj.info = {};
        entries.forEach(([k, v]) => {
          obj.info[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatusResponse>, I>>(base?: I): ContainerStatusResponse {
    return ContainerStatusResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatusResponse>, I>>(object: I): ContainerStatusResponse {
    const message = createBaseContainerStatusResponse();
    message.status = (object.status !== undefined && object.status !== null)
      ? ContainerStatus.fromPartial(object.status)
      : undefined;
    message.info = (globalThis.Object.entries(object.info ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseContainerStatusResponse_InfoEntry(): ContainerStatusResponse_InfoEntry {
  return { key: "", value: "" };
}

export const ContainerStatusResponse_InfoEntry: MessageFns<ContainerStatusResponse_InfoEntry> = {
  encode(message: ContainerStatusResponse_InfoEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatusResponse_InfoEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatusResponse_InfoEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatusResponse_InfoEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerStatusResponse_InfoEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatusResponse_InfoEntry>, I>>(
    base?: I,
  ): ContainerStatusResponse_InfoEntry {
    return ContainerStatusResponse_InfoEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatusResponse_InfoEntry>, I>>(
    object: I,
  ): ContainerStatusResponse_InfoEntry {
    const message = createBaseContainerStatusResponse_InfoEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainerResources(): ContainerResources {
  return { linux: undefined, windows: undefined };
}

export const ContainerResources: MessageFns<ContainerResources> = {
  encode(message: ContainerResources, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.linux !== undefined) {
      LinuxContainerResources.encode(message.linux, writer.uint32(10).fork()).join();
    }
    if (message.windows !== undefined) {
      WindowsContainerResources.encode(message.windows, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerResources {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerResources();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.linux = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.windows = WindowsContainerResources.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerResources {
    return {
      linux: isSet(object.linux) ? LinuxContainerResources.fromJSON(object.linux) : undefined,
      windows: isSet(object.windows) ? WindowsContainerResources.fromJSON(object.windows) : undefined,
    };
  },

  toJSON(message: ContainerResources): unknown {
    const obj: any = {};
    if (message.linux !== undefined) {
      obj.linux = LinuxContainerResources.toJSON(message.linux);
    }
    if (message.windows !== undefined) {
      obj.windows = WindowsContainerResources.toJSON(message.windows);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerResources>, I>>(base?: I): ContainerResources {
    return ContainerResources.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerResources>, I>>(object: I): ContainerResources {
    const message = createBaseContainerResources();
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxContainerResources.fromPartial(object.linux)
      : undefined;
    message.windows = (object.windows !== undefined && object.windows !== null)
      ? WindowsContainerResources.fromPartial(object.windows)
      : undefined;
    return message;
  },
};

function createBaseContainerUser(): ContainerUser {
  return { linux: undefined };
}

export const ContainerUser: MessageFns<ContainerUser> = {
  encode(message: ContainerUser, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.linux !== undefined) {
      LinuxContainerUser.encode(message.linux, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerUser {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerUser();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.linux = LinuxContainerUser.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerUser {
    return { linux: isSet(object.linux) ? LinuxContainerUser.fromJSON(object.linux) : undefined };
  },

  toJSON(message: ContainerUser): unknown {
    const obj: any = {};
    if (message.linux !== undefined) {
      obj.linux = LinuxContainerUser.toJSON(message.linux);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerUser>, I>>(base?: I): ContainerUser {
    return ContainerUser.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerUser>, I>>(object: I): ContainerUser {
    const message = createBaseContainerUser();
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxContainerUser.fromPartial(object.linux)
      : undefined;
    return message;
  },
};

function createBaseUpdateContainerResourcesRequest(): UpdateContainerResourcesRequest {
  return { containerId: "", linux: undefined, windows: undefined, annotations: {} };
}

export const UpdateContainerResourcesRequest: MessageFns<UpdateContainerResourcesRequest> = {
  encode(message: UpdateContainerResourcesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    if (message.linux !== undefined) {
      LinuxContainerResources.encode(message.linux, writer.uint32(18).fork()).join();
    }
    if (message.windows !== undefined) {
      WindowsContainerResources.encode(message.windows, writer.uint32(26).fork()).join();
    }
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      UpdateContainerResourcesRequest_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(34).fork())
        .join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdateContainerResourcesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdateContainerResourcesRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.linux = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.windows = WindowsContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const entry4 = UpdateContainerResourcesRequest_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry4.value !== undefined) {
              message.annotations[entry4.key] = entry4.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): UpdateContainerResourcesRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      linux: isSet(object.linux) ? LinuxContainerResources.fromJSON(object.linux) : undefined,
      windows: isSet(object.windows) ? WindowsContainerResources.fromJSON(object.windows) : undefined,
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: UpdateContainerResourcesRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.linux !== undefined) {
      obj.linux = LinuxContainerResources.toJSON(message.linux);
    }
    if (message.windows !== undefined) {
      obj.windows = WindowsContainerResources.toJSON(message.windows);
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdateContainerResourcesRequest>, I>>(base?: I): UpdateContainerResourcesRequest {
    return UpdateContainerResourcesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdateContainerResourcesRequest>, I>>(
    object: I,
  ): UpdateContainerResourcesRequest {
    const message = createBaseUpdateContainerResourcesRequest();
    message.containerId = object.containerId ?? "";
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxContainerResources.fromPartial(object.linux)
      : undefined;
    message.windows = (object.windows !== undefined && object.windows !== null)
      ? WindowsContainerResources.fromPartial(object.windows)
      : undefined;
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseUpdateContainerResourcesRequest_AnnotationsEntry(): UpdateContainerResourcesRequest_AnnotationsEntry {
  return { key: "", value: "" };
}

export const UpdateContainerResourcesRequest_AnnotationsEntry: MessageFns<
  UpdateContainerResourcesRequest_AnnotationsEntry
> = {
  encode(
    message: UpdateContainerResourcesRequest_AnnotationsEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdateContainerResourcesRequest_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdateContainerResourcesRequest_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): UpdateContainerResourcesRequest_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: UpdateContainerResourcesRequest_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdateContainerResourcesRequest_AnnotationsEntry>, I>>(
    base?: I,
  ): UpdateContainerResourcesRequest_AnnotationsEntry {
    return UpdateContainerResourcesRequest_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdateContainerResourcesRequest_AnnotationsEntry>, I>>(
    object: I,
  ): UpdateContainerResourcesRequest_AnnotationsEntry {
    const message = createBaseUpdateContainerResourcesRequest_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseUpdateContainerResourcesResponse(): UpdateContainerResourcesResponse {
  return {};
}

export const UpdateContainerResourcesResponse: MessageFns<UpdateContainerResourcesResponse> = {
  encode(_: UpdateContainerResourcesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdateContainerResourcesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdateContainerResourcesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): UpdateContainerResourcesResponse {
    return {};
  },

  toJSON(_: UpdateContainerResourcesResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdateContainerResourcesResponse>, I>>(
    base?: I,
  ): UpdateContainerResourcesResponse {
    return UpdateContainerResourcesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdateContainerResourcesResponse>, I>>(
    _: I,
  ): UpdateContainerResourcesResponse {
    const message = createBaseUpdateContainerResourcesResponse();
    return message;
  },
};

function createBaseExecSyncRequest(): ExecSyncRequest {
  return { containerId: "", cmd: [], timeout: 0n };
}

export const ExecSyncRequest: MessageFns<ExecSyncRequest> = {
  encode(message: ExecSyncRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    for (const v of message.cmd) {
      writer.uint32(18).string(v!);
    }
    if (message.timeout !== 0n) {
      if (BigInt.asIntN(64, message.timeout) !== message.timeout) {
        throw new globalThis.Error("value provided for field message.timeout of type int64 too large");
      }
      writer.uint32(24).int64(message.timeout);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ExecSyncRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseExecSyncRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.cmd.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.timeout = reader.int64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ExecSyncRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      cmd: globalThis.Array.isArray(object?.cmd) ? object.cmd.map((e: any) => globalThis.String(e)) : [],
      timeout: isSet(object.timeout) ? BigInt(object.timeout) : 0n,
    };
  },

  toJSON(message: ExecSyncRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.cmd?.length) {
      obj.cmd = message.cmd;
    }
    if (message.timeout !== 0n) {
      obj.timeout = message.timeout.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ExecSyncRequest>, I>>(base?: I): ExecSyncRequest {
    return ExecSyncRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ExecSyncRequest>, I>>(object: I): ExecSyncRequest {
    const message = createBaseExecSyncRequest();
    message.containerId = object.containerId ?? "";
    message.cmd = object.cmd?.map((e) => e) || [];
    message.timeout = (object.timeout !== undefined && object.timeout !== null) ? BigInt(object.timeout) : 0n;
    return message;
  },
};

function createBaseExecSyncResponse(): ExecSyncResponse {
  return { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), exitCode: 0 };
}

export const ExecSyncResponse: MessageFns<ExecSyncResponse> = {
  encode(message: ExecSyncResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.stdout.length !== 0) {
      writer.uint32(10).bytes(message.stdout);
    }
    if (message.stderr.length !== 0) {
      writer.uint32(18).bytes(message.stderr);
    }
    if (message.exitCode !== 0) {
      writer.uint32(24).int32(message.exitCode);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ExecSyncResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseExecSyncResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.stdout = Buffer.from(reader.bytes());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.stderr = Buffer.from(reader.bytes());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.exitCode = reader.int32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ExecSyncResponse {
    return {
      stdout: isSet(object.stdout) ? Buffer.from(bytesFromBase64(object.stdout)) : Buffer.alloc(0),
      stderr: isSet(object.stderr) ? Buffer.from(bytesFromBase64(object.stderr)) : Buffer.alloc(0),
      exitCode: isSet(object.exitCode)
        ? globalThis.Number(object.exitCode)
        : isSet(object.exit_code)
        ? globalThis.Number(object.exit_code)
        : 0,
    };
  },

  toJSON(message: ExecSyncResponse): unknown {
    const obj: any = {};
    if (message.stdout.length !== 0) {
      obj.stdout = base64FromBytes(message.stdout);
    }
    if (message.stderr.length !== 0) {
      obj.stderr = base64FromBytes(message.stderr);
    }
    if (message.exitCode !== 0) {
      obj.exitCode = Math.round(message.exitCode);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ExecSyncResponse>, I>>(base?: I): ExecSyncResponse {
    return ExecSyncResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ExecSyncResponse>, I>>(object: I): ExecSyncResponse {
    const message = createBaseExecSyncResponse();
    message.stdout = object.stdout ?? Buffer.alloc(0);
    message.stderr = object.stderr ?? Buffer.alloc(0);
    message.exitCode = object.exitCode ?? 0;
    return message;
  },
};

function createBaseExecRequest(): ExecRequest {
  return { containerId: "", cmd: [], tty: false, stdin: false, stdout: false, stderr: false };
}

export const ExecRequest: MessageFns<ExecRequest> = {
  encode(message: ExecRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    for (const v of message.cmd) {
      writer.uint32(18).string(v!);
    }
    if (message.tty !== false) {
      writer.uint32(24).bool(message.tty);
    }
    if (message.stdin !== false) {
      writer.uint32(32).bool(message.stdin);
    }
    if (message.stdout !== false) {
      writer.uint32(40).bool(message.stdout);
    }
    if (message.stderr !== false) {
      writer.uint32(48).bool(message.stderr);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ExecRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseExecRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.cmd.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.tty = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.stdin = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.stdout = reader.bool();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.stderr = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ExecRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      cmd: globalThis.Array.isArray(object?.cmd) ? object.cmd.map((e: any) => globalThis.String(e)) : [],
      tty: isSet(object.tty) ? globalThis.Boolean(object.tty) : false,
      stdin: isSet(object.stdin) ? globalThis.Boolean(object.stdin) : false,
      stdout: isSet(object.stdout) ? globalThis.Boolean(object.stdout) : false,
      stderr: isSet(object.stderr) ? globalThis.Boolean(object.stderr) : false,
    };
  },

  toJSON(message: ExecRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.cmd?.length) {
      obj.cmd = message.cmd;
    }
    if (message.tty !== false) {
      obj.tty = message.tty;
    }
    if (message.stdin !== false) {
      obj.stdin = message.stdin;
    }
    if (message.stdout !== false) {
      obj.stdout = message.stdout;
    }
    if (message.stderr !== false) {
      obj.stderr = message.stderr;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ExecRequest>, I>>(base?: I): ExecRequest {
    return ExecRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ExecRequest>, I>>(object: I): ExecRequest {
    const message = createBaseExecRequest();
    message.containerId = object.containerId ?? "";
    message.cmd = object.cmd?.map((e) => e) || [];
    message.tty = object.tty ?? false;
    message.stdin = object.stdin ?? false;
    message.stdout = object.stdout ?? false;
    message.stderr = object.stderr ?? false;
    return message;
  },
};

function createBaseExecResponse(): ExecResponse {
  return { url: "" };
}

export const ExecResponse: MessageFns<ExecResponse> = {
  encode(message: ExecResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.url !== "") {
      writer.uint32(10).string(message.url);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ExecResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseExecResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.url = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ExecResponse {
    return { url: isSet(object.url) ? globalThis.String(object.url) : "" };
  },

  toJSON(message: ExecResponse): unknown {
    const obj: any = {};
    if (message.url !== "") {
      obj.url = message.url;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ExecResponse>, I>>(base?: I): ExecResponse {
    return ExecResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ExecResponse>, I>>(object: I): ExecResponse {
    const message = createBaseExecResponse();
    message.url = object.url ?? "";
    return message;
  },
};

function createBaseAttachRequest(): AttachRequest {
  return { containerId: "", stdin: false, tty: false, stdout: false, stderr: false };
}

export const AttachRequest: MessageFns<AttachRequest> = {
  encode(message: AttachRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    if (message.stdin !== false) {
      writer.uint32(16).bool(message.stdin);
    }
    if (message.tty !== false) {
      writer.uint32(24).bool(message.tty);
    }
    if (message.stdout !== false) {
      writer.uint32(32).bool(message.stdout);
    }
    if (message.stderr !== false) {
      writer.uint32(40).bool(message.stderr);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttachRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttachRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.stdin = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.tty = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.stdout = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.stderr = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): AttachRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      stdin: isSet(object.stdin) ? globalThis.Boolean(object.stdin) : false,
      tty: isSet(object.tty) ? globalThis.Boolean(object.tty) : false,
      stdout: isSet(object.stdout) ? globalThis.Boolean(object.stdout) : false,
      stderr: isSet(object.stderr) ? globalThis.Boolean(object.stderr) : false,
    };
  },

  toJSON(message: AttachRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.stdin !== false) {
      obj.stdin = message.stdin;
    }
    if (message.tty !== false) {
      obj.tty = message.tty;
    }
    if (message.stdout !== false) {
      obj.stdout = message.stdout;
    }
    if (message.stderr !== false) {
      obj.stderr = message.stderr;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<AttachRequest>, I>>(base?: I): AttachRequest {
    return AttachRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AttachRequest>, I>>(object: I): AttachRequest {
    const message = createBaseAttachRequest();
    message.containerId = object.containerId ?? "";
    message.stdin = object.stdin ?? false;
    message.tty = object.tty ?? false;
    message.stdout = object.stdout ?? false;
    message.stderr = object.stderr ?? false;
    return message;
  },
};

function createBaseAttachResponse(): AttachResponse {
  return { url: "" };
}

export const AttachResponse: MessageFns<AttachResponse> = {
  encode(message: AttachResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.url !== "") {
      writer.uint32(10).string(message.url);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttachResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttachResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.url = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): AttachResponse {
    return { url: isSet(object.url) ? globalThis.String(object.url) : "" };
  },

  toJSON(message: AttachResponse): unknown {
    const obj: any = {};
    if (message.url !== "") {
      obj.url = message.url;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<AttachResponse>, I>>(base?: I): AttachResponse {
    return AttachResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AttachResponse>, I>>(object: I): AttachResponse {
    const message = createBaseAttachResponse();
    message.url = object.url ?? "";
    return message;
  },
};

function createBasePortForwardRequest(): PortForwardRequest {
  return { podSandboxId: "", port: [] };
}

export const PortForwardRequest: MessageFns<PortForwardRequest> = {
  encode(message: PortForwardRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    if (message.port.length !== 0) {
      writer.uint32(18).fork();
      for (const v of message.port) {
        writer.int32(v);
      }
      writer.join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PortForwardRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePortForwardRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag === 16) {
              message.port.push(reader.int32());

              continue;
            }

            if (tag === 18) {
              const end2 = reader.uint32() + reader.pos;
              while (reader.pos < end2) {
                message.port.push(reader.int32());
              }

              continue;
            }

            break;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PortForwardRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      port: globalThis.Array.isArray(object?.port) ? object.port.map((e: any) => globalThis.Number(e)) : [],
    };
  },

  toJSON(message: PortForwardRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.port?.length) {
      obj.port = message.port.map((e) => Math.round(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PortForwardRequest>, I>>(base?: I): PortForwardRequest {
    return PortForwardRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PortForwardRequest>, I>>(object: I): PortForwardRequest {
    const message = createBasePortForwardRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    message.port = object.port?.map((e) => e) || [];
    return message;
  },
};

function createBasePortForwardResponse(): PortForwardResponse {
  return { url: "" };
}

export const PortForwardResponse: MessageFns<PortForwardResponse> = {
  encode(message: PortForwardResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.url !== "") {
      writer.uint32(10).string(message.url);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PortForwardResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePortForwardResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.url = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PortForwardResponse {
    return { url: isSet(object.url) ? globalThis.String(object.url) : "" };
  },

  toJSON(message: PortForwardResponse): unknown {
    const obj: any = {};
    if (message.url !== "") {
      obj.url = message.url;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PortForwardResponse>, I>>(base?: I): PortForwardResponse {
    return PortForwardResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PortForwardResponse>, I>>(object: I): PortForwardResponse {
    const message = createBasePortForwardResponse();
    message.url = object.url ?? "";
    return message;
  },
};

function createBaseImageFilter(): ImageFilter {
  return { image: undefined };
}

export const ImageFilter: MessageFns<ImageFilter> = {
  encode(message: ImageFilter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageFilter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageFilter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageFilter {
    return { image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined };
  },

  toJSON(message: ImageFilter): unknown {
    const obj: any = {};
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageFilter>, I>>(base?: I): ImageFilter {
    return ImageFilter.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageFilter>, I>>(object: I): ImageFilter {
    const message = createBaseImageFilter();
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    return message;
  },
};

function createBaseListImagesRequest(): ListImagesRequest {
  return { filter: undefined };
}

export const ListImagesRequest: MessageFns<ListImagesRequest> = {
  encode(message: ListImagesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      ImageFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListImagesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListImagesRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = ImageFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListImagesRequest {
    return { filter: isSet(object.filter) ? ImageFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: ListImagesRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = ImageFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListImagesRequest>, I>>(base?: I): ListImagesRequest {
    return ListImagesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListImagesRequest>, I>>(object: I): ListImagesRequest {
    const message = createBaseListImagesRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? ImageFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseImage(): Image {
  return {
    id: "",
    repoTags: [],
    repoDigests: [],
    size: 0n,
    uid: undefined,
    username: "",
    spec: undefined,
    pinned: false,
  };
}

export const Image: MessageFns<Image> = {
  encode(message: Image, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    for (const v of message.repoTags) {
      writer.uint32(18).string(v!);
    }
    for (const v of message.repoDigests) {
      writer.uint32(26).string(v!);
    }
    if (message.size !== 0n) {
      if (BigInt.asUintN(64, message.size) !== message.size) {
        throw new globalThis.Error("value provided for field message.size of type uint64 too large");
      }
      writer.uint32(32).uint64(message.size);
    }
    if (message.uid !== undefined) {
      Int64Value.encode(message.uid, writer.uint32(42).fork()).join();
    }
    if (message.username !== "") {
      writer.uint32(50).string(message.username);
    }
    if (message.spec !== undefined) {
      ImageSpec.encode(message.spec, writer.uint32(58).fork()).join();
    }
    if (message.pinned !== false) {
      writer.uint32(64).bool(message.pinned);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Image {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.repoTags.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.repoDigests.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.size = reader.uint64() as bigint;
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.uid = Int64Value.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.username = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.spec = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.pinned = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Image {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      repoTags: globalThis.Array.isArray(object?.repoTags)
        ? object.repoTags.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.repo_tags)
        ? object.repo_tags.map((e: any) => globalThis.String(e))
        : [],
      repoDigests: globalThis.Array.isArray(object?.repoDigests)
        ? object.repoDigests.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.repo_digests)
        ? object.repo_digests.map((e: any) => globalThis.String(e))
        : [],
      size: isSet(object.size) ? BigInt(object.size) : 0n,
      uid: isSet(object.uid) ? Int64Value.fromJSON(object.uid) : undefined,
      username: isSet(object.username) ? globalThis.String(object.username) : "",
      spec: isSet(object.spec) ? ImageSpec.fromJSON(object.spec) : undefined,
      pinned: isSet(object.pinned) ? globalThis.Boolean(object.pinned) : false,
    };
  },

  toJSON(message: Image): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.repoTags?.length) {
      obj.repoTags = message.repoTags;
    }
    if (message.repoDigests?.length) {
      obj.repoDigests = message.repoDigests;
    }
    if (message.size !== 0n) {
      obj.size = message.size.toString();
    }
    if (message.uid !== undefined) {
      obj.uid = Int64Value.toJSON(message.uid);
    }
    if (message.username !== "") {
      obj.username = message.username;
    }
    if (message.spec !== undefined) {
      obj.spec = ImageSpec.toJSON(message.spec);
    }
    if (message.pinned !== false) {
      obj.pinned = message.pinned;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Image>, I>>(base?: I): Image {
    return Image.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Image>, I>>(object: I): Image {
    const message = createBaseImage();
    message.id = object.id ?? "";
    message.repoTags = object.repoTags?.map((e) => e) || [];
    message.repoDigests = object.repoDigests?.map((e) => e) || [];
    message.size = (object.size !== undefined && object.size !== null) ? BigInt(object.size) : 0n;
    message.uid = (object.uid !== undefined && object.uid !== null) ? Int64Value.fromPartial(object.uid) : undefined;
    message.username = object.username ?? "";
    message.spec = (object.spec !== undefined && object.spec !== null) ? ImageSpec.fromPartial(object.spec) : undefined;
    message.pinned = object.pinned ?? false;
    return message;
  },
};

function createBaseListImagesResponse(): ListImagesResponse {
  return { images: [] };
}

export const ListImagesResponse: MessageFns<ListImagesResponse> = {
  encode(message: ListImagesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.images) {
      Image.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListImagesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListImagesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.images.push(Image.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListImagesResponse {
    return { images: globalThis.Array.isArray(object?.images) ? object.images.map((e: any) => Image.fromJSON(e)) : [] };
  },

  toJSON(message: ListImagesResponse): unknown {
    const obj: any = {};
    if (message.images?.length) {
      obj.images = message.images.map((e) => Image.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListImagesResponse>, I>>(base?: I): ListImagesResponse {
    return ListImagesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListImagesResponse>, I>>(object: I): ListImagesResponse {
    const message = createBaseListImagesResponse();
    message.images = object.images?.map((e) => Image.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStreamImagesRequest(): StreamImagesRequest {
  return { filter: undefined };
}

export const StreamImagesRequest: MessageFns<StreamImagesRequest> = {
  encode(message: StreamImagesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      ImageFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamImagesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamImagesRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = ImageFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamImagesRequest {
    return { filter: isSet(object.filter) ? ImageFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: StreamImagesRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = ImageFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamImagesRequest>, I>>(base?: I): StreamImagesRequest {
    return StreamImagesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamImagesRequest>, I>>(object: I): StreamImagesRequest {
    const message = createBaseStreamImagesRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? ImageFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseStreamImagesResponse(): StreamImagesResponse {
  return { images: [] };
}

export const StreamImagesResponse: MessageFns<StreamImagesResponse> = {
  encode(message: StreamImagesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.images) {
      Image.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamImagesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamImagesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.images.push(Image.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamImagesResponse {
    return { images: globalThis.Array.isArray(object?.images) ? object.images.map((e: any) => Image.fromJSON(e)) : [] };
  },

  toJSON(message: StreamImagesResponse): unknown {
    const obj: any = {};
    if (message.images?.length) {
      obj.images = message.images.map((e) => Image.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamImagesResponse>, I>>(base?: I): StreamImagesResponse {
    return StreamImagesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamImagesResponse>, I>>(object: I): StreamImagesResponse {
    const message = createBaseStreamImagesResponse();
    message.images = object.images?.map((e) => Image.fromPartial(e)) || [];
    return message;
  },
};

function createBaseImageStatusRequest(): ImageStatusRequest {
  return { image: undefined, verbose: false };
}

export const ImageStatusRequest: MessageFns<ImageStatusRequest> = {
  encode(message: ImageStatusRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(10).fork()).join();
    }
    if (message.verbose !== false) {
      writer.uint32(16).bool(message.verbose);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageStatusRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageStatusRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.verbose = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageStatusRequest {
    return {
      image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined,
      verbose: isSet(object.verbose) ? globalThis.Boolean(object.verbose) : false,
    };
  },

  toJSON(message: ImageStatusRequest): unknown {
    const obj: any = {};
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    if (message.verbose !== false) {
      obj.verbose = message.verbose;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageStatusRequest>, I>>(base?: I): ImageStatusRequest {
    return ImageStatusRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageStatusRequest>, I>>(object: I): ImageStatusRequest {
    const message = createBaseImageStatusRequest();
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    message.verbose = object.verbose ?? false;
    return message;
  },
};

function createBaseImageStatusResponse(): ImageStatusResponse {
  return { image: undefined, info: {} };
}

export const ImageStatusResponse: MessageFns<ImageStatusResponse> = {
  encode(message: ImageStatusResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.image !== undefined) {
      Image.encode(message.image, writer.uint32(10).fork()).join();
    }
    globalThis.Object.entries(message.info).forEach(([key, value]: [string, string]) => {
      ImageStatusResponse_InfoEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageStatusResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageStatusResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.image = Image.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = ImageStatusResponse_InfoEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.info[entry2.key] = entry2.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageStatusResponse {
    return {
      image: isSet(object.image) ? Image.fromJSON(object.image) : undefined,
      info: isObject(object.info)
        ? (globalThis.Object.entries(object.info) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: ImageStatusResponse): unknown {
    const obj: any = {};
    if (message.image !== undefined) {
      obj.image = Image.toJSON(message.image);
    }
    if (message.info) {
      const entries = globalThis.Object.entries(message.info) as [string, string][];
      if (entries.length > 0) {
        obj.info = {};
        entries.forEach(([k, v]) => {
          obj.info[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageStatusResponse>, I>>(base?: I): ImageStatusResponse {
    return ImageStatusResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageStatusResponse>, I>>(object: I): ImageStatusResponse {
    const message = createBaseImageStatusResponse();
    message.image = (object.image !== undefined && object.image !== null) ? Image.fromPartial(object.image) : undefined;
    message.info = (globalThis.Object.entries(object.info ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseImageStatusResponse_InfoEntry(): ImageStatusResponse_InfoEntry {
  return { key: "", value: "" };
}

export const ImageStatusResponse_InfoEntry: MessageFns<ImageStatusResponse_InfoEntry> = {
  encode(message: ImageStatusResponse_InfoEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageStatusResponse_InfoEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageStatusResponse_InfoEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageStatusResponse_InfoEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ImageStatusResponse_InfoEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageStatusResponse_InfoEntry>, I>>(base?: I): ImageStatusResponse_InfoEntry {
    return ImageStatusResponse_InfoEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageStatusResponse_InfoEntry>, I>>(
    object: I,
  ): ImageStatusResponse_InfoEntry {
    const message = createBaseImageStatusResponse_InfoEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseAuthConfig(): AuthConfig {
  return { username: "", password: "", auth: "", serverAddress: "", identityToken: "", registryToken: "" };
}

export const AuthConfig: MessageFns<AuthConfig> = {
  encode(message: AuthConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.username !== "") {
      writer.uint32(10).string(message.username);
    }
    if (message.password !== "") {
      writer.uint32(18).string(message.password);
    }
    if (message.auth !== "") {
      writer.uint32(26).string(message.auth);
    }
    if (message.serverAddress !== "") {
      writer.uint32(34).string(message.serverAddress);
    }
    if (message.identityToken !== "") {
      writer.uint32(42).string(message.identityToken);
    }
    if (message.registryToken !== "") {
      writer.uint32(50).string(message.registryToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AuthConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAuthConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.username = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.password = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.auth = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.serverAddress = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.identityToken = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.registryToken = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): AuthConfig {
    return {
      username: isSet(object.username) ? globalThis.String(object.username) : "",
      password: isSet(object.password) ? globalThis.String(object.password) : "",
      auth: isSet(object.auth) ? globalThis.String(object.auth) : "",
      serverAddress: isSet(object.serverAddress)
        ? globalThis.String(object.serverAddress)
        : isSet(object.server_address)
        ? globalThis.String(object.server_address)
        : "",
      identityToken: isSet(object.identityToken)
        ? globalThis.String(object.identityToken)
        : isSet(object.identity_token)
        ? globalThis.String(object.identity_token)
        : "",
      registryToken: isSet(object.registryToken)
        ? globalThis.String(object.registryToken)
        : isSet(object.registry_token)
        ? globalThis.String(object.registry_token)
        : "",
    };
  },

  toJSON(message: AuthConfig): unknown {
    const obj: any = {};
    if (message.username !== "") {
      obj.username = message.username;
    }
    if (message.password !== "") {
      obj.password = message.password;
    }
    if (message.auth !== "") {
      obj.auth = message.auth;
    }
    if (message.serverAddress !== "") {
      obj.serverAddress = message.serverAddress;
    }
    if (message.identityToken !== "") {
      obj.identityToken = message.identityToken;
    }
    if (message.registryToken !== "") {
      obj.registryToken = message.registryToken;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<AuthConfig>, I>>(base?: I): AuthConfig {
    return AuthConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AuthConfig>, I>>(object: I): AuthConfig {
    const message = createBaseAuthConfig();
    message.username = object.username ?? "";
    message.password = object.password ?? "";
    message.auth = object.auth ?? "";
    message.serverAddress = object.serverAddress ?? "";
    message.identityToken = object.identityToken ?? "";
    message.registryToken = object.registryToken ?? "";
    return message;
  },
};

function createBasePullImageRequest(): PullImageRequest {
  return { image: undefined, auth: undefined, sandboxConfig: undefined };
}

export const PullImageRequest: MessageFns<PullImageRequest> = {
  encode(message: PullImageRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(10).fork()).join();
    }
    if (message.auth !== undefined) {
      AuthConfig.encode(message.auth, writer.uint32(18).fork()).join();
    }
    if (message.sandboxConfig !== undefined) {
      PodSandboxConfig.encode(message.sandboxConfig, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PullImageRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePullImageRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.auth = AuthConfig.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.sandboxConfig = PodSandboxConfig.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PullImageRequest {
    return {
      image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined,
      auth: isSet(object.auth) ? AuthConfig.fromJSON(object.auth) : undefined,
      sandboxConfig: isSet(object.sandboxConfig)
        ? PodSandboxConfig.fromJSON(object.sandboxConfig)
        : isSet(object.sandbox_config)
        ? PodSandboxConfig.fromJSON(object.sandbox_config)
        : undefined,
    };
  },

  toJSON(message: PullImageRequest): unknown {
    const obj: any = {};
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    if (message.auth !== undefined) {
      obj.auth = AuthConfig.toJSON(message.auth);
    }
    if (message.sandboxConfig !== undefined) {
      obj.sandboxConfig = PodSandboxConfig.toJSON(message.sandboxConfig);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PullImageRequest>, I>>(base?: I): PullImageRequest {
    return PullImageRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PullImageRequest>, I>>(object: I): PullImageRequest {
    const message = createBasePullImageRequest();
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    message.auth = (object.auth !== undefined && object.auth !== null)
      ? AuthConfig.fromPartial(object.auth)
      : undefined;
    message.sandboxConfig = (object.sandboxConfig !== undefined && object.sandboxConfig !== null)
      ? PodSandboxConfig.fromPartial(object.sandboxConfig)
      : undefined;
    return message;
  },
};

function createBasePullImageResponse(): PullImageResponse {
  return { imageRef: "" };
}

export const PullImageResponse: MessageFns<PullImageResponse> = {
  encode(message: PullImageResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.imageRef !== "") {
      writer.uint32(10).string(message.imageRef);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PullImageResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePullImageResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.imageRef = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PullImageResponse {
    return {
      imageRef: isSet(object.imageRef)
        ? globalThis.String(object.imageRef)
        : isSet(object.image_ref)
        ? globalThis.String(object.image_ref)
        : "",
    };
  },

  toJSON(message: PullImageResponse): unknown {
    const obj: any = {};
    if (message.imageRef !== "") {
      obj.imageRef = message.imageRef;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PullImageResponse>, I>>(base?: I): PullImageResponse {
    return PullImageResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PullImageResponse>, I>>(object: I): PullImageResponse {
    const message = createBasePullImageResponse();
    message.imageRef = object.imageRef ?? "";
    return message;
  },
};

function createBaseRemoveImageRequest(): RemoveImageRequest {
  return { image: undefined };
}

export const RemoveImageRequest: MessageFns<RemoveImageRequest> = {
  encode(message: RemoveImageRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.image !== undefined) {
      ImageSpec.encode(message.image, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveImageRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveImageRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.image = ImageSpec.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RemoveImageRequest {
    return { image: isSet(object.image) ? ImageSpec.fromJSON(object.image) : undefined };
  },

  toJSON(message: RemoveImageRequest): unknown {
    const obj: any = {};
    if (message.image !== undefined) {
      obj.image = ImageSpec.toJSON(message.image);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RemoveImageRequest>, I>>(base?: I): RemoveImageRequest {
    return RemoveImageRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveImageRequest>, I>>(object: I): RemoveImageRequest {
    const message = createBaseRemoveImageRequest();
    message.image = (object.image !== undefined && object.image !== null)
      ? ImageSpec.fromPartial(object.image)
      : undefined;
    return message;
  },
};

function createBaseRemoveImageResponse(): RemoveImageResponse {
  return {};
}

export const RemoveImageResponse: MessageFns<RemoveImageResponse> = {
  encode(_: RemoveImageResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveImageResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveImageResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): RemoveImageResponse {
    return {};
  },

  toJSON(_: RemoveImageResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<RemoveImageResponse>, I>>(base?: I): RemoveImageResponse {
    return RemoveImageResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveImageResponse>, I>>(_: I): RemoveImageResponse {
    const message = createBaseRemoveImageResponse();
    return message;
  },
};

function createBaseNetworkConfig(): NetworkConfig {
  return { podCidr: "" };
}

export const NetworkConfig: MessageFns<NetworkConfig> = {
  encode(message: NetworkConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podCidr !== "") {
      writer.uint32(10).string(message.podCidr);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NetworkConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNetworkConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podCidr = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): NetworkConfig {
    return {
      podCidr: isSet(object.podCidr)
        ? globalThis.String(object.podCidr)
        : isSet(object.pod_cidr)
        ? globalThis.String(object.pod_cidr)
        : "",
    };
  },

  toJSON(message: NetworkConfig): unknown {
    const obj: any = {};
    if (message.podCidr !== "") {
      obj.podCidr = message.podCidr;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<NetworkConfig>, I>>(base?: I): NetworkConfig {
    return NetworkConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NetworkConfig>, I>>(object: I): NetworkConfig {
    const message = createBaseNetworkConfig();
    message.podCidr = object.podCidr ?? "";
    return message;
  },
};

function createBaseRuntimeConfig(): RuntimeConfig {
  return { networkConfig: undefined };
}

export const RuntimeConfig: MessageFns<RuntimeConfig> = {
  encode(message: RuntimeConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.networkConfig !== undefined) {
      NetworkConfig.encode(message.networkConfig, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.networkConfig = NetworkConfig.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeConfig {
    return {
      networkConfig: isSet(object.networkConfig)
        ? NetworkConfig.fromJSON(object.networkConfig)
        : isSet(object.network_config)
        ? NetworkConfig.fromJSON(object.network_config)
        : undefined,
    };
  },

  toJSON(message: RuntimeConfig): unknown {
    const obj: any = {};
    if (message.networkConfig !== undefined) {
      obj.networkConfig = NetworkConfig.toJSON(message.networkConfig);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeConfig>, I>>(base?: I): RuntimeConfig {
    return RuntimeConfig.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeConfig>, I>>(object: I): RuntimeConfig {
    const message = createBaseRuntimeConfig();
    message.networkConfig = (object.networkConfig !== undefined && object.networkConfig !== null)
      ? NetworkConfig.fromPartial(object.networkConfig)
      : undefined;
    return message;
  },
};

function createBaseUpdateRuntimeConfigRequest(): UpdateRuntimeConfigRequest {
  return { runtimeConfig: undefined };
}

export const UpdateRuntimeConfigRequest: MessageFns<UpdateRuntimeConfigRequest> = {
  encode(message: UpdateRuntimeConfigRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.runtimeConfig !== undefined) {
      RuntimeConfig.encode(message.runtimeConfig, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdateRuntimeConfigRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdateRuntimeConfigRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.runtimeConfig = RuntimeConfig.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): UpdateRuntimeConfigRequest {
    return {
      runtimeConfig: isSet(object.runtimeConfig)
        ? RuntimeConfig.fromJSON(object.runtimeConfig)
        : isSet(object.runtime_config)
        ? RuntimeConfig.fromJSON(object.runtime_config)
        : undefined,
    };
  },

  toJSON(message: UpdateRuntimeConfigRequest): unknown {
    const obj: any = {};
    if (message.runtimeConfig !== undefined) {
      obj.runtimeConfig = RuntimeConfig.toJSON(message.runtimeConfig);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdateRuntimeConfigRequest>, I>>(base?: I): UpdateRuntimeConfigRequest {
    return UpdateRuntimeConfigRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdateRuntimeConfigRequest>, I>>(object: I): UpdateRuntimeConfigRequest {
    const message = createBaseUpdateRuntimeConfigRequest();
    message.runtimeConfig = (object.runtimeConfig !== undefined && object.runtimeConfig !== null)
      ? RuntimeConfig.fromPartial(object.runtimeConfig)
      : undefined;
    return message;
  },
};

function createBaseUpdateRuntimeConfigResponse(): UpdateRuntimeConfigResponse {
  return {};
}

export const UpdateRuntimeConfigResponse: MessageFns<UpdateRuntimeConfigResponse> = {
  encode(_: UpdateRuntimeConfigResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdateRuntimeConfigResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdateRuntimeConfigResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): UpdateRuntimeConfigResponse {
    return {};
  },

  toJSON(_: UpdateRuntimeConfigResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdateRuntimeConfigResponse>, I>>(base?: I): UpdateRuntimeConfigResponse {
    return UpdateRuntimeConfigResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdateRuntimeConfigResponse>, I>>(_: I): UpdateRuntimeConfigResponse {
    const message = createBaseUpdateRuntimeConfigResponse();
    return message;
  },
};

function createBaseRuntimeCondition(): RuntimeCondition {
  return { type: "", status: false, reason: "", message: "" };
}

export const RuntimeCondition: MessageFns<RuntimeCondition> = {
  encode(message: RuntimeCondition, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.type !== "") {
      writer.uint32(10).string(message.type);
    }
    if (message.status !== false) {
      writer.uint32(16).bool(message.status);
    }
    if (message.reason !== "") {
      writer.uint32(26).string(message.reason);
    }
    if (message.message !== "") {
      writer.uint32(34).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeCondition {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeCondition();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.type = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.status = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.reason = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.message = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeCondition {
    return {
      type: isSet(object.type) ? globalThis.String(object.type) : "",
      status: isSet(object.status) ? globalThis.Boolean(object.status) : false,
      reason: isSet(object.reason) ? globalThis.String(object.reason) : "",
      message: isSet(object.message) ? globalThis.String(object.message) : "",
    };
  },

  toJSON(message: RuntimeCondition): unknown {
    const obj: any = {};
    if (message.type !== "") {
      obj.type = message.type;
    }
    if (message.status !== false) {
      obj.status = message.status;
    }
    if (message.reason !== "") {
      obj.reason = message.reason;
    }
    if (message.message !== "") {
      obj.message = message.message;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeCondition>, I>>(base?: I): RuntimeCondition {
    return RuntimeCondition.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeCondition>, I>>(object: I): RuntimeCondition {
    const message = createBaseRuntimeCondition();
    message.type = object.type ?? "";
    message.status = object.status ?? false;
    message.reason = object.reason ?? "";
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseRuntimeStatus(): RuntimeStatus {
  return { conditions: [] };
}

export const RuntimeStatus: MessageFns<RuntimeStatus> = {
  encode(message: RuntimeStatus, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.conditions) {
      RuntimeCondition.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeStatus {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeStatus();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.conditions.push(RuntimeCondition.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeStatus {
    return {
      conditions: globalThis.Array.isArray(object?.conditions)
        ? object.conditions.map((e: any) => RuntimeCondition.fromJSON(e))
        : [],
    };
  },

  toJSON(message: RuntimeStatus): unknown {
    const obj: any = {};
    if (message.conditions?.length) {
      obj.conditions = message.conditions.map((e) => RuntimeCondition.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeStatus>, I>>(base?: I): RuntimeStatus {
    return RuntimeStatus.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeStatus>, I>>(object: I): RuntimeStatus {
    const message = createBaseRuntimeStatus();
    message.conditions = object.conditions?.map((e) => RuntimeCondition.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStatusRequest(): StatusRequest {
  return { verbose: false };
}

export const StatusRequest: MessageFns<StatusRequest> = {
  encode(message: StatusRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.verbose !== false) {
      writer.uint32(8).bool(message.verbose);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StatusRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStatusRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.verbose = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StatusRequest {
    return { verbose: isSet(object.verbose) ? globalThis.Boolean(object.verbose) : false };
  },

  toJSON(message: StatusRequest): unknown {
    const obj: any = {};
    if (message.verbose !== false) {
      obj.verbose = message.verbose;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StatusRequest>, I>>(base?: I): StatusRequest {
    return StatusRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StatusRequest>, I>>(object: I): StatusRequest {
    const message = createBaseStatusRequest();
    message.verbose = object.verbose ?? false;
    return message;
  },
};

function createBaseRuntimeHandlerFeatures(): RuntimeHandlerFeatures {
  return { recursiveReadOnlyMounts: false, userNamespaces: false };
}

export const RuntimeHandlerFeatures: MessageFns<RuntimeHandlerFeatures> = {
  encode(message: RuntimeHandlerFeatures, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.recursiveReadOnlyMounts !== false) {
      writer.uint32(8).bool(message.recursiveReadOnlyMounts);
    }
    if (message.userNamespaces !== false) {
      writer.uint32(16).bool(message.userNamespaces);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeHandlerFeatures {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeHandlerFeatures();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.recursiveReadOnlyMounts = reader.bool();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.userNamespaces = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeHandlerFeatures {
    return {
      recursiveReadOnlyMounts: isSet(object.recursiveReadOnlyMounts)
        ? globalThis.Boolean(object.recursiveReadOnlyMounts)
        : isSet(object.recursive_read_only_mounts)
        ? globalThis.Boolean(object.recursive_read_only_mounts)
        : false,
      userNamespaces: isSet(object.userNamespaces)
        ? globalThis.Boolean(object.userNamespaces)
        : isSet(object.user_namespaces)
        ? globalThis.Boolean(object.user_namespaces)
        : false,
    };
  },

  toJSON(message: RuntimeHandlerFeatures): unknown {
    const obj: any = {};
    if (message.recursiveReadOnlyMounts !== false) {
      obj.recursiveReadOnlyMounts = message.recursiveReadOnlyMounts;
    }
    if (message.userNamespaces !== false) {
      obj.userNamespaces = message.userNamespaces;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeHandlerFeatures>, I>>(base?: I): RuntimeHandlerFeatures {
    return RuntimeHandlerFeatures.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeHandlerFeatures>, I>>(object: I): RuntimeHandlerFeatures {
    const message = createBaseRuntimeHandlerFeatures();
    message.recursiveReadOnlyMounts = object.recursiveReadOnlyMounts ?? false;
    message.userNamespaces = object.userNamespaces ?? false;
    return message;
  },
};

function createBaseRuntimeHandler(): RuntimeHandler {
  return { name: "", features: undefined };
}

export const RuntimeHandler: MessageFns<RuntimeHandler> = {
  encode(message: RuntimeHandler, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.features !== undefined) {
      RuntimeHandlerFeatures.encode(message.features, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeHandler {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeHandler();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.features = RuntimeHandlerFeatures.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeHandler {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      features: isSet(object.features) ? RuntimeHandlerFeatures.fromJSON(object.features) : undefined,
    };
  },

  toJSON(message: RuntimeHandler): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.features !== undefined) {
      obj.features = RuntimeHandlerFeatures.toJSON(message.features);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeHandler>, I>>(base?: I): RuntimeHandler {
    return RuntimeHandler.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeHandler>, I>>(object: I): RuntimeHandler {
    const message = createBaseRuntimeHandler();
    message.name = object.name ?? "";
    message.features = (object.features !== undefined && object.features !== null)
      ? RuntimeHandlerFeatures.fromPartial(object.features)
      : undefined;
    return message;
  },
};

function createBaseRuntimeFeatures(): RuntimeFeatures {
  return { supplementalGroupsPolicy: false, userNamespacesHostNetwork: false, mountOptions: false };
}

export const RuntimeFeatures: MessageFns<RuntimeFeatures> = {
  encode(message: RuntimeFeatures, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.supplementalGroupsPolicy !== false) {
      writer.uint32(8).bool(message.supplementalGroupsPolicy);
    }
    if (message.userNamespacesHostNetwork !== false) {
      writer.uint32(16).bool(message.userNamespacesHostNetwork);
    }
    if (message.mountOptions !== false) {
      writer.uint32(24).bool(message.mountOptions);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeFeatures {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeFeatures();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.supplementalGroupsPolicy = reader.bool();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.userNamespacesHostNetwork = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.mountOptions = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeFeatures {
    return {
      supplementalGroupsPolicy: isSet(object.supplementalGroupsPolicy)
        ? globalThis.Boolean(object.supplementalGroupsPolicy)
        : isSet(object.supplemental_groups_policy)
        ? globalThis.Boolean(object.supplemental_groups_policy)
        : false,
      userNamespacesHostNetwork: isSet(object.userNamespacesHostNetwork)
        ? globalThis.Boolean(object.userNamespacesHostNetwork)
        : isSet(object.user_namespaces_host_network)
        ? globalThis.Boolean(object.user_namespaces_host_network)
        : false,
      mountOptions: isSet(object.mountOptions)
        ? globalThis.Boolean(object.mountOptions)
        : isSet(object.mount_options)
        ? globalThis.Boolean(object.mount_options)
        : false,
    };
  },

  toJSON(message: RuntimeFeatures): unknown {
    const obj: any = {};
    if (message.supplementalGroupsPolicy !== false) {
      obj.supplementalGroupsPolicy = message.supplementalGroupsPolicy;
    }
    if (message.userNamespacesHostNetwork !== false) {
      obj.userNamespacesHostNetwork = message.userNamespacesHostNetwork;
    }
    if (message.mountOptions !== false) {
      obj.mountOptions = message.mountOptions;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeFeatures>, I>>(base?: I): RuntimeFeatures {
    return RuntimeFeatures.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeFeatures>, I>>(object: I): RuntimeFeatures {
    const message = createBaseRuntimeFeatures();
    message.supplementalGroupsPolicy = object.supplementalGroupsPolicy ?? false;
    message.userNamespacesHostNetwork = object.userNamespacesHostNetwork ?? false;
    message.mountOptions = object.mountOptions ?? false;
    return message;
  },
};

function createBaseStatusResponse(): StatusResponse {
  return { status: undefined, info: {}, runtimeHandlers: [], features: undefined };
}

export const StatusResponse: MessageFns<StatusResponse> = {
  encode(message: StatusResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.status !== undefined) {
      RuntimeStatus.encode(message.status, writer.uint32(10).fork()).join();
    }
    globalThis.Object.entries(message.info).forEach(([key, value]: [string, string]) => {
      StatusResponse_InfoEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    for (const v of message.runtimeHandlers) {
      RuntimeHandler.encode(v!, writer.uint32(26).fork()).join();
    }
    if (message.features !== undefined) {
      RuntimeFeatures.encode(message.features, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StatusResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStatusResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.status = RuntimeStatus.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = StatusResponse_InfoEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.info[entry2.key] = entry2.value;
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.runtimeHandlers.push(RuntimeHandler.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.features = RuntimeFeatures.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StatusResponse {
    return {
      status: isSet(object.status) ? RuntimeStatus.fromJSON(object.status) : undefined,
      info: isObject(object.info)
        ? (globalThis.Object.entries(object.info) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      runtimeHandlers: globalThis.Array.isArray(object?.runtimeHandlers)
        ? object.runtimeHandlers.map((e: any) => RuntimeHandler.fromJSON(e))
        : globalThis.Array.isArray(object?.runtime_handlers)
        ? object.runtime_handlers.map((e: any) => RuntimeHandler.fromJSON(e))
        : [],
      features: isSet(object.features) ? RuntimeFeatures.fromJSON(object.features) : undefined,
    };
  },

  toJSON(message: StatusResponse): unknown {
    const obj: any = {};
    if (message.status !== undefined) {
      obj.status = RuntimeStatus.toJSON(message.status);
    }
    if (message.info) {
      const entries = globalThis.Object.entries(message.info) as [string, string][];
      if (entries.length > 0) {
        obj.info = {};
        entries.forEach(([k, v]) => {
          obj.info[k] = v;
        });
      }
    }
    if (message.runtimeHandlers?.length) {
      obj.runtimeHandlers = message.runtimeHandlers.map((e) => RuntimeHandler.toJSON(e));
    }
    if (message.features !== undefined) {
      obj.features = RuntimeFeatures.toJSON(message.features);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StatusResponse>, I>>(base?: I): StatusResponse {
    return StatusResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StatusResponse>, I>>(object: I): StatusResponse {
    const message = createBaseStatusResponse();
    message.status = (object.status !== undefined && object.status !== null)
      ? RuntimeStatus.fromPartial(object.status)
      : undefined;
    message.info = (globalThis.Object.entries(object.info ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.runtimeHandlers = object.runtimeHandlers?.map((e) => RuntimeHandler.fromPartial(e)) || [];
    message.features = (object.features !== undefined && object.features !== null)
      ? RuntimeFeatures.fromPartial(object.features)
      : undefined;
    return message;
  },
};

function createBaseStatusResponse_InfoEntry(): StatusResponse_InfoEntry {
  return { key: "", value: "" };
}

export const StatusResponse_InfoEntry: MessageFns<StatusResponse_InfoEntry> = {
  encode(message: StatusResponse_InfoEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StatusResponse_InfoEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStatusResponse_InfoEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StatusResponse_InfoEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: StatusResponse_InfoEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StatusResponse_InfoEntry>, I>>(base?: I): StatusResponse_InfoEntry {
    return StatusResponse_InfoEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StatusResponse_InfoEntry>, I>>(object: I): StatusResponse_InfoEntry {
    const message = createBaseStatusResponse_InfoEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseImageFsInfoRequest(): ImageFsInfoRequest {
  return {};
}

export const ImageFsInfoRequest: MessageFns<ImageFsInfoRequest> = {
  encode(_: ImageFsInfoRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageFsInfoRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageFsInfoRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): ImageFsInfoRequest {
    return {};
  },

  toJSON(_: ImageFsInfoRequest): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageFsInfoRequest>, I>>(base?: I): ImageFsInfoRequest {
    return ImageFsInfoRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageFsInfoRequest>, I>>(_: I): ImageFsInfoRequest {
    const message = createBaseImageFsInfoRequest();
    return message;
  },
};

function createBaseUInt64Value(): UInt64Value {
  return { value: 0n };
}

export const UInt64Value: MessageFns<UInt64Value> = {
  encode(message: UInt64Value, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.value !== 0n) {
      if (BigInt.asUintN(64, message.value) !== message.value) {
        throw new globalThis.Error("value provided for field message.value of type uint64 too large");
      }
      writer.uint32(8).uint64(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UInt64Value {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUInt64Value();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.value = reader.uint64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): UInt64Value {
    return { value: isSet(object.value) ? BigInt(object.value) : 0n };
  },

  toJSON(message: UInt64Value): unknown {
    const obj: any = {};
    if (message.value !== 0n) {
      obj.value = message.value.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<UInt64Value>, I>>(base?: I): UInt64Value {
    return UInt64Value.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UInt64Value>, I>>(object: I): UInt64Value {
    const message = createBaseUInt64Value();
    message.value = (object.value !== undefined && object.value !== null) ? BigInt(object.value) : 0n;
    return message;
  },
};

function createBaseFilesystemIdentifier(): FilesystemIdentifier {
  return { mountpoint: "" };
}

export const FilesystemIdentifier: MessageFns<FilesystemIdentifier> = {
  encode(message: FilesystemIdentifier, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.mountpoint !== "") {
      writer.uint32(10).string(message.mountpoint);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FilesystemIdentifier {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFilesystemIdentifier();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.mountpoint = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): FilesystemIdentifier {
    return { mountpoint: isSet(object.mountpoint) ? globalThis.String(object.mountpoint) : "" };
  },

  toJSON(message: FilesystemIdentifier): unknown {
    const obj: any = {};
    if (message.mountpoint !== "") {
      obj.mountpoint = message.mountpoint;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<FilesystemIdentifier>, I>>(base?: I): FilesystemIdentifier {
    return FilesystemIdentifier.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<FilesystemIdentifier>, I>>(object: I): FilesystemIdentifier {
    const message = createBaseFilesystemIdentifier();
    message.mountpoint = object.mountpoint ?? "";
    return message;
  },
};

function createBaseFilesystemUsage(): FilesystemUsage {
  return { timestamp: 0n, fsId: undefined, usedBytes: undefined, inodesUsed: undefined };
}

export const FilesystemUsage: MessageFns<FilesystemUsage> = {
  encode(message: FilesystemUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.fsId !== undefined) {
      FilesystemIdentifier.encode(message.fsId, writer.uint32(18).fork()).join();
    }
    if (message.usedBytes !== undefined) {
      UInt64Value.encode(message.usedBytes, writer.uint32(26).fork()).join();
    }
    if (message.inodesUsed !== undefined) {
      UInt64Value.encode(message.inodesUsed, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FilesystemUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFilesystemUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.fsId = FilesystemIdentifier.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.usedBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.inodesUsed = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): FilesystemUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      fsId: isSet(object.fsId)
        ? FilesystemIdentifier.fromJSON(object.fsId)
        : isSet(object.fs_id)
        ? FilesystemIdentifier.fromJSON(object.fs_id)
        : undefined,
      usedBytes: isSet(object.usedBytes)
        ? UInt64Value.fromJSON(object.usedBytes)
        : isSet(object.used_bytes)
        ? UInt64Value.fromJSON(object.used_bytes)
        : undefined,
      inodesUsed: isSet(object.inodesUsed)
        ? UInt64Value.fromJSON(object.inodesUsed)
        : isSet(object.inodes_used)
        ? UInt64Value.fromJSON(object.inodes_used)
        : undefined,
    };
  },

  toJSON(message: FilesystemUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.fsId !== undefined) {
      obj.fsId = FilesystemIdentifier.toJSON(message.fsId);
    }
    if (message.usedBytes !== undefined) {
      obj.usedBytes = UInt64Value.toJSON(message.usedBytes);
    }
    if (message.inodesUsed !== undefined) {
      obj.inodesUsed = UInt64Value.toJSON(message.inodesUsed);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<FilesystemUsage>, I>>(base?: I): FilesystemUsage {
    return FilesystemUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<FilesystemUsage>, I>>(object: I): FilesystemUsage {
    const message = createBaseFilesystemUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.fsId = (object.fsId !== undefined && object.fsId !== null)
      ? FilesystemIdentifier.fromPartial(object.fsId)
      : undefined;
    message.usedBytes = (object.usedBytes !== undefined && object.usedBytes !== null)
      ? UInt64Value.fromPartial(object.usedBytes)
      : undefined;
    message.inodesUsed = (object.inodesUsed !== undefined && object.inodesUsed !== null)
      ? UInt64Value.fromPartial(object.inodesUsed)
      : undefined;
    return message;
  },
};

function createBaseWindowsFilesystemUsage(): WindowsFilesystemUsage {
  return { timestamp: 0n, fsId: undefined, usedBytes: undefined };
}

export const WindowsFilesystemUsage: MessageFns<WindowsFilesystemUsage> = {
  encode(message: WindowsFilesystemUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.fsId !== undefined) {
      FilesystemIdentifier.encode(message.fsId, writer.uint32(18).fork()).join();
    }
    if (message.usedBytes !== undefined) {
      UInt64Value.encode(message.usedBytes, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsFilesystemUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsFilesystemUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.fsId = FilesystemIdentifier.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.usedBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsFilesystemUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      fsId: isSet(object.fsId)
        ? FilesystemIdentifier.fromJSON(object.fsId)
        : isSet(object.fs_id)
        ? FilesystemIdentifier.fromJSON(object.fs_id)
        : undefined,
      usedBytes: isSet(object.usedBytes)
        ? UInt64Value.fromJSON(object.usedBytes)
        : isSet(object.used_bytes)
        ? UInt64Value.fromJSON(object.used_bytes)
        : undefined,
    };
  },

  toJSON(message: WindowsFilesystemUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.fsId !== undefined) {
      obj.fsId = FilesystemIdentifier.toJSON(message.fsId);
    }
    if (message.usedBytes !== undefined) {
      obj.usedBytes = UInt64Value.toJSON(message.usedBytes);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsFilesystemUsage>, I>>(base?: I): WindowsFilesystemUsage {
    return WindowsFilesystemUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsFilesystemUsage>, I>>(object: I): WindowsFilesystemUsage {
    const message = createBaseWindowsFilesystemUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.fsId = (object.fsId !== undefined && object.fsId !== null)
      ? FilesystemIdentifier.fromPartial(object.fsId)
      : undefined;
    message.usedBytes = (object.usedBytes !== undefined && object.usedBytes !== null)
      ? UInt64Value.fromPartial(object.usedBytes)
      : undefined;
    return message;
  },
};

function createBaseImageFsInfoResponse(): ImageFsInfoResponse {
  return { imageFilesystems: [], containerFilesystems: [] };
}

export const ImageFsInfoResponse: MessageFns<ImageFsInfoResponse> = {
  encode(message: ImageFsInfoResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.imageFilesystems) {
      FilesystemUsage.encode(v!, writer.uint32(10).fork()).join();
    }
    for (const v of message.containerFilesystems) {
      FilesystemUsage.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImageFsInfoResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImageFsInfoResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.imageFilesystems.push(FilesystemUsage.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.containerFilesystems.push(FilesystemUsage.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ImageFsInfoResponse {
    return {
      imageFilesystems: globalThis.Array.isArray(object?.imageFilesystems)
        ? object.imageFilesystems.map((e: any) => FilesystemUsage.fromJSON(e))
        : globalThis.Array.isArray(object?.image_filesystems)
        ? object.image_filesystems.map((e: any) => FilesystemUsage.fromJSON(e))
        : [],
      containerFilesystems: globalThis.Array.isArray(object?.containerFilesystems)
        ? object.containerFilesystems.map((e: any) => FilesystemUsage.fromJSON(e))
        : globalThis.Array.isArray(object?.container_filesystems)
        ? object.container_filesystems.map((e: any) => FilesystemUsage.fromJSON(e))
        : [],
    };
  },

  toJSON(message: ImageFsInfoResponse): unknown {
    const obj: any = {};
    if (message.imageFilesystems?.length) {
      obj.imageFilesystems = message.imageFilesystems.map((e) => FilesystemUsage.toJSON(e));
    }
    if (message.containerFilesystems?.length) {
      obj.containerFilesystems = message.containerFilesystems.map((e) => FilesystemUsage.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ImageFsInfoResponse>, I>>(base?: I): ImageFsInfoResponse {
    return ImageFsInfoResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImageFsInfoResponse>, I>>(object: I): ImageFsInfoResponse {
    const message = createBaseImageFsInfoResponse();
    message.imageFilesystems = object.imageFilesystems?.map((e) => FilesystemUsage.fromPartial(e)) || [];
    message.containerFilesystems = object.containerFilesystems?.map((e) => FilesystemUsage.fromPartial(e)) || [];
    return message;
  },
};

function createBaseContainerStatsRequest(): ContainerStatsRequest {
  return { containerId: "" };
}

export const ContainerStatsRequest: MessageFns<ContainerStatsRequest> = {
  encode(message: ContainerStatsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatsRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
    };
  },

  toJSON(message: ContainerStatsRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatsRequest>, I>>(base?: I): ContainerStatsRequest {
    return ContainerStatsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatsRequest>, I>>(object: I): ContainerStatsRequest {
    const message = createBaseContainerStatsRequest();
    message.containerId = object.containerId ?? "";
    return message;
  },
};

function createBaseContainerStatsResponse(): ContainerStatsResponse {
  return { stats: undefined };
}

export const ContainerStatsResponse: MessageFns<ContainerStatsResponse> = {
  encode(message: ContainerStatsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.stats !== undefined) {
      ContainerStats.encode(message.stats, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.stats = ContainerStats.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatsResponse {
    return { stats: isSet(object.stats) ? ContainerStats.fromJSON(object.stats) : undefined };
  },

  toJSON(message: ContainerStatsResponse): unknown {
    const obj: any = {};
    if (message.stats !== undefined) {
      obj.stats = ContainerStats.toJSON(message.stats);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatsResponse>, I>>(base?: I): ContainerStatsResponse {
    return ContainerStatsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatsResponse>, I>>(object: I): ContainerStatsResponse {
    const message = createBaseContainerStatsResponse();
    message.stats = (object.stats !== undefined && object.stats !== null)
      ? ContainerStats.fromPartial(object.stats)
      : undefined;
    return message;
  },
};

function createBaseListContainerStatsRequest(): ListContainerStatsRequest {
  return { filter: undefined };
}

export const ListContainerStatsRequest: MessageFns<ListContainerStatsRequest> = {
  encode(message: ListContainerStatsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      ContainerStatsFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListContainerStatsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListContainerStatsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = ContainerStatsFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListContainerStatsRequest {
    return { filter: isSet(object.filter) ? ContainerStatsFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: ListContainerStatsRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = ContainerStatsFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListContainerStatsRequest>, I>>(base?: I): ListContainerStatsRequest {
    return ListContainerStatsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListContainerStatsRequest>, I>>(object: I): ListContainerStatsRequest {
    const message = createBaseListContainerStatsRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? ContainerStatsFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseContainerStatsFilter(): ContainerStatsFilter {
  return { id: "", podSandboxId: "", labelSelector: {} };
}

export const ContainerStatsFilter: MessageFns<ContainerStatsFilter> = {
  encode(message: ContainerStatsFilter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.podSandboxId !== "") {
      writer.uint32(18).string(message.podSandboxId);
    }
    globalThis.Object.entries(message.labelSelector).forEach(([key, value]: [string, string]) => {
      ContainerStatsFilter_LabelSelectorEntry.encode({ key: key as any, value }, writer.uint32(26).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatsFilter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatsFilter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const entry3 = ContainerStatsFilter_LabelSelectorEntry.decode(reader, reader.uint32());
            if (entry3.value !== undefined) {
              message.labelSelector[entry3.key] = entry3.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatsFilter {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      labelSelector: isObject(object.labelSelector)
        ? (globalThis.Object.entries(object.labelSelector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : isObject(object.label_selector)
        ? (globalThis.Object.entries(object.label_selector) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: ContainerStatsFilter): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.labelSelector) {
      const entries = globalThis.Object.entries(message.labelSelector) as [string, string][];
      if (entries.length > 0) {
        obj.labelSelector = {};
        entries.forEach(([k, v]) => {
          obj.labelSelector[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatsFilter>, I>>(base?: I): ContainerStatsFilter {
    return ContainerStatsFilter.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatsFilter>, I>>(object: I): ContainerStatsFilter {
    const message = createBaseContainerStatsFilter();
    message.id = object.id ?? "";
    message.podSandboxId = object.podSandboxId ?? "";
    message.labelSelector = (globalThis.Object.entries(object.labelSelector ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseContainerStatsFilter_LabelSelectorEntry(): ContainerStatsFilter_LabelSelectorEntry {
  return { key: "", value: "" };
}

export const ContainerStatsFilter_LabelSelectorEntry: MessageFns<ContainerStatsFilter_LabelSelectorEntry> = {
  encode(message: ContainerStatsFilter_LabelSelectorEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStatsFilter_LabelSelectorEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStatsFilter_LabelSelectorEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStatsFilter_LabelSelectorEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerStatsFilter_LabelSelectorEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStatsFilter_LabelSelectorEntry>, I>>(
    base?: I,
  ): ContainerStatsFilter_LabelSelectorEntry {
    return ContainerStatsFilter_LabelSelectorEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStatsFilter_LabelSelectorEntry>, I>>(
    object: I,
  ): ContainerStatsFilter_LabelSelectorEntry {
    const message = createBaseContainerStatsFilter_LabelSelectorEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseListContainerStatsResponse(): ListContainerStatsResponse {
  return { stats: [] };
}

export const ListContainerStatsResponse: MessageFns<ListContainerStatsResponse> = {
  encode(message: ListContainerStatsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.stats) {
      ContainerStats.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListContainerStatsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListContainerStatsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.stats.push(ContainerStats.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListContainerStatsResponse {
    return {
      stats: globalThis.Array.isArray(object?.stats) ? object.stats.map((e: any) => ContainerStats.fromJSON(e)) : [],
    };
  },

  toJSON(message: ListContainerStatsResponse): unknown {
    const obj: any = {};
    if (message.stats?.length) {
      obj.stats = message.stats.map((e) => ContainerStats.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListContainerStatsResponse>, I>>(base?: I): ListContainerStatsResponse {
    return ListContainerStatsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListContainerStatsResponse>, I>>(object: I): ListContainerStatsResponse {
    const message = createBaseListContainerStatsResponse();
    message.stats = object.stats?.map((e) => ContainerStats.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStreamContainerStatsRequest(): StreamContainerStatsRequest {
  return { filter: undefined };
}

export const StreamContainerStatsRequest: MessageFns<StreamContainerStatsRequest> = {
  encode(message: StreamContainerStatsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.filter !== undefined) {
      ContainerStatsFilter.encode(message.filter, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamContainerStatsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamContainerStatsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.filter = ContainerStatsFilter.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamContainerStatsRequest {
    return { filter: isSet(object.filter) ? ContainerStatsFilter.fromJSON(object.filter) : undefined };
  },

  toJSON(message: StreamContainerStatsRequest): unknown {
    const obj: any = {};
    if (message.filter !== undefined) {
      obj.filter = ContainerStatsFilter.toJSON(message.filter);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamContainerStatsRequest>, I>>(base?: I): StreamContainerStatsRequest {
    return StreamContainerStatsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamContainerStatsRequest>, I>>(object: I): StreamContainerStatsRequest {
    const message = createBaseStreamContainerStatsRequest();
    message.filter = (object.filter !== undefined && object.filter !== null)
      ? ContainerStatsFilter.fromPartial(object.filter)
      : undefined;
    return message;
  },
};

function createBaseStreamContainerStatsResponse(): StreamContainerStatsResponse {
  return { containerStats: [] };
}

export const StreamContainerStatsResponse: MessageFns<StreamContainerStatsResponse> = {
  encode(message: StreamContainerStatsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.containerStats) {
      ContainerStats.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamContainerStatsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamContainerStatsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerStats.push(ContainerStats.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamContainerStatsResponse {
    return {
      containerStats: globalThis.Array.isArray(object?.containerStats)
        ? object.containerStats.map((e: any) => ContainerStats.fromJSON(e))
        : globalThis.Array.isArray(object?.container_stats)
        ? object.container_stats.map((e: any) => ContainerStats.fromJSON(e))
        : [],
    };
  },

  toJSON(message: StreamContainerStatsResponse): unknown {
    const obj: any = {};
    if (message.containerStats?.length) {
      obj.containerStats = message.containerStats.map((e) => ContainerStats.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamContainerStatsResponse>, I>>(base?: I): StreamContainerStatsResponse {
    return StreamContainerStatsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamContainerStatsResponse>, I>>(object: I): StreamContainerStatsResponse {
    const message = createBaseStreamContainerStatsResponse();
    message.containerStats = object.containerStats?.map((e) => ContainerStats.fromPartial(e)) || [];
    return message;
  },
};

function createBaseContainerAttributes(): ContainerAttributes {
  return { id: "", metadata: undefined, labels: {}, annotations: {} };
}

export const ContainerAttributes: MessageFns<ContainerAttributes> = {
  encode(message: ContainerAttributes, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.metadata !== undefined) {
      ContainerMetadata.encode(message.metadata, writer.uint32(18).fork()).join();
    }
    globalThis.Object.entries(message.labels).forEach(([key, value]: [string, string]) => {
      ContainerAttributes_LabelsEntry.encode({ key: key as any, value }, writer.uint32(26).fork()).join();
    });
    globalThis.Object.entries(message.annotations).forEach(([key, value]: [string, string]) => {
      ContainerAttributes_AnnotationsEntry.encode({ key: key as any, value }, writer.uint32(34).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerAttributes {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerAttributes();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metadata = ContainerMetadata.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const entry3 = ContainerAttributes_LabelsEntry.decode(reader, reader.uint32());
            if (entry3.value !== undefined) {
              message.labels[entry3.key] = entry3.value;
            }
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const entry4 = ContainerAttributes_AnnotationsEntry.decode(reader, reader.uint32());
            if (entry4.value !== undefined) {
              message.annotations[entry4.key] = entry4.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerAttributes {
    return {
      id: isSet(object.id) ? globalThis.String(object.id) : "",
      metadata: isSet(object.metadata) ? ContainerMetadata.fromJSON(object.metadata) : undefined,
      labels: isObject(object.labels)
        ? (globalThis.Object.entries(object.labels) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      annotations: isObject(object.annotations)
        ? (globalThis.Object.entries(object.annotations) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: ContainerAttributes): unknown {
    const obj: any = {};
    if (message.id !== "") {
      obj.id = message.id;
    }
    if (message.metadata !== undefined) {
      obj.metadata = ContainerMetadata.toJSON(message.metadata);
    }
    if (message.labels) {
      const entries = globalThis.Object.entries(message.labels) as [string, string][];
      if (entries.length > 0) {
        obj.labels = {};
        entries.forEach(([k, v]) => {
          obj.labels[k] = v;
        });
      }
    }
    if (message.annotations) {
      const entries = globalThis.Object.entries(message.annotations) as [string, string][];
      if (entries.length > 0) {
        obj.annotations = {};
        entries.forEach(([k, v]) => {
          obj.annotations[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerAttributes>, I>>(base?: I): ContainerAttributes {
    return ContainerAttributes.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerAttributes>, I>>(object: I): ContainerAttributes {
    const message = createBaseContainerAttributes();
    message.id = object.id ?? "";
    message.metadata = (object.metadata !== undefined && object.metadata !== null)
      ? ContainerMetadata.fromPartial(object.metadata)
      : undefined;
    message.labels = (globalThis.Object.entries(object.labels ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.annotations = (globalThis.Object.entries(object.annotations ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseContainerAttributes_LabelsEntry(): ContainerAttributes_LabelsEntry {
  return { key: "", value: "" };
}

export const ContainerAttributes_LabelsEntry: MessageFns<ContainerAttributes_LabelsEntry> = {
  encode(message: ContainerAttributes_LabelsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerAttributes_LabelsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerAttributes_LabelsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerAttributes_LabelsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerAttributes_LabelsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerAttributes_LabelsEntry>, I>>(base?: I): ContainerAttributes_LabelsEntry {
    return ContainerAttributes_LabelsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerAttributes_LabelsEntry>, I>>(
    object: I,
  ): ContainerAttributes_LabelsEntry {
    const message = createBaseContainerAttributes_LabelsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainerAttributes_AnnotationsEntry(): ContainerAttributes_AnnotationsEntry {
  return { key: "", value: "" };
}

export const ContainerAttributes_AnnotationsEntry: MessageFns<ContainerAttributes_AnnotationsEntry> = {
  encode(message: ContainerAttributes_AnnotationsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerAttributes_AnnotationsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerAttributes_AnnotationsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerAttributes_AnnotationsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: ContainerAttributes_AnnotationsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerAttributes_AnnotationsEntry>, I>>(
    base?: I,
  ): ContainerAttributes_AnnotationsEntry {
    return ContainerAttributes_AnnotationsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerAttributes_AnnotationsEntry>, I>>(
    object: I,
  ): ContainerAttributes_AnnotationsEntry {
    const message = createBaseContainerAttributes_AnnotationsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseContainerStats(): ContainerStats {
  return {
    attributes: undefined,
    cpu: undefined,
    memory: undefined,
    writableLayer: undefined,
    swap: undefined,
    io: undefined,
  };
}

export const ContainerStats: MessageFns<ContainerStats> = {
  encode(message: ContainerStats, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.attributes !== undefined) {
      ContainerAttributes.encode(message.attributes, writer.uint32(10).fork()).join();
    }
    if (message.cpu !== undefined) {
      CpuUsage.encode(message.cpu, writer.uint32(18).fork()).join();
    }
    if (message.memory !== undefined) {
      MemoryUsage.encode(message.memory, writer.uint32(26).fork()).join();
    }
    if (message.writableLayer !== undefined) {
      FilesystemUsage.encode(message.writableLayer, writer.uint32(34).fork()).join();
    }
    if (message.swap !== undefined) {
      SwapUsage.encode(message.swap, writer.uint32(42).fork()).join();
    }
    if (message.io !== undefined) {
      IoUsage.encode(message.io, writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerStats {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerStats();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.attributes = ContainerAttributes.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.cpu = CpuUsage.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.memory = MemoryUsage.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.writableLayer = FilesystemUsage.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.swap = SwapUsage.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.io = IoUsage.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerStats {
    return {
      attributes: isSet(object.attributes) ? ContainerAttributes.fromJSON(object.attributes) : undefined,
      cpu: isSet(object.cpu) ? CpuUsage.fromJSON(object.cpu) : undefined,
      memory: isSet(object.memory) ? MemoryUsage.fromJSON(object.memory) : undefined,
      writableLayer: isSet(object.writableLayer)
        ? FilesystemUsage.fromJSON(object.writableLayer)
        : isSet(object.writable_layer)
        ? FilesystemUsage.fromJSON(object.writable_layer)
        : undefined,
      swap: isSet(object.swap) ? SwapUsage.fromJSON(object.swap) : undefined,
      io: isSet(object.io) ? IoUsage.fromJSON(object.io) : undefined,
    };
  },

  toJSON(message: ContainerStats): unknown {
    const obj: any = {};
    if (message.attributes !== undefined) {
      obj.attributes = ContainerAttributes.toJSON(message.attributes);
    }
    if (message.cpu !== undefined) {
      obj.cpu = CpuUsage.toJSON(message.cpu);
    }
    if (message.memory !== undefined) {
      obj.memory = MemoryUsage.toJSON(message.memory);
    }
    if (message.writableLayer !== undefined) {
      obj.writableLayer = FilesystemUsage.toJSON(message.writableLayer);
    }
    if (message.swap !== undefined) {
      obj.swap = SwapUsage.toJSON(message.swap);
    }
    if (message.io !== undefined) {
      obj.io = IoUsage.toJSON(message.io);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerStats>, I>>(base?: I): ContainerStats {
    return ContainerStats.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerStats>, I>>(object: I): ContainerStats {
    const message = createBaseContainerStats();
    message.attributes = (object.attributes !== undefined && object.attributes !== null)
      ? ContainerAttributes.fromPartial(object.attributes)
      : undefined;
    message.cpu = (object.cpu !== undefined && object.cpu !== null) ? CpuUsage.fromPartial(object.cpu) : undefined;
    message.memory = (object.memory !== undefined && object.memory !== null)
      ? MemoryUsage.fromPartial(object.memory)
      : undefined;
    message.writableLayer = (object.writableLayer !== undefined && object.writableLayer !== null)
      ? FilesystemUsage.fromPartial(object.writableLayer)
      : undefined;
    message.swap = (object.swap !== undefined && object.swap !== null) ? SwapUsage.fromPartial(object.swap) : undefined;
    message.io = (object.io !== undefined && object.io !== null) ? IoUsage.fromPartial(object.io) : undefined;
    return message;
  },
};

function createBaseWindowsContainerStats(): WindowsContainerStats {
  return { attributes: undefined, cpu: undefined, memory: undefined, writableLayer: undefined };
}

export const WindowsContainerStats: MessageFns<WindowsContainerStats> = {
  encode(message: WindowsContainerStats, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.attributes !== undefined) {
      ContainerAttributes.encode(message.attributes, writer.uint32(10).fork()).join();
    }
    if (message.cpu !== undefined) {
      WindowsCpuUsage.encode(message.cpu, writer.uint32(18).fork()).join();
    }
    if (message.memory !== undefined) {
      WindowsMemoryUsage.encode(message.memory, writer.uint32(26).fork()).join();
    }
    if (message.writableLayer !== undefined) {
      WindowsFilesystemUsage.encode(message.writableLayer, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsContainerStats {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsContainerStats();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.attributes = ContainerAttributes.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.cpu = WindowsCpuUsage.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.memory = WindowsMemoryUsage.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.writableLayer = WindowsFilesystemUsage.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsContainerStats {
    return {
      attributes: isSet(object.attributes) ? ContainerAttributes.fromJSON(object.attributes) : undefined,
      cpu: isSet(object.cpu) ? WindowsCpuUsage.fromJSON(object.cpu) : undefined,
      memory: isSet(object.memory) ? WindowsMemoryUsage.fromJSON(object.memory) : undefined,
      writableLayer: isSet(object.writableLayer)
        ? WindowsFilesystemUsage.fromJSON(object.writableLayer)
        : isSet(object.writable_layer)
        ? WindowsFilesystemUsage.fromJSON(object.writable_layer)
        : undefined,
    };
  },

  toJSON(message: WindowsContainerStats): unknown {
    const obj: any = {};
    if (message.attributes !== undefined) {
      obj.attributes = ContainerAttributes.toJSON(message.attributes);
    }
    if (message.cpu !== undefined) {
      obj.cpu = WindowsCpuUsage.toJSON(message.cpu);
    }
    if (message.memory !== undefined) {
      obj.memory = WindowsMemoryUsage.toJSON(message.memory);
    }
    if (message.writableLayer !== undefined) {
      obj.writableLayer = WindowsFilesystemUsage.toJSON(message.writableLayer);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsContainerStats>, I>>(base?: I): WindowsContainerStats {
    return WindowsContainerStats.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsContainerStats>, I>>(object: I): WindowsContainerStats {
    const message = createBaseWindowsContainerStats();
    message.attributes = (object.attributes !== undefined && object.attributes !== null)
      ? ContainerAttributes.fromPartial(object.attributes)
      : undefined;
    message.cpu = (object.cpu !== undefined && object.cpu !== null)
      ? WindowsCpuUsage.fromPartial(object.cpu)
      : undefined;
    message.memory = (object.memory !== undefined && object.memory !== null)
      ? WindowsMemoryUsage.fromPartial(object.memory)
      : undefined;
    message.writableLayer = (object.writableLayer !== undefined && object.writableLayer !== null)
      ? WindowsFilesystemUsage.fromPartial(object.writableLayer)
      : undefined;
    return message;
  },
};

function createBasePsiStats(): PsiStats {
  return { Full: undefined, Some: undefined };
}

export const PsiStats: MessageFns<PsiStats> = {
  encode(message: PsiStats, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.Full !== undefined) {
      PsiData.encode(message.Full, writer.uint32(10).fork()).join();
    }
    if (message.Some !== undefined) {
      PsiData.encode(message.Some, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PsiStats {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePsiStats();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.Full = PsiData.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.Some = PsiData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PsiStats {
    return {
      Full: isSet(object.Full) ? PsiData.fromJSON(object.Full) : undefined,
      Some: isSet(object.Some) ? PsiData.fromJSON(object.Some) : undefined,
    };
  },

  toJSON(message: PsiStats): unknown {
    const obj: any = {};
    if (message.Full !== undefined) {
      obj.Full = PsiData.toJSON(message.Full);
    }
    if (message.Some !== undefined) {
      obj.Some = PsiData.toJSON(message.Some);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PsiStats>, I>>(base?: I): PsiStats {
    return PsiStats.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PsiStats>, I>>(object: I): PsiStats {
    const message = createBasePsiStats();
    message.Full = (object.Full !== undefined && object.Full !== null) ? PsiData.fromPartial(object.Full) : undefined;
    message.Some = (object.Some !== undefined && object.Some !== null) ? PsiData.fromPartial(object.Some) : undefined;
    return message;
  },
};

function createBasePsiData(): PsiData {
  return { Total: 0n, Avg10: 0, Avg60: 0, Avg300: 0 };
}

export const PsiData: MessageFns<PsiData> = {
  encode(message: PsiData, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.Total !== 0n) {
      if (BigInt.asUintN(64, message.Total) !== message.Total) {
        throw new globalThis.Error("value provided for field message.Total of type uint64 too large");
      }
      writer.uint32(8).uint64(message.Total);
    }
    if (message.Avg10 !== 0) {
      writer.uint32(17).double(message.Avg10);
    }
    if (message.Avg60 !== 0) {
      writer.uint32(25).double(message.Avg60);
    }
    if (message.Avg300 !== 0) {
      writer.uint32(33).double(message.Avg300);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PsiData {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePsiData();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.Total = reader.uint64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 17) {
              break;
            }

            message.Avg10 = reader.double();
            continue;
          }
          case 3: {
            if (tag !== 25) {
              break;
            }

            message.Avg60 = reader.double();
            continue;
          }
          case 4: {
            if (tag !== 33) {
              break;
            }

            message.Avg300 = reader.double();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PsiData {
    return {
      Total: isSet(object.Total) ? BigInt(object.Total) : 0n,
      Avg10: isSet(object.Avg10) ? globalThis.Number(object.Avg10) : 0,
      Avg60: isSet(object.Avg60) ? globalThis.Number(object.Avg60) : 0,
      Avg300: isSet(object.Avg300) ? globalThis.Number(object.Avg300) : 0,
    };
  },

  toJSON(message: PsiData): unknown {
    const obj: any = {};
    if (message.Total !== 0n) {
      obj.Total = message.Total.toString();
    }
    if (message.Avg10 !== 0) {
      obj.Avg10 = floatToJson(message.Avg10);
    }
    if (message.Avg60 !== 0) {
      obj.Avg60 = floatToJson(message.Avg60);
    }
    if (message.Avg300 !== 0) {
      obj.Avg300 = floatToJson(message.Avg300);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PsiData>, I>>(base?: I): PsiData {
    return PsiData.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PsiData>, I>>(object: I): PsiData {
    const message = createBasePsiData();
    message.Total = (object.Total !== undefined && object.Total !== null) ? BigInt(object.Total) : 0n;
    message.Avg10 = object.Avg10 ?? 0;
    message.Avg60 = object.Avg60 ?? 0;
    message.Avg300 = object.Avg300 ?? 0;
    return message;
  },
};

function createBaseCpuUsage(): CpuUsage {
  return { timestamp: 0n, usageCoreNanoSeconds: undefined, usageNanoCores: undefined, psi: undefined };
}

export const CpuUsage: MessageFns<CpuUsage> = {
  encode(message: CpuUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.usageCoreNanoSeconds !== undefined) {
      UInt64Value.encode(message.usageCoreNanoSeconds, writer.uint32(18).fork()).join();
    }
    if (message.usageNanoCores !== undefined) {
      UInt64Value.encode(message.usageNanoCores, writer.uint32(26).fork()).join();
    }
    if (message.psi !== undefined) {
      PsiStats.encode(message.psi, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CpuUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCpuUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.usageCoreNanoSeconds = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.usageNanoCores = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.psi = PsiStats.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CpuUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      usageCoreNanoSeconds: isSet(object.usageCoreNanoSeconds)
        ? UInt64Value.fromJSON(object.usageCoreNanoSeconds)
        : isSet(object.usage_core_nano_seconds)
        ? UInt64Value.fromJSON(object.usage_core_nano_seconds)
        : undefined,
      usageNanoCores: isSet(object.usageNanoCores)
        ? UInt64Value.fromJSON(object.usageNanoCores)
        : isSet(object.usage_nano_cores)
        ? UInt64Value.fromJSON(object.usage_nano_cores)
        : undefined,
      psi: isSet(object.psi) ? PsiStats.fromJSON(object.psi) : undefined,
    };
  },

  toJSON(message: CpuUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.usageCoreNanoSeconds !== undefined) {
      obj.usageCoreNanoSeconds = UInt64Value.toJSON(message.usageCoreNanoSeconds);
    }
    if (message.usageNanoCores !== undefined) {
      obj.usageNanoCores = UInt64Value.toJSON(message.usageNanoCores);
    }
    if (message.psi !== undefined) {
      obj.psi = PsiStats.toJSON(message.psi);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CpuUsage>, I>>(base?: I): CpuUsage {
    return CpuUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CpuUsage>, I>>(object: I): CpuUsage {
    const message = createBaseCpuUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.usageCoreNanoSeconds = (object.usageCoreNanoSeconds !== undefined && object.usageCoreNanoSeconds !== null)
      ? UInt64Value.fromPartial(object.usageCoreNanoSeconds)
      : undefined;
    message.usageNanoCores = (object.usageNanoCores !== undefined && object.usageNanoCores !== null)
      ? UInt64Value.fromPartial(object.usageNanoCores)
      : undefined;
    message.psi = (object.psi !== undefined && object.psi !== null) ? PsiStats.fromPartial(object.psi) : undefined;
    return message;
  },
};

function createBaseWindowsCpuUsage(): WindowsCpuUsage {
  return { timestamp: 0n, usageCoreNanoSeconds: undefined, usageNanoCores: undefined };
}

export const WindowsCpuUsage: MessageFns<WindowsCpuUsage> = {
  encode(message: WindowsCpuUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.usageCoreNanoSeconds !== undefined) {
      UInt64Value.encode(message.usageCoreNanoSeconds, writer.uint32(18).fork()).join();
    }
    if (message.usageNanoCores !== undefined) {
      UInt64Value.encode(message.usageNanoCores, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsCpuUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsCpuUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.usageCoreNanoSeconds = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.usageNanoCores = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsCpuUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      usageCoreNanoSeconds: isSet(object.usageCoreNanoSeconds)
        ? UInt64Value.fromJSON(object.usageCoreNanoSeconds)
        : isSet(object.usage_core_nano_seconds)
        ? UInt64Value.fromJSON(object.usage_core_nano_seconds)
        : undefined,
      usageNanoCores: isSet(object.usageNanoCores)
        ? UInt64Value.fromJSON(object.usageNanoCores)
        : isSet(object.usage_nano_cores)
        ? UInt64Value.fromJSON(object.usage_nano_cores)
        : undefined,
    };
  },

  toJSON(message: WindowsCpuUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.usageCoreNanoSeconds !== undefined) {
      obj.usageCoreNanoSeconds = UInt64Value.toJSON(message.usageCoreNanoSeconds);
    }
    if (message.usageNanoCores !== undefined) {
      obj.usageNanoCores = UInt64Value.toJSON(message.usageNanoCores);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsCpuUsage>, I>>(base?: I): WindowsCpuUsage {
    return WindowsCpuUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsCpuUsage>, I>>(object: I): WindowsCpuUsage {
    const message = createBaseWindowsCpuUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.usageCoreNanoSeconds = (object.usageCoreNanoSeconds !== undefined && object.usageCoreNanoSeconds !== null)
      ? UInt64Value.fromPartial(object.usageCoreNanoSeconds)
      : undefined;
    message.usageNanoCores = (object.usageNanoCores !== undefined && object.usageNanoCores !== null)
      ? UInt64Value.fromPartial(object.usageNanoCores)
      : undefined;
    return message;
  },
};

function createBaseMemoryUsage(): MemoryUsage {
  return {
    timestamp: 0n,
    workingSetBytes: undefined,
    availableBytes: undefined,
    usageBytes: undefined,
    rssBytes: undefined,
    pageFaults: undefined,
    majorPageFaults: undefined,
    psi: undefined,
  };
}

export const MemoryUsage: MessageFns<MemoryUsage> = {
  encode(message: MemoryUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.workingSetBytes !== undefined) {
      UInt64Value.encode(message.workingSetBytes, writer.uint32(18).fork()).join();
    }
    if (message.availableBytes !== undefined) {
      UInt64Value.encode(message.availableBytes, writer.uint32(26).fork()).join();
    }
    if (message.usageBytes !== undefined) {
      UInt64Value.encode(message.usageBytes, writer.uint32(34).fork()).join();
    }
    if (message.rssBytes !== undefined) {
      UInt64Value.encode(message.rssBytes, writer.uint32(42).fork()).join();
    }
    if (message.pageFaults !== undefined) {
      UInt64Value.encode(message.pageFaults, writer.uint32(50).fork()).join();
    }
    if (message.majorPageFaults !== undefined) {
      UInt64Value.encode(message.majorPageFaults, writer.uint32(58).fork()).join();
    }
    if (message.psi !== undefined) {
      PsiStats.encode(message.psi, writer.uint32(66).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MemoryUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMemoryUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.workingSetBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.availableBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.usageBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.rssBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.pageFaults = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.majorPageFaults = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.psi = PsiStats.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): MemoryUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      workingSetBytes: isSet(object.workingSetBytes)
        ? UInt64Value.fromJSON(object.workingSetBytes)
        : isSet(object.working_set_bytes)
        ? UInt64Value.fromJSON(object.working_set_bytes)
        : undefined,
      availableBytes: isSet(object.availableBytes)
        ? UInt64Value.fromJSON(object.availableBytes)
        : isSet(object.available_bytes)
        ? UInt64Value.fromJSON(object.available_bytes)
        : undefined,
      usageBytes: isSet(object.usageBytes)
        ? UInt64Value.fromJSON(object.usageBytes)
        : isSet(object.usage_bytes)
        ? UInt64Value.fromJSON(object.usage_bytes)
        : undefined,
      rssBytes: isSet(object.rssBytes)
        ? UInt64Value.fromJSON(object.rssBytes)
        : isSet(object.rss_bytes)
        ? UInt64Value.fromJSON(object.rss_bytes)
        : undefined,
      pageFaults: isSet(object.pageFaults)
        ? UInt64Value.fromJSON(object.pageFaults)
        : isSet(object.page_faults)
        ? UInt64Value.fromJSON(object.page_faults)
        : undefined,
      majorPageFaults: isSet(object.majorPageFaults)
        ? UInt64Value.fromJSON(object.majorPageFaults)
        : isSet(object.major_page_faults)
        ? UInt64Value.fromJSON(object.major_page_faults)
        : undefined,
      psi: isSet(object.psi) ? PsiStats.fromJSON(object.psi) : undefined,
    };
  },

  toJSON(message: MemoryUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.workingSetBytes !== undefined) {
      obj.workingSetBytes = UInt64Value.toJSON(message.workingSetBytes);
    }
    if (message.availableBytes !== undefined) {
      obj.availableBytes = UInt64Value.toJSON(message.availableBytes);
    }
    if (message.usageBytes !== undefined) {
      obj.usageBytes = UInt64Value.toJSON(message.usageBytes);
    }
    if (message.rssBytes !== undefined) {
      obj.rssBytes = UInt64Value.toJSON(message.rssBytes);
    }
    if (message.pageFaults !== undefined) {
      obj.pageFaults = UInt64Value.toJSON(message.pageFaults);
    }
    if (message.majorPageFaults !== undefined) {
      obj.majorPageFaults = UInt64Value.toJSON(message.majorPageFaults);
    }
    if (message.psi !== undefined) {
      obj.psi = PsiStats.toJSON(message.psi);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<MemoryUsage>, I>>(base?: I): MemoryUsage {
    return MemoryUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MemoryUsage>, I>>(object: I): MemoryUsage {
    const message = createBaseMemoryUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.workingSetBytes = (object.workingSetBytes !== undefined && object.workingSetBytes !== null)
      ? UInt64Value.fromPartial(object.workingSetBytes)
      : undefined;
    message.availableBytes = (object.availableBytes !== undefined && object.availableBytes !== null)
      ? UInt64Value.fromPartial(object.availableBytes)
      : undefined;
    message.usageBytes = (object.usageBytes !== undefined && object.usageBytes !== null)
      ? UInt64Value.fromPartial(object.usageBytes)
      : undefined;
    message.rssBytes = (object.rssBytes !== undefined && object.rssBytes !== null)
      ? UInt64Value.fromPartial(object.rssBytes)
      : undefined;
    message.pageFaults = (object.pageFaults !== undefined && object.pageFaults !== null)
      ? UInt64Value.fromPartial(object.pageFaults)
      : undefined;
    message.majorPageFaults = (object.majorPageFaults !== undefined && object.majorPageFaults !== null)
      ? UInt64Value.fromPartial(object.majorPageFaults)
      : undefined;
    message.psi = (object.psi !== undefined && object.psi !== null) ? PsiStats.fromPartial(object.psi) : undefined;
    return message;
  },
};

function createBaseIoUsage(): IoUsage {
  return { timestamp: 0n, psi: undefined };
}

export const IoUsage: MessageFns<IoUsage> = {
  encode(message: IoUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.psi !== undefined) {
      PsiStats.encode(message.psi, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): IoUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseIoUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.psi = PsiStats.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): IoUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      psi: isSet(object.psi) ? PsiStats.fromJSON(object.psi) : undefined,
    };
  },

  toJSON(message: IoUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.psi !== undefined) {
      obj.psi = PsiStats.toJSON(message.psi);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<IoUsage>, I>>(base?: I): IoUsage {
    return IoUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<IoUsage>, I>>(object: I): IoUsage {
    const message = createBaseIoUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.psi = (object.psi !== undefined && object.psi !== null) ? PsiStats.fromPartial(object.psi) : undefined;
    return message;
  },
};

function createBaseSwapUsage(): SwapUsage {
  return { timestamp: 0n, swapAvailableBytes: undefined, swapUsageBytes: undefined };
}

export const SwapUsage: MessageFns<SwapUsage> = {
  encode(message: SwapUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.swapAvailableBytes !== undefined) {
      UInt64Value.encode(message.swapAvailableBytes, writer.uint32(18).fork()).join();
    }
    if (message.swapUsageBytes !== undefined) {
      UInt64Value.encode(message.swapUsageBytes, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SwapUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSwapUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.swapAvailableBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.swapUsageBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): SwapUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      swapAvailableBytes: isSet(object.swapAvailableBytes)
        ? UInt64Value.fromJSON(object.swapAvailableBytes)
        : isSet(object.swap_available_bytes)
        ? UInt64Value.fromJSON(object.swap_available_bytes)
        : undefined,
      swapUsageBytes: isSet(object.swapUsageBytes)
        ? UInt64Value.fromJSON(object.swapUsageBytes)
        : isSet(object.swap_usage_bytes)
        ? UInt64Value.fromJSON(object.swap_usage_bytes)
        : undefined,
    };
  },

  toJSON(message: SwapUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.swapAvailableBytes !== undefined) {
      obj.swapAvailableBytes = UInt64Value.toJSON(message.swapAvailableBytes);
    }
    if (message.swapUsageBytes !== undefined) {
      obj.swapUsageBytes = UInt64Value.toJSON(message.swapUsageBytes);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<SwapUsage>, I>>(base?: I): SwapUsage {
    return SwapUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SwapUsage>, I>>(object: I): SwapUsage {
    const message = createBaseSwapUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.swapAvailableBytes = (object.swapAvailableBytes !== undefined && object.swapAvailableBytes !== null)
      ? UInt64Value.fromPartial(object.swapAvailableBytes)
      : undefined;
    message.swapUsageBytes = (object.swapUsageBytes !== undefined && object.swapUsageBytes !== null)
      ? UInt64Value.fromPartial(object.swapUsageBytes)
      : undefined;
    return message;
  },
};

function createBaseWindowsMemoryUsage(): WindowsMemoryUsage {
  return {
    timestamp: 0n,
    workingSetBytes: undefined,
    availableBytes: undefined,
    pageFaults: undefined,
    commitMemoryBytes: undefined,
  };
}

export const WindowsMemoryUsage: MessageFns<WindowsMemoryUsage> = {
  encode(message: WindowsMemoryUsage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(8).int64(message.timestamp);
    }
    if (message.workingSetBytes !== undefined) {
      UInt64Value.encode(message.workingSetBytes, writer.uint32(18).fork()).join();
    }
    if (message.availableBytes !== undefined) {
      UInt64Value.encode(message.availableBytes, writer.uint32(26).fork()).join();
    }
    if (message.pageFaults !== undefined) {
      UInt64Value.encode(message.pageFaults, writer.uint32(34).fork()).join();
    }
    if (message.commitMemoryBytes !== undefined) {
      UInt64Value.encode(message.commitMemoryBytes, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WindowsMemoryUsage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWindowsMemoryUsage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.workingSetBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.availableBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.pageFaults = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.commitMemoryBytes = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): WindowsMemoryUsage {
    return {
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      workingSetBytes: isSet(object.workingSetBytes)
        ? UInt64Value.fromJSON(object.workingSetBytes)
        : isSet(object.working_set_bytes)
        ? UInt64Value.fromJSON(object.working_set_bytes)
        : undefined,
      availableBytes: isSet(object.availableBytes)
        ? UInt64Value.fromJSON(object.availableBytes)
        : isSet(object.available_bytes)
        ? UInt64Value.fromJSON(object.available_bytes)
        : undefined,
      pageFaults: isSet(object.pageFaults)
        ? UInt64Value.fromJSON(object.pageFaults)
        : isSet(object.page_faults)
        ? UInt64Value.fromJSON(object.page_faults)
        : undefined,
      commitMemoryBytes: isSet(object.commitMemoryBytes)
        ? UInt64Value.fromJSON(object.commitMemoryBytes)
        : isSet(object.commit_memory_bytes)
        ? UInt64Value.fromJSON(object.commit_memory_bytes)
        : undefined,
    };
  },

  toJSON(message: WindowsMemoryUsage): unknown {
    const obj: any = {};
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.workingSetBytes !== undefined) {
      obj.workingSetBytes = UInt64Value.toJSON(message.workingSetBytes);
    }
    if (message.availableBytes !== undefined) {
      obj.availableBytes = UInt64Value.toJSON(message.availableBytes);
    }
    if (message.pageFaults !== undefined) {
      obj.pageFaults = UInt64Value.toJSON(message.pageFaults);
    }
    if (message.commitMemoryBytes !== undefined) {
      obj.commitMemoryBytes = UInt64Value.toJSON(message.commitMemoryBytes);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<WindowsMemoryUsage>, I>>(base?: I): WindowsMemoryUsage {
    return WindowsMemoryUsage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WindowsMemoryUsage>, I>>(object: I): WindowsMemoryUsage {
    const message = createBaseWindowsMemoryUsage();
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.workingSetBytes = (object.workingSetBytes !== undefined && object.workingSetBytes !== null)
      ? UInt64Value.fromPartial(object.workingSetBytes)
      : undefined;
    message.availableBytes = (object.availableBytes !== undefined && object.availableBytes !== null)
      ? UInt64Value.fromPartial(object.availableBytes)
      : undefined;
    message.pageFaults = (object.pageFaults !== undefined && object.pageFaults !== null)
      ? UInt64Value.fromPartial(object.pageFaults)
      : undefined;
    message.commitMemoryBytes = (object.commitMemoryBytes !== undefined && object.commitMemoryBytes !== null)
      ? UInt64Value.fromPartial(object.commitMemoryBytes)
      : undefined;
    return message;
  },
};

function createBaseReopenContainerLogRequest(): ReopenContainerLogRequest {
  return { containerId: "" };
}

export const ReopenContainerLogRequest: MessageFns<ReopenContainerLogRequest> = {
  encode(message: ReopenContainerLogRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReopenContainerLogRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReopenContainerLogRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ReopenContainerLogRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
    };
  },

  toJSON(message: ReopenContainerLogRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ReopenContainerLogRequest>, I>>(base?: I): ReopenContainerLogRequest {
    return ReopenContainerLogRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReopenContainerLogRequest>, I>>(object: I): ReopenContainerLogRequest {
    const message = createBaseReopenContainerLogRequest();
    message.containerId = object.containerId ?? "";
    return message;
  },
};

function createBaseReopenContainerLogResponse(): ReopenContainerLogResponse {
  return {};
}

export const ReopenContainerLogResponse: MessageFns<ReopenContainerLogResponse> = {
  encode(_: ReopenContainerLogResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReopenContainerLogResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReopenContainerLogResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): ReopenContainerLogResponse {
    return {};
  },

  toJSON(_: ReopenContainerLogResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<ReopenContainerLogResponse>, I>>(base?: I): ReopenContainerLogResponse {
    return ReopenContainerLogResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReopenContainerLogResponse>, I>>(_: I): ReopenContainerLogResponse {
    const message = createBaseReopenContainerLogResponse();
    return message;
  },
};

function createBaseCheckpointContainerRequest(): CheckpointContainerRequest {
  return { containerId: "", location: "", timeout: 0n };
}

export const CheckpointContainerRequest: MessageFns<CheckpointContainerRequest> = {
  encode(message: CheckpointContainerRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    if (message.location !== "") {
      writer.uint32(18).string(message.location);
    }
    if (message.timeout !== 0n) {
      if (BigInt.asIntN(64, message.timeout) !== message.timeout) {
        throw new globalThis.Error("value provided for field message.timeout of type int64 too large");
      }
      writer.uint32(24).int64(message.timeout);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CheckpointContainerRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCheckpointContainerRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.location = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.timeout = reader.int64() as bigint;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CheckpointContainerRequest {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      location: isSet(object.location) ? globalThis.String(object.location) : "",
      timeout: isSet(object.timeout) ? BigInt(object.timeout) : 0n,
    };
  },

  toJSON(message: CheckpointContainerRequest): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.location !== "") {
      obj.location = message.location;
    }
    if (message.timeout !== 0n) {
      obj.timeout = message.timeout.toString();
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CheckpointContainerRequest>, I>>(base?: I): CheckpointContainerRequest {
    return CheckpointContainerRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CheckpointContainerRequest>, I>>(object: I): CheckpointContainerRequest {
    const message = createBaseCheckpointContainerRequest();
    message.containerId = object.containerId ?? "";
    message.location = object.location ?? "";
    message.timeout = (object.timeout !== undefined && object.timeout !== null) ? BigInt(object.timeout) : 0n;
    return message;
  },
};

function createBaseCheckpointContainerResponse(): CheckpointContainerResponse {
  return {};
}

export const CheckpointContainerResponse: MessageFns<CheckpointContainerResponse> = {
  encode(_: CheckpointContainerResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CheckpointContainerResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCheckpointContainerResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): CheckpointContainerResponse {
    return {};
  },

  toJSON(_: CheckpointContainerResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<CheckpointContainerResponse>, I>>(base?: I): CheckpointContainerResponse {
    return CheckpointContainerResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CheckpointContainerResponse>, I>>(_: I): CheckpointContainerResponse {
    const message = createBaseCheckpointContainerResponse();
    return message;
  },
};

function createBaseCheckpointPodRequest(): CheckpointPodRequest {
  return { podSandboxId: "", outputPath: "", containerIds: [], options: {} };
}

export const CheckpointPodRequest: MessageFns<CheckpointPodRequest> = {
  encode(message: CheckpointPodRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    if (message.outputPath !== "") {
      writer.uint32(18).string(message.outputPath);
    }
    for (const v of message.containerIds) {
      writer.uint32(26).string(v!);
    }
    globalThis.Object.entries(message.options).forEach(([key, value]: [string, string]) => {
      CheckpointPodRequest_OptionsEntry.encode({ key: key as any, value }, writer.uint32(34).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CheckpointPodRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCheckpointPodRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.outputPath = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.containerIds.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const entry4 = CheckpointPodRequest_OptionsEntry.decode(reader, reader.uint32());
            if (entry4.value !== undefined) {
              message.options[entry4.key] = entry4.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CheckpointPodRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      outputPath: isSet(object.outputPath)
        ? globalThis.String(object.outputPath)
        : isSet(object.output_path)
        ? globalThis.String(object.output_path)
        : "",
      containerIds: globalThis.Array.isArray(object?.containerIds)
        ? object.containerIds.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.container_ids)
        ? object.container_ids.map((e: any) => globalThis.String(e))
        : [],
      options: isObject(object.options)
        ? (globalThis.Object.entries(object.options) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
    };
  },

  toJSON(message: CheckpointPodRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.outputPath !== "") {
      obj.outputPath = message.outputPath;
    }
    if (message.containerIds?.length) {
      obj.containerIds = message.containerIds;
    }
    if (message.options) {
      const entries = globalThis.Object.entries(message.options) as [string, string][];
      if (entries.length > 0) {
        obj.options = {};
        entries.forEach(([k, v]) => {
          obj.options[k] = v;
        });
      }
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CheckpointPodRequest>, I>>(base?: I): CheckpointPodRequest {
    return CheckpointPodRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CheckpointPodRequest>, I>>(object: I): CheckpointPodRequest {
    const message = createBaseCheckpointPodRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    message.outputPath = object.outputPath ?? "";
    message.containerIds = object.containerIds?.map((e) => e) || [];
    message.options = (globalThis.Object.entries(object.options ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    return message;
  },
};

function createBaseCheckpointPodRequest_OptionsEntry(): CheckpointPodRequest_OptionsEntry {
  return { key: "", value: "" };
}

export const CheckpointPodRequest_OptionsEntry: MessageFns<CheckpointPodRequest_OptionsEntry> = {
  encode(message: CheckpointPodRequest_OptionsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CheckpointPodRequest_OptionsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCheckpointPodRequest_OptionsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): CheckpointPodRequest_OptionsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: CheckpointPodRequest_OptionsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<CheckpointPodRequest_OptionsEntry>, I>>(
    base?: I,
  ): CheckpointPodRequest_OptionsEntry {
    return CheckpointPodRequest_OptionsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CheckpointPodRequest_OptionsEntry>, I>>(
    object: I,
  ): CheckpointPodRequest_OptionsEntry {
    const message = createBaseCheckpointPodRequest_OptionsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseCheckpointPodResponse(): CheckpointPodResponse {
  return {};
}

export const CheckpointPodResponse: MessageFns<CheckpointPodResponse> = {
  encode(_: CheckpointPodResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CheckpointPodResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCheckpointPodResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): CheckpointPodResponse {
    return {};
  },

  toJSON(_: CheckpointPodResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<CheckpointPodResponse>, I>>(base?: I): CheckpointPodResponse {
    return CheckpointPodResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CheckpointPodResponse>, I>>(_: I): CheckpointPodResponse {
    const message = createBaseCheckpointPodResponse();
    return message;
  },
};

function createBaseRestorePodRequest(): RestorePodRequest {
  return { checkpointPath: "", config: undefined, runtimeHandler: "", options: {}, containerConfigs: [] };
}

export const RestorePodRequest: MessageFns<RestorePodRequest> = {
  encode(message: RestorePodRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.checkpointPath !== "") {
      writer.uint32(10).string(message.checkpointPath);
    }
    if (message.config !== undefined) {
      PodSandboxConfig.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.runtimeHandler !== "") {
      writer.uint32(26).string(message.runtimeHandler);
    }
    globalThis.Object.entries(message.options).forEach(([key, value]: [string, string]) => {
      RestorePodRequest_OptionsEntry.encode({ key: key as any, value }, writer.uint32(34).fork()).join();
    });
    for (const v of message.containerConfigs) {
      ContainerConfig.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RestorePodRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRestorePodRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.checkpointPath = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = PodSandboxConfig.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.runtimeHandler = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const entry4 = RestorePodRequest_OptionsEntry.decode(reader, reader.uint32());
            if (entry4.value !== undefined) {
              message.options[entry4.key] = entry4.value;
            }
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.containerConfigs.push(ContainerConfig.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RestorePodRequest {
    return {
      checkpointPath: isSet(object.checkpointPath)
        ? globalThis.String(object.checkpointPath)
        : isSet(object.checkpoint_path)
        ? globalThis.String(object.checkpoint_path)
        : "",
      config: isSet(object.config) ? PodSandboxConfig.fromJSON(object.config) : undefined,
      runtimeHandler: isSet(object.runtimeHandler)
        ? globalThis.String(object.runtimeHandler)
        : isSet(object.runtime_handler)
        ? globalThis.String(object.runtime_handler)
        : "",
      options: isObject(object.options)
        ? (globalThis.Object.entries(object.options) as [string, any][]).reduce(
          (acc: { [key: string]: string }, [key, value]: [string, any]) => {
            globalThis.Object.defineProperty(acc, key, {
              value: globalThis.String(value),
              enumerable: true,
              configurable: true,
              writable: true,
            });
            return acc;
          },
          {},
        )
        : {},
      containerConfigs: globalThis.Array.isArray(object?.containerConfigs)
        ? object.containerConfigs.map((e: any) => ContainerConfig.fromJSON(e))
        : globalThis.Array.isArray(object?.container_configs)
        ? object.container_configs.map((e: any) => ContainerConfig.fromJSON(e))
        : [],
    };
  },

  toJSON(message: RestorePodRequest): unknown {
    const obj: any = {};
    if (message.checkpointPath !== "") {
      obj.checkpointPath = message.checkpointPath;
    }
    if (message.config !== undefined) {
      obj.config = PodSandboxConfig.toJSON(message.config);
    }
    if (message.runtimeHandler !== "") {
      obj.runtimeHandler = message.runtimeHandler;
    }
    if (message.options) {
      const entries = globalThis.Object.entries(message.options) as [string, string][];
      if (entries.length > 0) {
        obj.options = {};
        entries.forEach(([k, v]) => {
          obj.options[k] = v;
        });
      }
    }
    if (message.containerConfigs?.length) {
      obj.containerConfigs = message.containerConfigs.map((e) => ContainerConfig.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RestorePodRequest>, I>>(base?: I): RestorePodRequest {
    return RestorePodRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RestorePodRequest>, I>>(object: I): RestorePodRequest {
    const message = createBaseRestorePodRequest();
    message.checkpointPath = object.checkpointPath ?? "";
    message.config = (object.config !== undefined && object.config !== null)
      ? PodSandboxConfig.fromPartial(object.config)
      : undefined;
    message.runtimeHandler = object.runtimeHandler ?? "";
    message.options = (globalThis.Object.entries(object.options ?? {}) as [string, string][]).reduce(
      (acc: { [key: string]: string }, [key, value]: [string, string]) => {
        if (value !== undefined) {
          acc[key] = globalThis.String(value);
        }
        return acc;
      },
      {},
    );
    message.containerConfigs = object.containerConfigs?.map((e) => ContainerConfig.fromPartial(e)) || [];
    return message;
  },
};

function createBaseRestorePodRequest_OptionsEntry(): RestorePodRequest_OptionsEntry {
  return { key: "", value: "" };
}

export const RestorePodRequest_OptionsEntry: MessageFns<RestorePodRequest_OptionsEntry> = {
  encode(message: RestorePodRequest_OptionsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RestorePodRequest_OptionsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRestorePodRequest_OptionsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RestorePodRequest_OptionsEntry {
    return {
      key: isSet(object.key) ? globalThis.String(object.key) : "",
      value: isSet(object.value) ? globalThis.String(object.value) : "",
    };
  },

  toJSON(message: RestorePodRequest_OptionsEntry): unknown {
    const obj: any = {};
    if (message.key !== "") {
      obj.key = message.key;
    }
    if (message.value !== "") {
      obj.value = message.value;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RestorePodRequest_OptionsEntry>, I>>(base?: I): RestorePodRequest_OptionsEntry {
    return RestorePodRequest_OptionsEntry.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RestorePodRequest_OptionsEntry>, I>>(
    object: I,
  ): RestorePodRequest_OptionsEntry {
    const message = createBaseRestorePodRequest_OptionsEntry();
    message.key = object.key ?? "";
    message.value = object.value ?? "";
    return message;
  },
};

function createBaseRestoredContainer(): RestoredContainer {
  return { name: "", containerId: "" };
}

export const RestoredContainer: MessageFns<RestoredContainer> = {
  encode(message: RestoredContainer, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.containerId !== "") {
      writer.uint32(18).string(message.containerId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RestoredContainer {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRestoredContainer();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RestoredContainer {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
    };
  },

  toJSON(message: RestoredContainer): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RestoredContainer>, I>>(base?: I): RestoredContainer {
    return RestoredContainer.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RestoredContainer>, I>>(object: I): RestoredContainer {
    const message = createBaseRestoredContainer();
    message.name = object.name ?? "";
    message.containerId = object.containerId ?? "";
    return message;
  },
};

function createBaseRestorePodResponse(): RestorePodResponse {
  return { podSandboxId: "", restoredContainers: [] };
}

export const RestorePodResponse: MessageFns<RestorePodResponse> = {
  encode(message: RestorePodResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    for (const v of message.restoredContainers) {
      RestoredContainer.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RestorePodResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRestorePodResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.restoredContainers.push(RestoredContainer.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RestorePodResponse {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      restoredContainers: globalThis.Array.isArray(object?.restoredContainers)
        ? object.restoredContainers.map((e: any) => RestoredContainer.fromJSON(e))
        : globalThis.Array.isArray(object?.restored_containers)
        ? object.restored_containers.map((e: any) => RestoredContainer.fromJSON(e))
        : [],
    };
  },

  toJSON(message: RestorePodResponse): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.restoredContainers?.length) {
      obj.restoredContainers = message.restoredContainers.map((e) => RestoredContainer.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RestorePodResponse>, I>>(base?: I): RestorePodResponse {
    return RestorePodResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RestorePodResponse>, I>>(object: I): RestorePodResponse {
    const message = createBaseRestorePodResponse();
    message.podSandboxId = object.podSandboxId ?? "";
    message.restoredContainers = object.restoredContainers?.map((e) => RestoredContainer.fromPartial(e)) || [];
    return message;
  },
};

function createBaseGetEventsRequest(): GetEventsRequest {
  return {};
}

export const GetEventsRequest: MessageFns<GetEventsRequest> = {
  encode(_: GetEventsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetEventsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetEventsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): GetEventsRequest {
    return {};
  },

  toJSON(_: GetEventsRequest): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<GetEventsRequest>, I>>(base?: I): GetEventsRequest {
    return GetEventsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetEventsRequest>, I>>(_: I): GetEventsRequest {
    const message = createBaseGetEventsRequest();
    return message;
  },
};

function createBaseContainerEventResponse(): ContainerEventResponse {
  return { containerId: "", containerEventType: 0, createdAt: 0n, podSandboxStatus: undefined, containersStatuses: [] };
}

export const ContainerEventResponse: MessageFns<ContainerEventResponse> = {
  encode(message: ContainerEventResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    if (message.containerEventType !== 0) {
      writer.uint32(16).int32(message.containerEventType);
    }
    if (message.createdAt !== 0n) {
      if (BigInt.asIntN(64, message.createdAt) !== message.createdAt) {
        throw new globalThis.Error("value provided for field message.createdAt of type int64 too large");
      }
      writer.uint32(24).int64(message.createdAt);
    }
    if (message.podSandboxStatus !== undefined) {
      PodSandboxStatus.encode(message.podSandboxStatus, writer.uint32(34).fork()).join();
    }
    for (const v of message.containersStatuses) {
      ContainerStatus.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerEventResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerEventResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.containerEventType = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.createdAt = reader.int64() as bigint;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.podSandboxStatus = PodSandboxStatus.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.containersStatuses.push(ContainerStatus.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerEventResponse {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      containerEventType: isSet(object.containerEventType)
        ? containerEventTypeFromJSON(object.containerEventType)
        : isSet(object.container_event_type)
        ? containerEventTypeFromJSON(object.container_event_type)
        : 0,
      createdAt: isSet(object.createdAt)
        ? BigInt(object.createdAt)
        : isSet(object.created_at)
        ? BigInt(object.created_at)
        : 0n,
      podSandboxStatus: isSet(object.podSandboxStatus)
        ? PodSandboxStatus.fromJSON(object.podSandboxStatus)
        : isSet(object.pod_sandbox_status)
        ? PodSandboxStatus.fromJSON(object.pod_sandbox_status)
        : undefined,
      containersStatuses: globalThis.Array.isArray(object?.containersStatuses)
        ? object.containersStatuses.map((e: any) => ContainerStatus.fromJSON(e))
        : globalThis.Array.isArray(object?.containers_statuses)
        ? object.containers_statuses.map((e: any) => ContainerStatus.fromJSON(e))
        : [],
    };
  },

  toJSON(message: ContainerEventResponse): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.containerEventType !== 0) {
      obj.containerEventType = containerEventTypeToJSON(message.containerEventType);
    }
    if (message.createdAt !== 0n) {
      obj.createdAt = message.createdAt.toString();
    }
    if (message.podSandboxStatus !== undefined) {
      obj.podSandboxStatus = PodSandboxStatus.toJSON(message.podSandboxStatus);
    }
    if (message.containersStatuses?.length) {
      obj.containersStatuses = message.containersStatuses.map((e) => ContainerStatus.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerEventResponse>, I>>(base?: I): ContainerEventResponse {
    return ContainerEventResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerEventResponse>, I>>(object: I): ContainerEventResponse {
    const message = createBaseContainerEventResponse();
    message.containerId = object.containerId ?? "";
    message.containerEventType = object.containerEventType ?? 0;
    message.createdAt = (object.createdAt !== undefined && object.createdAt !== null) ? BigInt(object.createdAt) : 0n;
    message.podSandboxStatus = (object.podSandboxStatus !== undefined && object.podSandboxStatus !== null)
      ? PodSandboxStatus.fromPartial(object.podSandboxStatus)
      : undefined;
    message.containersStatuses = object.containersStatuses?.map((e) => ContainerStatus.fromPartial(e)) || [];
    return message;
  },
};

function createBaseListMetricDescriptorsRequest(): ListMetricDescriptorsRequest {
  return {};
}

export const ListMetricDescriptorsRequest: MessageFns<ListMetricDescriptorsRequest> = {
  encode(_: ListMetricDescriptorsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListMetricDescriptorsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListMetricDescriptorsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): ListMetricDescriptorsRequest {
    return {};
  },

  toJSON(_: ListMetricDescriptorsRequest): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<ListMetricDescriptorsRequest>, I>>(base?: I): ListMetricDescriptorsRequest {
    return ListMetricDescriptorsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListMetricDescriptorsRequest>, I>>(_: I): ListMetricDescriptorsRequest {
    const message = createBaseListMetricDescriptorsRequest();
    return message;
  },
};

function createBaseListMetricDescriptorsResponse(): ListMetricDescriptorsResponse {
  return { descriptors: [] };
}

export const ListMetricDescriptorsResponse: MessageFns<ListMetricDescriptorsResponse> = {
  encode(message: ListMetricDescriptorsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.descriptors) {
      MetricDescriptor.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListMetricDescriptorsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListMetricDescriptorsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.descriptors.push(MetricDescriptor.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListMetricDescriptorsResponse {
    return {
      descriptors: globalThis.Array.isArray(object?.descriptors)
        ? object.descriptors.map((e: any) => MetricDescriptor.fromJSON(e))
        : [],
    };
  },

  toJSON(message: ListMetricDescriptorsResponse): unknown {
    const obj: any = {};
    if (message.descriptors?.length) {
      obj.descriptors = message.descriptors.map((e) => MetricDescriptor.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListMetricDescriptorsResponse>, I>>(base?: I): ListMetricDescriptorsResponse {
    return ListMetricDescriptorsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListMetricDescriptorsResponse>, I>>(
    object: I,
  ): ListMetricDescriptorsResponse {
    const message = createBaseListMetricDescriptorsResponse();
    message.descriptors = object.descriptors?.map((e) => MetricDescriptor.fromPartial(e)) || [];
    return message;
  },
};

function createBaseMetricDescriptor(): MetricDescriptor {
  return { name: "", help: "", labelKeys: [] };
}

export const MetricDescriptor: MessageFns<MetricDescriptor> = {
  encode(message: MetricDescriptor, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.help !== "") {
      writer.uint32(18).string(message.help);
    }
    for (const v of message.labelKeys) {
      writer.uint32(26).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MetricDescriptor {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMetricDescriptor();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.help = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.labelKeys.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): MetricDescriptor {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      help: isSet(object.help) ? globalThis.String(object.help) : "",
      labelKeys: globalThis.Array.isArray(object?.labelKeys)
        ? object.labelKeys.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.label_keys)
        ? object.label_keys.map((e: any) => globalThis.String(e))
        : [],
    };
  },

  toJSON(message: MetricDescriptor): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.help !== "") {
      obj.help = message.help;
    }
    if (message.labelKeys?.length) {
      obj.labelKeys = message.labelKeys;
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<MetricDescriptor>, I>>(base?: I): MetricDescriptor {
    return MetricDescriptor.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MetricDescriptor>, I>>(object: I): MetricDescriptor {
    const message = createBaseMetricDescriptor();
    message.name = object.name ?? "";
    message.help = object.help ?? "";
    message.labelKeys = object.labelKeys?.map((e) => e) || [];
    return message;
  },
};

function createBaseListPodSandboxMetricsRequest(): ListPodSandboxMetricsRequest {
  return {};
}

export const ListPodSandboxMetricsRequest: MessageFns<ListPodSandboxMetricsRequest> = {
  encode(_: ListPodSandboxMetricsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPodSandboxMetricsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPodSandboxMetricsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): ListPodSandboxMetricsRequest {
    return {};
  },

  toJSON(_: ListPodSandboxMetricsRequest): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<ListPodSandboxMetricsRequest>, I>>(base?: I): ListPodSandboxMetricsRequest {
    return ListPodSandboxMetricsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPodSandboxMetricsRequest>, I>>(_: I): ListPodSandboxMetricsRequest {
    const message = createBaseListPodSandboxMetricsRequest();
    return message;
  },
};

function createBaseListPodSandboxMetricsResponse(): ListPodSandboxMetricsResponse {
  return { podMetrics: [] };
}

export const ListPodSandboxMetricsResponse: MessageFns<ListPodSandboxMetricsResponse> = {
  encode(message: ListPodSandboxMetricsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.podMetrics) {
      PodSandboxMetrics.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPodSandboxMetricsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPodSandboxMetricsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podMetrics.push(PodSandboxMetrics.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ListPodSandboxMetricsResponse {
    return {
      podMetrics: globalThis.Array.isArray(object?.podMetrics)
        ? object.podMetrics.map((e: any) => PodSandboxMetrics.fromJSON(e))
        : globalThis.Array.isArray(object?.pod_metrics)
        ? object.pod_metrics.map((e: any) => PodSandboxMetrics.fromJSON(e))
        : [],
    };
  },

  toJSON(message: ListPodSandboxMetricsResponse): unknown {
    const obj: any = {};
    if (message.podMetrics?.length) {
      obj.podMetrics = message.podMetrics.map((e) => PodSandboxMetrics.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ListPodSandboxMetricsResponse>, I>>(base?: I): ListPodSandboxMetricsResponse {
    return ListPodSandboxMetricsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPodSandboxMetricsResponse>, I>>(
    object: I,
  ): ListPodSandboxMetricsResponse {
    const message = createBaseListPodSandboxMetricsResponse();
    message.podMetrics = object.podMetrics?.map((e) => PodSandboxMetrics.fromPartial(e)) || [];
    return message;
  },
};

function createBaseStreamPodSandboxMetricsRequest(): StreamPodSandboxMetricsRequest {
  return {};
}

export const StreamPodSandboxMetricsRequest: MessageFns<StreamPodSandboxMetricsRequest> = {
  encode(_: StreamPodSandboxMetricsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamPodSandboxMetricsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamPodSandboxMetricsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): StreamPodSandboxMetricsRequest {
    return {};
  },

  toJSON(_: StreamPodSandboxMetricsRequest): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamPodSandboxMetricsRequest>, I>>(base?: I): StreamPodSandboxMetricsRequest {
    return StreamPodSandboxMetricsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamPodSandboxMetricsRequest>, I>>(_: I): StreamPodSandboxMetricsRequest {
    const message = createBaseStreamPodSandboxMetricsRequest();
    return message;
  },
};

function createBaseStreamPodSandboxMetricsResponse(): StreamPodSandboxMetricsResponse {
  return { podSandboxMetrics: [] };
}

export const StreamPodSandboxMetricsResponse: MessageFns<StreamPodSandboxMetricsResponse> = {
  encode(message: StreamPodSandboxMetricsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.podSandboxMetrics) {
      PodSandboxMetrics.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StreamPodSandboxMetricsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStreamPodSandboxMetricsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxMetrics.push(PodSandboxMetrics.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): StreamPodSandboxMetricsResponse {
    return {
      podSandboxMetrics: globalThis.Array.isArray(object?.podSandboxMetrics)
        ? object.podSandboxMetrics.map((e: any) => PodSandboxMetrics.fromJSON(e))
        : globalThis.Array.isArray(object?.pod_sandbox_metrics)
        ? object.pod_sandbox_metrics.map((e: any) => PodSandboxMetrics.fromJSON(e))
        : [],
    };
  },

  toJSON(message: StreamPodSandboxMetricsResponse): unknown {
    const obj: any = {};
    if (message.podSandboxMetrics?.length) {
      obj.podSandboxMetrics = message.podSandboxMetrics.map((e) => PodSandboxMetrics.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<StreamPodSandboxMetricsResponse>, I>>(base?: I): StreamPodSandboxMetricsResponse {
    return StreamPodSandboxMetricsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StreamPodSandboxMetricsResponse>, I>>(
    object: I,
  ): StreamPodSandboxMetricsResponse {
    const message = createBaseStreamPodSandboxMetricsResponse();
    message.podSandboxMetrics = object.podSandboxMetrics?.map((e) => PodSandboxMetrics.fromPartial(e)) || [];
    return message;
  },
};

function createBasePodSandboxMetrics(): PodSandboxMetrics {
  return { podSandboxId: "", metrics: [], containerMetrics: [] };
}

export const PodSandboxMetrics: MessageFns<PodSandboxMetrics> = {
  encode(message: PodSandboxMetrics, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    for (const v of message.metrics) {
      Metric.encode(v!, writer.uint32(18).fork()).join();
    }
    for (const v of message.containerMetrics) {
      ContainerMetrics.encode(v!, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PodSandboxMetrics {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePodSandboxMetrics();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metrics.push(Metric.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.containerMetrics.push(ContainerMetrics.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): PodSandboxMetrics {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      metrics: globalThis.Array.isArray(object?.metrics) ? object.metrics.map((e: any) => Metric.fromJSON(e)) : [],
      containerMetrics: globalThis.Array.isArray(object?.containerMetrics)
        ? object.containerMetrics.map((e: any) => ContainerMetrics.fromJSON(e))
        : globalThis.Array.isArray(object?.container_metrics)
        ? object.container_metrics.map((e: any) => ContainerMetrics.fromJSON(e))
        : [],
    };
  },

  toJSON(message: PodSandboxMetrics): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.metrics?.length) {
      obj.metrics = message.metrics.map((e) => Metric.toJSON(e));
    }
    if (message.containerMetrics?.length) {
      obj.containerMetrics = message.containerMetrics.map((e) => ContainerMetrics.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<PodSandboxMetrics>, I>>(base?: I): PodSandboxMetrics {
    return PodSandboxMetrics.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PodSandboxMetrics>, I>>(object: I): PodSandboxMetrics {
    const message = createBasePodSandboxMetrics();
    message.podSandboxId = object.podSandboxId ?? "";
    message.metrics = object.metrics?.map((e) => Metric.fromPartial(e)) || [];
    message.containerMetrics = object.containerMetrics?.map((e) => ContainerMetrics.fromPartial(e)) || [];
    return message;
  },
};

function createBaseContainerMetrics(): ContainerMetrics {
  return { containerId: "", metrics: [] };
}

export const ContainerMetrics: MessageFns<ContainerMetrics> = {
  encode(message: ContainerMetrics, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.containerId !== "") {
      writer.uint32(10).string(message.containerId);
    }
    for (const v of message.metrics) {
      Metric.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ContainerMetrics {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseContainerMetrics();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.containerId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metrics.push(Metric.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): ContainerMetrics {
    return {
      containerId: isSet(object.containerId)
        ? globalThis.String(object.containerId)
        : isSet(object.container_id)
        ? globalThis.String(object.container_id)
        : "",
      metrics: globalThis.Array.isArray(object?.metrics) ? object.metrics.map((e: any) => Metric.fromJSON(e)) : [],
    };
  },

  toJSON(message: ContainerMetrics): unknown {
    const obj: any = {};
    if (message.containerId !== "") {
      obj.containerId = message.containerId;
    }
    if (message.metrics?.length) {
      obj.metrics = message.metrics.map((e) => Metric.toJSON(e));
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<ContainerMetrics>, I>>(base?: I): ContainerMetrics {
    return ContainerMetrics.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ContainerMetrics>, I>>(object: I): ContainerMetrics {
    const message = createBaseContainerMetrics();
    message.containerId = object.containerId ?? "";
    message.metrics = object.metrics?.map((e) => Metric.fromPartial(e)) || [];
    return message;
  },
};

function createBaseMetric(): Metric {
  return { name: "", timestamp: 0n, metricType: 0, labelValues: [], value: undefined };
}

export const Metric: MessageFns<Metric> = {
  encode(message: Metric, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.timestamp !== 0n) {
      if (BigInt.asIntN(64, message.timestamp) !== message.timestamp) {
        throw new globalThis.Error("value provided for field message.timestamp of type int64 too large");
      }
      writer.uint32(16).int64(message.timestamp);
    }
    if (message.metricType !== 0) {
      writer.uint32(24).int32(message.metricType);
    }
    for (const v of message.labelValues) {
      writer.uint32(34).string(v!);
    }
    if (message.value !== undefined) {
      UInt64Value.encode(message.value, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Metric {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMetric();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.timestamp = reader.int64() as bigint;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.metricType = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.labelValues.push(reader.string());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.value = UInt64Value.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): Metric {
    return {
      name: isSet(object.name) ? globalThis.String(object.name) : "",
      timestamp: isSet(object.timestamp) ? BigInt(object.timestamp) : 0n,
      metricType: isSet(object.metricType)
        ? metricTypeFromJSON(object.metricType)
        : isSet(object.metric_type)
        ? metricTypeFromJSON(object.metric_type)
        : 0,
      labelValues: globalThis.Array.isArray(object?.labelValues)
        ? object.labelValues.map((e: any) => globalThis.String(e))
        : globalThis.Array.isArray(object?.label_values)
        ? object.label_values.map((e: any) => globalThis.String(e))
        : [],
      value: isSet(object.value) ? UInt64Value.fromJSON(object.value) : undefined,
    };
  },

  toJSON(message: Metric): unknown {
    const obj: any = {};
    if (message.name !== "") {
      obj.name = message.name;
    }
    if (message.timestamp !== 0n) {
      obj.timestamp = message.timestamp.toString();
    }
    if (message.metricType !== 0) {
      obj.metricType = metricTypeToJSON(message.metricType);
    }
    if (message.labelValues?.length) {
      obj.labelValues = message.labelValues;
    }
    if (message.value !== undefined) {
      obj.value = UInt64Value.toJSON(message.value);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<Metric>, I>>(base?: I): Metric {
    return Metric.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Metric>, I>>(object: I): Metric {
    const message = createBaseMetric();
    message.name = object.name ?? "";
    message.timestamp = (object.timestamp !== undefined && object.timestamp !== null) ? BigInt(object.timestamp) : 0n;
    message.metricType = object.metricType ?? 0;
    message.labelValues = object.labelValues?.map((e) => e) || [];
    message.value = (object.value !== undefined && object.value !== null)
      ? UInt64Value.fromPartial(object.value)
      : undefined;
    return message;
  },
};

function createBaseRuntimeConfigRequest(): RuntimeConfigRequest {
  return {};
}

export const RuntimeConfigRequest: MessageFns<RuntimeConfigRequest> = {
  encode(_: RuntimeConfigRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeConfigRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeConfigRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): RuntimeConfigRequest {
    return {};
  },

  toJSON(_: RuntimeConfigRequest): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeConfigRequest>, I>>(base?: I): RuntimeConfigRequest {
    return RuntimeConfigRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeConfigRequest>, I>>(_: I): RuntimeConfigRequest {
    const message = createBaseRuntimeConfigRequest();
    return message;
  },
};

function createBaseRuntimeConfigResponse(): RuntimeConfigResponse {
  return { linux: undefined };
}

export const RuntimeConfigResponse: MessageFns<RuntimeConfigResponse> = {
  encode(message: RuntimeConfigResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.linux !== undefined) {
      LinuxRuntimeConfiguration.encode(message.linux, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RuntimeConfigResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRuntimeConfigResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.linux = LinuxRuntimeConfiguration.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): RuntimeConfigResponse {
    return { linux: isSet(object.linux) ? LinuxRuntimeConfiguration.fromJSON(object.linux) : undefined };
  },

  toJSON(message: RuntimeConfigResponse): unknown {
    const obj: any = {};
    if (message.linux !== undefined) {
      obj.linux = LinuxRuntimeConfiguration.toJSON(message.linux);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<RuntimeConfigResponse>, I>>(base?: I): RuntimeConfigResponse {
    return RuntimeConfigResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RuntimeConfigResponse>, I>>(object: I): RuntimeConfigResponse {
    const message = createBaseRuntimeConfigResponse();
    message.linux = (object.linux !== undefined && object.linux !== null)
      ? LinuxRuntimeConfiguration.fromPartial(object.linux)
      : undefined;
    return message;
  },
};

function createBaseLinuxRuntimeConfiguration(): LinuxRuntimeConfiguration {
  return { cgroupDriver: 0 };
}

export const LinuxRuntimeConfiguration: MessageFns<LinuxRuntimeConfiguration> = {
  encode(message: LinuxRuntimeConfiguration, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.cgroupDriver !== 0) {
      writer.uint32(8).int32(message.cgroupDriver);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LinuxRuntimeConfiguration {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLinuxRuntimeConfiguration();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.cgroupDriver = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): LinuxRuntimeConfiguration {
    return {
      cgroupDriver: isSet(object.cgroupDriver)
        ? cgroupDriverFromJSON(object.cgroupDriver)
        : isSet(object.cgroup_driver)
        ? cgroupDriverFromJSON(object.cgroup_driver)
        : 0,
    };
  },

  toJSON(message: LinuxRuntimeConfiguration): unknown {
    const obj: any = {};
    if (message.cgroupDriver !== 0) {
      obj.cgroupDriver = cgroupDriverToJSON(message.cgroupDriver);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<LinuxRuntimeConfiguration>, I>>(base?: I): LinuxRuntimeConfiguration {
    return LinuxRuntimeConfiguration.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LinuxRuntimeConfiguration>, I>>(object: I): LinuxRuntimeConfiguration {
    const message = createBaseLinuxRuntimeConfiguration();
    message.cgroupDriver = object.cgroupDriver ?? 0;
    return message;
  },
};

function createBaseUpdatePodSandboxResourcesRequest(): UpdatePodSandboxResourcesRequest {
  return { podSandboxId: "", overhead: undefined, resources: undefined };
}

export const UpdatePodSandboxResourcesRequest: MessageFns<UpdatePodSandboxResourcesRequest> = {
  encode(message: UpdatePodSandboxResourcesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.podSandboxId !== "") {
      writer.uint32(10).string(message.podSandboxId);
    }
    if (message.overhead !== undefined) {
      LinuxContainerResources.encode(message.overhead, writer.uint32(18).fork()).join();
    }
    if (message.resources !== undefined) {
      LinuxContainerResources.encode(message.resources, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdatePodSandboxResourcesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdatePodSandboxResourcesRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.podSandboxId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.overhead = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.resources = LinuxContainerResources.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(object: any): UpdatePodSandboxResourcesRequest {
    return {
      podSandboxId: isSet(object.podSandboxId)
        ? globalThis.String(object.podSandboxId)
        : isSet(object.pod_sandbox_id)
        ? globalThis.String(object.pod_sandbox_id)
        : "",
      overhead: isSet(object.overhead) ? LinuxContainerResources.fromJSON(object.overhead) : undefined,
      resources: isSet(object.resources) ? LinuxContainerResources.fromJSON(object.resources) : undefined,
    };
  },

  toJSON(message: UpdatePodSandboxResourcesRequest): unknown {
    const obj: any = {};
    if (message.podSandboxId !== "") {
      obj.podSandboxId = message.podSandboxId;
    }
    if (message.overhead !== undefined) {
      obj.overhead = LinuxContainerResources.toJSON(message.overhead);
    }
    if (message.resources !== undefined) {
      obj.resources = LinuxContainerResources.toJSON(message.resources);
    }
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdatePodSandboxResourcesRequest>, I>>(
    base?: I,
  ): UpdatePodSandboxResourcesRequest {
    return UpdatePodSandboxResourcesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdatePodSandboxResourcesRequest>, I>>(
    object: I,
  ): UpdatePodSandboxResourcesRequest {
    const message = createBaseUpdatePodSandboxResourcesRequest();
    message.podSandboxId = object.podSandboxId ?? "";
    message.overhead = (object.overhead !== undefined && object.overhead !== null)
      ? LinuxContainerResources.fromPartial(object.overhead)
      : undefined;
    message.resources = (object.resources !== undefined && object.resources !== null)
      ? LinuxContainerResources.fromPartial(object.resources)
      : undefined;
    return message;
  },
};

function createBaseUpdatePodSandboxResourcesResponse(): UpdatePodSandboxResourcesResponse {
  return {};
}

export const UpdatePodSandboxResourcesResponse: MessageFns<UpdatePodSandboxResourcesResponse> = {
  encode(_: UpdatePodSandboxResourcesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpdatePodSandboxResourcesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpdatePodSandboxResourcesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  fromJSON(_: any): UpdatePodSandboxResourcesResponse {
    return {};
  },

  toJSON(_: UpdatePodSandboxResourcesResponse): unknown {
    const obj: any = {};
    return obj;
  },

  create<I extends Exact<DeepPartial<UpdatePodSandboxResourcesResponse>, I>>(
    base?: I,
  ): UpdatePodSandboxResourcesResponse {
    return UpdatePodSandboxResourcesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UpdatePodSandboxResourcesResponse>, I>>(
    _: I,
  ): UpdatePodSandboxResourcesResponse {
    const message = createBaseUpdatePodSandboxResourcesResponse();
    return message;
  },
};

export type RuntimeServiceService = typeof RuntimeServiceService;
export const RuntimeServiceService = {
  version: {
    path: "/runtime.v1.RuntimeService/Version" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: VersionRequest): Buffer => Buffer.from(VersionRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): VersionRequest => VersionRequest.decode(value),
    responseSerialize: (value: VersionResponse): Buffer => Buffer.from(VersionResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): VersionResponse => VersionResponse.decode(value),
  },
  runPodSandbox: {
    path: "/runtime.v1.RuntimeService/RunPodSandbox" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RunPodSandboxRequest): Buffer => Buffer.from(RunPodSandboxRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RunPodSandboxRequest => RunPodSandboxRequest.decode(value),
    responseSerialize: (value: RunPodSandboxResponse): Buffer =>
      Buffer.from(RunPodSandboxResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RunPodSandboxResponse => RunPodSandboxResponse.decode(value),
  },
  stopPodSandbox: {
    path: "/runtime.v1.RuntimeService/StopPodSandbox" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StopPodSandboxRequest): Buffer =>
      Buffer.from(StopPodSandboxRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StopPodSandboxRequest => StopPodSandboxRequest.decode(value),
    responseSerialize: (value: StopPodSandboxResponse): Buffer =>
      Buffer.from(StopPodSandboxResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StopPodSandboxResponse => StopPodSandboxResponse.decode(value),
  },
  removePodSandbox: {
    path: "/runtime.v1.RuntimeService/RemovePodSandbox" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RemovePodSandboxRequest): Buffer =>
      Buffer.from(RemovePodSandboxRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RemovePodSandboxRequest => RemovePodSandboxRequest.decode(value),
    responseSerialize: (value: RemovePodSandboxResponse): Buffer =>
      Buffer.from(RemovePodSandboxResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RemovePodSandboxResponse => RemovePodSandboxResponse.decode(value),
  },
  podSandboxStatus: {
    path: "/runtime.v1.RuntimeService/PodSandboxStatus" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PodSandboxStatusRequest): Buffer =>
      Buffer.from(PodSandboxStatusRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): PodSandboxStatusRequest => PodSandboxStatusRequest.decode(value),
    responseSerialize: (value: PodSandboxStatusResponse): Buffer =>
      Buffer.from(PodSandboxStatusResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): PodSandboxStatusResponse => PodSandboxStatusResponse.decode(value),
  },
  listPodSandbox: {
    path: "/runtime.v1.RuntimeService/ListPodSandbox" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListPodSandboxRequest): Buffer =>
      Buffer.from(ListPodSandboxRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListPodSandboxRequest => ListPodSandboxRequest.decode(value),
    responseSerialize: (value: ListPodSandboxResponse): Buffer =>
      Buffer.from(ListPodSandboxResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListPodSandboxResponse => ListPodSandboxResponse.decode(value),
  },
  streamPodSandboxes: {
    path: "/runtime.v1.RuntimeService/StreamPodSandboxes" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: StreamPodSandboxesRequest): Buffer =>
      Buffer.from(StreamPodSandboxesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StreamPodSandboxesRequest => StreamPodSandboxesRequest.decode(value),
    responseSerialize: (value: StreamPodSandboxesResponse): Buffer =>
      Buffer.from(StreamPodSandboxesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StreamPodSandboxesResponse => StreamPodSandboxesResponse.decode(value),
  },
  createContainer: {
    path: "/runtime.v1.RuntimeService/CreateContainer" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CreateContainerRequest): Buffer =>
      Buffer.from(CreateContainerRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): CreateContainerRequest => CreateContainerRequest.decode(value),
    responseSerialize: (value: CreateContainerResponse): Buffer =>
      Buffer.from(CreateContainerResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): CreateContainerResponse => CreateContainerResponse.decode(value),
  },
  startContainer: {
    path: "/runtime.v1.RuntimeService/StartContainer" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StartContainerRequest): Buffer =>
      Buffer.from(StartContainerRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StartContainerRequest => StartContainerRequest.decode(value),
    responseSerialize: (value: StartContainerResponse): Buffer =>
      Buffer.from(StartContainerResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StartContainerResponse => StartContainerResponse.decode(value),
  },
  stopContainer: {
    path: "/runtime.v1.RuntimeService/StopContainer" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StopContainerRequest): Buffer => Buffer.from(StopContainerRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StopContainerRequest => StopContainerRequest.decode(value),
    responseSerialize: (value: StopContainerResponse): Buffer =>
      Buffer.from(StopContainerResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StopContainerResponse => StopContainerResponse.decode(value),
  },
  removeContainer: {
    path: "/runtime.v1.RuntimeService/RemoveContainer" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RemoveContainerRequest): Buffer =>
      Buffer.from(RemoveContainerRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RemoveContainerRequest => RemoveContainerRequest.decode(value),
    responseSerialize: (value: RemoveContainerResponse): Buffer =>
      Buffer.from(RemoveContainerResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RemoveContainerResponse => RemoveContainerResponse.decode(value),
  },
  listContainers: {
    path: "/runtime.v1.RuntimeService/ListContainers" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListContainersRequest): Buffer =>
      Buffer.from(ListContainersRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListContainersRequest => ListContainersRequest.decode(value),
    responseSerialize: (value: ListContainersResponse): Buffer =>
      Buffer.from(ListContainersResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListContainersResponse => ListContainersResponse.decode(value),
  },
  streamContainers: {
    path: "/runtime.v1.RuntimeService/StreamContainers" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: StreamContainersRequest): Buffer =>
      Buffer.from(StreamContainersRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StreamContainersRequest => StreamContainersRequest.decode(value),
    responseSerialize: (value: StreamContainersResponse): Buffer =>
      Buffer.from(StreamContainersResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StreamContainersResponse => StreamContainersResponse.decode(value),
  },
  containerStatus: {
    path: "/runtime.v1.RuntimeService/ContainerStatus" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ContainerStatusRequest): Buffer =>
      Buffer.from(ContainerStatusRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ContainerStatusRequest => ContainerStatusRequest.decode(value),
    responseSerialize: (value: ContainerStatusResponse): Buffer =>
      Buffer.from(ContainerStatusResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ContainerStatusResponse => ContainerStatusResponse.decode(value),
  },
  updateContainerResources: {
    path: "/runtime.v1.RuntimeService/UpdateContainerResources" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UpdateContainerResourcesRequest): Buffer =>
      Buffer.from(UpdateContainerResourcesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): UpdateContainerResourcesRequest =>
      UpdateContainerResourcesRequest.decode(value),
    responseSerialize: (value: UpdateContainerResourcesResponse): Buffer =>
      Buffer.from(UpdateContainerResourcesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): UpdateContainerResourcesResponse =>
      UpdateContainerResourcesResponse.decode(value),
  },
  reopenContainerLog: {
    path: "/runtime.v1.RuntimeService/ReopenContainerLog" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ReopenContainerLogRequest): Buffer =>
      Buffer.from(ReopenContainerLogRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ReopenContainerLogRequest => ReopenContainerLogRequest.decode(value),
    responseSerialize: (value: ReopenContainerLogResponse): Buffer =>
      Buffer.from(ReopenContainerLogResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ReopenContainerLogResponse => ReopenContainerLogResponse.decode(value),
  },
  execSync: {
    path: "/runtime.v1.RuntimeService/ExecSync" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ExecSyncRequest): Buffer => Buffer.from(ExecSyncRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ExecSyncRequest => ExecSyncRequest.decode(value),
    responseSerialize: (value: ExecSyncResponse): Buffer => Buffer.from(ExecSyncResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ExecSyncResponse => ExecSyncResponse.decode(value),
  },
  exec: {
    path: "/runtime.v1.RuntimeService/Exec" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ExecRequest): Buffer => Buffer.from(ExecRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ExecRequest => ExecRequest.decode(value),
    responseSerialize: (value: ExecResponse): Buffer => Buffer.from(ExecResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ExecResponse => ExecResponse.decode(value),
  },
  attach: {
    path: "/runtime.v1.RuntimeService/Attach" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: AttachRequest): Buffer => Buffer.from(AttachRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): AttachRequest => AttachRequest.decode(value),
    responseSerialize: (value: AttachResponse): Buffer => Buffer.from(AttachResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): AttachResponse => AttachResponse.decode(value),
  },
  portForward: {
    path: "/runtime.v1.RuntimeService/PortForward" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PortForwardRequest): Buffer => Buffer.from(PortForwardRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): PortForwardRequest => PortForwardRequest.decode(value),
    responseSerialize: (value: PortForwardResponse): Buffer => Buffer.from(PortForwardResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): PortForwardResponse => PortForwardResponse.decode(value),
  },
  containerStats: {
    path: "/runtime.v1.RuntimeService/ContainerStats" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ContainerStatsRequest): Buffer =>
      Buffer.from(ContainerStatsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ContainerStatsRequest => ContainerStatsRequest.decode(value),
    responseSerialize: (value: ContainerStatsResponse): Buffer =>
      Buffer.from(ContainerStatsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ContainerStatsResponse => ContainerStatsResponse.decode(value),
  },
  listContainerStats: {
    path: "/runtime.v1.RuntimeService/ListContainerStats" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListContainerStatsRequest): Buffer =>
      Buffer.from(ListContainerStatsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListContainerStatsRequest => ListContainerStatsRequest.decode(value),
    responseSerialize: (value: ListContainerStatsResponse): Buffer =>
      Buffer.from(ListContainerStatsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListContainerStatsResponse => ListContainerStatsResponse.decode(value),
  },
  streamContainerStats: {
    path: "/runtime.v1.RuntimeService/StreamContainerStats" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: StreamContainerStatsRequest): Buffer =>
      Buffer.from(StreamContainerStatsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StreamContainerStatsRequest => StreamContainerStatsRequest.decode(value),
    responseSerialize: (value: StreamContainerStatsResponse): Buffer =>
      Buffer.from(StreamContainerStatsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StreamContainerStatsResponse => StreamContainerStatsResponse.decode(value),
  },
  podSandboxStats: {
    path: "/runtime.v1.RuntimeService/PodSandboxStats" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PodSandboxStatsRequest): Buffer =>
      Buffer.from(PodSandboxStatsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): PodSandboxStatsRequest => PodSandboxStatsRequest.decode(value),
    responseSerialize: (value: PodSandboxStatsResponse): Buffer =>
      Buffer.from(PodSandboxStatsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): PodSandboxStatsResponse => PodSandboxStatsResponse.decode(value),
  },
  listPodSandboxStats: {
    path: "/runtime.v1.RuntimeService/ListPodSandboxStats" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListPodSandboxStatsRequest): Buffer =>
      Buffer.from(ListPodSandboxStatsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListPodSandboxStatsRequest => ListPodSandboxStatsRequest.decode(value),
    responseSerialize: (value: ListPodSandboxStatsResponse): Buffer =>
      Buffer.from(ListPodSandboxStatsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListPodSandboxStatsResponse => ListPodSandboxStatsResponse.decode(value),
  },
  streamPodSandboxStats: {
    path: "/runtime.v1.RuntimeService/StreamPodSandboxStats" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: StreamPodSandboxStatsRequest): Buffer =>
      Buffer.from(StreamPodSandboxStatsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StreamPodSandboxStatsRequest => StreamPodSandboxStatsRequest.decode(value),
    responseSerialize: (value: StreamPodSandboxStatsResponse): Buffer =>
      Buffer.from(StreamPodSandboxStatsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StreamPodSandboxStatsResponse => StreamPodSandboxStatsResponse.decode(value),
  },
  updateRuntimeConfig: {
    path: "/runtime.v1.RuntimeService/UpdateRuntimeConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UpdateRuntimeConfigRequest): Buffer =>
      Buffer.from(UpdateRuntimeConfigRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): UpdateRuntimeConfigRequest => UpdateRuntimeConfigRequest.decode(value),
    responseSerialize: (value: UpdateRuntimeConfigResponse): Buffer =>
      Buffer.from(UpdateRuntimeConfigResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): UpdateRuntimeConfigResponse => UpdateRuntimeConfigResponse.decode(value),
  },
  status: {
    path: "/runtime.v1.RuntimeService/Status" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StatusRequest): Buffer => Buffer.from(StatusRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StatusRequest => StatusRequest.decode(value),
    responseSerialize: (value: StatusResponse): Buffer => Buffer.from(StatusResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StatusResponse => StatusResponse.decode(value),
  },
  checkpointContainer: {
    path: "/runtime.v1.RuntimeService/CheckpointContainer" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CheckpointContainerRequest): Buffer =>
      Buffer.from(CheckpointContainerRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): CheckpointContainerRequest => CheckpointContainerRequest.decode(value),
    responseSerialize: (value: CheckpointContainerResponse): Buffer =>
      Buffer.from(CheckpointContainerResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): CheckpointContainerResponse => CheckpointContainerResponse.decode(value),
  },
  checkpointPod: {
    path: "/runtime.v1.RuntimeService/CheckpointPod" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CheckpointPodRequest): Buffer => Buffer.from(CheckpointPodRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): CheckpointPodRequest => CheckpointPodRequest.decode(value),
    responseSerialize: (value: CheckpointPodResponse): Buffer =>
      Buffer.from(CheckpointPodResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): CheckpointPodResponse => CheckpointPodResponse.decode(value),
  },
  restorePod: {
    path: "/runtime.v1.RuntimeService/RestorePod" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RestorePodRequest): Buffer => Buffer.from(RestorePodRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RestorePodRequest => RestorePodRequest.decode(value),
    responseSerialize: (value: RestorePodResponse): Buffer => Buffer.from(RestorePodResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RestorePodResponse => RestorePodResponse.decode(value),
  },
  getContainerEvents: {
    path: "/runtime.v1.RuntimeService/GetContainerEvents" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: GetEventsRequest): Buffer => Buffer.from(GetEventsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetEventsRequest => GetEventsRequest.decode(value),
    responseSerialize: (value: ContainerEventResponse): Buffer =>
      Buffer.from(ContainerEventResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ContainerEventResponse => ContainerEventResponse.decode(value),
  },
  listMetricDescriptors: {
    path: "/runtime.v1.RuntimeService/ListMetricDescriptors" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListMetricDescriptorsRequest): Buffer =>
      Buffer.from(ListMetricDescriptorsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListMetricDescriptorsRequest => ListMetricDescriptorsRequest.decode(value),
    responseSerialize: (value: ListMetricDescriptorsResponse): Buffer =>
      Buffer.from(ListMetricDescriptorsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListMetricDescriptorsResponse => ListMetricDescriptorsResponse.decode(value),
  },
  listPodSandboxMetrics: {
    path: "/runtime.v1.RuntimeService/ListPodSandboxMetrics" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListPodSandboxMetricsRequest): Buffer =>
      Buffer.from(ListPodSandboxMetricsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListPodSandboxMetricsRequest => ListPodSandboxMetricsRequest.decode(value),
    responseSerialize: (value: ListPodSandboxMetricsResponse): Buffer =>
      Buffer.from(ListPodSandboxMetricsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListPodSandboxMetricsResponse => ListPodSandboxMetricsResponse.decode(value),
  },
  streamPodSandboxMetrics: {
    path: "/runtime.v1.RuntimeService/StreamPodSandboxMetrics" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: StreamPodSandboxMetricsRequest): Buffer =>
      Buffer.from(StreamPodSandboxMetricsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StreamPodSandboxMetricsRequest => StreamPodSandboxMetricsRequest.decode(value),
    responseSerialize: (value: StreamPodSandboxMetricsResponse): Buffer =>
      Buffer.from(StreamPodSandboxMetricsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StreamPodSandboxMetricsResponse =>
      StreamPodSandboxMetricsResponse.decode(value),
  },
  runtimeConfig: {
    path: "/runtime.v1.RuntimeService/RuntimeConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RuntimeConfigRequest): Buffer => Buffer.from(RuntimeConfigRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RuntimeConfigRequest => RuntimeConfigRequest.decode(value),
    responseSerialize: (value: RuntimeConfigResponse): Buffer =>
      Buffer.from(RuntimeConfigResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RuntimeConfigResponse => RuntimeConfigResponse.decode(value),
  },
  updatePodSandboxResources: {
    path: "/runtime.v1.RuntimeService/UpdatePodSandboxResources" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UpdatePodSandboxResourcesRequest): Buffer =>
      Buffer.from(UpdatePodSandboxResourcesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): UpdatePodSandboxResourcesRequest =>
      UpdatePodSandboxResourcesRequest.decode(value),
    responseSerialize: (value: UpdatePodSandboxResourcesResponse): Buffer =>
      Buffer.from(UpdatePodSandboxResourcesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): UpdatePodSandboxResourcesResponse =>
      UpdatePodSandboxResourcesResponse.decode(value),
  },
} as const;

export interface RuntimeServiceServer extends UntypedServiceImplementation {
  version: handleUnaryCall<VersionRequest, VersionResponse>;
  runPodSandbox: handleUnaryCall<RunPodSandboxRequest, RunPodSandboxResponse>;
  stopPodSandbox: handleUnaryCall<StopPodSandboxRequest, StopPodSandboxResponse>;
  removePodSandbox: handleUnaryCall<RemovePodSandboxRequest, RemovePodSandboxResponse>;
  podSandboxStatus: handleUnaryCall<PodSandboxStatusRequest, PodSandboxStatusResponse>;
  listPodSandbox: handleUnaryCall<ListPodSandboxRequest, ListPodSandboxResponse>;
  streamPodSandboxes: handleServerStreamingCall<StreamPodSandboxesRequest, StreamPodSandboxesResponse>;
  createContainer: handleUnaryCall<CreateContainerRequest, CreateContainerResponse>;
  startContainer: handleUnaryCall<StartContainerRequest, StartContainerResponse>;
  stopContainer: handleUnaryCall<StopContainerRequest, StopContainerResponse>;
  removeContainer: handleUnaryCall<RemoveContainerRequest, RemoveContainerResponse>;
  listContainers: handleUnaryCall<ListContainersRequest, ListContainersResponse>;
  streamContainers: handleServerStreamingCall<StreamContainersRequest, StreamContainersResponse>;
  containerStatus: handleUnaryCall<ContainerStatusRequest, ContainerStatusResponse>;
  updateContainerResources: handleUnaryCall<UpdateContainerResourcesRequest, UpdateContainerResourcesResponse>;
  reopenContainerLog: handleUnaryCall<ReopenContainerLogRequest, ReopenContainerLogResponse>;
  execSync: handleUnaryCall<ExecSyncRequest, ExecSyncResponse>;
  exec: handleUnaryCall<ExecRequest, ExecResponse>;
  attach: handleUnaryCall<AttachRequest, AttachResponse>;
  portForward: handleUnaryCall<PortForwardRequest, PortForwardResponse>;
  containerStats: handleUnaryCall<ContainerStatsRequest, ContainerStatsResponse>;
  listContainerStats: handleUnaryCall<ListContainerStatsRequest, ListContainerStatsResponse>;
  streamContainerStats: handleServerStreamingCall<StreamContainerStatsRequest, StreamContainerStatsResponse>;
  podSandboxStats: handleUnaryCall<PodSandboxStatsRequest, PodSandboxStatsResponse>;
  listPodSandboxStats: handleUnaryCall<ListPodSandboxStatsRequest, ListPodSandboxStatsResponse>;
  streamPodSandboxStats: handleServerStreamingCall<StreamPodSandboxStatsRequest, StreamPodSandboxStatsResponse>;
  updateRuntimeConfig: handleUnaryCall<UpdateRuntimeConfigRequest, UpdateRuntimeConfigResponse>;
  status: handleUnaryCall<StatusRequest, StatusResponse>;
  checkpointContainer: handleUnaryCall<CheckpointContainerRequest, CheckpointContainerResponse>;
  checkpointPod: handleUnaryCall<CheckpointPodRequest, CheckpointPodResponse>;
  restorePod: handleUnaryCall<RestorePodRequest, RestorePodResponse>;
  getContainerEvents: handleServerStreamingCall<GetEventsRequest, ContainerEventResponse>;
  listMetricDescriptors: handleUnaryCall<ListMetricDescriptorsRequest, ListMetricDescriptorsResponse>;
  listPodSandboxMetrics: handleUnaryCall<ListPodSandboxMetricsRequest, ListPodSandboxMetricsResponse>;
  streamPodSandboxMetrics: handleServerStreamingCall<StreamPodSandboxMetricsRequest, StreamPodSandboxMetricsResponse>;
  runtimeConfig: handleUnaryCall<RuntimeConfigRequest, RuntimeConfigResponse>;
  updatePodSandboxResources: handleUnaryCall<UpdatePodSandboxResourcesRequest, UpdatePodSandboxResourcesResponse>;
}

export type ImageServiceService = typeof ImageServiceService;
export const ImageServiceService = {
  listImages: {
    path: "/runtime.v1.ImageService/ListImages" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListImagesRequest): Buffer => Buffer.from(ListImagesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListImagesRequest => ListImagesRequest.decode(value),
    responseSerialize: (value: ListImagesResponse): Buffer => Buffer.from(ListImagesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListImagesResponse => ListImagesResponse.decode(value),
  },
  streamImages: {
    path: "/runtime.v1.ImageService/StreamImages" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: StreamImagesRequest): Buffer => Buffer.from(StreamImagesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StreamImagesRequest => StreamImagesRequest.decode(value),
    responseSerialize: (value: StreamImagesResponse): Buffer =>
      Buffer.from(StreamImagesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StreamImagesResponse => StreamImagesResponse.decode(value),
  },
  imageStatus: {
    path: "/runtime.v1.ImageService/ImageStatus" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ImageStatusRequest): Buffer => Buffer.from(ImageStatusRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ImageStatusRequest => ImageStatusRequest.decode(value),
    responseSerialize: (value: ImageStatusResponse): Buffer => Buffer.from(ImageStatusResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ImageStatusResponse => ImageStatusResponse.decode(value),
  },
  pullImage: {
    path: "/runtime.v1.ImageService/PullImage" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PullImageRequest): Buffer => Buffer.from(PullImageRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): PullImageRequest => PullImageRequest.decode(value),
    responseSerialize: (value: PullImageResponse): Buffer => Buffer.from(PullImageResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): PullImageResponse => PullImageResponse.decode(value),
  },
  removeImage: {
    path: "/runtime.v1.ImageService/RemoveImage" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RemoveImageRequest): Buffer => Buffer.from(RemoveImageRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RemoveImageRequest => RemoveImageRequest.decode(value),
    responseSerialize: (value: RemoveImageResponse): Buffer => Buffer.from(RemoveImageResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RemoveImageResponse => RemoveImageResponse.decode(value),
  },
  imageFsInfo: {
    path: "/runtime.v1.ImageService/ImageFsInfo" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ImageFsInfoRequest): Buffer => Buffer.from(ImageFsInfoRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ImageFsInfoRequest => ImageFsInfoRequest.decode(value),
    responseSerialize: (value: ImageFsInfoResponse): Buffer => Buffer.from(ImageFsInfoResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ImageFsInfoResponse => ImageFsInfoResponse.decode(value),
  },
} as const;

export interface ImageServiceServer extends UntypedServiceImplementation {
  listImages: handleUnaryCall<ListImagesRequest, ListImagesResponse>;
  streamImages: handleServerStreamingCall<StreamImagesRequest, StreamImagesResponse>;
  imageStatus: handleUnaryCall<ImageStatusRequest, ImageStatusResponse>;
  pullImage: handleUnaryCall<PullImageRequest, PullImageResponse>;
  removeImage: handleUnaryCall<RemoveImageRequest, RemoveImageResponse>;
  imageFsInfo: handleUnaryCall<ImageFsInfoRequest, ImageFsInfoResponse>;
}

function bytesFromBase64(b64: string): Uint8Array {
  return Uint8Array.from(globalThis.Buffer.from(b64, "base64"));
}

function base64FromBytes(arr: Uint8Array): string {
  return globalThis.Buffer.from(arr).toString("base64");
}

function floatToJson(value: number | null | undefined): number | string | null | undefined {
  return typeof value === "number" && !globalThis.Number.isFinite(value) ? globalThis.String(value) : value;
}

type Builtin = Date | Function | Uint8Array | string | number | boolean | bigint | undefined;

export type DeepPartial<T> = T extends bigint ? string | number | bigint
  : T extends Builtin ? T : T extends globalThis.Array<infer U> ? globalThis.Array<DeepPartial<U>>
  : T extends ReadonlyArray<infer U> ? ReadonlyArray<DeepPartial<U>>
  : T extends {} ? { [K in keyof T]?: DeepPartial<T[K]> }
  : Partial<T>;

type KeysOfUnion<T> = T extends T ? keyof T : never;
export type Exact<P, I extends P> = P extends Builtin ? P
  : P & { [K in keyof P]: Exact<P[K], I[K]> } & { [K in Exclude<keyof I, KeysOfUnion<P>>]: never };

function isObject(value: any): boolean {
  return typeof value === "object" && value !== null;
}

function isSet(value: any): boolean {
  return value !== null && value !== undefined;
}

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
  fromJSON(object: any): T;
  toJSON(message: T): unknown;
  create<I extends Exact<DeepPartial<T>, I>>(base?: I): T;
  fromPartial<I extends Exact<DeepPartial<T>, I>>(object: I): T;
}
