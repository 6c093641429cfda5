// PullImage: resolves to the id of the image, from which containers can be made.

import { TsRunError } from "../base/index.ts";
import type { AuthConfig, PullImageRequest, PullImageResponse } from "../cri-wire/index.ts";
import { type Credential, RegistryError } from "../registry/index.ts";
import type { Call } from "./call.ts";
import type { CriServices } from "./services.ts";

export async function pullImage(
  { pods }: CriServices,
  { image, auth }: PullImageRequest,
  { signal }: Call,
): Promise<PullImageResponse> {
  if (!image || image.image === "") throw new TsRunError("ERR_INVALID_SPEC", "pull image: there is no name");
  try {
    const { id } = await pods.images.pull(image.image, { credential: credentialOf(auth), signal });
    return { imageRef: id };
  } catch (error) {
    throw isUnavailable(error) ? unavailable(error) : wantingLogin(error);
  }
}

/** Whoever reads it wrote a pod, and is not on the node. */
function wantingLogin(error: unknown): unknown {
  if (!(error instanceof TsRunError && error.code === "ERR_UNAUTHORIZED")) return error;
  const { code, message, hint } = error;
  const onNode = hint?.startsWith("ts-run login") ? `; or, for every pod of this node, ${hint}` : "";
  return new TsRunError(code, message, { cause: error, hint: `check the pod's imagePullSecrets${onNode}` });
}

function isUnavailable(error: unknown): error is TsRunError {
  if (error instanceof RegistryError && error.status !== undefined) return error.status >= 500;
  return error instanceof TsRunError && error.code === "ERR_NETWORK";
}

/** The kubelet makes the first word (cri-api's ErrRegistryUnavailable) the container's reason, instead of ErrImagePull. */
function unavailable(error: TsRunError): TsRunError {
  const { code, message, hint } = error;
  return new TsRunError(code, `RegistryUnavailable: ${message}`, { cause: error, hint });
}

function credentialOf(auth: AuthConfig | undefined): Credential | undefined {
  if (!auth) return undefined;
  if (auth.registryToken !== "") return { kind: "registryToken", token: auth.registryToken };
  if (auth.identityToken !== "") return { kind: "identityToken", token: auth.identityToken };
  if (auth.username !== "") return { kind: "password", username: auth.username, password: auth.password };
  if (auth.auth === "") return undefined;
  const pair = Buffer.from(auth.auth, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon <= 0) throw new TsRunError("ERR_INVALID_SPEC", "pull image: auth is not base64 of USER:PASSWORD");
  return { kind: "password", username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, "") };
}
