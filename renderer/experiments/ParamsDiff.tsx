import { useLingui } from '@lingui/react/macro'
import type { DocumentDiff } from '../../engine/protocol/experiment-comparison.ts'
import { useFormat } from '../session/use-format.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { useChangeWords } from './change-words.ts'
import { RunBadge } from './RunBadge.tsx'

/** The params that differ, with both values. */
export function ParamsDiff({ diff }: { readonly diff: DocumentDiff }) {
  const { t } = useLingui()
  const { count } = useFormat()
  const words = useChangeWords()
  const rows = [
    ...diff.settings.map((one) => ({
      key: one.param,
      name: one.param === 'seed' ? t`Seed` : one.param,
      param: '',
      a: words.value(one, 0),
      b: words.value(one, 1),
    })),
    ...diff.nodes.flatMap((node) =>
      node.state === 'replaced'
        ? [{ key: node.key, name: t`Node`, param: '', a: words.titleAt(node, 0), b: words.titleAt(node, 1) }]
        : node.params.map((one) => ({
            key: `${node.key}.${one.param}`,
            name: words.title(node),
            param: words.param(node, one.param),
            a: words.value(one, 0),
            b: words.value(one, 1),
          })),
    ),
  ]
  return (
    <>
      <SectionHead
        title={t`Params`}
        note={rows.length === 0 ? t`all ${count(diff.params)} are the same` : t`${count(rows.length)} of ${count(diff.params)} differ`}
      />
      {rows.length > 0 && (
        <table className="table params-diff">
          <thead>
            <tr>
              <th scope="col">{t`Node and param`}</th>
              <th scope="col">
                <RunBadge letter="A" />
              </th>
              <th scope="col">
                <RunBadge letter="B" />
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, param, a, b }) => (
              <tr key={key}>
                <td>
                  {name} <span className="text-text-3">{param}</span>
                </td>
                <td className="text-text-2">{a}</td>
                <td>
                  <b>{b}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
