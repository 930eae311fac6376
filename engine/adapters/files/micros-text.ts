/** Microseconds since 1970 as a timestamp in text, for years of four digits; others as `±YYYYYY-...`, which stays text. */
export function microsText(micros: bigint): string {
  const seconds = micros >= 0n || micros % 1_000_000n === 0n ? micros / 1_000_000n : micros / 1_000_000n - 1n
  const rest = micros - seconds * 1_000_000n
  const time = new Date(Number(seconds) * 1000)
  if (Number.isNaN(time.getTime())) return String(micros)
  const text = time.toISOString().slice(0, -5).replace('T', ' ')
  return rest === 0n ? text : `${text}.${String(rest).padStart(6, '0')}`
}
