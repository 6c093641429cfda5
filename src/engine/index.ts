// The engine: everything that commands (cli/) and later the CRI ask for, each a function over Services. What a cold
// command does not need is loaded only when asked for.

import { TsRunError } from "../base/index.ts";
import type { Container } from "../containers/index.ts";
import type {
  AttachOptions,
  DoctorFinding,
  Engine,
  ExecOptions,
  ExplainInput,
  Images,
  LogLine,
  LogsOptions,
  Volumes,
} from "./engine.ts";
import { EngineImages } from "./images-facade.ts";
import { repairLost } from "./repair.ts";
import { type EngineOptions, Services } from "./services.ts";
import type {
  CommandContext,
  ContainerSummary,
  EngineEvent,
  PublishedPort,
  ResourceOptions,
  RestartPolicy,
  RunOptions,
  StatsSample,
} from "./types.ts";

export type { SpecDevice } from "./build-spec.ts";
export { type CopyUp, copyUp } from "./copy-up.ts";
export { lookUpDevice, privilegedDevices } from "./devices.ts";
export { diagnoseStart } from "./diagnose/index.ts";
export type * from "./engine.ts";
export { type EngineOptions, networkHost } from "./services.ts";
export { setTraceFormatter, type TraceFormatter } from "./traced.ts";
export type * from "./types.ts";
export { groupsListing, type ResolvedUser, resolveUser } from "./user.ts";

/** Opens the engine over one state root; makes its directories when they are missing. */
export function createEngine(options: EngineOptions): Engine {
  const services = new Services(options);
  services.prepare();
  return new ContainerEngine(services);
}

class ContainerEngine implements Engine {
  readonly images: Images;
  readonly volumes: Volumes;
  private readonly services: Services;

  constructor(services: Services) {
    this.services = services;
    this.images = new EngineImages(services);
    this.volumes = services.volumes;
  }

  async run(options: RunOptions, context: CommandContext): Promise<number> {
    return (await import("./run.ts")).run(this.services, options, context);
  }

  async create(options: RunOptions, context: CommandContext): Promise<string> {
    return (await (await import("./run.ts")).create(this.services, options, context)).id;
  }

  async start(ref: string, options: { attach?: AttachOptions }, context: CommandContext): Promise<number> {
    return (await import("./run.ts")).startAttached(this.services, this.get(ref), options.attach, context);
  }

  async stop(ref: string, options: { timeoutMs?: number; signal?: string }): Promise<void> {
    const { stop } = await import("./stop.ts");
    await this.locked(ref, (container) => stop(this.services, container, options));
  }

  async restart(ref: string, options: { timeoutMs?: number; signal?: string }): Promise<void> {
    const [{ stop }, { start }] = [await import("./stop.ts"), await import("./start.ts")];
    await this.locked(ref, async (container) => {
      if (container.lifeCycle.state === "running") await stop(this.services, container, options);
      const { monitor } = await start(this.services, this.services.containers.get(container.id));
      monitor.channel.close();
    });
  }

  async kill(ref: string, signal: string): Promise<void> {
    const { kill, signalIfBusy } = await import("./stop.ts");
    if (signalIfBusy(this.services, this.get(ref), signal)) return;
    await this.locked(ref, (container) => kill(this.services, container, signal));
  }

  async pause(ref: string): Promise<void> {
    const { pause } = await import("./stop.ts");
    await this.locked(ref, (container) => pause(this.services, container));
  }

  async unpause(ref: string): Promise<void> {
    const { unpause } = await import("./stop.ts");
    await this.locked(ref, (container) => unpause(this.services, container));
  }

  async remove(ref: string, options: { force: boolean; volumes: boolean }): Promise<void> {
    const { remove } = await import("./remove.ts");
    if (options.force) (await import("./stop.ts")).signalIfBusy(this.services, this.get(ref), "SIGKILL");
    await this.locked(ref, (container) => remove(this.services, container, options));
  }

  async wait(ref: string, signal: AbortSignal): Promise<number> {
    return (await import("./run.ts")).wait(this.services, this.get(ref), signal);
  }

  async exec(ref: string, options: ExecOptions, context: CommandContext): Promise<number> {
    return (await import("./exec.ts")).exec(this.services, this.get(ref), options, context);
  }

  async attach(ref: string, options: AttachOptions, context: CommandContext): Promise<number> {
    return (await import("./run.ts")).attach(this.services, this.get(ref), options, context);
  }

  async *logs(ref: string, options: LogsOptions): AsyncIterable<LogLine> {
    yield* (await import("./logs.ts")).logs(this.services, this.get(ref), options);
  }

  async list(options: { all: boolean; size: boolean }): Promise<ContainerSummary[]> {
    const { summarize } = await import("./summary.ts");
    await this.services.sweep();
    const found = this.services.containers.list().map((container) => this.repaired(container));
    const containers = await Promise.all(found);
    return containers
      .filter((container) => container !== undefined)
      .map((container) => summarize(this.services, container, { size: options.size }))
      .filter(({ state }) => options.all || state === "running" || state === "paused" || state === "restarting");
  }

  async inspect(ref: string): Promise<Record<string, unknown>> {
    const { inspectContainer } = await import("./inspect.ts");
    return inspectContainer(this.services, (await this.repaired(this.get(ref))) ?? this.get(ref));
  }

  async stats(refs: readonly string[]): Promise<StatsSample[]> {
    return (await import("./stats.ts")).stats(this.services, refs);
  }

  async top(ref: string): Promise<{ titles: string[]; processes: string[][] }> {
    return (await import("./top.ts")).top(this.services, this.get(ref));
  }

  async ports(ref: string): Promise<(PublishedPort & { reachableFrom: string })[]> {
    return (await import("./ports.ts")).ports(this.get(ref));
  }

  async rename(ref: string, name: string): Promise<void> {
    await this.locked(ref, (container) => {
      const renamed = this.services.containers.rename(container, name);
      this.services.event("rename", renamed, { oldName: container.status.name });
      return Promise.resolve();
    });
  }

  async update(ref: string, changes: { resources: Partial<ResourceOptions>; restart?: RestartPolicy }): Promise<void> {
    const { update } = await import("./update.ts");
    await this.locked(ref, async (container) => update(this.services, container, changes));
  }

  async prune(): Promise<{ deleted: string[]; reclaimedBytes: number }> {
    return (await import("./prune.ts")).prune(this.services);
  }

  async info(): Promise<Record<string, unknown>> {
    return (await import("./info.ts")).info(this.services);
  }

  async *events(options: { sinceMs?: number; untilMs?: number; signal: AbortSignal }): AsyncIterable<EngineEvent> {
    yield* this.services.events.read(options);
  }

  async explain(target: { image: RunOptions } | { container: string }): Promise<ExplainInput> {
    const { explainContainer, explainImage } = await import("./explain.ts");
    return "image" in target
      ? explainImage(this.services, target.image)
      : explainContainer(this.services, this.get(target.container));
  }

  async doctor(options: { fix: boolean }): Promise<DoctorFinding[]> {
    return (await import("./doctor.ts")).doctor(this.services, options);
  }

  async startAfterBoot(): ReturnType<Engine["startAfterBoot"]> {
    return (await import("./exited.ts")).startAfterBoot(this.services);
  }

  async afterExit(id: string): Promise<void> {
    await (await import("./exited.ts")).afterExit(this.services, id);
  }

  private get(ref: string): Container {
    return this.services.containers.get(ref);
  }

  private locked<T>(ref: string, act: (container: Container) => Promise<T>): Promise<T> {
    return this.services.locked(this.get(ref).id, async (container) => act(await repairLost(this.services, container)));
  }

  /** A container whose monitor was killed is put right before it is shown; undefined when it is gone, or had to go (--rm). */
  private async repaired(container: Container): Promise<Container | undefined> {
    const { isLost } = await import("../containers/index.ts");
    const { isForsaken } = await import("./repair.ts");
    if (!isLost(container) && !isForsaken(container)) return container;
    try {
      return await this.services.locked(container.id, async (current) => {
        if (!isForsaken(current)) return repairLost(this.services, current);
        const { remove } = await import("./remove.ts");
        await remove(this.services, current, { force: false, volumes: true });
        return undefined;
      });
    } catch (error) {
      if (error instanceof TsRunError && error.code === "ERR_NOT_FOUND") return undefined;
      throw error;
    }
  }
}
