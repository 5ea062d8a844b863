/** Where values and places lie in a plot, in pixels; pure, so that it can be tested. */

const STEPS = [1, 2, 5, 10];

/** Round steps for an axis from 0 to at least `highest`, about `wanted` of them; whole numbers for counts. */
export function ticks(highest: number, wanted = 4, steps: readonly number[] = []): number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / wanted;
  const step = steps.find((one) => one >= rough) ?? roundStep(rough);
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (STEPS.find((one) => one * power >= rough - 1e-12) ?? 10);
}

/** Steps that people count time in: seconds, minutes, hours, days. */
export const TIME_STEPS: readonly number[] = [
  1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000,
  2_592_000,
];

/** Steps for counts: never a part of a comment. */
export function countTicks(highest: number): number[] {
  return ticks(Math.max(1, Math.ceil(highest)), Math.min(4, Math.max(1, Math.ceil(highest))));
}

/** The height of a value above the ground of a plot that is `height` high and goes up to `top`. */
export function rise(value: number, top: number, height: number): number {
  return top > 0 ? (Math.max(0, Math.min(value, top)) / top) * height : 0;
}

export interface Slot {
  x: number;
  width: number;
  middle: number;
}

/** Equal slots side by side, with a gap between bars of at most a fifth of each. */
export function slots(count: number, width: number): Slot[] {
  const each = count > 0 ? width / count : width;
  const gap = Math.min(each / 5, 8);
  return Array.from({ length: count }, (_, index) => ({
    x: index * each + gap / 2,
    width: Math.max(each - gap, 0.5),
    middle: (index + 0.5) * each,
  }));
}

/** Which slots are labelled, so that labels of this width don't touch: the first, then every so many. */
export function labelled(count: number, width: number, labelWidth: number): number[] {
  const every = Math.max(1, Math.ceil((count * labelWidth) / Math.max(width, 1)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}

/** The pieces of a line between values; a gap where there is none. */
export function linePath(points: readonly ({ x: number; y: number } | null)[]): string {
  let drawing = false;
  return points
    .map((point) => {
      if (!point) {
        drawing = false;
        return "";
      }
      const command = drawing ? "L" : "M";
      drawing = true;
      return `${command}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    })
    .join("");
}
