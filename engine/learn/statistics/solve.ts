/** The root above 0 of an increasing function, by bracketing around `start` and bisection to the last bit or two. */
export function solveIncreasing(f: (x: number) => number, start: number): number {
  let low = Math.max(start, 1e-300)
  let high = low
  while (f(low) > 0 && low > 1e-300) low /= 2
  while (f(high) < 0 && high < 1e300) high *= 2
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = low + (high - low) / 2
    if (f(middle) < 0) low = middle
    else high = middle
  }
  return low + (high - low) / 2
}
