// ts-run events: what happens to containers, images and volumes, as it happens.

import { TsRunError } from "../../base/index.ts";
import type { Command } from "../command.ts";
import type { EngineEvent } from "../engine.ts";
import { compileFilters, type Filter } from "../filters.ts";
import { printable } from "../output/table.ts";
import { compileTemplate } from "../output/template.ts";
import { parseTime } from "../values/time.ts";

const filters: Readonly<Record<string, Filter<EngineEvent>>> = {
  type:
    (value) =>
    ({ type }) =>
      type === value,
  event:
    (value) =>
    ({ action }) =>
      action === value,
  container:
    (value) =>
    ({ type, id, name }) =>
      type === "container" && (name === value || id.startsWith(value)),
  image:
    (value) =>
    ({ type, name, attributes }) =>
      type === "image" ? name === value : attributes.image === value,
  volume:
    (value) =>
    ({ type, name }) =>
      type === "volume" && name === value,
  label:
    (value) =>
    ({ attributes }) =>
      value.includes("=")
        ? attributes[value.split("=", 1)[0] ?? ""] === value.slice(value.indexOf("=") + 1)
        : value in attributes,
};

export const command: Command = {
  name: "events",
  summary: "Print events as they happen",
  usage: "",
  options: [
    { name: "since", kind: "string", value: "TIME", help: "Earlier events too, since a time or an age such as 10m" },
    { name: "until", kind: "string", value: "TIME", help: "Stop at a time" },
    {
      name: "filter",
      short: "f",
      kind: "list",
      value: "KEY=VALUE",
      help: "type, event, container, image, volume, label",
    },
    { name: "format", kind: "string", value: "TEMPLATE", help: "json or a Go template" },
  ],
  positionals: { min: 0, max: 0 },
  run: async (services, args, context) => {
    const [since, until] = [args.last("since"), args.last("until")];
    const select = compileFilters(filters, args.all("filter"));
    const print = printer(args.string("format"));
    const range = {
      ...(since ? { sinceMs: parseTime(since.value, since.typed) } : {}),
      ...(until ? { untilMs: parseTime(until.value, until.typed) } : {}),
    };
    const events = (await services.engine()).events({ ...range, signal: context.signal });
    try {
      for await (const event of events) if (select([event]).length > 0) context.write(`${print(event)}\n`);
    } catch (error) {
      if (!(error instanceof TsRunError && error.code === "ERR_CANCELLED")) throw error;
    }
    return 0;
  },
};

function printer(format: string | undefined): (event: EngineEvent) => string {
  if (format === "json") return (event) => JSON.stringify(event);
  if (format !== undefined) {
    const template = compileTemplate(format);
    return ({ time, type, action, id, name, attributes }) =>
      template({
        Time: time,
        Type: type,
        Action: action,
        ID: id,
        Name: name,
        Actor: { ID: id, Attributes: attributes },
      });
  }
  return ({ time, type, action, id, name, attributes }) => {
    const details = Object.entries({ name, ...attributes }).map(([key, value]) => `${key}=${printable(value)}`);
    return `${time} ${type} ${action} ${id} (${details.join(", ")})`;
  };
}
