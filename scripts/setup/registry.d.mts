// Types of registry.mjs for the tests, which are TypeScript; the set-up itself is plain Node and runs before tsc is there.
export interface RegistryOptions {
  /** A directory to serve and keep; without it a temporary one. */
  storage?: string;
  readOnly?: boolean;
  /** Lines of an htpasswd file, bcrypt. */
  htpasswd?: string;
  deletes?: boolean;
}

export interface RunningRegistry {
  host: string;
  pid: number;
  storage: string;
  /** Every "METHOD /path" so far, as the registry itself logs them. */
  requests(): string[];
  stop(): Promise<void>;
}

export function startRegistry(options?: RegistryOptions): Promise<RunningRegistry>;
