import { spawnSync } from 'node:child_process'

/** A command and its arguments, under Xvfb where there is no screen and Xvfb is there: Electron needs one to open a window. */
export function withDisplay(command, args) {
  const needed = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  const there = needed && spawnSync('sh', ['-c', 'command -v xvfb-run']).status === 0
  return there ? ['xvfb-run', ['-a', command, ...args]] : [command, args]
}
