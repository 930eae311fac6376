/** Places in a memory that is opened when all are known. */
export interface Arena {
  /** Room for so many bytes, on a multiple of 64. Gives its address. */
  take(bytes: number): number
  readonly bytes: number
}

export function createArena(from: number): Arena {
  let end = from
  return {
    take(bytes) {
      const at = end
      end += Math.ceil(bytes / 64) * 64
      return at
    },
    get bytes() {
      return end - from
    },
  }
}
