import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder as placeholderOf, tooltips, ViewPlugin, type KeyBinding } from '@codemirror/view'
import { debounce } from '../../document/debounce.ts'

export interface CodeEditorOptions {
  readonly parent: HTMLElement
  readonly text: string
  readonly label: string
  /** Id of the element that holds help and error. */
  readonly describedBy: string | undefined
  readonly placeholder: string
  readonly readOnly: boolean
  readonly extensions: readonly Extension[]
  /** Come before the keys of the editor. */
  readonly keys: readonly KeyBinding[]
  /** Called when the field is left, by Ctrl+Enter, and after a pause in typing when there is one. */
  readonly onCommit: (text: string) => void
  /** Milliseconds. */
  readonly pause?: number
}

/** A CodeMirror in the look of the fields. Tab leaves it, as any other field. */
export function codeEditor(options: CodeEditorOptions): EditorView {
  const { parent, text, label, describedBy, placeholder, readOnly, extensions, keys, onCommit, pause } = options
  const commit = (view: EditorView) => {
    onCommit(view.state.doc.toString())
    return true
  }
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: 'Mod-Enter', run: commit }, ...keys, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        EditorState.readOnly.of(readOnly),
        EditorView.editable.of(!readOnly),
        placeholderOf(placeholder),
        // Panes cut off what hangs out of them.
        tooltips({
          parent: document.body,
          position: 'fixed',
          // A list that stands by a word near the right edge moves left instead of lying on the edge of the window.
          tooltipSpace: () => ({ top: 8, left: 8, bottom: window.innerHeight - 8, right: window.innerWidth - 12 }),
        }),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-multiline': 'true',
          spellcheck: 'false',
          ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
        }),
        EditorView.domEventHandlers({
          blur: (_event, view) => {
            commit(view)
          },
        }),
        ...(pause === undefined ? [] : [commitInPauses(onCommit, pause)]),
        ...extensions,
      ],
    }),
  })
}

function commitInPauses(onCommit: (text: string) => void, pause: number): Extension {
  return ViewPlugin.define((view) => {
    const wait = debounce(() => onCommit(view.state.doc.toString()), pause)
    return {
      update: ({ docChanged }) => {
        if (docChanged) wait.schedule()
      },
      destroy: wait.cancel,
    }
  })
}

/** Puts another text into an editor, as undo of the pipeline does; the caret stays where it can. */
export function replaceText(view: EditorView, text: string): void {
  const now = view.state.doc.toString()
  if (now !== text) view.dispatch({ changes: { from: 0, to: now.length, insert: text } })
}
