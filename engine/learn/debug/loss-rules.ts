import type { Text } from '../../protocol/text.ts'
import { countText, roughText, shareText } from '../number-text.ts'
import { curveOf, lowest, numberKnob, scaleRate, setNumber, type Edit, type Knobs, type Rule } from './rule.ts'

const fewest = 5
/** Steps over which a loss must fall. */
const window = 10

/** The loss hardly falls in its first ten steps and later, or ends above where it began. */
export const lossNotDecreasing: Rule = {
  id: 'loss-not-decreasing',
  title: { en: 'Loss not decreasing', fr: 'Perte qui ne baisse pas' },
  limit: { text: { en: 'smallest fall in 10 steps, as a share', fr: 'plus petite baisse en 10 pas, en part' }, usual: 0.001 },
  judge(record, limit, knobs) {
    const loss = curveOf(record, 'loss')
    const [first, last] = [loss[0], loss.at(-1)]
    if (!first || !last || loss.length < fewest || first.value === 0) return null
    const size = Math.abs(first.value)
    const fall = (points: typeof loss) => (first.value - (lowest(points)?.value ?? first.value)) / size
    const [from, to] = [roughText(first.value), roughText(last.value)]
    if (last.value - first.value > size * limit)
      return {
        severity: 'warning',
        text: {
          en: `The loss rose from ${from.en} to ${to.en} in ${countText(last.step - first.step)} steps.`,
          fr: `La perte est montée de ${from.fr} à ${to.fr} en ${countText(last.step - first.step)} pas.`,
        },
        action: { en: 'Shorter steps follow the loss down.', fr: 'Des pas plus courts suivent la perte vers le bas.' },
        edits: scaleRate(knobs, 0.1),
      }
    const early = fall(loss.filter(({ step }) => step <= first.step + window))
    if (early >= limit || fall(loss) >= 10 * limit) return null
    return {
      severity: 'warning',
      text: {
        en: `The loss does not fall: ${from.en} at first, ${to.en} after ${countText(last.step - first.step)} steps.`,
        fr: `La perte ne baisse pas : ${from.fr} au début, ${to.fr} après ${countText(last.step - first.step)} pas.`,
      },
      action: {
        en: 'Take longer steps, or look whether the columns say anything about the target.',
        fr: 'Faites des pas plus longs, ou voyez si les colonnes disent quelque chose de la cible.',
      },
      edits: scaleRate(knobs, 3),
    }
  },
}

/** Rows kept apart are predicted worse than those learned from, at the step whose model is kept. */
export const overfit: Rule = {
  id: 'overfit',
  title: { en: 'Overfit', fr: 'Surapprentissage' },
  limit: { text: { en: 'largest gap between the losses, as a share', fr: 'plus grand écart entre les pertes, en part' }, usual: 0.1 },
  judge(record, limit, knobs) {
    const best = lowest(curveOf(record, 'validation loss'))
    const known = curveOf(record, 'loss')
      .filter(({ step }) => best && step <= best.step)
      .at(-1)
    if (!best || !known || best.value <= 0) return null
    const gap = (best.value - known.value) / best.value
    if (gap <= limit) return null
    const [apart, learned, share] = [roughText(best.value), roughText(known.value), shareText(gap, 0)]
    return {
      severity: 'notice',
      text: {
        en: `The loss is ${apart.en} on rows kept apart and ${learned.en} on rows learned from: ${share.en} less.`,
        fr: `La perte est de ${apart.fr} sur les lignes mises de côté et de ${learned.fr} sur celles apprises : ${share.fr} de moins.`,
      },
      action: {
        en: 'A simpler model, or more rows, learns less by heart.',
        fr: 'Un modèle plus simple, ou plus de lignes, apprend moins par cœur.',
      },
      edits: simpler(knobs),
    }
  },
}

function simpler(knobs: Knobs): readonly Edit[] {
  return [
    ...setNumber(
      knobs,
      'leaves',
      (leaves) => Math.max(2, Math.round(leaves / 2)),
      (leaves) => ({ en: `${leaves} leaves a tree`, fr: `${leaves} feuilles par arbre` }),
    ),
    ...setNumber(
      knobs,
      'minLeaf',
      (rows) => rows * 2,
      (rows) => ({ en: `${rows} rows in a leaf`, fr: `${rows} lignes par feuille` }),
    ),
    ...setNumber(
      knobs,
      'l2',
      (l2) => (l2 === 0 ? 1 : l2 * 2),
      (l2) => ({ en: `Penalty ${l2}`, fr: `Pénalité ${String(l2).replace('.', ',')}` }),
    ),
  ].slice(0, 2)
}

/** Steps went on long after the last gain, longer than the learner was told to wait. */
export const overtraining: Rule = {
  id: 'overtraining',
  title: { en: 'Overtraining', fr: 'Entraînement trop long' },
  limit: { text: { en: 'steps without a gain', fr: 'pas sans gain' }, usual: 10 },
  judge(record, limit, knobs) {
    const apart = curveOf(record, 'validation loss')
    const judged = apart.length > 0 ? apart : curveOf(record, 'loss')
    const last = judged.at(-1)
    if (!last || judged.length < fewest || numberKnob(knobs, 'steps') === undefined) return null
    const best = apart.length > 0 ? lowest(judged) : judged.find(({ value }) => value - last.value <= Math.abs(last.value) * 0.001)
    if (!best) return null
    const waste = last.step - best.step
    const bearable = Math.max(limit, numberKnob(knobs, 'patience') ?? 0, apart.length > 0 ? 0 : last.step / 4)
    if (waste <= bearable) return null
    const [at, of] = [countText(best.step), countText(last.step)]
    return {
      severity: 'notice',
      text: {
        en: `Nothing was gained after step ${at} of ${of}.`,
        fr: `Plus rien n’a été gagné après le pas ${at} sur ${of}.`,
      },
      action: { en: 'Fewer steps do as well in less time.', fr: 'Moins de pas font aussi bien en moins de temps.' },
      edits: setNumber(knobs, 'steps', () => best.step, stepsLabel),
    }
  },
}

/** Training ended at its last step while rows kept apart still gained: more steps would have helped. */
export const hitBound: Rule = {
  id: 'early-stop-bound',
  title: { en: 'Ended while it still gained', fr: 'Fini alors qu’il progressait' },
  limit: {
    text: { en: 'share of the steps, at the end, in which the best lies', fr: 'part des pas, à la fin, où se trouve le meilleur' },
    usual: 0.05,
  },
  judge(record, limit, knobs) {
    const apart = curveOf(record, 'validation loss')
    const [best, last] = [lowest(apart), apart.at(-1)]
    const steps = numberKnob(knobs, 'steps')
    if (!best || !last || apart.length < fewest || record.stopped || steps === undefined || last.step < steps) return null
    if (last.step - best.step > steps * limit) return null
    const of = countText(steps)
    return {
      severity: 'notice',
      text: {
        en: `The best step is ${countText(best.step)} of ${of}, the most that was allowed: it was still gaining.`,
        fr: `Le meilleur pas est le ${countText(best.step)} sur ${of}, le maximum permis : il progressait encore.`,
      },
      action: { en: 'Allow more steps.', fr: 'Permettez plus de pas.' },
      edits: setNumber(knobs, 'steps', (now) => Math.min(10_000, now * 2), stepsLabel),
    }
  },
}

/** How the number of trees or epochs is called on a button. */
export function stepsLabel(steps: number): Text {
  return { en: `${countText(steps)} steps`, fr: `${countText(steps)} pas` }
}
