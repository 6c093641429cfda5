// Which streams a client may ask for together.

import { TsRunError } from "../base/index.ts";

interface Wanted {
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export function checkStreams<Request extends Wanted>(doing: string, request: Request): Request {
  if (!request.stdin && !request.stdout && !request.stderr)
    throw new TsRunError("ERR_INVALID_SPEC", `${doing}: one of stdin, stdout and stderr must be set`);
  if (request.tty && request.stderr)
    throw new TsRunError("ERR_INVALID_SPEC", `${doing}: tty and stderr cannot both be true: a terminal has one output`);
  return request;
}
