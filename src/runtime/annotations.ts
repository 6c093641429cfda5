// Annotations of config.json that change what this runtime does: `features` warns engines of handing on untrusted ones.

import { SYSTEMD_PROPERTY } from "../cgroups/index.ts";

/** A name that ends with "." stands for all that begin with it. */
export const ANNOTATIONS_WITH_EFFECT: readonly string[] = [SYSTEMD_PROPERTY];
