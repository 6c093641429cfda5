// What a handler gets beside its request, and how handlers are typed: by the generated service descriptions.

import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import type { Encoded } from "./encoded.ts";
import type { CriServices } from "./services.ts";

type Answer<Response> = Response | Encoded<Response>;

export interface Call {
  /** Aborted when the caller gave up or its deadline passed. */
  readonly signal: AbortSignal;
}

export type UnaryHandler<Request, Response> = (
  services: CriServices,
  request: Request,
  call: Call,
) => Promise<Answer<Response>> | Answer<Response>;

export type StreamHandler<Request, Response> = (
  services: CriServices,
  request: Request,
  call: Call,
) => AsyncIterable<Answer<Response>> | Iterable<Answer<Response>>;

/** A handler for every RPC of a service; one that is missing does not compile. */
export type Handlers<Server> = {
  readonly [Rpc in keyof Server as string extends Rpc ? never : Rpc]: Server[Rpc] extends handleUnaryCall<
    infer Request,
    infer Response
  >
    ? UnaryHandler<Request, Response>
    : Server[Rpc] extends handleServerStreamingCall<infer Request, infer Response>
      ? StreamHandler<Request, Response>
      : never;
};
