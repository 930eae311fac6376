import { describe, expect, it } from 'vitest'
import { sharedArea, vennCircles } from './venn-circles.ts'

const box = { width: 240, height: 80 }

describe('vennCircles', () => {
  it('gives areas as the rows, and an overlap as what both have', () => {
    const [a, b] = vennCircles({ left: 60, both: 40, right: 10 }, box)
    expect((b.radius / a.radius) ** 2).toBeCloseTo(0.5)
    const shared = sharedArea(a.radius, b.radius, b.x - a.x)
    expect(shared / (Math.PI * a.radius ** 2)).toBeCloseTo(0.4, 3)
  })

  it('draws sets that share nothing beside each other, and one inside the other where it has no rows of its own', () => {
    const [a, b] = vennCircles({ left: 5, both: 0, right: 5 }, box)
    expect(b.x - a.x).toBeCloseTo(a.radius + b.radius)
    const [whole, part] = vennCircles({ left: 75, both: 25, right: 0 }, box)
    expect(part.x + part.radius).toBeLessThanOrEqual(whole.x + whole.radius + 1e-6)
    expect(part.radius / whole.radius).toBeCloseTo(0.5)
  })

  it.each([
    { left: 0, both: 0, right: 0 },
    { left: 0, both: 9, right: 0 },
    { left: 0, both: 0, right: 7 },
    { left: 1e9, both: 1, right: 3 },
  ])('stays inside its box: %o', (rows) => {
    for (const { x, y, radius } of vennCircles(rows, box)) {
      expect([x, y, radius].every(Number.isFinite)).toBe(true)
      expect(x - radius).toBeGreaterThanOrEqual(-1e-6)
      expect(x + radius).toBeLessThanOrEqual(box.width + 1e-6)
      expect(radius).toBeLessThanOrEqual(box.height / 2 + 1e-6)
    }
  })
})
