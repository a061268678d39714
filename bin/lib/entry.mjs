import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { onNode24, reexecute } from "./node.mjs";
import { progress } from "./steps.mjs";
import { lastWords } from "./stop.mjs";

/**
 * The way into every command: install what is missing, change over to Node 24, run `main(arguments, ui)` of the module.
 * Only the modules named here may be read by an older Node; everything behind `module` may use Node 24.
 */
export async function enter(script, module) {
  const ui = progress();
  try {
    await ensureInstalled(ui);
    if (!onNode24()) {
      process.exitCode = await reexecute(fileURLToPath(script), process.argv.slice(2));
      return;
    }
    const { main } = await import(module);
    process.exitCode = await main(process.argv.slice(2), ui);
    // Everything is stopped and said; a timer or socket left somewhere must not hold the terminal.
    setTimeout(() => process.exit(), 300).unref();
  } catch (error) {
    const { text, exitCode } = lastWords(error);
    console.error(`\n${text}`);
    process.exitCode = exitCode;
  }
}
