// ts-run cri: the container runtime of a Kubernetes node.

import type { Command } from "../command.ts";
import { usageError } from "../usage-error.ts";

const DRIVERS = ["auto", "systemd", "cgroupfs"] as const;

export const command: Command = {
  name: "cri",
  summary: "Serve the Kubernetes CRI (v1) on a unix socket, for the kubelet and crictl",
  usage: "",
  options: [
    {
      name: "socket",
      kind: "string",
      value: "PATH",
      help: "Unix socket to serve (RUN-DIR/cri.sock)",
      complete: "file",
    },
    {
      name: "cgroup-driver",
      kind: "string",
      value: "DRIVER",
      help: "Who makes cgroups: systemd, cgroupfs, or auto for systemd where it runs",
      complete: DRIVERS,
    },
    {
      name: "pinned-image",
      kind: "list",
      value: "IMAGE",
      help: "An image that the kubelet must not remove (registry.k8s.io/pause)",
      complete: "image",
    },
    {
      name: "registry-config",
      kind: "list",
      value: "DIR",
      help: "Where hosts.toml files of registries are (/etc/ts-run/certs.d, /etc/containerd/certs.d, ...)",
      complete: "file",
    },
    {
      name: "cni-conf-dir",
      kind: "string",
      value: "DIR",
      help: "CNI configurations; while there is none, pods are on our own bridge (/etc/cni/net.d)",
      complete: "file",
    },
    {
      name: "cni-bin-dir",
      kind: "list",
      value: "DIR",
      help: "CNI plugins (/opt/cni/bin, /usr/lib/cni)",
      complete: "file",
    },
    {
      name: "stream-address",
      kind: "string",
      value: "IP",
      help: "Where exec, attach and port-forward are served (127.0.0.1)",
    },
  ],
  positionals: { min: 0, max: 0 },
  examples: ["ts-run cri", "ts-run cri --cgroup-driver cgroupfs --pinned-image registry.k8s.io/pause:3.10"],
  run: async (services, args, context) => {
    const driver = args.string("cgroup-driver") ?? "auto";
    if (driver !== "auto" && driver !== "systemd" && driver !== "cgroupfs")
      throw usageError(`--cgroup-driver ${driver}: there is no such driver`, `choose one of ${DRIVERS.join(", ")}`);
    await services.engine(); // checks who we are, and makes the directories that images need
    const { serveCri } = await import("../../cri/index.ts");
    const pinned = args.list("pinned-image");
    const roots = args.list("registry-config");
    const [cniConf, streamHost] = [args.string("cni-conf-dir"), args.string("stream-address")];
    const cniBin = args.list("cni-bin-dir");
    const socketPath = args.string("socket") ?? `${services.runDir}/cri.sock`;
    const server = await serveCri({
      root: services.root,
      runDir: services.runDir,
      socketPath,
      env: context.env,
      version: services.version,
      cgroupDriver: driver,
      pinnedImages: pinned.length > 0 ? pinned : ["registry.k8s.io/pause"],
      ...(roots.length > 0 ? { registryConfigRoots: roots } : {}),
      cni: {
        ...(cniConf === undefined ? {} : { configDir: cniConf }),
        ...(cniBin.length > 0 ? { pluginDirs: cniBin } : {}),
      },
      ...(streamHost === undefined ? {} : { streamHost }),
      log: (line) => context.writeError(`ts-run cri: ${line}\n`),
    });
    context.writeError(`ts-run cri: serving ${socketPath}\n`);
    await untilStopped(context);
    await server.close();
    return 0;
  },
};

function untilStopped(context: Parameters<Command["run"]>[2]): Promise<void> {
  return new Promise((resolve) => {
    const stop = context.onSignal((name) => {
      if (name !== "SIGTERM" && name !== "SIGINT") return;
      stop();
      resolve();
    });
  });
}
