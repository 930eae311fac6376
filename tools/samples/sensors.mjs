import { chance, sigmoid } from './chance.mjs'

const hour = 3_600_000

/** Hourly readings of machines: a daily and a weekly rhythm, wear that grows until a repair, lost hours, a sensor that sticks, faults. */
export function sensors({ machines, days, seed }) {
  const draw = chance(seed)
  const start = Date.parse('2025-01-06T00:00:00Z')
  return Array.from({ length: machines }, (_, index) => readings(draw, `M${index + 1}`, { start, hours: days * 24 })).flat()
}

function readings(draw, machine, { start, hours }) {
  const rows = []
  let wear = draw.between(0, 0.4)
  let stuck = 0
  let last = null
  for (let i = 0; i < hours; i++) {
    const at = new Date(start + i * hour)
    const works = at.getUTCDay() % 6 !== 0
    const load = Math.max(0, (works ? 62 : 24) + 22 * Math.sin(((at.getUTCHours() - 8) / 24) * 2 * Math.PI) + draw.normal(0, 6))
    const temperature = 38 + 0.32 * load + 14 * wear + draw.normal(0, 1.4)
    const vibration = 1.2 + 0.012 * load + 2.6 * wear ** 2 + Math.abs(draw.normal(0, 0.18))
    const fault = draw.happens(sigmoid(-6.6 + 6.5 * wear + 0.5 * (vibration - 2)))
    if (stuck > 0) stuck--
    else if (draw.happens(0.002)) stuck = draw.whole(4, 14)
    const shown = stuck > 0 && last !== null ? last : temperature.toFixed(1)
    last = shown
    wear = fault ? draw.between(0, 0.1) : wear + draw.between(0, 0.004)
    // An hour that was not sent has no row; a value that was lost is empty.
    if (draw.happens(0.012)) continue
    rows.push({
      time: `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 19)}`,
      machine,
      load: load.toFixed(1),
      temperature: draw.happens(0.01) ? null : shown,
      vibration: draw.happens(0.006) ? 'NaN' : vibration.toFixed(3),
      fault: fault ? 'yes' : 'no',
    })
  }
  return rows
}
