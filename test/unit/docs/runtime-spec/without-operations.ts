// Fields that no operation of a plan is about, and where they are honoured instead.
export const withoutOperations: Readonly<Record<string, string>> = {
  "/ociVersion": "judged before a plan is made; in `state`",
  "/annotations": "in `state`, and told to hooks on stdin",
  "/mounts/*/type": "of a bind mount a dummy; of others the file system: `fsopen`",
  "/hooks/poststart": "`start` executes it when the program runs",
  "/hooks/poststop": "`delete` executes it when everything else is gone",
  "/linux/resources/memory/useHierarchy": "cgroup v2 always counts hierarchically",
  "/linux/resources/memory/checkBeforeUpdate":
    "`update`: `memory.high` first, so that the kernel reclaims; then `memory.max`, or a refusal",
};
