import { main } from "./cli/main.ts";
import { processContext } from "./cli/process/process-context.ts";

process.exit(await main(process.argv.slice(2), processContext()));
