// ListMetricDescriptors: names, help and labels of what ListPodSandboxMetrics tells.

import type { ListMetricDescriptorsRequest, ListMetricDescriptorsResponse } from "../cri-wire/index.ts";
import { metricDescriptors } from "./messages/metrics.ts";
import type { CriServices } from "./services.ts";

export function listMetricDescriptors(
  _services: CriServices,
  _request: ListMetricDescriptorsRequest,
): ListMetricDescriptorsResponse {
  return { descriptors: metricDescriptors() };
}
