// Name -> module. One file per command, loaded only when it is the one that runs.

import type { Command } from "../command.ts";

type Loader = () => Promise<Command>;

export const commandLoaders: Readonly<Record<string, Loader>> = {
  // Containers
  run: async () => (await import("./run.ts")).command,
  create: async () => (await import("./create.ts")).command,
  start: async () => (await import("./start.ts")).command,
  stop: async () => (await import("./stop.ts")).command,
  restart: async () => (await import("./restart.ts")).command,
  kill: async () => (await import("./kill.ts")).command,
  pause: async () => (await import("./pause.ts")).command,
  unpause: async () => (await import("./unpause.ts")).command,
  rm: async () => (await import("./rm.ts")).command,
  wait: async () => (await import("./wait.ts")).command,
  exec: async () => (await import("./exec.ts")).command,
  attach: async () => (await import("./attach.ts")).command,
  logs: async () => (await import("./logs.ts")).command,
  ps: async () => (await import("./ps.ts")).command,
  inspect: async () => (await import("./inspect.ts")).command,
  stats: async () => (await import("./stats.ts")).command,
  top: async () => (await import("./top.ts")).command,
  port: async () => (await import("./port.ts")).command,
  rename: async () => (await import("./rename.ts")).command,
  update: async () => (await import("./update.ts")).command,
  "container prune": async () => (await import("./container-prune.ts")).command,
  // Images
  pull: async () => (await import("./pull.ts")).command,
  images: async () => (await import("./images.ts")).command,
  rmi: async () => (await import("./rmi.ts")).command,
  tag: async () => (await import("./tag.ts")).command,
  history: async () => (await import("./history.ts")).command,
  save: async () => (await import("./save.ts")).command,
  load: async () => (await import("./load.ts")).command,
  "image prune": async () => (await import("./image-prune.ts")).command,
  login: async () => (await import("./login.ts")).command,
  logout: async () => (await import("./logout.ts")).command,
  // Volumes
  "volume create": async () => (await import("./volume-create.ts")).command,
  "volume ls": async () => (await import("./volume-ls.ts")).command,
  "volume inspect": async () => (await import("./volume-inspect.ts")).command,
  "volume rm": async () => (await import("./volume-rm.ts")).command,
  "volume prune": async () => (await import("./volume-prune.ts")).command,
  // Understanding, and the host
  explain: async () => (await import("./explain.ts")).command,
  doctor: async () => (await import("./doctor.ts")).command,
  events: async () => (await import("./events.ts")).command,
  info: async () => (await import("./info.ts")).command,
  version: async () => (await import("./version.ts")).command,
  completion: async () => (await import("./completion.ts")).command,
  __complete: async () => (await import("./complete.ts")).command, // hidden: what the completion scripts ask
  __exited: async () => (await import("./exited.ts")).command, // hidden: what the monitor runs after an exit
};

/** docker's other spellings. */
export const commandAliases: Readonly<Record<string, string>> = {
  "container run": "run",
  "container create": "create",
  "container start": "start",
  "container stop": "stop",
  "container restart": "restart",
  "container kill": "kill",
  "container pause": "pause",
  "container unpause": "unpause",
  "container rm": "rm",
  "container wait": "wait",
  "container exec": "exec",
  "container attach": "attach",
  "container logs": "logs",
  "container ls": "ps",
  "container ps": "ps",
  "container list": "ps",
  "container inspect": "inspect",
  "container stats": "stats",
  "container top": "top",
  "container port": "port",
  "container rename": "rename",
  "container update": "update",
  "image pull": "pull",
  "image ls": "images",
  "image list": "images",
  "image rm": "rmi",
  "image tag": "tag",
  "image history": "history",
  "image inspect": "inspect",
  "image save": "save",
  "image load": "load",
  "volume list": "volume ls",
  "system info": "info",
  "system events": "events",
};
