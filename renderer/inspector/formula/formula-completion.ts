import {
  autocompletion,
  completionKeymap,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { Prec, type Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import type { Text } from '../../../engine/protocol/text.ts'
import type { Checked, FormulaChecks } from './formula-checks.ts'
import { insertion } from './insert-completion.ts'

const signs: Readonly<Record<Checked['completions']['items'][number]['kind'], string>> = { column: '[ ]', function: 'fx', keyword: '·' }

export interface CompletionWords {
  readonly text: (text: Text) => string
  /** What stands at the right of an option: the type of a column in words, the signature of a function. */
  readonly detail: (kind: keyof typeof signs, detail: string) => string
}

/** Completion out of the engine's answers: it knows the columns, what fits where, and what each function does. */
export function formulaCompletion(checks: FormulaChecks, words: CompletionWords): Extension {
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.state.doc.sliceString(Math.max(0, context.pos - 1), context.pos)
    // A list that opens over an empty field, or after a finished part, is in the way.
    if (!context.explicit && (before === '' || /[\s)\]"#]/.test(before))) return null
    const checked = await checks.check(context.state.doc.toString(), context.pos)
    if (!checked || context.aborted || checked.completions.items.length === 0) return null
    return {
      from: checked.completions.from,
      filter: false,
      options: checked.completions.items.map(({ label, insert, kind, detail, info }) => ({
        label,
        apply: (view, chosen, from, to) => {
          const { text, swallow, caret } = insertion(insert, view.state.doc.sliceString(to, to + 1))
          view.dispatch({
            changes: { from, to: to + swallow, insert: text },
            selection: { anchor: from + caret },
            annotations: pickedCompletion.of(chosen),
            userEvent: 'input.complete',
          })
        },
        type: kind,
        detail: words.detail(kind, detail),
        ...(info && { info: words.text(info) }),
      })),
    }
  }
  return [
    autocompletion({
      override: [complete],
      icons: false,
      maxRenderedOptions: 60,
      addToOptions: [
        {
          position: 10,
          render: (completion: Completion) => {
            const sign = document.createElement('span')
            sign.className = 'cm-kind'
            sign.textContent = signs[completion.type as keyof typeof signs] ?? ''
            sign.ariaHidden = 'true'
            return sign
          },
        },
      ],
    }),
    Prec.highest(keymap.of([...completionKeymap])),
  ]
}
