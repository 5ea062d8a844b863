import type { Challenge } from "../types";

/** A number that, hashed with the salt, gives so many leading zero bits. Takes a moment; only asked for under attack. */
export async function solve({ salt, difficulty }: Challenge): Promise<{ salt: string; nonce: string }> {
  for (let nonce = 0; ; nonce++) {
    if (Math.clz32(sha256(`${salt}:${nonce}`)[0] ?? 0) >= difficulty) return { salt, nonce: String(nonce) };
    // The page stays alive meanwhile.
    if (nonce % 4096 === 4095) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** SHA-256 (FIPS 180-4) of a short text in ASCII. The browser's own is asynchronous, and far too slow for thousands. */
export function sha256(text: string): Int32Array {
  const [state, constants] = tables();
  const bits = text.length * 8;
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16);
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x80;
    words[i >> 2] = at(words, i >> 2) | (code << (24 - (i % 4) * 8));
  }
  words[words.length - 1] = bits;
  const hash = state.slice();
  const w = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = at(words, block + i);
      else {
        const x = at(w, i - 15);
        const y = at(w, i - 2);
        w[i] =
          at(w, i - 16) +
          at(w, i - 7) +
          (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const first =
        h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(constants, i) + at(w, i);
      const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = at(hash, i) + word));
  }
  return hash;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: Int32Array, index: number): number => words[index] ?? 0;

let made: [Int32Array, Int32Array] | undefined;

/** The fractions of the square and cube roots of the first primes. */
function tables(): [Int32Array, Int32Array] {
  if (made) return made;
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (root: number): number => ((root % 1) * 2 ** 32) | 0;
  return (made = [
    Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
  ]);
}
