// The engine's way in: a StartFailure and its container -> the error to show. Also for exec, whose plan is its own.

import type { TsRunError } from "../../base/index.ts";
import type { Container, StartFailure } from "../../containers/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import type { Op, Plan } from "../../plan/index.ts";
import type { Services } from "../services.ts";
import { type RootfsView, textOf } from "./about.ts";
import { explainStoppedPlan } from "./explain.ts";
import { hostView } from "./host-view.ts";
import { openRootfs, viewRootfs } from "./rootfs-view.ts";

export function diagnoseStart(
  services: Pick<Services, "containers" | "host">,
  container: Container,
  failure: StartFailure,
): TsRunError {
  const { record, status, lifeCycle } = container;
  const created = services.containers.loadSpec(container);
  const spec = { ...created, process: processOf(failure.plan, created) };
  // A running container shows what it sees itself, whatever it has mounted since.
  const rootfs = lazily(() =>
    lifeCycle.state === "running"
      ? { ...viewRootfs(`/proc/${lifeCycle.process.pid}/root`), close: () => undefined }
      : openRootfs(record.rootfs, created.mounts),
  );
  try {
    const about = {
      name: status.name,
      layers: record.rootfs,
      image: record.image.reference,
      sources: lifeCycle.state === "running" ? sourcesOfExec(record.sources) : record.sources,
      host: hostView(services.host),
    };
    return explainStoppedPlan(failure, { ...about, spec, rootfs });
  } finally {
    rootfs.close();
  }
}

/** Nothing about exec's process comes from the flags of create. */
function sourcesOfExec(sources: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(sources).filter(([pointer]) => !pointer.startsWith("/process"));
  return { ...Object.fromEntries(others), "/process": "exec's command line" };
}

/** Program, environment, user and directory as the plan has them: exec's differ from config.json's. */
function processOf(plan: Plan, spec: RuntimeSpec): NonNullable<RuntimeSpec["process"]> {
  const declared = spec.process ?? { user: { uid: 0, gid: 0 }, cwd: "/" };
  const ops = Object.values(plan.lanes).flat();
  const find = (call: Op["call"]): Op | undefined => ops.find((op) => op.call === call);
  const strings = (index: number): readonly string[] | undefined => {
    const arg = find("execve")?.args[index];
    return typeof arg === "object" && "strings" in arg ? arg.strings : undefined;
  };
  const id = (call: "setresuid" | "setresgid", otherwise: number): number => {
    const arg = ops.findLast((op) => op.call === call)?.args[0];
    return typeof arg === "number" ? arg : otherwise;
  };
  const cwd = ops.findLast((op) => op.from === "/process/cwd" && op.call === "openat2");
  const user = { ...declared.user, uid: id("setresuid", declared.user.uid), gid: id("setresgid", declared.user.gid) };
  const directory = cwd ? textOf(cwd, 1) : undefined;
  // A user other than root gets no effective capabilities, and exec may have another user than the container.
  const isOther = user.uid !== declared.user.uid && user.uid !== 0;
  return {
    ...declared,
    ...(isOther ? { capabilities: { ...declared.capabilities, effective: [] } } : {}),
    user,
    args: strings(1) ?? declared.args ?? [],
    env: strings(2) ?? declared.env ?? [],
    cwd: directory?.startsWith("/") ? directory : declared.cwd,
  };
}

/** Most failures need no look into the image, and mounting its layers takes rights and time. */
function lazily(open: () => RootfsView & { close(): void }): RootfsView & { close(): void } {
  let opened: (RootfsView & { close(): void }) | undefined;
  const rootfs = (): RootfsView => {
    opened ??= open();
    return opened;
  };
  return {
    find: (path) => rootfs().find(path),
    readHead: (file, bytes) => rootfs().readHead(file, bytes),
    list: (path) => rootfs().list(path),
    close: () => opened?.close(),
  };
}
