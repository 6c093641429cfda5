// execve(2) said no: why, from what lies in the container's file system. Exit code 127 when something is not there, 126
// when it is there and cannot be executed, as docker and the shells have it.

import type { FoundFile, Rule, StartAbout } from "./about.ts";
import { type Diagnosis, textOf } from "./about.ts";
import { mayExecute, modeOf, userName } from "./access.ts";
import { explainFormat } from "./program-format.ts";
import { nearestNames, placesOf, searchPath } from "./search.ts";

export const explainProgram: Rule = ({ op, errno }, about) => {
  if (op.call !== "execve" && op.call !== "execveat") return undefined;
  const path = textOf(op, 0) ?? "";
  const program = about.spec.process?.args?.[0] ?? path;
  const searched = !program.includes("/");
  // A search ends with the errno of its last directory; what matters is the first place that has the program.
  if (searched && ["ENOENT", "ENOTDIR", "EACCES"].includes(errno)) {
    const candidates = searchPath(about.spec).map((directory) => `${directory}/${program}`);
    const first = candidates
      .map((candidate) => absolute(candidate, about))
      .find((candidate) => about.rootfs.find(candidate).kind !== "missing");
    return first === undefined
      ? notInPath(program, about)
      : explainFile(first, errno === "ENOTDIR" ? "ENOENT" : errno, about);
  }
  return explainFile(absolute(path, about), errno, about);
};

function absolute(path: string, about: StartAbout): string {
  return path.startsWith("/") ? path : `${about.spec.process?.cwd ?? "/"}/${path}`.replaceAll(/\/+(\.\/+)*/g, "/");
}

function notInPath(program: string, { spec, rootfs }: StartAbout): Diagnosis {
  const path = searchPath(spec);
  const near = nearestNames(program, path, rootfs);
  return {
    code: "ERR_PROGRAM_NOT_FOUND",
    message: `execute ${program}: it is in no directory of PATH (${path.join(":")})`,
    hint:
      near.length > 0
        ? `did you mean ${near.join(", ")}?`
        : path.every((directory) => rootfs.list(directory).length === 0)
          ? "the image has no programs there at all; give the whole path of the one it is made for"
          : `the image may lack it, or keep it elsewhere: give its whole path`,
  };
}

function explainFile(path: string, errno: string, about: StartAbout): Diagnosis {
  const found = about.rootfs.find(path);
  if (found.kind === "missing") return missing(path, found, about);
  if (found.kind === "directory") return notExecutable(path, "it is a directory", listing(path, about));
  if (found.kind === "other") return notExecutable(path, "it is not a regular file", "name a program");
  if (errno === "EACCES") return denied(path, found, about);
  return explainFormat(path, errno, { file: found, about }) ?? otherErrno(path, errno, about);
}

function missing(
  path: string,
  found: Extract<ReturnType<StartAbout["rootfs"]["find"]>, { kind: "missing" }>,
  about: StartAbout,
): Diagnosis {
  const { reason, at, link } = found;
  const code = "ERR_PROGRAM_NOT_FOUND";
  if (reason === "loop")
    return {
      code,
      message: `execute ${path}: its symbolic links lead in a circle at ${at}`,
      hint: "mend the link in the image",
    };
  if (reason === "not a directory")
    return {
      code,
      message: `execute ${path}: ${at} is not a directory`,
      hint: `programs are executed by their path: ${at} itself may be the program`,
    };
  if (reason === "hidden") {
    const mount =
      about.spec.mounts?.find(({ destination }) => at === destination || at.startsWith(`${destination}/`))
        ?.destination ?? at;
    return {
      code,
      message: `execute ${path}: the mount on ${mount} starts out empty and hides what the image has there`,
      hint: "mount somewhere else",
    };
  }
  if (link)
    return {
      code,
      message: `execute ${path}: the symbolic link ${link.path} leads to ${at === link.target ? at : `${link.target} (${at})`}, which is not in the image`,
      hint: "mend the link in the image, or name the program by its real path",
    };
  const name = path.slice(path.lastIndexOf("/") + 1);
  const elsewhere = placesOf(name, about.spec, about.rootfs);
  const near = nearestNames(name, [path.slice(0, path.lastIndexOf("/")) || "/"], about.rootfs);
  const lost = at === path ? "" : `: there is no ${at}`;
  const hint =
    elsewhere.length > 0
      ? `the image has ${elsewhere[0]}`
      : near.length > 0
        ? `did you mean ${near.map((other) => `${path.slice(0, path.lastIndexOf("/"))}/${other}`).join(", ")}?`
        : "check the path, and that the image is the one you meant";
  return { code, message: `execute ${path}: it is not in the image${lost}`, hint };
}

function denied(path: string, file: FoundFile, about: StartAbout): Diagnosis {
  const { spec } = about;
  const closed = file.parents.find((parent) => !mayExecute(parent, spec));
  if (closed)
    return notExecutable(
      path,
      `${userName(spec)} may not enter ${closed.path} (${modeOf(closed)})`,
      `run as another user (-u), or open the directory in the image: chmod o+x ${closed.path}`,
    );
  if ((file.mode & 0o111) === 0)
    return notExecutable(
      path,
      `it is not executable (${modeOf(file)})`,
      file.mount
        ? `chmod +x it on the host (${file.hostPath})`
        : "make it executable in the image (COPY --chmod=755, or RUN chmod +x), or start it with its interpreter: sh FILE",
    );
  if (!mayExecute(file, spec))
    return notExecutable(
      path,
      `${userName(spec)} may not execute it (${modeOf(file)})`,
      "run as another user (-u), or give others the right: chmod o+x",
    );
  if (file.mount?.options.includes("noexec"))
    return notExecutable(
      path,
      `the mount on ${file.mount.destination} is noexec`,
      "leave noexec out of the mount's options, or put programs elsewhere",
    );
  // The file itself may be executed: then it is its interpreter that may not.
  const format = explainFormat(path, "EACCES", { file, about });
  return (
    format ??
    notExecutable(
      path,
      "the kernel forbids it (EACCES) although its mode allows it",
      "a security module may: see `dmesg` for apparmor or selinux; is its host file system mounted noexec?",
    )
  );
}

function otherErrno(path: string, errno: string, { spec }: StartAbout): Diagnosis {
  const { args = [], env = [] } = spec.process ?? {};
  const bytes = [...args, ...env].reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  const longest = Math.max(0, ...[...args, ...env].map((text) => Buffer.byteLength(text)));
  switch (errno) {
    case "E2BIG":
      return longest >= 131_072
        ? notExecutable(
            path,
            `one argument or variable has ${longest} bytes; the kernel takes 131071`,
            "pass it through a file",
          )
        : notExecutable(
            path,
            `arguments and environment have ${bytes} bytes, more than a quarter of the stack limit`,
            "shorten them, or raise --ulimit stack",
          );
    case "ETXTBSY":
      return notExecutable(
        path,
        "somebody has it open for writing",
        "a copy or build is still running on it; start again when it is done",
      );
    case "EPERM":
      return notExecutable(
        path,
        "the kernel forbids it (EPERM)",
        "a seccomp filter or security module may refuse execve; try --security-opt seccomp=unconfined to tell them apart",
      );
    case "ELOOP":
      return notExecutable(
        path,
        "its interpreters call each other more than four deep",
        "let its #! line name a program, not another script",
      );
    case "ENOMEM":
      return notExecutable(
        path,
        "there is not enough memory to load it",
        "raise the memory limit (-m); see `free -h` for the host",
      );
    case "EIO":
      return notExecutable(
        path,
        "the disk could not be read (EIO)",
        "see `dmesg`; `ts-run doctor` checks the state on disk",
      );
    default:
      return notExecutable(path, `execve(2) returned ${errno}`, undefined);
  }
}

function listing(path: string, about: StartAbout): string {
  const programs = about.rootfs.list(path).filter((name) => {
    const found = about.rootfs.find(`${path}/${name}`);
    return found.kind === "file" && (found.mode & 0o111) !== 0;
  });
  return programs.length === 0
    ? "name a program"
    : `name a program, such as ${path === "/" ? "" : path}/${programs[0]}`;
}

export function notExecutable(path: string, cause: string, hint: string | undefined): Diagnosis {
  return { code: "ERR_NOT_EXECUTABLE", message: `execute ${path}: ${cause}`, hint };
}
