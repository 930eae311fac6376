import { autocompletion, completionKeymap, type Completion, type CompletionContext } from '@codemirror/autocomplete'
import { Prec, type Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { codeOptions, type CodeTable } from './code-options.ts'
import type { CodeLanguage } from './code-token.ts'

export interface CodeGround {
  readonly language: CodeLanguage
  /** Asked at each list, so that it has the tables that are connected now. */
  readonly tables: () => readonly CodeTable[]
  /** The type of a column in words. */
  readonly typeName: (type: string) => string
}

/** Completion of tables and columns: in SQL as they are written there, in JavaScript as members of `row`. */
export function codeCompletion({ language, tables, typeName }: CodeGround): Extension {
  const complete = (context: CompletionContext) => {
    const found = codeOptions(context.state.doc.sliceString(0, context.pos), language, tables())
    if (!found || (!context.explicit && found.options.length > 0 && context.pos === found.from && !found.after)) return null
    return {
      from: found.from,
      options: found.options.map(({ label, insert, kind, type }): Completion => ({
        label,
        apply: insert,
        type: kind,
        ...(type !== undefined && { detail: typeName(type) }),
        boost: kind === 'column' ? 2 : kind === 'table' ? 1 : 0,
      })),
    }
  }
  return [autocompletion({ override: [complete], icons: false, maxRenderedOptions: 60 }), Prec.highest(keymap.of([...completionKeymap]))]
}
