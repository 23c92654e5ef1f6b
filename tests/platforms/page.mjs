// Runs a program for the browser under Node: `node tests/platforms/page.mjs FILE.wasm`. It imports nothing, and its exit code is all
// that it says.

import { readFile } from "node:fs/promises";
import { argv, exit } from "node:process";

const { instance } = await WebAssembly.instantiate(await readFile(argv[2]), {});
exit(instance.exports.main(0, 0));
