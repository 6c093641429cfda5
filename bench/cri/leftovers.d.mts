export type Stock = Readonly<
  Record<"mounts" | "cgroups" | "processes" | "interfaces" | "firewall" | "files", readonly string[]>
>;

export function takeStock(where: {
  readonly dirs: readonly string[];
  readonly cgroup: string;
  readonly except?: ReadonlySet<number>;
}): Stock;

export function newSince(before: Stock, after: Stock): Stock;
