interface Held {
  release: (error: Error) => void;
  turn: Promise<unknown>;
}

/** The Web Locks API for one name, as far as the chat uses it. */
export class FakeLocks {
  #held: Held | undefined;
  #line: (() => void)[] = [];

  async request(
    _name: string,
    { steal = false, signal }: { steal?: boolean; signal?: AbortSignal },
    callback: () => Promise<unknown>,
  ): Promise<unknown> {
    if (steal) this.#held?.release(new DOMException("stolen", "AbortError"));
    else if (this.#held) await this.#wait(signal);
    return new Promise((resolve, reject) => {
      const held: Held = { release: reject, turn: callback() };
      this.#held = held;
      void held.turn.then((value) => {
        resolve(value);
        if (this.#held !== held) return;
        this.#held = undefined;
        this.#line.shift()?.();
      });
    });
  }

  #wait(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#line.push(resolve);
      signal?.addEventListener("abort", () => {
        this.#line = this.#line.filter((one) => one !== resolve);
        reject(new DOMException("closed", "AbortError"));
      });
    });
  }
}
