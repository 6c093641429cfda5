// Program, environment, directory and identity. Pure.

import { TsRunError } from "../../base/index.ts";
import type { RuntimeProcess } from "../../oci/index.ts";
import { containerCapabilities } from "./capabilities.ts";
import type { ContainerSpecInput } from "./input.ts";

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export function containerProcess(input: ContainerSpecInput): RuntimeProcess {
  const { config, user } = input;
  const context = config.linux?.securityContext;
  return {
    terminal: config.tty,
    user: { uid: user.uid, gid: user.gid, additionalGids: [...user.additionalGids] },
    args: argumentsOf(input),
    env: environmentOf(input),
    cwd: workingDirectory(input),
    capabilities: containerCapabilities(context, input.host),
    noNewPrivileges: context?.noNewPrivs ?? false,
    oomScoreAdj: oomScore(input),
    ...(input.apparmor === undefined ? {} : { apparmorProfile: input.apparmor }),
    ...selinuxLabel(input),
  };
}

/** Kubernetes' rule: `command` replaces the image's entrypoint and its Cmd, `args` alone the Cmd only. */
function argumentsOf({ config, image }: ContainerSpecInput): string[] {
  const isWhole = config.command.length > 0;
  const command = isWhole ? config.command : (image.config.Entrypoint ?? []);
  const args = isWhole || config.args.length > 0 ? config.args : (image.config.Cmd ?? []);
  const all = [...command, ...args];
  if (all.length > 0) return all;
  throw new TsRunError("ERR_INVALID_SPEC", `create container ${config.metadata?.name ?? ""}: no command is specified`, {
    hint: "the image names none; set `command` or `args`",
  });
}

function environmentOf({ config, image, user, pod }: ContainerSpecInput): string[] {
  const env = new Map<string, string>([["PATH", DEFAULT_PATH]]);
  if (pod.config.hostname !== "") env.set("HOSTNAME", pod.config.hostname);
  if (config.tty) env.set("TERM", "xterm");
  for (const entry of image.config.Env ?? []) {
    const at = entry.indexOf("=");
    if (at > 0) env.set(entry.slice(0, at), entry.slice(at + 1));
  }
  for (const { key, value } of config.envs) env.set(key, value.toString("utf8"));
  if (!env.has("HOME")) env.set("HOME", user.home);
  return [...env].map(([key, value]) => `${key}=${value}`);
}

function workingDirectory({ config, image }: ContainerSpecInput): string {
  const directory = config.workingDir || image.config.WorkingDir || "/";
  if (directory.startsWith("/")) return directory;
  throw new TsRunError("ERR_INVALID_SPEC", `create container: working directory ${directory} is not absolute`);
}

/** Lowering takes CAP_SYS_RESOURCE; without it the process stays as likely a victim as we are. */
export function oomScore({ config, host, ownOomScore }: ContainerSpecInput): number {
  const wanted = Number(config.linux?.resources?.oomScoreAdj ?? 0n);
  return host.capabilities.includes("CAP_SYS_RESOURCE") ? wanted : Math.max(wanted, ownOomScore);
}

/** As containerd: without SELinux in the kernel the options have no meaning, and pods that carry them run all the same. */
function selinuxLabel({ config, host }: ContainerSpecInput): Pick<RuntimeProcess, "selinuxLabel"> {
  const options = config.linux?.securityContext?.selinuxOptions;
  if (!host.selinux || !options || config.linux?.securityContext?.privileged) return {};
  const { user, role, type, level } = options;
  if (user + role + type + level === "") return {};
  const label = [user || "system_u", role || "system_r", type || "container_t", level || "s0"].join(":");
  return { selinuxLabel: label };
}
