// The file is there and may be executed: is it something this kernel can start, and is what it needs in the image?

import type { Diagnosis, FoundFile, StartAbout } from "./about.ts";
import { mayExecute, modeOf } from "./access.ts";
import { type Executable, HEAD_BYTES, machineName, platformOf, readExecutable } from "./executable.ts";

type Elf = Extract<Executable, { kind: "elf" }>;
type Script = Extract<Executable, { kind: "script" }>;

interface Place {
  readonly file: FoundFile;
  readonly about: StartAbout;
  /** "its #! interpreter /bin/x" when we got here from a script. */
  readonly subject?: string;
}

const ET_EXEC = 2;
const ET_DYN = 3;

/** undefined when the file has nothing wrong that can be seen. */
export function explainFormat(path: string, errno: string, place: Place): Diagnosis | undefined {
  const program = readExecutable(place.about.rootfs.readHead(place.file, HEAD_BYTES));
  const { subject = "it" } = place;
  const refuse = (cause: string, hint: string): Diagnosis => ({
    code: "ERR_NOT_EXECUTABLE",
    message: `execute ${path}: ${cause}`,
    hint,
  });
  switch (program.kind) {
    case "empty":
      return refuse(`${subject} is an empty file`, "the build or copy that made it went wrong; make it again");
    case "foreign":
      return refuse(`${subject} is ${program.what}`, "name a Linux program");
    case "text":
      return explainText(subject, program, refuse);
    case "elf":
      return explainElf(path, program, { errno, place, refuse });
    case "script":
      return explainScript(path, program, { errno, place, refuse });
  }
}

type Refuse = (cause: string, hint: string) => Diagnosis;

interface Context {
  readonly errno: string;
  readonly place: Place;
  readonly refuse: Refuse;
}

function explainText(subject: string, program: Extract<Executable, { kind: "text" }>, refuse: Refuse): Diagnosis {
  if (program.byteOrderMark)
    return refuse(
      `${subject} begins with a UTF-8 byte order mark, so the kernel does not see its #!`,
      "save it without the mark: sed -i '1s/^\\xEF\\xBB\\xBF//' FILE",
    );
  if (program.lateShebang) return refuse(`${subject} has white space before its #!`, "#! must be its first two bytes");
  return refuse(
    `${subject} is a text file without a #! line`,
    "begin it with #!/bin/sh, or start it with its interpreter: sh FILE",
  );
}

function explainElf(path: string, elf: Elf, { errno, place, refuse }: Context): Diagnosis | undefined {
  const { about, subject = "it" } = place;
  const host = machineName(about.host.architecture);
  if (elf.truncated)
    return refuse(`${subject} is a program that ends too early: the file was cut off`, "build or copy it again");
  const runs32 = elf.machine === "i386" && host === "x86_64";
  if (elf.machine !== host && !runs32) {
    return refuse(
      `${subject} is built for ${elf.machine}, and this host is ${host}`,
      `use an image for this host (--platform linux/${platformOf(host)}), or install emulation: apt install qemu-user-static`,
    );
  }
  if (elf.type !== ET_EXEC && elf.type !== ET_DYN)
    return refuse(`${subject} is an ELF file but no program (object file or core dump)`, "link it first");
  if (elf.interpreter === undefined) {
    if (runs32 && errno === "ENOEXEC")
      return refuse(
        `${subject} is a 32-bit program, and this kernel runs none`,
        "boot with ia32_emulation=on, or use a 64-bit build",
      );
    return undefined;
  }
  return explainLoader(path, elf.interpreter, { errno, place, refuse });
}

function explainLoader(path: string, loader: string, { errno, place, refuse }: Context): Diagnosis | undefined {
  const { about, subject } = place;
  const owner = subject === undefined ? "its" : `${subject} needs`;
  const found = about.rootfs.find(loader);
  if (found.kind === "missing") {
    const what = subject === undefined ? `its interpreter ${loader}` : `${subject} needs the loader ${loader}, which`;
    const link = found.link ? ` (${found.link.path} is a symbolic link to ${found.link.target})` : "";
    return {
      code: "ERR_PROGRAM_NOT_FOUND",
      message: `execute ${path}: ${what} is not in the image${link}`,
      hint: libcHint(loader, about),
    };
  }
  if (found.kind !== "file") return refuse(`${owner} loader ${loader} is not a file`, "the image is damaged there");
  if (!mayExecute(found, about.spec))
    return refuse(`${owner} loader ${loader} is not executable (${modeOf(found)})`, `chmod 755 ${loader} in the image`);
  if (errno !== "ELIBBAD" && errno !== "ENOEXEC" && errno !== "EIO") return undefined;
  const inner = readExecutable(about.rootfs.readHead(found, HEAD_BYTES));
  if (inner.kind === "elf" && inner.machine === machineName(about.host.architecture) && !inner.truncated)
    return undefined;
  return refuse(
    `${owner} loader ${loader} is ${inner.kind === "elf" ? `built for ${inner.machine}` : "no program"}`,
    "the image mixes architectures or is damaged; build it again",
  );
}

function libcHint(loader: string, { rootfs }: StartAbout): string {
  const isMusl = loader.includes("ld-musl");
  const has = (pattern: RegExp): boolean =>
    ["/lib", "/lib64"].some((directory) => rootfs.list(directory).some((name) => pattern.test(name)));
  if (isMusl)
    return `it was built against musl (Alpine)${has(/^ld-linux/) ? ", and this image has glibc" : ""}; build it for this image, or statically (Go: CGO_ENABLED=0; C: -static)`;
  if (/ld-linux|ld64/.test(loader)) {
    const but = has(/^ld-musl/) ? ", and this image has musl (Alpine)" : ", and this image has no C library";
    return `it was built against glibc${but}; use a Debian-like image, or build it statically (Go: CGO_ENABLED=0; C: -static)`;
  }
  return "add the loader to the image, or link the program statically";
}

function explainScript(path: string, script: Script, { errno, place, refuse }: Context): Diagnosis | undefined {
  const { about, subject } = place;
  const whose = subject === undefined ? "its #! interpreter" : `the interpreter of ${subject.replace(/^its /, "")},`;
  if (script.carriageReturn) {
    return {
      code: "ERR_PROGRAM_NOT_FOUND",
      message: `execute ${path}: its first line ends in a carriage return (Windows line endings), so the kernel looks for "${script.interpreter}\\r"`,
      hint: "convert it: sed -i 's/\\r$//' FILE, and keep git from undoing that: *.sh text eol=lf in .gitattributes",
    };
  }
  if (script.interpreter === "") return refuse("its #! line names no interpreter", "write #!/bin/sh");
  if (script.tooLong && errno === "ENOEXEC")
    return refuse(
      "its #! line is longer than the 255 bytes the kernel reads",
      "shorten the path, or start it through /usr/bin/env",
    );
  const found = about.rootfs.find(script.interpreter);
  if (found.kind === "missing") {
    return {
      code: "ERR_PROGRAM_NOT_FOUND",
      message: `execute ${path}: ${whose} ${script.interpreter} is not in the image`,
      hint: interpreterHint(script.interpreter, about),
    };
  }
  if (found.kind !== "file")
    return refuse(
      `${whose} ${script.interpreter} is a ${found.kind === "directory" ? "directory" : "special file"}`,
      "let its #! line name a program",
    );
  if (!mayExecute(found, about.spec))
    return refuse(
      `${whose} ${script.interpreter} is not executable (${modeOf(found)})`,
      `chmod 755 ${script.interpreter} in the image`,
    );
  if (subject !== undefined) return undefined; // one level of scripts is enough to say; deeper is ELOOP's matter
  return explainFormat(path, errno, { file: found, about, subject: `its #! interpreter ${script.interpreter}` });
}

function interpreterHint(interpreter: string, { rootfs }: StartAbout): string {
  const name = interpreter.slice(interpreter.lastIndexOf("/") + 1);
  const directories = ["/bin", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/sbin"];
  const same = directories.map((directory) => `${directory}/${name}`).find((path) => rootfs.find(path).kind === "file");
  if (same) return `the image has ${same}: let the #! line say so, or #!/usr/bin/env ${name}`;
  const shells = ["/bin/sh", "/bin/bash", "/bin/dash", "/bin/ash"].filter((path) => rootfs.find(path).kind === "file");
  return shells.length > 0
    ? `the image has ${shells.join(", ")}; install ${name} in it, or write the script for one of those`
    : `install ${name} in the image`;
}
