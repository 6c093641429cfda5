// Every field that the zod schema of config.json has, as pointers: "*" stands for an index or a key of a map.
import { runtimeSpecSchema } from "../../../../src/oci/runtime-spec-schema.ts";

/** A field without fields of its own is a leaf. */
export interface SpecField {
  readonly pointer: string;
  readonly isLeaf: boolean;
}

interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}

export function specFields(): SpecField[] {
  return below(runtimeSpecSchema as unknown as Schema, "");
}

function below(schema: Schema, at: string): SpecField[] {
  const { type, innerType, element, valueType, shape } = schema._zod.def;
  const first = schema._zod.def.in;
  if (type === "optional" && innerType) return below(innerType, at);
  if (type === "pipe" && first) return below(first, at);
  if (type === "array" && element) return below(element, `${at}/*`);
  if (type === "record" && valueType) return below(valueType, `${at}/*`);
  if (type !== "object") return [];
  return Object.entries(shape ?? {}).flatMap(([key, field]) => {
    const pointer = `${at}/${key}`;
    const own = below(field, pointer);
    return [{ pointer, isLeaf: own.length === 0 }, ...own];
  });
}
