import type { Text } from '../../protocol/text.ts'
import { countText, roughText, shareText } from '../number-text.ts'
import { coefficientsName } from './training-record.ts'
import { layerCurves, scaleRate, setNumber, type Rule } from './rule.ts'

interface ShareRule {
  readonly id: string
  readonly figure: string
  readonly title: Text
  /** What these units do, after "50 % of layer 1". */
  readonly doing: Text
  readonly action: Text
}

/** Too large a share of a layer does something that learns nothing. */
function shareRule({ id, figure, title, doing, action }: ShareRule): Rule {
  return {
    id,
    title,
    limit: { text: { en: 'share of a layer', fr: 'part d’une couche' }, usual: 0.5 },
    judge(record, limit, knobs) {
      const worst = layerCurves(record, figure)
        .flatMap(({ layer, points }) => points.slice(-1).map(({ value, step }) => ({ layer, value, step })))
        .toSorted((a, b) => b.value - a.value)[0]
      if (!worst || worst.value <= limit) return null
      const share = shareText(worst.value, 0)
      return {
        severity: 'warning',
        text: {
          en: `${share.en} of the units of layer ${worst.layer} ${doing.en} (step ${countText(worst.step)}).`,
          fr: `${share.fr} des unités de la couche ${worst.layer} ${doing.fr} (pas ${countText(worst.step)}).`,
        },
        action,
        edits: scaleRate(knobs, 0.33),
      }
    },
  }
}

export const deadUnits = shareRule({
  id: 'dead-units',
  figure: 'dead units',
  title: { en: 'Dead units', fr: 'Unités mortes' },
  doing: { en: 'answer 0 to nearly every row', fr: 'répondent 0 à presque chaque ligne' },
  action: {
    en: 'Shorter steps kill fewer units; GELU or tanh cannot die.',
    fr: 'Des pas plus courts tuent moins d’unités ; GELU ou tanh ne meurent pas.',
  },
})

export const saturated = shareRule({
  id: 'saturated',
  figure: 'saturated',
  title: { en: 'Saturated activations', fr: 'Activations saturées' },
  doing: { en: 'stand at the limit of their function', fr: 'sont à la limite de leur fonction' },
  action: {
    en: 'Shorter steps, or ReLU instead of tanh and sigmoid.',
    fr: 'Des pas plus courts, ou ReLU au lieu de tanh et sigmoïde.',
  },
})

/** A layer of zeros, coefficients that are all 0, or trees that ask nothing: everyone gets the same answer. */
export const allZero: Rule = {
  id: 'all-zero',
  title: { en: 'All zero', fr: 'Tout à zéro' },
  limit: { text: { en: 'share of zeros, or of trees without a question', fr: 'part de zéros, ou d’arbres sans question' }, usual: 1 },
  judge({ weights, trees }, limit, knobs) {
    const empty = weights.find(({ count, zeros }) => count > 0 && zeros >= limit * count)
    const fewerRows = setNumber(
      knobs,
      'minLeaf',
      (rows) => Math.max(1, Math.floor(rows / 4)),
      (rows) => ({ en: `${rows} rows in a leaf`, fr: `${rows} lignes par feuille` }),
    )
    if (trees && trees.count > 0 && trees.stumps >= limit * trees.count)
      return {
        severity: 'warning',
        text: {
          en: `${countText(trees.stumps)} of ${countText(trees.count)} trees ask no question: everyone gets the same answer.`,
          fr: `${countText(trees.stumps)} arbres sur ${countText(trees.count)} ne posent aucune question : tous reçoivent la même réponse.`,
        },
        action: { en: 'Allow leaves with fewer rows.', fr: 'Permettez des feuilles de moins de lignes.' },
        edits: fewerRows,
      }
    if (!empty) return null
    return {
      severity: 'warning',
      text:
        empty.name === coefficientsName
          ? { en: `All ${countText(empty.count)} coefficients are 0.`, fr: `Les ${countText(empty.count)} coefficients valent tous 0.` }
          : {
              en: `All ${countText(empty.count)} weights of layer ${empty.name} are 0.`,
              fr: `Les ${countText(empty.count)} poids de la couche ${empty.name} valent tous 0.`,
            },
      action: { en: 'A weaker penalty lets them grow.', fr: 'Une pénalité plus faible les laisse grandir.' },
      edits: [
        ...setNumber(
          knobs,
          'c',
          (c) => Math.min(1e6, c * 10),
          (c) => ({ en: `C = ${c}`, fr: `C = ${String(c).replace('.', ',')}` }),
        ),
        ...setNumber(
          knobs,
          'l2',
          (l2) => l2 / 10,
          (l2) => ({ en: `Penalty ${l2}`, fr: `Pénalité ${String(l2).replace('.', ',')}` }),
        ),
      ],
    }
  },
}

const leastVariance = 1e-9

/** Weights of a layer that spread too far, or not at all. */
export const tensorVariance: Rule = {
  id: 'tensor-variance',
  title: { en: 'Spread of the weights', fr: 'Dispersion des poids' },
  limit: { text: { en: 'largest variance of a layer', fr: 'plus grande variance d’une couche' }, usual: 10 },
  judge({ weights }, limit, knobs) {
    const odd = weights.find(
      ({ name, count, zeros, variance }) =>
        name !== coefficientsName && count > 1 && zeros < count && (variance > limit || variance < leastVariance),
    )
    if (!odd) return null
    const wide = odd.variance > limit
    const value = wide
      ? roughText(odd.variance)
      : { en: odd.variance.toExponential(1), fr: odd.variance.toExponential(1).replace('.', ',') }
    return {
      severity: 'warning',
      text: {
        en: `The weights of layer ${odd.name} have a variance of ${value.en}.`,
        fr: `Les poids de la couche ${odd.name} ont une variance de ${value.fr}.`,
      },
      action: wide
        ? { en: 'Shorter steps or a penalty hold them together.', fr: 'Des pas plus courts ou une pénalité les resserrent.' }
        : { en: 'They are as good as one weight: take longer steps.', fr: 'Ils valent un seul poids : faites des pas plus longs.' },
      edits: scaleRate(knobs, wide ? 0.33 : 3),
    }
  },
}
