// Loads the engine and lints drafts with it: requests go in as JSON, reports come out.

import { Engine } from "./engine.js";
import { PresendError } from "./error.js";
import { toJson } from "./request.js";

export { PresendError };
export { findings } from "./places.js";

/** A loaded engine. */
class Presend {
  #engine;

  constructor(engine) {
    this.#engine = engine;
    this.version = this.lint({ text: "", now: null }).tool.version;
    Object.freeze(this);
  }

  /** Lints one draft. */
  lint(request) {
    const { error, stops, report } = this.#engine.answer(toJson(request));
    if (error) throw new PresendError(error.kind, error.reason);
    return Object.assign(report, { stops });
  }
}

/** Loads the engine from its bytes or address, else from the file of this package. */
export async function load(source = new URL("../presend.wasm", import.meta.url)) {
  let engine;
  try {
    engine = await Engine.start(await compile(await source));
  } catch (cause) {
    throw new PresendError("engine", `the engine cannot be loaded: ${cause.message}`, cause);
  }
  return new Presend(engine);
}

let loaded;

/** Lints with the engine of this package, which is loaded once. */
export async function lint(request) {
  // One that could not be loaded is tried again at the next call.
  loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  });
  return (await loaded).lint(request);
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const url = typeof source === "string" || source instanceof URL ? new URL(source, globalThis.location?.href) : null;
  // Node's fetch reads no files.
  if (url?.protocol === "file:" && globalThis.process?.versions?.node) {
    const { readFile } = await import("node:fs/promises");
    return WebAssembly.compile(await readFile(url));
  }
  const response = url ? await fetch(url) : source;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  // A server that does not know the type of the file would make streaming fail.
  return WebAssembly.compile(await response.arrayBuffer());
}
