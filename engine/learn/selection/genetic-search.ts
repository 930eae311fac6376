import type { FitControl } from '../estimator.ts'
import { randomFrom, shuffledIndices, type Random } from '../random.ts'
import { setJudge, type JudgedBy } from './judge-sets.ts'
import type { Found, SearchStep } from './wrapper-search.ts'

export interface GeneticAsked extends JudgedBy {
  /** Sets alive at a time. */
  readonly population: number
  readonly generations: number
  /** The chance of each feature of a new set to come or go. */
  readonly mutation: number
  /** Ends after so many generations that gained less than the tolerance. */
  readonly patience: number
  /** Of all sets tried whose score is this near the best, the one of the fewest features is taken. */
  readonly tolerance: number
  /** Features that are kept at most. */
  readonly most: number
}

interface Bred {
  readonly features: readonly number[]
  readonly score: number
}

const rivals = 3
const elite = 2

/**
 * Breeds sets of features (Yang and Honavar 1998): of three drawn sets the best becomes a parent, a child has each feature of either parent with equal
 * chance, then some come or go; the two best sets live on. Of equal scores the smaller set is better. Each step is a generation, with the best set so
 * far. The same seed breeds the same sets.
 */
export async function geneticSearch(asked: GeneticAsked, control: FitControl): Promise<Found> {
  const { widths, population, generations, patience, tolerance, seed } = asked
  const most = Math.min(asked.most, widths.length)
  const random = randomFrom(seed ^ 0x6e6e)
  const judge = setJudge(asked, control)
  const known = new Map<string, Bred>()
  let done = 0
  const rate = async (features: readonly number[]): Promise<Bred> => {
    const bred = { features, score: await judge.score(features) }
    known.set(features.join(' '), bred)
    control.progress(++done / (population * (generations + 1)))
    return bred
  }
  let alive: Bred[] = []
  for (let at = 0; at < population; at++) alive.push(await rate(drawnSet(widths.length, most, random)))
  alive.sort(betterFirst)
  const steps: SearchStep[] = [stepOf(alive[0]!, judge.tried())]
  let idle = 0
  for (let round = 0; round < generations && idle < patience; round++) {
    const next = alive.slice(0, elite)
    while (next.length < population) {
      const child = crossed(parent(alive, random), parent(alive, random), { width: widths.length, random })
      next.push(await rate(bounded(mutated(child, asked.mutation, random), most, random)))
    }
    const before = alive[0]!.score
    alive = next.toSorted(betterFirst)
    idle = alive[0]!.score - before < Math.max(tolerance, 1e-12) ? idle + 1 : 0
    steps.push(stepOf(alive[0]!, judge.tried()))
  }
  control.progress(1)
  const best = alive[0]!.score
  const near = [...known.values()].filter(({ score }) => score >= best - tolerance)
  const kept = near.toSorted((a, b) => a.features.length - b.features.length || b.score - a.score)[0] ?? alive[0]!
  return { kept: kept.features, steps: [...steps, stepOf(kept, judge.tried())] }
}

const stepOf = ({ features, score }: Bred, tried: number): SearchStep => ({ feature: -1, size: features.length, tried, score })

const betterFirst = (a: Bred, b: Bred) => b.score - a.score || a.features.length - b.features.length

function drawnSet(width: number, most: number, random: Random): readonly number[] {
  return [...shuffledIndices(width, random).subarray(0, 1 + random.below(most))].toSorted((a, b) => a - b)
}

function parent(alive: readonly Bred[], random: Random): Bred {
  const drawn = Array.from({ length: rivals }, () => alive[random.below(alive.length)]!)
  return drawn.toSorted(betterFirst)[0]!
}

/** For each feature whether the child has it. */
function crossed(one: Bred, other: Bred, { width, random }: { readonly width: number; readonly random: Random }): boolean[] {
  const [first, second] = [new Set(one.features), new Set(other.features)]
  return Array.from({ length: width }, (_, feature) => (random.below(2) === 0 ? first : second).has(feature))
}

function mutated(genes: readonly boolean[], chance: number, random: Random): boolean[] {
  return genes.map((has) => (random.next() < chance ? !has : has))
}

/** At least one feature, and no more than asked for. */
function bounded(genes: readonly boolean[], most: number, random: Random): readonly number[] {
  const features = genes.flatMap((has, feature) => (has ? [feature] : []))
  if (features.length === 0) return [random.below(genes.length)]
  if (features.length <= most) return features
  return [...shuffledIndices(features.length, random).subarray(0, most)].map((at) => features[at]!).toSorted((a, b) => a - b)
}
