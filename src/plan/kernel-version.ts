/** Is this kernel as new as major.minor? */
export const atLeast = ([major, minor]: readonly [number, number], wantedMajor: number, wantedMinor: number): boolean =>
  major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
