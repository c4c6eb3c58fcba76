// Loads the engine that lies in the page itself, compressed and in base64.

import { load } from "../../bindings/wasm/js/index.js";

/** Returns a promise of the engine. */
export async function start() {
  const element = document.getElementById("engine");
  const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  // Several megabytes that nobody needs again.
  element.remove();
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return load(await new Response(unpacked).arrayBuffer());
}
