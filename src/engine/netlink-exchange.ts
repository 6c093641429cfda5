// network/ speaks to the kernel by itself; the name the engine knows it by.
export { kernelExchange as exchangeWithKernel } from "../network/index.ts";
