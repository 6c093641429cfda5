// ImageFsInfo: what images take on disk.

import { nowNs } from "../base/index.ts";
import { FilesystemUsage, type ImageFsInfoRequest, type ImageFsInfoResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export function imageFsInfo({ pods }: CriServices, _request: ImageFsInfoRequest): ImageFsInfoResponse {
  const { mountpoint, usedBytes, inodesUsed } = pods.images.filesystem();
  const usage = FilesystemUsage.fromPartial({
    timestamp: nowNs(),
    fsId: { mountpoint },
    usedBytes: { value: BigInt(usedBytes) },
    inodesUsed: { value: BigInt(inodesUsed) },
  });
  // Writable layers are on the same file system.
  return { imageFilesystems: [usage], containerFilesystems: [usage] };
}
