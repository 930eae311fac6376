import { useState } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { Block } from './Block.tsx'

const fills = ['mean', 'median', 'mode', 'constant'] as const

export function Fields() {
  const [name, setName] = useState('Loan default')
  const [number, setNumber] = useState<number | null>(0.5)
  const [percent, setPercent] = useState<number | null>(99.5)
  const [fill, setFill] = useState<(typeof fills)[number]>('median')
  const [column, setColumn] = useState('loan_amount')
  const [share, setShare] = useState(60)
  const [penalty, setPenalty] = useState<'l1' | 'l2' | 'none'>('l2')
  const [flags, setFlags] = useState({ on: true, off: false, some: true })
  const [trim, setTrim] = useState(true)
  const options = fills.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))
  return (
    <Block title="Fields">
      <div className="grid grid-cols-3 items-start gap-x-5 gap-y-4 wide:grid-cols-4">
        <Field label="Text">{(ids) => <Input {...ids} value={name} onChange={setName} />}</Field>
        <Field label="Placeholder">{(ids) => <Input {...ids} value="" placeholder="Any name" onChange={setName} />}</Field>
        <Field label="With icon">
          {(ids) => <Input {...ids} icon="search" value="" placeholder="Find a node" onChange={setName} live />}
        </Field>
        <Field label="Error" error="A name cannot hold “/”. Use “-”.">
          {(ids) => <Input {...ids} value="loan default/2" onChange={setName} />}
        </Field>
        <Field label="Off" help="Open the component to change it.">
          {(ids) => <Input {...ids} value="Set by the component" disabled onChange={setName} />}
        </Field>
        <Field label="Changed from default" changed resetLabel="Reset to 1" onReset={() => setNumber(1)}>
          {(ids) => <NumberInput {...ids} value={number} onChange={setNumber} step={0.1} />}
        </Field>
        <Field label="Number with unit" help="90 to 100">
          {(ids) => <NumberInput {...ids} value={percent} onChange={setPercent} min={90} max={100} step={0.5} unit="%" />}
        </Field>
        <Field label="Select">{(ids) => <Select {...ids} value={fill} options={options} onChange={setFill} />}</Field>
        <Field label="Column, gone" error="income was renamed.">
          {(ids) => (
            <Select
              {...ids}
              value={column === 'loan_amount' ? 'income' : column}
              onChange={setColumn}
              options={[
                { value: 'income_yr', label: 'income_yr', icon: 'hash', detail: 'number' },
                { value: 'region', label: 'region', icon: 'type', detail: 'text' },
              ]}
            />
          )}
        </Field>
        <Field label="Columns" group>
          {() => (
            <div className="input input-tags">
              <Tag icon="hash" label="age" removeLabel="Remove age" onRemove={() => setColumn('region')} />
              <Tag icon="hash" label="income" gone />
              <Tag icon="type" label="region" />
            </div>
          )}
        </Field>
        <Field label="File">
          {(ids) => (
            <Input
              {...ids}
              icon="file"
              value="data/loans.csv"
              onChange={setName}
              end={<IconButton icon="folder" size="s" label="Browse" />}
            />
          )}
        </Field>
        <Field label="Slider" group aside={`${share} %`}>
          {() => <Slider label="Share" value={share} onChange={setShare} min={0} max={100} step={1} />}
        </Field>
        <Field label="Choice" group>
          {() => (
            <Segmented
              fill
              label="Penalty"
              value={penalty}
              onChange={setPenalty}
              options={[
                { value: 'l1', label: 'L1' },
                { value: 'l2', label: 'L2' },
                { value: 'none', label: 'None' },
              ]}
            />
          )}
        </Field>
        <Field label="Check" group>
          {() => (
            <div className="flex gap-3">
              <Checkbox checked={flags.on} onChange={(on) => setFlags({ ...flags, on })}>
                On
              </Checkbox>
              <Checkbox checked={flags.off} onChange={(off) => setFlags({ ...flags, off })}>
                Off
              </Checkbox>
              <Checkbox checked="some" onChange={(some) => setFlags({ ...flags, some })}>
                Some
              </Checkbox>
            </div>
          )}
        </Field>
        <Field label="Switch">
          {(ids) => (
            <div className="flex h-6 items-center gap-3">
              <Switch {...{ id: ids.id }} checked={trim} onChange={setTrim} />
              <Switch aria-label="Off" checked={false} disabled onChange={setTrim} />
            </div>
          )}
        </Field>
        <Field label="Several lines">
          {(ids) => <TextArea {...ids} rows={2} value="Applications before 2024 come from the old form." onChange={setName} />}
        </Field>
      </div>
    </Block>
  )
}
