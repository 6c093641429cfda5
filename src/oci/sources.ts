// From a JSON pointer in config.json to what the user wrote: the most specific entry of `sources` on the way up.

import type { RuntimeSpec } from "./runtime-spec.ts";

export type Sources = Readonly<Record<string, string>>;

/** "flag -m 64m", "image config /config/User", "default: ..."; undefined when nothing is recorded. */
export function sourceOf(pointer: string, about: { spec: RuntimeSpec; sources: Sources }): string | undefined {
  if (!pointer.startsWith("/")) return undefined;
  for (let at = readable(pointer, about.spec); at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const source = about.sources[at];
    if (source !== undefined) return source;
  }
  return undefined;
}

/** What to show a user: the flag or image field when there is one, else the place in config.json. */
export function nameOfSource(pointer: string, about: { spec: RuntimeSpec; sources: Sources }): string {
  const source = sourceOf(pointer, about);
  if (source?.startsWith("flag ")) return source.slice("flag ".length);
  if (source !== undefined && !source.startsWith("default")) return source;
  return pointer.startsWith("/") ? `config.json${pointer}` : pointer;
}

/** Sources name namespaces by kind and sysctls by key, config.json by index and escaped. */
function readable(pointer: string, spec: RuntimeSpec): string {
  const namespace = /^\/linux\/namespaces\/(\d+)/.exec(pointer);
  if (namespace) return `/linux/namespaces/${spec.linux?.namespaces?.[Number(namespace[1])]?.type ?? namespace[1]}`;
  return pointer.replaceAll("~1", "/").replaceAll("~0", "~");
}
