// RemoveImage: with all of its names. Idempotent.

import { TsRunError } from "../base/index.ts";
import type { RemoveImageRequest, RemoveImageResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";

export async function removeImage({ pods }: CriServices, { image }: RemoveImageRequest): Promise<RemoveImageResponse> {
  if (!image || image.image === "") throw new TsRunError("ERR_INVALID_SPEC", "remove image: there is no name");
  await pods.images.remove(image.image);
  return {};
}
