/** The bin of each value of a column: how many of its 255 ascending limits (unused ones infinite) lie below; 255 for NaN. */
export function binColumn(values: usize, count: i32, limits: usize, bins: usize): void {
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + (<usize>i << 3))
    let at: usize = 0
    at += <usize>i32(load<f64>(limits + ((at + 127) << 3)) < value) << 7
    at += <usize>i32(load<f64>(limits + ((at + 63) << 3)) < value) << 6
    at += <usize>i32(load<f64>(limits + ((at + 31) << 3)) < value) << 5
    at += <usize>i32(load<f64>(limits + ((at + 15) << 3)) < value) << 4
    at += <usize>i32(load<f64>(limits + ((at + 7) << 3)) < value) << 3
    at += <usize>i32(load<f64>(limits + ((at + 3) << 3)) < value) << 2
    at += <usize>i32(load<f64>(limits + ((at + 1) << 3)) < value) << 1
    at += <usize>i32(load<f64>(limits + (at << 3)) < value)
    store<u8>(bins + <usize>i, value == value ? <u8>at : 255)
  }
}

/** Rows from..to of 16 columns of bins side by side, `stride` bytes from row to row. `columns`: 16 addresses, 0 for none. */
export function interleave(columns: usize, from: i32, to: i32, rows: usize, stride: i32): void {
  for (let start = from; start < to; start += 512) {
    const end = min(start + 512, to)
    for (let feature: usize = 0; feature < 16; feature++) {
      const column = <usize>load<u32>(columns + (feature << 2))
      if (column == 0) continue
      let at = rows + <usize>start * <usize>stride + feature
      for (let i = start; i < end; i++) {
        store<u8>(at, load<u8>(column + <usize>i))
        at += <usize>stride
      }
    }
  }
}
