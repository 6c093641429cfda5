// Which images a filter means: all, or the one it names.

import type { ImageFilter } from "../../cri-wire/index.ts";
import type { NodeImage, NodeImages } from "../../pods/index.ts";

export function selectImages(images: NodeImages, filter: ImageFilter | undefined): NodeImage[] {
  const wanted = filter?.image?.image ?? "";
  if (wanted === "") return images.list();
  const image = images.find(wanted);
  return image ? [image] : [];
}
