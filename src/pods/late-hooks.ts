// Hooks (of CDI devices) that no plan performs: poststart when the program runs, poststop when it has ended. What fails of
// them is told, and the container goes its way.

import { messageOf } from "../base/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { runPoststopHooks, tryPoststartHooks } from "../runtime/index.ts";
import { podStatusOf } from "./cgroup-place.ts";
import type { PodEnvironment } from "./environment.ts";
import type { PodContainer, PodTable } from "./table.ts";

/** For hooks that name no environment. */
export function hookEnvironment({ env }: PodEnvironment): string[] {
  return Object.entries(env).flatMap(([name, value = ""]) => `${name}=${value}`);
}

/** Before the start: whoever serves when the container has ended reads it in the status. */
export function expectPoststop({ containers }: PodEnvironment, container: PodContainer, spec: RuntimeSpec): void {
  if (!spec.hooks?.poststop?.length) return;
  const engine = { ...podStatusOf(container.stored), poststop: "due" };
  container.stored = containers.saveStatus(container.stored, { engine });
}

export async function runPoststart(
  { environment }: PodTable,
  container: PodContainer,
  about: { readonly spec: RuntimeSpec; readonly pid: number },
): Promise<void> {
  if (!about.spec.hooks?.poststart?.length) return;
  const failures = await tryPoststartHooks(subject(environment, container, about));
  for (const failure of failures) environment.warn(`container ${container.id}: ${failure.message}`);
}

/** Once, unless we are killed meanwhile: then the next server begins again. Never rejects. */
export async function runPoststop({ environment }: PodTable, container: PodContainer): Promise<void> {
  const { containers, warn } = environment;
  if (podStatusOf(container.stored).poststop !== "due") return;
  try {
    const spec = containers.loadSpec(container.stored);
    const failures = await runPoststopHooks(subject(environment, container, { spec, pid: 0 }));
    for (const failure of failures) warn(`container ${container.id}: ${failure.message}`);
    const { poststop: _, ...engine } = podStatusOf(container.stored);
    container.stored = containers.saveStatus(container.stored, { engine });
  } catch (error) {
    warn(`run poststop hooks of container ${container.id}: ${messageOf(error)}`);
  }
}

function subject(
  environment: PodEnvironment,
  { id, stored }: PodContainer,
  { spec, pid }: { readonly spec: RuntimeSpec; readonly pid: number },
) {
  const { ociVersion, annotations = {} } = spec;
  const state = { ociVersion, id, bundle: stored.paths.dir, annotations };
  return { spec, state, pid, env: hookEnvironment(environment) };
}
