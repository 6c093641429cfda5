// Image references as people write them: docker.io/library/nginx:1.27 is shown as nginx:1.27.

export function familiarName(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, "");
}

export function splitReference(reference: string): { repository: string; tag: string } {
  const name = familiarName(reference);
  const at = name.indexOf("@");
  if (at >= 0) return { repository: name.slice(0, at), tag: "<none>" };
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/")
    ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { repository: name, tag: "<none>" };
}
