// ImageStatus: an image that is not there is no error but no image.

import { TsRunError } from "../base/index.ts";
import type { ImageStatusRequest, ImageStatusResponse } from "../cri-wire/index.ts";
import { imageMessage } from "./messages/image.ts";
import { imageInfo } from "./messages/verbose.ts";
import type { CriServices } from "./services.ts";

export function imageStatus({ pods }: CriServices, { image, verbose }: ImageStatusRequest): ImageStatusResponse {
  if (!image || image.image === "") throw new TsRunError("ERR_INVALID_SPEC", "look up image: there is no name");
  const found = pods.images.find(image.image);
  return { image: found && imageMessage(found), info: found && verbose ? imageInfo(found) : {} };
}
