import { judgeTraining } from '../../engine/learn/debug/judge-training.ts'
import type { KnobName, Knobs } from '../../engine/learn/debug/rule.ts'
import { trainingRecordIn } from '../../engine/learn/debug/training-record.ts'
import type { NodeFix, NodeProblemData } from './problem.ts'
import { ruleLimits, type RuleChoice } from './training-rules-field.ts'

type Params = Readonly<Record<string, unknown>>

/** What learners call the settings that findings propose to change. */
const knobParams: Readonly<Record<KnobName, readonly string[]>> = {
  rate: ['rate', 'learningRate'],
  steps: ['trees', 'epochs'],
  patience: ['patience'],
  depth: ['depth'],
  leaves: ['leaves'],
  minLeaf: ['minLeaf'],
  l2: ['l2'],
  c: ['c'],
  classWeight: ['classWeight'],
  features: ['features'],
}

const knobNames = Object.keys(knobParams) as KnobName[]
const paramOf = (knob: KnobName, params: Params) => knobParams[knob].find((name) => params[name] !== undefined)

/** What the rules say of a training, from what it left (`found`), as warnings of its node with edits of its params. */
export function trainingFindings(found: unknown, params: Params): readonly NodeProblemData[] {
  const record = trainingRecordIn(found)
  if (!record) return []
  const choices = (params['rules'] ?? []) as readonly RuleChoice[]
  const knobs: Knobs = Object.fromEntries(
    knobNames.flatMap((knob) => {
      const param = paramOf(knob, params)
      return param === undefined ? [] : [[knob, params[param]]]
    }),
  )
  return judgeTraining(record, ruleLimits(choices), knobs).map(({ rule, severity, text, action, edits }) => {
    const fixes = edits.map((edit): NodeFix => {
      if ('add' in edit) return { label: edit.label, calibrate: true }
      const set = Object.entries(edit.set).map(([knob, value]): [string, unknown] => [paramOf(knob as KnobName, params) ?? knob, value])
      return { label: edit.label, params: Object.fromEntries(set) }
    })
    const silence: NodeFix[] =
      params['rules'] === undefined || rule === 'stopped-by-hand'
        ? []
        : [
            {
              label: { en: 'Do not say this here', fr: 'Ne plus le dire ici' },
              params: { rules: [...choices.filter((choice) => choice.rule !== rule), { rule, use: 'off', limit: null }] },
            },
          ]
    return { code: `training-${rule}`, severity, text, ...(action && { action }), fixes: [...fixes, ...silence] }
  })
}
