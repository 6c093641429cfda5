// One way to print a list: a table, `table TEMPLATE`, a template per line, JSON per line, or ids only.

import { usageError } from "../usage-error.ts";
import { printable, renderTable } from "./table.ts";
import { compileTemplate } from "./template.ts";

/** A row is what templates see; methods such as Label are functions and stay out of JSON. */
export type Row = Readonly<Record<string, unknown>>;

export interface Listing {
  readonly columns: readonly { readonly header: string; readonly field: string }[];
  /** Headers of fields that are no column by default, for `table {{.Field}}`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function compileRows(listing: Listing, format: string | undefined): (rows: readonly Row[]) => string {
  if (format === undefined || format === "table") {
    const { columns } = listing;
    return (rows) =>
      renderTable(
        columns.map(({ header }) => header),
        rows.map((row) => columns.map(({ field }) => printable(String(row[field] ?? "")))),
      );
  }
  if (format === "") throw usageError("parse --format: the template is empty");
  if (format === "json") return (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  if (!/^table\s/.test(format)) {
    const template = compileTemplate(unescapeShell(format));
    return (rows) => rows.map((row) => `${template(row)}\n`).join("");
  }
  const source = unescapeShell(format.replace(/^table\s+/, ""));
  const template = compileTemplate(source);
  return (rows) => {
    const header = compileTemplate(source.replace(/\{\{\s*json\s+/g, "{{"))(headerRow(listing, rows));
    const cells = (text: string) => text.split("\t").map(printable);
    return renderTable(
      cells(header),
      rows.map((row) => cells(template(row))),
    );
  };
}

/** Every field shows its own header: Names -> NAMES. */
function headerRow({ columns, headers }: Listing, rows: readonly Row[]): Row {
  const row: Record<string, unknown> = {};
  for (const field of Object.keys(rows[0] ?? {})) {
    const value = field.replace(/([a-z])([A-Z])/g, "$1 $2").toUpperCase();
    row[field] = typeof rows[0]?.[field] === "function" ? (key: unknown) => String(key ?? value).toUpperCase() : value;
  }
  for (const { field, header } of columns) row[field] = header;
  return { ...row, ...headers };
}

/** Shells pass \t and \n through. */
function unescapeShell(format: string): string {
  return format.replace(/\\t/g, "\t").replace(/\\n/g, "\n");
}
