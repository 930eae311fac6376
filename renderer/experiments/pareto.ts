/** A run in two or three things at once; of `goods` more is better, of `costs` less. */
export interface Weighed {
  readonly goods: readonly number[]
  readonly costs: readonly number[]
}

/** Places of those that no other is at least as good as in everything and better in something. Pure. */
export function undominated(all: readonly Weighed[]): ReadonlySet<number> {
  const beats = (one: Weighed, other: Weighed) => {
    const gains = [
      ...one.goods.map((value, i) => value - (other.goods[i] ?? value)),
      ...one.costs.map((value, i) => (other.costs[i] ?? value) - value),
    ]
    return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0)
  }
  return new Set(all.flatMap((one, i) => (all.some((other) => beats(other, one)) ? [] : [i])))
}
