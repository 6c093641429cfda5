// The engine's way in: a StartFailure and its container -> the error to show.

import type { TsRunError } from "../../base/index.ts";
import type { Container, StartFailure } from "../../containers/index.ts";
import type { Services } from "../services.ts";
import type { RootfsView } from "./about.ts";
import { explainStartFailure } from "./explain.ts";
import { hostView } from "./host-view.ts";
import { openRootfs } from "./rootfs-view.ts";

export function diagnoseStart(services: Services, container: Container, failure: StartFailure): TsRunError {
  const spec = services.containers.loadSpec(container);
  const { record, status } = container;
  const rootfs = lazily(() => openRootfs(record.rootfs, spec.mounts));
  try {
    return explainStartFailure(failure, {
      name: status.name,
      image: record.image.reference,
      spec,
      sources: record.sources,
      rootfs,
      host: hostView(services.host),
    });
  } finally {
    rootfs.close();
  }
}

/** Most failures need no look into the image, and mounting its layers takes rights and time. */
function lazily(open: () => RootfsView & { close(): void }): RootfsView & { close(): void } {
  let opened: (RootfsView & { close(): void }) | undefined;
  const rootfs = (): RootfsView => {
    opened ??= open();
    return opened;
  };
  return {
    find: (path) => rootfs().find(path),
    readHead: (file, bytes) => rootfs().readHead(file, bytes),
    list: (path) => rootfs().list(path),
    close: () => opened?.close(),
  };
}
