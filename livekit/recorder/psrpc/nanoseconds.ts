/** The time, in nanoseconds since 1970, as LiveKit counts it. */
export const nanoseconds = (): bigint => BigInt(Date.now()) * 1_000_000n;
