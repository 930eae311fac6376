import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Block, Line } from './Block.tsx'

const variants = [
  ['Primary', 'primary'],
  ['Default', 'default'],
  ['Ghost', 'ghost'],
] as const

export function Buttons() {
  const [side, setSide] = useState<'in' | 'out' | 'both'>('out')
  const [pinned, setPinned] = useState(true)
  return (
    <Block title="Buttons">
      {variants.map(([label, variant]) => (
        <Line key={variant} label={label}>
          <Button variant={variant} icon="play">
            Rest
          </Button>
          <Button variant={variant}>Words only</Button>
          <Button variant={variant} disabled>
            Off
          </Button>
          <Button variant={variant} busy>
            Running
          </Button>
        </Line>
      ))}
      <Line label="Danger">
        <Button variant="danger">Stop</Button>
        <Button variant="danger-fill">Delete run 40</Button>
      </Line>
      <Line label="Sizes">
        <Button size="l">Large 32</Button>
        <Button>Default 28</Button>
        <Button size="s">Small 24</Button>
      </Line>
      <Line label="Icon, pair">
        <IconButton icon="undo-2" variant="default" label="Undo" />
        <IconButton icon="ellipsis" label="More" />
        <IconButton icon="pin" label="Pin" pressed={pinned} onClick={() => setPinned(!pinned)} />
        <IconButton icon="redo-2" label="Redo" disabled />
        <span className="btn-pair">
          <Button variant="primary" icon="play">
            Run all
          </Button>
          <button type="button" className="btn" data-variant="primary" aria-label="More ways to run">
            <Icon name="chevron-down" size={14} />
          </button>
        </span>
        <Segmented
          label="Side"
          value={side}
          onChange={setSide}
          options={[
            { value: 'in', label: 'In' },
            { value: 'out', label: 'Out' },
            { value: 'both', label: 'Both' },
          ]}
        />
      </Line>
    </Block>
  )
}
