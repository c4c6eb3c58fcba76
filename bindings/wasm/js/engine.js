// Speaks to the module: hands it bytes, takes the answer, gives all memory back.

import { PresendError } from "./error.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes before an answer that say its length. */
const PREFIX = 4;

/** An instance of the module; one that has failed is replaced by a fresh one. */
export class Engine {
  #module;
  #instance;

  /** Makes an engine that is ready to answer. */
  static async start(module) {
    const engine = new Engine();
    engine.#module = module;
    await engine.#begin();
    return engine;
  }

  /** Answers a request in JSON. */
  answer(json) {
    if (!this.#instance) throw new PresendError("engine", "the engine has failed and is being restarted");
    try {
      return JSON.parse(call(this.#instance.exports, encoder.encode(json)));
    } catch (cause) {
      // What it had in memory may be half done.
      this.#instance = undefined;
      this.#begin().catch(() => {});
      throw new PresendError("engine", `the engine has failed: ${cause.message}`, cause);
    }
  }

  /** Browsers let a page make a large instance only in this way. */
  async #begin() {
    this.#instance = await WebAssembly.instantiate(this.#module);
  }
}

function call({ memory, presend_alloc, presend_free, presend_lint }, request) {
  const taken = presend_alloc(request.length) >>> 0;
  if (taken === 0) throw new RangeError("there is not enough memory for the draft");
  new Uint8Array(memory.buffer, taken, request.length).set(request);
  const answer = presend_lint(taken, request.length) >>> 0;
  presend_free(taken, request.length);
  // The memory may have grown, and then its buffer is another one.
  const length = new DataView(memory.buffer).getUint32(answer, true);
  const json = decoder.decode(new Uint8Array(memory.buffer, answer + PREFIX, length));
  presend_free(answer, PREFIX + length);
  return json;
}
