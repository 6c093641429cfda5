// The CRI contract as data (proto/runtime.v1/contract.json) -> .proto text. Pure.

/** Field numbers and names are the contract's; nothing is added but the grammar of proto3. */
export function protoText({ services, enums, messages }) {
  const nested = Object.entries(enums).filter(([name]) => name.includes("."));
  const flat = Object.entries(enums).filter(([name]) => !name.includes("."));
  return [
    "// Written by scripts/cri/generate.mjs from contract.json; do not edit.",
    'syntax = "proto3";',
    "package runtime.v1;",
    ...Object.entries(services).map(serviceText),
    ...flat.map(([name, values]) => enumText(name, values, "")),
    ...Object.entries(messages).map(([name, fields]) => messageText(name, fields, nested)),
    "",
  ].join("\n\n");
}

function serviceText([name, rpcs]) {
  const lines = Object.entries(rpcs).map(
    ([rpc, [request, response]]) => `  rpc ${rpc}(${request}) returns (${response}) {}`,
  );
  return `service ${name} {\n${lines.join("\n")}\n}`;
}

function enumText(name, values, indent) {
  const numbers = Object.values(values);
  // SIGCHLD and SIGCLD and the like have a number each in the contract; two names for one number would need allow_alias.
  if (new Set(numbers).size !== numbers.length) throw new Error(`enum ${name} has two names for one number`);
  const lines = Object.entries(values).map(([value, number]) => `${indent}  ${value} = ${number};`);
  return `${indent}enum ${name} {\n${lines.join("\n")}\n${indent}}`;
}

function messageText(name, fields, nested) {
  const enums = nested
    .filter(([path]) => path.startsWith(`${name}.`))
    .map(([path, values]) => enumText(path.slice(name.length + 1), values, "  "));
  const lines = fields.map(
    ([number, field, type, note]) =>
      `  ${type} ${field} = ${number}${note === "deprecated" ? " [deprecated = true]" : ""};`,
  );
  const body = [...enums, ...lines];
  return body.length === 0 ? `message ${name} {}` : `message ${name} {\n${body.join("\n")}\n}`;
}
