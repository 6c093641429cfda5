export { type CriOptions, type RunningCri, serveCri } from "./serve.ts";
