// Rounding half away from zero, judged on the shortest decimal text of a double, as a spreadsheet shows it.

const exactBelow = 2 ** 53

interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

function decimalOf(x: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(x).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

function slowUnits(x: number, decimals: number): bigint {
  const { digits, exponent } = decimalOf(x)
  const shift = exponent + decimals
  if (shift >= 0) return digits * 10n ** BigInt(shift)
  if (shift < -400) return 0n
  const unit = 10n ** BigInt(-shift)
  return (digits * 2n + unit) / (2n * unit)
}

/** How many units of 10^-decimals a number from 0 to 2^53 rounds to. */
function units(x: number, decimals: number): number | bigint {
  const scaled = decimals >= 0 ? x * 10 ** decimals : x / 10 ** -decimals
  const floor = Math.floor(scaled)
  const fraction = scaled - floor
  // The product is off by at most two roundings, so it decides unless it lies that close to a half.
  if (Math.abs(fraction - 0.5) > scaled * 2 ** -50) return fraction < 0.5 ? floor : floor + 1
  return slowUnits(x, decimals)
}

/** ROUND: at -15 to 15 decimals; from 2^53 up, and what is not finite, stays as it is. */
export function roundTo(x: number, decimals: number): number {
  const size = Math.abs(x)
  if (!(size < exactBelow)) return x
  const count = units(size, decimals)
  // Both the count and the power of ten are exact doubles, so the quotient or product is the double nearest to the decimal.
  const exact = typeof count === 'number' && count < exactBelow
  const rounded = !exact ? Number(`${count}e${-decimals}`) : decimals >= 0 ? count / 10 ** decimals : count * 10 ** -decimals
  return x < 0 ? -rounded : rounded
}

/** The number with exactly this many decimals (0 to 15), rounded as roundTo; null from 2^63 up and for what is not finite. */
export function fixedText(x: number, decimals: number): string | null {
  const size = Math.abs(x)
  if (!(size < 2 ** 63)) return null
  if (size >= exactBelow) return decimals > 0 ? `${BigInt(x)}.${'0'.repeat(decimals)}` : String(BigInt(x))
  const count = units(size, decimals)
  const sign = x < 0 && String(count) !== '0' ? '-' : ''
  const digits = String(count).padStart(decimals + 1, '0')
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Plain notation with at most ten decimals and no trailing zeros. */
export function plainText(x: number): string | null {
  if (Number.isNaN(x)) return 'NaN'
  if (!Number.isFinite(x)) return x > 0 ? 'Infinity' : '-Infinity'
  if (Math.abs(x) >= exactBelow) return fixedText(x, 0)
  if (Number.isInteger(x)) return String(x + 0)
  return fixedText(x, 10)?.replace(/\.?0+$/, '') ?? null
}
