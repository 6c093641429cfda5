// `npm start`: sets up whatever is missing in this checkout and on this machine, then proves on screen that a container is one.
import { runDemo } from "./demo/demo.mjs";
import { runSteps, startSteps } from "./setup/steps.mjs";

console.log("\nSetting up ts-run (what is done already is skipped)");
await runSteps(startSteps);
process.exitCode = await runDemo();
