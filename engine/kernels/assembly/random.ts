// Random numbers from a state in memory.

/** splitmix64 (Steele, Lea and Flood 2014), its state at `random`. */
@inline
export function nextRandom(random: usize): u64 {
  const state = load<u64>(random) + 0x9e3779b97f4a7c15
  store<u64>(random, state)
  let z = state
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb
  return z ^ (z >> 31)
}

/** A whole number from 0 to below `bound`. */
@inline
export function below(random: usize, bound: i32): i32 {
  return <i32>(((nextRandom(random) >> 32) * <u64>bound) >> 32)
}

@inline
export function unit(random: usize): f64 {
  return <f64>(nextRandom(random) >> 11) * (1.0 / 9007199254740992.0)
}
