import { useState } from 'react'
import { Arc } from '../../ui/Arc.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Count } from '../../ui/Count.tsx'
import { Key } from '../../ui/Key.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Spark } from '../../ui/Spark.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { familyColour, Tile, type Family } from '../../ui/Tile.tsx'
import { Block, Line } from './Block.tsx'

const families: readonly (readonly [Family, string])[] = [
  ['data', 'file'],
  ['prepare', 'eraser'],
  ['features', 'columns-3'],
  ['model', 'waypoints'],
  ['evaluate', 'scale'],
  ['deploy', 'plug'],
  ['utility', 'settings'],
]

export function Chips() {
  const [tab, setTab] = useState<'data' | 'charts' | 'problems' | 'log'>('data')
  return (
    <Block title="Chips, tabs, counts">
      <Line label="Chips">
        <Chip>neutral</Chip>
        <Chip tone="chosen">chosen</Chip>
        <Chip tone="ok" icon="check">
          calibrated
        </Chip>
        <Chip tone="warn">near 8 pt</Chip>
        <Chip tone="err">over 10 pt</Chip>
        <Chip tone="accent">running</Chip>
      </Line>
      <Line label="Scope">
        <Chip icon="check">exact, 46 118 rows</Chip>
        <Chip estimate>1 000 of 46 118 rows, estimate</Chip>
      </Line>
      <Line label="Counts">
        <Count value={3} />
        <Count value={2} tone="err" />
        <Key>Ctrl K</Key>
        <Key>F6</Key>
      </Line>
      <Line label="Tiles">
        {families.map(([family, icon]) => (
          <Tile key={family} icon={icon} family={family} size="l" />
        ))}
        {families.map(([family, icon]) => (
          <Tile key={family} icon={icon} family={family} size="s" />
        ))}
      </Line>
      <Line label="Small marks">
        <Spark values={[2, 4, 8, 10, 8, 6, 4, 3, 1]} colour={familyColour('data')} />
        <Meter share={0.836} colour={familyColour('model')} />
        <Arc />
        <span className="w-32">
          <ProgressBar share={0.52} label="Lesson" />
        </span>
      </Line>
      <Line label="Tabs">
        <Tabs
          label="Results"
          value={tab}
          onChange={setTab}
          items={[
            { id: 'data', label: 'Data' },
            { id: 'charts', label: 'Charts' },
            { id: 'problems', label: 'Problems', count: 2, tone: 'err' },
            { id: 'log', label: 'Log', disabled: true },
          ]}
        >
          <p className="pt-2 text-text-2">What {tab} shows</p>
        </Tabs>
      </Line>
    </Block>
  )
}
