import { chance, clamp, sigmoid, withRepeats } from './chance.mjs'

const regions = { North: 22, South: 18, East: 16, West: 20, Capital: 24 }
const purposes = { car: 30, home: 26, education: 12, business: 14, furniture: 18 }
const laterPurposes = { ...purposes, solar: 16 }

/**
 * Applications for loans and whether an officer approved them. Planted:
 * - bias: at equal finances women and people from the East were approved less often (log odds -1.2 and -0.8); part-time work stands in for sex;
 * - missing values: credit score (more often of the young), income (more often of the self-employed), years employed of those without work;
 * - duplicates: 1.5 % of the rows come twice; typing errors: yearly instead of monthly incomes, spellings of employment;
 * - drift, when asked for: other prices, younger applicants, a shifted score and a purpose that did not exist before.
 */
export function loans({ rows, seed, from, days, drift }) {
  const draw = chance(seed)
  const made = Array.from({ length: rows }, (_, index) => application(draw, { number: index + 1, from, days, drift }))
  return withRepeats(made, Math.round(rows * 0.015), draw)
}

function application(draw, { number, from, days, drift }) {
  const sex = draw.happens(0.47) ? 'female' : 'male'
  const age = Math.round(clamp(draw.normal(drift ? 36 : 42, 12), 18, 82))
  const region = draw.weighted(drift ? { ...regions, East: 24, Capital: 18 } : regions)
  const employment = employmentOf(draw, age)
  const works = employment === 'employed' || employment === 'self-employed'
  const years = works ? Math.round(clamp(draw.between(0, (age - 18) * 0.7), 0, 40)) : null
  const partTime = works && draw.happens(sex === 'female' ? 0.42 : 0.09)
  const income = Math.round(incomeOf(draw, { employment, age, partTime }) * (drift ? 1.07 : 1))
  const debt = draw.happens(0.35) ? Math.round(income * draw.between(0.03, 0.4)) : 0
  const amount = Math.round((clamp(Math.exp(draw.normal(9.2, 0.7)), 800, 90_000) * (drift ? 1.2 : 1)) / 100) * 100
  const term = Number(draw.weighted({ 12: 10, 24: 20, 36: 25, 48: 20, 60: 17, 84: 8 }))
  const defaults = draw.happens(0.12) ? draw.whole(1, 3) : 0
  const score = Math.round(clamp(draw.normal(640, 70) + (years ?? 0) * 1.5 - defaults * 55 + (age - 40) * 0.6 - (drift ? 25 : 0), 300, 850))
  const burden = (debt + amount / term) / Math.max(income, 300)
  const odds =
    0.9 +
    (score - 640) / 55 -
    3.2 * (burden - 0.25) -
    0.8 * defaults +
    (works ? 0.4 : -0.6) +
    (sex === 'female' ? -1.2 : 0) +
    (region === 'East' ? -0.8 : 0)
  return {
    application: `L${String(number).padStart(5, '0')}`,
    applied_on: draw.date(from, days),
    sex,
    age,
    region,
    employment: spelled(draw, employment),
    part_time: works ? (partTime ? 'yes' : 'no') : null,
    years_employed: years,
    monthly_income: draw.happens(employment === 'self-employed' ? 0.12 : 0.03) ? null : draw.happens(0.006) ? income * 12 : income,
    monthly_debt: debt,
    amount,
    term_months: term,
    purpose: draw.weighted(drift ? laterPurposes : purposes),
    previous_defaults: defaults,
    credit_score: draw.happens(age < 28 ? 0.25 : 0.08) ? null : score,
    approved: draw.happens(sigmoid(odds)) ? 'yes' : 'no',
  }
}

function employmentOf(draw, age) {
  if (age >= 66) return draw.happens(0.9) ? 'retired' : 'self-employed'
  if (age < 25 && draw.happens(0.35)) return 'student'
  return draw.weighted({ employed: 76, 'self-employed': 15, unemployed: 9 })
}

function incomeOf(draw, { employment, age, partTime }) {
  const middle = { employed: 7.8, 'self-employed': 7.85, retired: 7.3, student: 6.7, unemployed: 6.8 }[employment]
  return Math.exp(draw.normal(middle + clamp(age - 30, 0, 25) * 0.008, 0.32)) * (partTime ? 0.62 : 1)
}

function spelled(draw, word) {
  if (draw.happens(0.02)) return word.toUpperCase()
  return draw.happens(0.015) ? `${word} ` : word
}
