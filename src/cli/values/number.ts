// Whole and decimal numbers with bounds, refused by the flag that carried them.

import { usageError } from "../usage-error.ts";

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export function parseInteger(value: string, typed: string, bounds: Bounds = {}): number {
  if (!/^[+-]?\d+$/.test(value)) throw usageError(`parse ${typed}: "${value}" is not a whole number`, range(bounds));
  return inBounds(Number(value), typed, bounds);
}

export function parseDecimal(value: string, typed: string, bounds: Bounds = {}): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value))
    throw usageError(`parse ${typed}: "${value}" is not a number`, range(bounds));
  return inBounds(Number(value), typed, bounds);
}

function inBounds(number: number, typed: string, bounds: Bounds): number {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = bounds;
  if (number < min || number > max) throw usageError(`parse ${typed}: ${number} is out of range`, range(bounds));
  return number;
}

function range({ min, max }: Bounds): string | undefined {
  if (min !== undefined && max !== undefined) return `write a number from ${min} to ${max}`;
  return min === undefined ? undefined : `write a number of at least ${min}`;
}
