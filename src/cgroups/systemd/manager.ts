// org.freedesktop.systemd1.Manager, as far as containers need it. org.freedesktop.systemd1(5).

import { statSync } from "node:fs";
import { hasErrno, messageOf, TsRunError } from "../../base/index.ts";
import { type DBusCall, DBusConnection, DBusError, type Message, type Value, type Variant } from "../dbus/index.ts";

export type UnitProperty = readonly [name: string, value: Variant];

const DESTINATION = "org.freedesktop.systemd1";
const PATH = "/org/freedesktop/systemd1";
const MANAGER = "org.freedesktop.systemd1.Manager";

/** systemd's own socket needs no bus daemon; systemctl, as root, prefers it as well. */
const PRIVATE_SOCKET = "/run/systemd/private";
const BUS_SOCKET = "/run/dbus/system_bus_socket";
const JOB_TIMEOUT_MS = 30_000;

export class SystemdManager {
  private readonly bus: DBusConnection;

  private constructor(bus: DBusConnection) {
    this.bus = bus;
  }

  /** The caller closes it. `sockets` is replaced by tests. */
  static async connect(sockets = { private: PRIVATE_SOCKET, bus: BUS_SOCKET }): Promise<SystemdManager> {
    const direct = await openIfThere(sockets.private);
    if (direct) return new SystemdManager(direct);
    const bus = await openIfThere(sockets.bus);
    if (bus === undefined) throw noSystemd(`neither ${sockets.private} nor ${sockets.bus} has a listener`);
    const manager = new SystemdManager(bus);
    await manager.joinBus();
    return manager;
  }

  close(): void {
    this.bus.close();
  }

  /** 252 for "252.22-1~deb12u1". */
  async version(): Promise<number> {
    const [answer] = await this.bus.call({
      ...{ destination: DESTINATION, path: PATH, interface: "org.freedesktop.DBus.Properties", member: "Get" },
      signature: "ss",
      body: [MANAGER, "Version"],
    });
    return Number.parseInt(String((answer as Variant).value).replace(/^v/, ""), 10);
  }

  /** Resolves when the unit runs. A unit of this name that has failed or ended before is out of the way first. */
  async startTransientUnit(name: string, properties: readonly UnitProperty[]): Promise<void> {
    const start = () =>
      this.job(call("StartTransientUnit", "ssa(sv)a(sa(sv))", [name, "replace", properties, []]), name);
    try {
      await start();
    } catch (error) {
      if (!isError(error, "UnitExists")) throw error;
      await this.resetFailedUnit(name);
      await start();
    }
  }

  /** Also when there is none of this name. Processes left in it are killed by systemd. */
  async stopUnit(name: string): Promise<void> {
    try {
      await this.job(call("StopUnit", "ss", [name, "replace"]), name);
    } catch (error) {
      if (!isError(error, "NoSuchUnit")) throw error;
    }
    await this.resetFailedUnit(name);
  }

  /** Until the next boot, as everything about a transient unit. */
  async setUnitProperties(name: string, properties: readonly UnitProperty[]): Promise<void> {
    await this.bus.call(call("SetUnitProperties", "sba(sv)", [name, true, properties]));
  }

  private async resetFailedUnit(name: string): Promise<void> {
    try {
      await this.bus.call(call("ResetFailedUnit", "s", [name]));
    } catch (error) {
      if (!isError(error, "NoSuchUnit")) throw error;
    }
  }

  /** The end of a job is a signal, which may be there before we have read which job it is about. */
  private async job(request: DBusCall, unit: string): Promise<void> {
    const results = new Map<Value | undefined, string>();
    let arrived: () => void = () => undefined;
    const stopListening = this.bus.onSignal((signal) => {
      if (!isJobRemoved(signal)) return;
      results.set(signal.body?.[1], String(signal.body?.[3]));
      arrived();
    });
    try {
      const [path] = await this.bus.call(request);
      const result = await new Promise<string>((resolve, reject) => {
        const late = () =>
          reject(new TsRunError("ERR_TIMEOUT", `${request.member} of ${unit}: systemd does not finish`));
        const timer = setTimeout(late, JOB_TIMEOUT_MS);
        arrived = () => {
          const found = results.get(path);
          if (found === undefined) return;
          clearTimeout(timer);
          resolve(found);
        };
        arrived();
      });
      if (result !== "done") throw jobFailed(request, unit, result);
    } finally {
      stopListening();
    }
  }

  /** A bus delivers only signals that were asked for, and systemd sends them there only to subscribers. */
  private async joinBus(): Promise<void> {
    const ofBus = (member: string, signature?: string, body?: readonly Value[]): DBusCall => ({
      ...{ destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus" },
      ...(signature !== undefined && { signature, body: body ?? [] }),
      member,
    });
    await this.bus.call(ofBus("Hello"));
    const match = `type='signal',sender='${DESTINATION}',interface='${MANAGER}',member='JobRemoved'`;
    await this.bus.call(ofBus("AddMatch", "s", [match]));
    await this.bus.call(call("Subscribe"));
  }
}

/** Throws where systemd did not boot this host (sd_booted(3)). */
export function requireSystemd(directory = "/run/systemd/system"): void {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw noSystemd(`there is no ${directory}`);
}

function noSystemd(reason: string): TsRunError {
  return new TsRunError(
    "ERR_UNSUPPORTED",
    `use systemd to manage cgroups: systemd does not run on this host, ${reason}`,
    {
      hint: "use --cgroup-manager cgroupfs (podman --cgroup-manager=cgroupfs, dockerd --exec-opt native.cgroupdriver=cgroupfs)",
    },
  );
}

async function openIfThere(socketPath: string): Promise<DBusConnection | undefined> {
  try {
    return await DBusConnection.open(socketPath);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ECONNREFUSED")) return undefined;
    throw new TsRunError("ERR_SYSCALL", `connect to systemd at ${socketPath}: ${messageOf(error)}`, { cause: error });
  }
}

function call(member: string, signature?: string, body?: readonly Value[]): DBusCall {
  const typed = signature === undefined ? {} : { signature, body: body ?? [] };
  return { destination: DESTINATION, path: PATH, interface: MANAGER, member, ...typed };
}

function isJobRemoved({ interface: from, member }: Message): boolean {
  return from === MANAGER && member === "JobRemoved";
}

function isError(error: unknown, name: string): boolean {
  return error instanceof DBusError && error.dbusName === `org.freedesktop.systemd1.${name}`;
}

function jobFailed({ member }: DBusCall, unit: string, result: string): TsRunError {
  return new TsRunError("ERR_SYSCALL", `${member} of ${unit}: systemd's job ended as "${result}"`, {
    hint: `systemctl status ${unit} and the journal say more`,
  });
}
