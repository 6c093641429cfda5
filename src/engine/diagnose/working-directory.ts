// The working directory could not be made or entered.

import { type Diagnosis, type Rule, type StartAbout, textOf } from "./about.ts";
import { mayExecute, modeOf, userName } from "./access.ts";

export const explainWorkingDirectory: Rule = ({ op, errno }, about) => {
  if (op.from !== "/process/cwd") return undefined;
  const cwd = about.spec.process?.cwd ?? "/";
  const diagnosis = (code: Diagnosis["code"], cause: string, hint: string): Diagnosis => ({
    code,
    message: `enter working directory ${cwd}: ${cause}`,
    hint,
  });
  if (!cwd.startsWith("/")) return diagnosis("ERR_INVALID_SPEC", "it is not an absolute path", `write -w /${cwd}`);
  const found = about.rootfs.find(cwd);
  if (found.kind === "missing") return missing(found, about, diagnosis);
  if (found.kind !== "directory")
    return diagnosis(
      "ERR_SYSCALL",
      "it is not a directory",
      `name a directory, such as ${cwd.slice(0, cwd.lastIndexOf("/")) || "/"}`,
    );
  if (errno === "EACCES") {
    const closed = [...found.parents, found].find((directory) => !mayExecute(directory, about.spec));
    if (closed)
      return diagnosis(
        "ERR_SYSCALL",
        `${userName(about.spec)} may not enter ${closed.path} (${modeOf(closed)})`,
        `run as another user (-u), use another directory (-w), or open it in the image: chmod o+x ${closed.path}`,
      );
  }
  if (errno === "EROFS")
    return diagnosis(
      "ERR_SYSCALL",
      "it does not exist and cannot be made on a read-only file system",
      "make it in the image, or choose one that exists with -w",
    );
  if (errno === "ELOOP" || errno === "EXDEV")
    return diagnosis(
      "ERR_HOSTILE",
      "its path leads through a magic link of /proc, which could lead to the host",
      "name a plain directory with -w",
    );
  return diagnosis(
    "ERR_SYSCALL",
    `${op.call}(2) returned ${errno}${textOf(op, 1) ? ` at ${textOf(op, 1)}` : ""}`,
    "choose another with -w",
  );
};

function missing(
  found: Extract<ReturnType<StartAbout["rootfs"]["find"]>, { kind: "missing" }>,
  { spec }: StartAbout,
  diagnosis: (code: Diagnosis["code"], cause: string, hint: string) => Diagnosis,
): Diagnosis {
  if (found.reason === "not a directory")
    return diagnosis("ERR_SYSCALL", `${found.at} is not a directory`, "choose another with -w");
  if (found.reason === "loop")
    return diagnosis("ERR_SYSCALL", `its symbolic links lead in a circle at ${found.at}`, "choose another with -w");
  const readOnly = spec.root?.readonly ? ", and a read-only root (--read-only) takes no new directories" : "";
  return diagnosis(
    "ERR_SYSCALL",
    `there is no ${found.at} in the image${readOnly}`,
    "make it in the image (RUN mkdir -p), or choose one that exists with -w",
  );
}
