// Our own state: what killed commands and killed monitors left behind, and documents that do not read. Everything found
// here can be repaired without touching a container that is alive.

import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { messageOf, shortId } from "../../base/index.ts";
import { findLeftoverCgroups, type LeftoverCgroup, removeCgroup } from "../../cgroups/index.ts";
import { isLost } from "../../containers/index.ts";
import { findNetworkLeftovers } from "../../network/index.ts";
import type { Check } from "../doctor.ts";
import type { DoctorFinding } from "../engine.ts";
import { repairLost } from "../repair.ts";
import type { Services } from "../services.ts";
import { error, ok, readText, size, warning } from "./findings.ts";

const FIX = "ts-run doctor --fix";
/** Something younger may belong to a command that is at work. */
const SETTLED_MS = 10_000;

export const stateChecks: readonly Check[] = [
  { what: "containers", look: containers },
  { what: "half-made containers", look: halfMade },
  { what: "lost containers", look: lost },
  { what: "cgroups", look: cgroupLeftovers },
  { what: "network leftovers", look: networkLeftovers },
  { what: "images", look: images },
];

interface Options {
  readonly fix: boolean;
}

/** Reports `found`; with fix it calls `repair` and says what was done, or why it could not be. */
async function leftover(
  finding: DoctorFinding,
  { fix }: Options,
  repair: () => unknown,
  done: string,
): Promise<DoctorFinding> {
  if (!fix) return { ...finding, fix: FIX };
  try {
    await repair();
    return { ...finding, fixed: done };
  } catch (cause) {
    return { ...finding, level: "error", detail: `${finding.detail}; repairing it: ${messageOf(cause)}` };
  }
}

function containers({ containers: store }: Services): DoctorFinding[] {
  const broken = store.ids().flatMap((id) => {
    try {
      const container = store.load(id);
      if (container === undefined)
        return [
          error(`container ${shortId(id)}`, "record.json or status.json is missing", `rm -r ${store.paths(id).dir}`),
        ];
      store.loadSpec(container);
      return [];
    } catch (cause) {
      return [
        error(
          `container ${shortId(id)}`,
          messageOf(cause),
          `ts-run rm -f ${shortId(id)}, or rm -r ${store.paths(id).dir}`,
        ),
      ];
    }
  });
  return broken.length > 0 ? broken : [ok("containers", `${store.ids().length}, all documents read`)];
}

function halfMade({ containers: store }: Services, options: Options): Promise<DoctorFinding[]> {
  return Promise.all(
    store
      .findLeftovers()
      .filter(({ path }) => isSettled(path))
      .map(({ path, what }) =>
        leftover(
          warning(`leftover ${basename(path)}`, what),
          options,
          () => rmSync(path, { recursive: true, force: true }),
          `removed ${path}`,
        ),
      ),
  );
}

function isSettled(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.ctimeMs > SETTLED_MS;
}

async function lost(services: Services, options: Options): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const container of services.containers.list().filter(isLost)) {
    const why = container.lifeCycle.state === "exited" ? (container.lifeCycle.lost ?? "") : "";
    const finding = warning(
      `container ${container.status.name}`,
      `${why}; nobody has recorded its end or freed its address and cgroup`,
    );
    findings.push(
      await leftover(
        finding,
        options,
        () => services.locked(container.id, (current) => repairLost(services, current)),
        "recorded as exited, and everything it held was released",
      ),
    );
  }
  return findings;
}

/** A cgroup with a monitor over it is a container of another --root. Other processes are named, never killed. */
async function cgroupLeftovers(services: Services, options: Options): Promise<DoctorFinding[]> {
  const isOwned = (id: string): boolean => services.containers.load(id)?.lifeCycle.state === "running";
  const findings: DoctorFinding[] = [];
  const abandoned = findLeftoverCgroups(services.cgroup, isOwned).filter(
    (found) => isOld(found) && !found.processes.some(hasMonitor),
  );
  for (const found of abandoned) {
    const what = `cgroup ${shortenPath(found.path)}`;
    if (found.processes.length > 0) {
      findings.push(
        warning(
          what,
          `processes ${found.processes.slice(0, 5).join(", ")} run in it, and no container of this state root is running there`,
          "kill them, then ts-run doctor --fix",
        ),
      );
    } else {
      findings.push(
        await leftover(
          warning(what, "no container uses it any more"),
          options,
          () => removeCgroup(services.cgroup, found.path),
          "removed",
        ),
      );
    }
  }
  return findings;
}

function hasMonitor(pid: number): boolean {
  const parent = /^PPid:\s*(\d+)/m.exec(readText(`/proc/${pid}/status`) ?? "")?.[1];
  return parent !== undefined && (readText(`/proc/${parent}/cmdline`) ?? "").startsWith("ts-run-monitor");
}

function isOld({ directories }: LeftoverCgroup): boolean {
  return directories.every((directory) => !existsSync(directory) || isSettled(directory));
}

function shortenPath(path: string): string {
  return path.replace(/([0-9a-f]{12})[0-9a-f]{52}/, "$1");
}

function networkLeftovers({ network }: Services, options: Options): Promise<DoctorFinding[]> {
  return Promise.all(
    findNetworkLeftovers(network).map(({ what, remove }) =>
      leftover(warning("network", what), options, remove, "removed"),
    ),
  );
}

async function images(services: Services, options: Options): Promise<DoctorFinding[]> {
  const { snapshots, content } = services.images;
  const half = names(join(services.options.root, "snapshots")).filter(
    (name) => /^\.(tmp|removed)-/.test(name) && isSettled(join(services.options.root, "snapshots", name)),
  );
  const partials = names(content.ingestDir).filter((name) => name !== "leases" && !name.startsWith("lock-"));
  const dead = partials.filter((name) => isOfDeadProcess(name));
  const resumable = partials.filter((name) => !/^\d+-/.test(name));
  const bytes = resumable.reduce(
    (sum, name) => sum + (statSync(join(content.ingestDir, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  const findings: DoctorFinding[] = [];
  if (half.length > 0) {
    findings.push(
      await leftover(
        warning("layers", `${half.length} half unpacked or half removed`),
        options,
        () => snapshots.collectGarbage(),
        "removed those that nobody works on",
      ),
    );
  }
  if (dead.length > 0) {
    const remove = (): void => {
      for (const name of dead) rmSync(join(content.ingestDir, name), { recursive: true, force: true });
    };
    findings.push(
      await leftover(
        warning("images", `${dead.length} temporary files of commands that were killed`),
        options,
        remove,
        "removed",
      ),
    );
  }
  if (resumable.length > 0)
    findings.push(
      ok(
        "downloads",
        `${resumable.length} unfinished (${size(bytes)}); the next pull resumes them, ts-run image prune drops them`,
      ),
    );
  return findings;
}

function names(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}

/** "<pid>-<random>": the name says who made it. */
function isOfDeadProcess(name: string): boolean {
  const pid = /^(\d+)-[0-9a-f]{16}/.exec(name)?.[1];
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}
