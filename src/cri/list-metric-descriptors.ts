// ListMetricDescriptors: not implemented yet.

import type { ListMetricDescriptorsRequest, ListMetricDescriptorsResponse } from "../cri-wire/index.ts";
import { Unimplemented } from "./grpc-status.ts";
import type { CriServices } from "./services.ts";

export function listMetricDescriptors(
  _services: CriServices,
  _request: ListMetricDescriptorsRequest,
): ListMetricDescriptorsResponse {
  throw new Unimplemented("ListMetricDescriptors is not implemented");
}
