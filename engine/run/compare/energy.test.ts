import { describe, expect, it } from 'vitest'
import { energyOf } from './energy.ts'

const hour = { seconds: 3600, cpuSeconds: 8 * 3600, cores: 8, memoryBytes: 16e9, machineCpuSeconds: null }

describe('energy of a run', () => {
  it('is that of Green Algorithms where nothing is known: one hour, 8 cores of 12 W, 16 GB', () => {
    const { wattHours, range, from } = energyOf(hour, { counterJoules: null, tdpWatts: null })
    expect(wattHours / 1000).toBeCloseTo(0.10196, 9)
    expect((wattHours * 475) / 1000).toBeCloseTo(48.431, 9)
    expect(range).toEqual([32 + 5.96, 96 + 5.96])
    expect(from).toBe('default')
  })

  it('takes the load of the processor where its power is known', () => {
    const half = energyOf({ ...hour, cpuSeconds: 4 * 3600, memoryBytes: 0 }, { counterJoules: null, tdpWatts: 80 })
    expect(half.wattHours).toBeCloseTo(40, 9)
    expect(half.range[0]).toBeCloseTo(80 * (0.1 + 0.9 / 8), 9)
    expect(half.range[1]).toBeCloseTo(40, 9)
    expect(half.from).toBe('tdp')
    const idle = energyOf({ ...hour, cpuSeconds: 0, memoryBytes: 0 }, { counterJoules: null, tdpWatts: 80 })
    expect([idle.wattHours, idle.range]).toEqual([0, [0, 8]])
  })

  it('parts what a counter counted by CPU time, and never gives more than it counted', () => {
    const counted = energyOf({ ...hour, machineCpuSeconds: 16 * 3600 }, { counterJoules: 360_000, tdpWatts: 80 })
    expect(counted).toEqual({ wattHours: 50, range: [50, 100], from: 'counter' })
    expect(energyOf({ ...hour, machineCpuSeconds: 3600 }, { counterJoules: 3600, tdpWatts: null }).wattHours).toBe(1)
  })

  it('knows no load of a run without length', () => {
    expect(energyOf({ ...hour, seconds: 0, cpuSeconds: 0 }, { counterJoules: null, tdpWatts: 80 }).wattHours).toBe(0)
  })
})
