import { countText, roughText } from '../number-text.ts'
import { curveOf, layerCurves, scaleRate, type Rule } from './rule.ts'

/** Values that are no numbers any more, or a gradient that outgrew its usual length. */
export const exploding: Rule = {
  id: 'exploding',
  title: { en: 'Exploding values', fr: 'Valeurs qui explosent' },
  limit: { text: { en: 'gradient, in times its median', fr: 'gradient, en multiples de sa médiane' }, usual: 100 },
  judge(record, limit, knobs) {
    const [broken] = record.broken
    const edits = scaleRate(knobs, 0.1)
    const action = { en: 'Shorter steps keep the numbers finite.', fr: 'Des pas plus courts gardent des nombres finis.' }
    if (broken)
      return {
        severity: 'warning',
        text: {
          en: `At step ${countText(broken.step)}, ${broken.name} was no number any more.`,
          fr: `Au pas ${countText(broken.step)}, « ${broken.name} » n’était plus un nombre.`,
        },
        action,
        edits,
      }
    const norms = curveOf(record, 'gradient norm')
    const median = norms.map(({ value }) => value).toSorted((a, b) => a - b)[Math.floor(norms.length / 2)] ?? 0
    const burst = norms.find(({ value }) => value > limit * median)
    if (norms.length < 3 || !burst || median === 0) return null
    const times = countText(burst.value / median)
    return {
      severity: 'warning',
      text: {
        en: `At step ${countText(burst.step)} the gradient was ${times} times as long as usual.`,
        fr: `Au pas ${countText(burst.step)}, le gradient était ${times} fois plus long que d’habitude.`,
      },
      action,
      edits,
    }
  },
}

/** Gradients so short that nothing moves. */
export const vanishing: Rule = {
  id: 'vanishing',
  title: { en: 'Vanishing gradients', fr: 'Gradients qui s’évanouissent' },
  limit: { text: { en: 'shortest gradient', fr: 'gradient le plus court' }, usual: 1e-7 },
  judge(record, limit, knobs) {
    const norms = curveOf(record, 'gradient norm')
    const at = norms.findIndex((_, i) => i + 3 <= norms.length && norms.slice(i, i + 3).every(({ value }) => value < limit))
    const first = norms[at]
    if (!first) return null
    return {
      severity: 'warning',
      text: {
        en: `From step ${countText(first.step)} on the gradient is hardly there: its length is ${first.value.toExponential(1)}.`,
        fr: `Dès le pas ${countText(first.step)}, le gradient a presque disparu : sa longueur est ${first.value.toExponential(1).replace('.', ',')}.`,
      },
      action: {
        en: 'Fewer layers, ReLU instead of sigmoid, or longer steps keep it alive.',
        fr: 'Moins de couches, ReLU au lieu de sigmoïde, ou des pas plus longs le maintiennent.',
      },
      edits: scaleRate(knobs, 3),
    }
  },
}

const updates = 'update ratio'

/** Layers that start to learn at very different speeds. */
export const poorInitialisation: Rule = {
  id: 'poor-initialisation',
  title: { en: 'Poor initialisation', fr: 'Mauvaise initialisation' },
  limit: { text: { en: 'fastest layer, in times the slowest', fr: 'couche la plus rapide, en multiples de la plus lente' }, usual: 10 },
  judge(record, limit, knobs) {
    const first = layerCurves(record, updates).flatMap(({ layer, points }) =>
      points[0] && points[0].value > 0 ? [{ layer, value: points[0].value }] : [],
    )
    const [slow, fast] = [first.toSorted((a, b) => a.value - b.value)[0], first.toSorted((a, b) => b.value - a.value)[0]]
    if (first.length < 2 || !slow || !fast || fast.value <= limit * slow.value) return null
    const times = countText(fast.value / slow.value)
    return {
      severity: 'warning',
      text: {
        en: `In the first step layer ${fast.layer} changed ${times} times as much as layer ${slow.layer}.`,
        fr: `Au premier pas, la couche ${fast.layer} a changé ${times} fois plus que la couche ${slow.layer}.`,
      },
      action: {
        en: 'Shorter steps let the layers find one pace; another seed begins elsewhere.',
        fr: 'Des pas plus courts laissent les couches trouver un même rythme ; une autre graine part d’ailleurs.',
      },
      edits: scaleRate(knobs, 0.33),
    }
  },
}

const smallestUpdate = 1e-8

/** Weights that change by more than they are, or by next to nothing. */
export const updateRatio: Rule = {
  id: 'update-ratio',
  title: { en: 'Weight updates too large or too small', fr: 'Changements de poids trop grands ou trop petits' },
  limit: { text: { en: 'largest change, in times the weights', fr: 'plus grand changement, en multiples des poids' }, usual: 10 },
  judge(record, limit, knobs) {
    for (const { layer, points } of layerCurves(record, updates)) {
      const large = points.find(({ value }) => value > limit)
      const last = points.at(-1)
      const small = last && last.value > 0 && last.value < smallestUpdate ? last : undefined
      const odd = large ?? small
      if (!odd) continue
      const value = large ? roughText(odd.value) : { en: odd.value.toExponential(1), fr: odd.value.toExponential(1).replace('.', ',') }
      return {
        severity: 'warning',
        text: {
          en: `At step ${countText(odd.step)} the weights of layer ${layer} changed by ${value.en} times their size.`,
          fr: `Au pas ${countText(odd.step)}, les poids de la couche ${layer} ont changé de ${value.fr} fois leur taille.`,
        },
        action: large
          ? { en: 'Shorter steps do not jump over the goal.', fr: 'Des pas plus courts ne dépassent pas le but.' }
          : { en: 'Longer steps get somewhere.', fr: 'Des pas plus longs mènent quelque part.' },
        edits: scaleRate(knobs, large ? 0.1 : 10),
      }
    }
    return null
  },
}

/** Of the units of a layer: no gradient passes it any more. */
const allDead = 0.999

/** Nothing changed for several steps at the end: the weights of a layer, or the loss of a learner that works in steps. */
export const unchanged: Rule = {
  id: 'unchanged',
  title: { en: 'Values frozen', fr: 'Valeurs figées' },
  limit: { text: { en: 'steps without any change', fr: 'pas sans aucun changement' }, usual: 3 },
  judge(record, limit, knobs) {
    const still = layerCurves(record, updates).find(
      ({ points }) => points.length >= limit && points.slice(-limit).every(({ value }) => value === 0),
    )
    const loss = curveOf(record, 'loss')
    const end = loss.slice(-limit - 1)
    const frozen = knobs['steps'] !== undefined && end.length > limit && end.every(({ value }) => value === end[0]?.value)
    if (!still && !frozen) return null
    const steps = countText(limit)
    const dead = layerCurves(record, 'dead units').find(({ points }) => (points.at(-1)?.value ?? 0) >= allDead)
    if (still && dead)
      return {
        severity: 'warning',
        text: {
          en: `The weights of layer ${still.layer} did not change in the last ${steps} steps: nothing comes through layer ${dead.layer}, whose units answer 0 to every row.`,
          fr: `Les poids de la couche ${still.layer} n’ont pas changé pendant les ${steps} derniers pas : rien ne passe la couche ${dead.layer}, dont les unités répondent 0 à chaque ligne.`,
        },
        action: { en: 'Shorter steps keep its units alive.', fr: 'Des pas plus courts gardent ses unités en vie.' },
        edits: scaleRate(knobs, 0.33),
      }
    return {
      severity: 'warning',
      text: still
        ? {
            en: `The weights of layer ${still.layer} did not change in the last ${steps} steps.`,
            fr: `Les poids de la couche ${still.layer} n’ont pas changé pendant les ${steps} derniers pas.`,
          }
        : {
            en: `The loss did not change in the last ${steps} steps: it is ${roughText(end[0]?.value ?? 0).en} each time.`,
            fr: `La perte n’a pas changé pendant les ${steps} derniers pas : elle vaut ${roughText(end[0]?.value ?? 0).fr} à chaque fois.`,
          },
      action: { en: 'Longer steps, or fewer of them.', fr: 'Des pas plus longs, ou moins nombreux.' },
      edits: scaleRate(knobs, 3),
    }
  },
}
