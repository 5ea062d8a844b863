const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait after so many failures in a row: doubling, and spread so that not everybody comes back at once. */
export function backOff(failures: number, retryAfter = 0, random = Math.random): number {
  const grown = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.max(retryAfter * 1_000, grown / 2) + (random() * grown) / 2;
}

/** Sleeps that one call ends, because there is reason to try at once. */
export interface Naps {
  sleep: (ms: number) => Promise<void>;
  wake: () => void;
}

export function createNaps(): Naps {
  const sleepers = new Set<() => void>();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const up = (): void => {
          clearTimeout(timer);
          sleepers.delete(up);
          resolve();
        };
        const timer = setTimeout(up, ms);
        sleepers.add(up);
      }),
    wake: () => sleepers.forEach((up) => up()),
  };
}
