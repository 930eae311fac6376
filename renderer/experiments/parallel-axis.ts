export interface ParallelAxis {
  /** Where each run crosses the axis, 0 at the lower end and 1 at the upper; null where it has no value. */
  readonly shares: readonly (number | null)[]
  readonly ticks: readonly { readonly share: number; readonly value: number | string }[]
}

/** An axis for values of several runs: numbers along their range, words at even steps in the order of their coming. `lower`: turned round. Pure. */
export function axisOf(values: readonly (number | string | null)[], lower: boolean): ParallelAxis {
  const known = values.filter((value) => value !== null)
  const numbers = known.map(Number)
  if (known.length > 0 && known.every((value, i) => String(value).trim() !== '' && Number.isFinite(numbers[i]))) {
    const [from, to] = [Math.min(...numbers), Math.max(...numbers)]
    const share = (value: number) => (to === from ? 0.5 : (lower ? to - value : value - from) / (to - from))
    const ends = from === to ? [from] : [from, to]
    return {
      shares: values.map((value) => (value === null ? null : share(Number(value)))),
      ticks: ends.map((value) => ({ share: share(value), value })),
    }
  }
  const words = [...new Set(known.map(String))]
  const share = (word: string) => (words.length < 2 ? 0.5 : words.indexOf(word) / (words.length - 1))
  return {
    shares: values.map((value) => (value === null ? null : share(String(value)))),
    ticks: words.map((value) => ({ share: share(value), value })),
  }
}
