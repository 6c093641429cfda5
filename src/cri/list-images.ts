// ListImages.

import type { ListImagesRequest, ListImagesResponse } from "../cri-wire/index.ts";
import { imageMessage } from "./messages/image.ts";
import { selectImages } from "./messages/image-filter.ts";
import type { CriServices } from "./services.ts";

export function listImages({ pods }: CriServices, { filter }: ListImagesRequest): ListImagesResponse {
  return { images: selectImages(pods.images, filter).map(imageMessage) };
}
