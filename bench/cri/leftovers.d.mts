export type Kind = "mounts" | "cgroups" | "processes" | "interfaces" | "firewall" | "files";
export type Stock = Readonly<Partial<Record<Kind, readonly string[]>>>;

export function takeStock(where: {
  readonly dirs: readonly string[];
  readonly cgroup: string;
  readonly kinds?: readonly Kind[];
}): Stock;

export function newSince(before: Stock, after: Stock): Stock;
