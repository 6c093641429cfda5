// StreamImages: ListImages in parts.

import type { StreamImagesRequest, StreamImagesResponse } from "../cri-wire/index.ts";
import { batches } from "./messages/batches.ts";
import { imageMessage } from "./messages/image.ts";
import { selectImages } from "./messages/image-filter.ts";
import type { CriServices } from "./services.ts";

export function* streamImages({ pods }: CriServices, { filter }: StreamImagesRequest): Generator<StreamImagesResponse> {
  for (const batch of batches(selectImages(pods.images, filter))) yield { images: batch.map(imageMessage) };
}
