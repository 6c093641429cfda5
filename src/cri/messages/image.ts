// An image as the CRI's messages tell it.

import { Image } from "../../cri-wire/index.ts";
import type { NodeImage } from "../../pods/index.ts";

export function imageMessage({ record, tags, digests, pinned }: NodeImage): Image {
  return Image.fromPartial({
    id: record.id,
    repoTags: [...tags],
    repoDigests: [...digests],
    size: BigInt(record.sizeBytes),
    ...userOf(record.config.User),
    pinned,
  });
}

/** "1003:1004" is uid 1003, "www-data:1004" a name, and no user at all is uid 0. */
function userOf(user: string | undefined): { uid?: { value: bigint }; username?: string } {
  const [name = ""] = (user ?? "").split(":", 1);
  if (name === "") return { uid: { value: 0n } };
  return /^\d{1,10}$/.test(name) ? { uid: { value: BigInt(name) } } : { username: name };
}
