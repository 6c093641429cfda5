// Pods as the kubelet asks for them: a PID namespace per container, or shared, on the bridge or the host's network.
export const cgroupParent = "/ts-run-bench-cri";
const image = "docker.io/ts-run/busybox:latest";
const NODE = 2;
const CONTAINER = 1;
const POD = 0;
let number = 0;

export function podConfig({ network = "bridge", sharedPid = false, logDirectory = "" } = {}) {
  number += 1;
  const namespaceOptions = { network: network === "host" ? NODE : POD, pid: sharedPid ? POD : CONTAINER };
  return {
    metadata: { name: `pod-${number}`, namespace: "bench", uid: `uid-${number}`, attempt: 0 },
    ...(network === "host" ? {} : { hostname: `pod-${number}` }),
    logDirectory,
    linux: { cgroupParent, securityContext: { namespaceOptions } },
  };
}

export function containerConfig(name, command, pod) {
  const { namespaceOptions } = pod.linux.securityContext;
  return {
    metadata: { name, attempt: 0 },
    image: { image },
    command,
    ...(pod.logDirectory === "" ? {} : { logPath: `${name}.log` }),
    linux: { securityContext: { namespaceOptions } },
  };
}

/** Resolves to the ids of a running pod and its container. */
export async function startPod({ call }, command, about = {}) {
  const config = podConfig(about);
  const { podSandboxId } = await call("runPodSandbox", { config });
  const container = { podSandboxId, config: containerConfig("main", command, config), sandboxConfig: config };
  const { containerId } = await call("createContainer", container);
  await call("startContainer", { containerId });
  return { podSandboxId, containerId, config };
}

export async function endPod({ call }, podSandboxId) {
  await call("stopPodSandbox", { podSandboxId });
  await call("removePodSandbox", { podSandboxId });
}

/** `count` times `act(i)`, `width` at a time. */
export async function atATime(width, count, act) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const i = next++;
      results[i] = await act(i);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
