// Steps of optimisers over the weights from..to, floats of 32 bits; `factor` shortens all gradients alike. The rules are those of torch.

/**
 * Adam (Kingma and Ba 2015): beta .9 and .999, 1e-8 beside the root. `rate` is divided by 1 - .9^t, `root` is 1 / sqrt(1 - .999^t), `left` 1 - rate x decay.
 * Weights, gradients and both moments begin at multiples of 16 bytes, `from` is a multiple of 4; up to three places behind `to` are changed too.
 */
export function adamStep(
  weights: usize, gradients: usize, first: usize, second: usize, from: i32, to: i32, factor: f64, rate: f64, root: f64, left: f64,
): void {
  const f = f32x4.splat(<f32>factor)
  const r = f32x4.splat(<f32>rate)
  const o = f32x4.splat(<f32>root)
  const l = f32x4.splat(<f32>left)
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2
    const g = f32x4.mul(v128.load(gradients + at), f)
    const m = f32x4.add(f32x4.mul(v128.load(first + at), f32x4.splat(0.9)), f32x4.mul(g, f32x4.splat(0.1)))
    const v = f32x4.add(f32x4.mul(v128.load(second + at), f32x4.splat(0.999)), f32x4.mul(f32x4.mul(g, g), f32x4.splat(0.001)))
    v128.store(first + at, m)
    v128.store(second + at, v)
    const below = f32x4.add(f32x4.mul(f32x4.sqrt(v), o), f32x4.splat(1e-8))
    v128.store(weights + at, f32x4.sub(f32x4.mul(v128.load(weights + at), l), f32x4.div(f32x4.mul(m, r), below)))
  }
}

/** Gradient descent with momentum: the velocity keeps `momentum` of itself and takes the gradient; the weights go `rate` of it. As above. */
export function momentumStep(weights: usize, gradients: usize, velocity: usize, from: i32, to: i32, factor: f64, rate: f64, momentum: f64): void {
  const f = f32x4.splat(<f32>factor)
  const r = f32x4.splat(<f32>rate)
  const k = f32x4.splat(<f32>momentum)
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2
    const v = f32x4.add(f32x4.mul(v128.load(velocity + at), k), f32x4.mul(v128.load(gradients + at), f))
    v128.store(velocity + at, v)
    v128.store(weights + at, f32x4.sub(v128.load(weights + at), f32x4.mul(v, r)))
  }
}

/** RMSprop (Hinton 2012): the mean square keeps .99 of itself, 1e-8 beside the root. As above. */
export function rmsStep(weights: usize, gradients: usize, squares: usize, from: i32, to: i32, factor: f64, rate: f64): void {
  const f = f32x4.splat(<f32>factor)
  const r = f32x4.splat(<f32>rate)
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2
    const g = f32x4.mul(v128.load(gradients + at), f)
    const s = f32x4.add(f32x4.mul(v128.load(squares + at), f32x4.splat(0.99)), f32x4.mul(f32x4.mul(g, g), f32x4.splat(0.01)))
    v128.store(squares + at, s)
    v128.store(weights + at, f32x4.sub(v128.load(weights + at), f32x4.div(f32x4.mul(g, r), f32x4.add(f32x4.sqrt(s), f32x4.splat(1e-8)))))
  }
}
