export { type StreamingOptions, type StreamingServer, startStreamingServer } from "./server.ts";
export type {
  AttachStreamRequest,
  ContainerStreams,
  ExecStreamRequest,
  PortForwardStreamRequest,
  StreamHandlers,
  TerminalSize,
} from "./types.ts";
