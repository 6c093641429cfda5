// The option words that config.md#linux-mount-options has in its table.

// biome-ignore format: a table
export const REQUIRED_MOUNT_OPTIONS = [
  "async", "atime", "bind", "defaults", "dev", "diratime", "dirsync", "exec", "iversion", "lazytime", "loud",
  "noatime", "nodev", "nodiratime", "noexec", "noiversion", "nolazytime", "norelatime", "nostrictatime", "nosuid",
  "private", "rbind", "relatime", "remount", "ro", "rprivate", "rshared", "rslave", "runbindable", "rw", "shared",
  "silent", "slave", "strictatime", "suid", "sync", "unbindable",
] as const;

/** SHOULD and MAY; "rnodev" is in the list of features.md only. */
// biome-ignore format: a table
export const OPTIONAL_MOUNT_OPTIONS = [
  "mand", "nomand", "nosymfollow", "ratime", "rdev", "rdiratime", "rexec", "rnoatime", "rnodev", "rnodiratime", "rnoexec",
  "rnorelatime", "rnostrictatime", "rnosuid", "rnosymfollow", "rrelatime", "rro", "rrw", "rstrictatime", "rsuid",
  "rsymfollow", "symfollow", "tmpcopyup", "idmap", "ridmap",
] as const;
