// Exec: a URL at which a command's streams are served, for one client within a minute.

import { TsRunError } from "../base/index.ts";
import type { ExecRequest, ExecResponse } from "../cri-wire/index.ts";
import type { CriServices } from "./services.ts";
import { checkStreams } from "./stream-request.ts";

export function exec({ pods, streaming }: CriServices, request: ExecRequest): ExecResponse {
  const container = pods.getContainer(request.containerId);
  if (container.stored.lifeCycle.state !== "running")
    throw new TsRunError("ERR_CONFLICT", `exec in container ${container.id}: it is not running`);
  if (request.cmd.length === 0) throw new TsRunError("ERR_INVALID_SPEC", "exec: there is no command");
  const { tty, stdin, stdout, stderr } = checkStreams("exec", request);
  return {
    url: streaming.exec({ containerId: container.id, command: request.cmd, tty, stdin, stdout, stderr }),
  };
}
