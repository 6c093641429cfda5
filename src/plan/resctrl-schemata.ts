// The lines of a resctrl group's `schemata`, "L3:0=7f0;1=1f" and "MB:0=20;1=70", as values that can be compared: the kernel
// prints them its own way, with blanks, other zeros and in its own order (Documentation/filesystems/resctrl.rst).

/** Whether the group has, for every domain that the line names, the value that it names. */
export function agreesWith(schemata: string, line: string): boolean {
  const [name, wanted] = parseLine(line);
  const there = new Map(schemata.split("\n").map(parseLine)).get(name);
  return [...wanted].every(([domain, value]) => there?.get(domain) === value);
}

function parseLine(line: string): [name: string, values: ReadonlyMap<number, number>] {
  const [name = "", list = ""] = line.split(":").map((part) => part.trim());
  // Bandwidth is in per cent or MB/s, everything else a mask of bits in hexadecimal.
  const radix = name === "MB" ? 10 : 16;
  const values = list.split(";").flatMap((entry): [number, number][] => {
    const [domain = "", value = ""] = entry.split("=");
    return domain.trim() === "" ? [] : [[Number(domain), Number.parseInt(value, radix)]];
  });
  return [name, new Map(values)];
}
