// Speaks the protocol in which Firefox takes orders, as geckodriver does.

import { connect } from 'node:net';

/** A connection to one Firefox. */
export class Marionette {
  #waiting = new Map();
  #last = 0;
  #buffer = Buffer.alloc(0);

  /** Connects as soon as the browser listens. */
  static async connect(port, limit = 60000) {
    const end = Date.now() + limit;
    for (;;) {
      try {
        return await new Promise((resolve, reject) => {
          const socket = connect(port, '127.0.0.1');
          socket.once('error', reject);
          socket.once('connect', () => resolve(new Marionette(socket)));
        });
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((resolve) => {
          setTimeout(resolve, 100);
        });
      }
    }
  }

  constructor(socket) {
    this.socket = socket;
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('error', () => {});
  }

  /** Gives an order and returns its answer. */
  send(command, parameters = {}) {
    this.#last += 1;
    const text = JSON.stringify([0, this.#last, command, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(this.#last, { resolve, reject });
      this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  #read(bytes) {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#buffer.subarray(0, colon));
      if (this.#buffer.length < end) return;
      const message = JSON.parse(this.#buffer.subarray(colon + 1, end));
      this.#buffer = this.#buffer.subarray(end);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(`${error.error}: ${error.message}`));
      else resolve(result);
    }
  }
}
