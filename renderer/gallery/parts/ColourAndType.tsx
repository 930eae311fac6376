import { Block } from './Block.tsx'

const colours =
  'canvas surface sunken hover press line line-2 line-control text text-2 text-3 accent accent-fill accent-soft ok ok-soft warn warn-mark warn-soft err err-soft c-data c-prepare c-features c-model c-evaluate c-deploy c-utility q1 q2 q3 q4 q5 d1 d5'

const types = [
  ['28 / 36, 600', '600 var(--t-display)', 'Forty-eight thousand loans'],
  ['20 / 28, 600', '600 var(--t-head)', 'AUC 0.836, between 0.826 and 0.846'],
  ['16 / 24, 600', '600 var(--t-title)', 'Group report'],
  ['14 / 22, 400', '400 14px/22px var(--font-ui)', 'A verdict is one or two sentences in this size.'],
  ['13 / 20, 400', 'var(--t-base)', 'Base text, buttons, fields and menus'],
  ['12 / 16, 400', 'var(--t-small)', 'Tables, labels 500, node summary'],
  ['11 / 16, 400', 'var(--t-meta)', 'Counts, axes, help: 46 118 rows, 0.9 s'],
  ['12 / 18 mono', 'var(--t-code)', '[loan_amount] / [income_yr] < 0.4'],
] as const

export function ColourAndType() {
  return (
    <>
      <Block title="Colour">
        <div className="grid grid-cols-5 gap-x-3 gap-y-2 wide:grid-cols-7">
          {colours.split(' ').map((name) => (
            <div key={name}>
              <div className="mb-1 h-8 rounded-m border border-line" style={{ background: `var(--${name})` }} />
              <div className="meta">{name}</div>
            </div>
          ))}
        </div>
      </Block>
      <Block title="Type">
        <div className="grid grid-cols-[104px_1fr] items-center gap-y-2">
          {types.map(([size, font, words]) => (
            <div key={size} className="contents">
              <span className="meta">{size}</span>
              <span style={{ font }}>{words}</span>
            </div>
          ))}
        </div>
      </Block>
    </>
  )
}
