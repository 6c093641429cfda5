// How a command ended, as the client wants to hear it on the error stream: a metav1.Status from v4.channel.k8s.io on,
// plain text before, and nothing at all for success then.

export type Ending =
  | { readonly type: "exited"; readonly exitCode: number }
  | { readonly type: "failed"; readonly message: string };

export function endingText(ending: Ending, hasStatus: boolean): string {
  if (!hasStatus) return plainText(ending);
  return JSON.stringify({ metadata: {}, ...statusOf(ending) });
}

function plainText(ending: Ending): string {
  if (ending.type === "failed") return ending.message;
  return ending.exitCode === 0 ? "" : `command terminated with non-zero exit code: exit status ${ending.exitCode}`;
}

function statusOf(ending: Ending): object {
  if (ending.type === "failed")
    return { status: "Failure", reason: "InternalError", message: ending.message, code: 500 };
  if (ending.exitCode === 0) return { status: "Success" };
  return {
    status: "Failure",
    reason: "NonZeroExitCode",
    message: `command terminated with non-zero exit code: exit status ${ending.exitCode}`,
    details: { causes: [{ reason: "ExitCode", message: String(ending.exitCode) }] },
  };
}
