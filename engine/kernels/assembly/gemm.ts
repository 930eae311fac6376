// Products of matrices of 32-bit floats. Parts of both are copied next to each other, so that the innermost loop reads on and on; a tile of 4 x 8 sums
// stays in registers. An element is summed in the order of k, whatever rows and columns a call is given: how work is divided changes no bit.

/** Depth and width of what is copied of B at once: 128 KiB, which the second cache holds. */
const deep: i32 = 256
const wide: i32 = 128

/** Turns four rows of four floats, `step` bytes apart, into four columns, `apart` bytes apart. */
@inline
function turn(from: usize, step: usize, to: usize, apart: usize): void {
  const r0 = v128.load(from)
  const r1 = v128.load(from + step)
  const r2 = v128.load(from + 2 * step)
  const r3 = v128.load(from + 3 * step)
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5)
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7)
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
  v128.store(to + apart, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
  v128.store(to + 2 * apart, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
  v128.store(to + 3 * apart, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
}

/** Copies 4 rows of op(A), `depth` of their entries, as groups of 4; rows beyond the last are 0. */
function packRows(a: usize, stride: usize, transposed: bool, rows: i32, depth: i32, room: usize): void {
  const across: usize = transposed ? 4 : stride
  const along: usize = transposed ? stride : 4
  let p = 0
  if (rows >= 4) {
    if (transposed) for (; p < depth; p++) v128.store(room + (<usize>p << 4), v128.load(a + <usize>p * stride))
    else for (; p + 4 <= depth; p += 4) turn(a + (<usize>p << 2), stride, room + (<usize>p << 4), 16)
  }
  for (; p < depth; p++) {
    let from = a + <usize>p * along
    for (let i = 0; i < 4; i++, from += across) store<f32>(room + (<usize>(p * 4 + i) << 2), i < rows ? load<f32>(from) : 0)
  }
}

/** Copies `depth` rows of op(B), `columns` of their entries, as panels of 8 columns; columns beyond the last are 0. */
function packPanels(b: usize, stride: usize, transposed: bool, depth: i32, columns: i32, room: usize): void {
  const across: usize = transposed ? stride : 4
  const along: usize = transposed ? 4 : stride
  let panel = room
  for (let j = 0; j < columns; j += 8, panel += <usize>depth << 5) {
    const some = min(8, columns - j)
    const first = b + <usize>j * across
    let p = 0
    if (some == 8) {
      if (transposed)
        for (; p + 4 <= depth; p += 4) {
          const from = first + (<usize>p << 2)
          turn(from, stride, panel + (<usize>p << 5), 32)
          turn(from + 4 * stride, stride, panel + (<usize>p << 5) + 16, 32)
        }
      else
        for (; p < depth; p++) {
          const from = first + <usize>p * stride
          v128.store(panel + (<usize>p << 5), v128.load(from))
          v128.store(panel + (<usize>p << 5), v128.load(from, 16), 16)
        }
    }
    for (; p < depth; p++) {
      const from = first + <usize>p * along
      const to = panel + (<usize>p << 5)
      for (let i = 0; i < 8; i++) store<f32>(to + (<usize>i << 2), i < some ? load<f32>(from + <usize>i * across) : 0)
    }
  }
}

@inline
function addTo(at: usize, sum: v128): void {
  v128.store(at, f32x4.add(v128.load(at), sum))
}

/** Adds a tile of 4 x 8 to where it belongs; `spill`: room for a tile that stands over the edge. */
function multiplyTile(a: usize, b: usize, depth: i32, c: usize, stride: usize, rows: i32, columns: i32, spill: usize): void {
  let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0)
  let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0)
  const end = a + (<usize>depth << 4)
  while (a < end) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    const a0 = v128.load32_splat(a)
    s00 = f32x4.add(s00, f32x4.mul(a0, b0))
    s01 = f32x4.add(s01, f32x4.mul(a0, b1))
    const a1 = v128.load32_splat(a, 4)
    s10 = f32x4.add(s10, f32x4.mul(a1, b0))
    s11 = f32x4.add(s11, f32x4.mul(a1, b1))
    const a2 = v128.load32_splat(a, 8)
    s20 = f32x4.add(s20, f32x4.mul(a2, b0))
    s21 = f32x4.add(s21, f32x4.mul(a2, b1))
    const a3 = v128.load32_splat(a, 12)
    s30 = f32x4.add(s30, f32x4.mul(a3, b0))
    s31 = f32x4.add(s31, f32x4.mul(a3, b1))
    a += 16
    b += 32
  }
  if (rows >= 4 && columns >= 8) {
    addTo(c, s00)
    addTo(c + 16, s01)
    addTo(c + stride, s10)
    addTo(c + stride + 16, s11)
    addTo(c + 2 * stride, s20)
    addTo(c + 2 * stride + 16, s21)
    addTo(c + 3 * stride, s30)
    addTo(c + 3 * stride + 16, s31)
    return
  }
  v128.store(spill, s00)
  v128.store(spill, s01, 16)
  v128.store(spill, s10, 32)
  v128.store(spill, s11, 48)
  v128.store(spill, s20, 64)
  v128.store(spill, s21, 80)
  v128.store(spill, s30, 96)
  v128.store(spill, s31, 112)
  for (let i = 0; i < min(4, rows); i++)
    for (let j = 0; j < min(8, columns); j++) {
      const at = c + <usize>i * stride + (<usize>j << 2)
      store<f32>(at, load<f32>(at) + load<f32>(spill + (<usize>(i * 8 + j) << 2)))
    }
}

/**
 * C = op(A) op(B), or C += it: C has m rows and n columns, k is what is summed over. Rows lie one after the other, `strideA` and so on floats apart;
 * C and A start at multiples of 4 bytes. `how`: 1 when A is stored transposed (k rows of m), + 2 when B is (n rows of k), + 4 to add to what C holds.
 * `room`: `gemmRoom` bytes for each worker (gemm-tasks.ts).
 */
export function gemm(
  a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, strideA: i32, strideB: i32, strideC: i32, how: i32, room: usize,
): void {
  const turnedA = (how & 1) != 0
  const turnedB = (how & 2) != 0
  const stepA = <usize>strideA << 2
  const stepB = <usize>strideB << 2
  const stepC = <usize>strideC << 2
  if ((how & 4) == 0) for (let i = 0; i < m; i++) memory.fill(c + <usize>i * stepC, 0, <usize>n << 2)
  const panels = room
  const strip = panels + <usize>deep * <usize>wide * 4
  const spill = strip + <usize>deep * 16
  for (let p = 0; p < k; p += deep) {
    const depth = min(deep, k - p)
    for (let j = 0; j < n; j += wide) {
      const columns = min(wide, n - j)
      packPanels(b + (turnedB ? <usize>j * stepB + (<usize>p << 2) : <usize>p * stepB + (<usize>j << 2)), stepB, turnedB, depth, columns, panels)
      for (let i = 0; i < m; i += 4) {
        packRows(a + (turnedA ? <usize>p * stepA + (<usize>i << 2) : <usize>i * stepA + (<usize>p << 2)), stepA, turnedA, m - i, depth, strip)
        const row = c + <usize>i * stepC + (<usize>j << 2)
        let panel = panels
        for (let q = 0; q < columns; q += 8, panel += <usize>depth << 5)
          multiplyTile(strip, panel, depth, row + (<usize>q << 2), stepC, m - i, columns - q, spill)
      }
    }
  }
}
