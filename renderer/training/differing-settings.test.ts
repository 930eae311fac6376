import { expect, it } from 'vitest'
import { formFields } from '../inspector/form-model.ts'
import { differingSettings } from './differing-settings.ts'

const field = (kind: string, en: string, fr: string, more: object = {}) => ({ 'x-field': { kind, label: { en, fr }, ...more } })
const fields = formFields({
  params: {
    type: 'object',
    properties: {
      rate: { type: 'number', ...field('number', 'Learning rate', 'Taux d’apprentissage') },
      optimizer: { type: 'string', ...field('text', 'Optimiser', 'Optimiseur') },
      momentum: { type: 'number', ...field('number', 'Momentum', 'Inertie', { when: { param: 'optimizer', in: ['sgd'] } }) },
      rules: { type: 'array', ...field('list', 'Rules', 'Règles') },
    },
  },
  defaults: { rate: 0.003, optimizer: 'adam', momentum: 0.9, rules: [] },
})
const told = (...params: ({ readonly [name: string]: number | string | readonly string[] } | null)[]) =>
  differingSettings(
    params.map((one) => ({ params: one as never })),
    fields,
  ).map((own) => own?.map(({ label, value }) => `${label.en} ${value.en}; ${label.fr} ${value.fr}`) ?? null)

it('tells settings in which trainings differ, a default like a value that was set', () => {
  expect(told({ rate: 0.03 }, {}, { rate: 0.003 })).toEqual([
    ['Learning rate 0.03; Taux d’apprentissage 0,03'],
    ['Learning rate 0.003; Taux d’apprentissage 0,003'],
    ['Learning rate 0.003; Taux d’apprentissage 0,003'],
  ])
})

it('tells nothing where all are alike, and leaves out rules and what a training does not use', () => {
  expect(told({ rules: ['a'] }, {})).toEqual([[], []])
  expect(told({ momentum: 0.5 }, {})).toEqual([[], []])
  expect(told({ optimizer: 'sgd', momentum: 0.5 }, {})).toEqual([
    ['Optimiser sgd; Optimiseur sgd', 'Momentum 0.5; Inertie 0,5'],
    ['Optimiser adam; Optimiseur adam'],
  ])
})

it('does not know the settings of a training without any', () => {
  expect(told(null, { rate: 0.1 }, {})[0]).toBeNull()
  expect(told(null)).toEqual([null])
})
