/** Lets so many pieces of work go on side by side; others wait their turn in order. */
export function createBudget(places: number): { use<T>(work: () => Promise<T>): Promise<T> } {
  let free = Math.max(1, places)
  const waiting: (() => void)[] = []
  return {
    async use(work) {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free++
      }
    },
  }
}
