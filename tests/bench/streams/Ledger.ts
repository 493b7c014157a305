interface Sent {
  room: string;
  /** When it was to be sent, in milliseconds. */
  at: number;
  /** Nobody is to get it then. */
  isRefused: boolean;
}

/** Who was sent what, and who got it: a message is for every stream of its room, once. */
export class Ledger {
  /** Milliseconds that each message took to each stream, the first time that it came. */
  readonly delays: number[] = [];
  /** Came twice in one phase of a stream, or from another room. */
  doubled = 0;
  /** Came again in the next phase, as a stream that comes back begins some seconds before its end: pages know it by its id. */
  repeated = 0;
  readonly #sent = new Map<string, Sent>();
  /** For each room its streams, and for each of them the messages that it got, with the phase. */
  readonly #rooms = new Map<string, Map<string, number>[]>();

  /** Counts a stream in; returns what it tells of the messages that it gets. */
  join(room: string): (message: string, phase: number, at: number) => void {
    const got = new Map<string, number>();
    this.#rooms.set(room, [...(this.#rooms.get(room) ?? []), got]);
    return (message, phase, at) => {
      const sent = this.#sent.get(message);
      // Said before the counting began.
      if (!sent) return;
      const last = got.get(message);
      got.set(message, phase);
      if (sent.room !== room || last === phase) this.doubled += 1;
      else if (last === undefined) this.delays.push(at - sent.at);
      else this.repeated += 1;
    };
  }

  send(message: string, room: string, at: number): void {
    this.#sent.set(message, { room, at, isRefused: false });
  }

  refuse(message: string): void {
    const sent = this.#sent.get(message);
    if (sent) sent.isRefused = true;
  }

  /** How many deliveries are due by now, and how many of them are missing. */
  count(): { due: number; missing: number } {
    let [due, missing] = [0, 0];
    for (const [message, { room, isRefused }] of this.#sent) {
      if (isRefused) continue;
      for (const got of this.#rooms.get(room) ?? []) {
        due += 1;
        if (!got.has(message)) missing += 1;
      }
    }
    return { due, missing };
  }
}
