// The plan of a container that exists or of one that might: compiled and handed out, nothing is made.

import { newId } from "../base/index.ts";
import { type Container, planInputOf } from "../containers/index.ts";
import { compilePlan, type Mount, type NetworkAttachment } from "../plan/index.ts";
import { buildSpec, usesUserNamespace } from "./build-spec.ts";
import { draftContainer } from "./create.ts";
import type { ExplainInput } from "./engine.ts";
import { resolveMounts } from "./mounts.ts";
import { networkFileMounts, networkFilesDir } from "./network-files.ts";
import { engineStatus, type Services } from "./services.ts";
import { optionsOf } from "./start.ts";
import type { RunOptions } from "./types.ts";

/** A container that does not exist: what `run` with these options would perform. The image must be here already. */
export function explainImage(services: Services, options: RunOptions): ExplainInput {
  const image = services.images.get(options.image);
  const id = newId();
  const paths = services.containers.paths(id);
  const draft = draftContainer(services, { options, image, id });
  const mounts = resolveMounts(
    {
      options: options.mounts,
      shiftIds: usesUserNamespace(options),
      imageVolumes: draft.defaults.volumes,
      flagOf: options.flagOf,
      dryRun: true,
    },
    services.volumes,
  );
  const { spec, sources, command } = buildSpec({
    ...draft.input,
    mounts: [...networkFileMounts(options, networkFilesDir(services, options, paths.filesDir)), ...mounts.mounts],
  });
  const rootfs: Mount = services.images.mount(image, { upperDir: paths.upperDir, workDir: paths.workDir });
  const plan = compilePlan({
    spec,
    rootfs,
    host: services.host,
    cgroup: services.cgroup,
    ...((options.network ?? "bridge") === "bridge" ? { network: exampleNetwork(options.ip) } : {}),
    stdio: options.tty ? { kind: "terminal" } : { kind: "pipes", stdin: options.interactive },
    paths: {
      controlSocket: paths.controlSocket,
      mountpoint: `${services.options.runDir}/rootfs`,
      stateRecord: paths.stateRecord,
      exitRecord: paths.exitRecord,
    },
    waitForStart: false,
    log: { path: paths.log, maxBytes: 10 * 1024 * 1024, maxFiles: 5 },
  });
  return { title: `${options.image}: ${command.join(" ")}`, plan, spec, sources };
}

export function explainContainer(services: Services, container: Container): ExplainInput {
  const { network = "bridge", ip } = optionsOf(container);
  const input = planInputOf(services.containers, container, {
    host: services.host,
    cgroup: services.cgroup,
    ...(network === "bridge" ? { network: exampleNetwork(engineStatus(container).ip ?? ip) } : {}),
  });
  return {
    title: `${container.status.name}: ${container.record.command.join(" ")}`,
    plan: compilePlan(input),
    spec: input.spec,
    sources: { ...container.record.sources },
  };
}

/** Stands for the lease that a start would take: an address is only chosen then. */
function exampleNetwork(ip = "10.89.0.2"): NetworkAttachment {
  return {
    bridgeIndex: 0,
    hostInterface: "ts-example",
    hostIndex: 0,
    containerInterface: "eth0",
    macAddress: "02:00:00:00:00:02",
    addresses: [{ ip, prefixLength: 16 }],
    gateways: ["10.89.0.1"],
    mtu: 1500,
    release: [],
    leaseFiles: [],
  };
}
