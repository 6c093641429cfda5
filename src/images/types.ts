// What callers see of images; the same words as engine/engine.ts, which takes these.

export interface PullProgress {
  layer: string; // digest
  phase: "waiting" | "downloading" | "retrying" | "verifying" | "unpacking" | "done" | "exists";
  current: number;
  total?: number;
  message?: string;
}

export interface ImageSummary {
  id: string; // sha256:<config digest>
  references: string[]; // docker.io/library/nginx:1.27 ...
  digests: string[]; // docker.io/library/nginx@sha256:...
  createdAt?: string;
  sizeBytes: number; // unpacked
  architecture: string;
  os: string;
  labels: Record<string, string>;
  containers: number;
  lastUsedAt?: string;
}
