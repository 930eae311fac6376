import { defineConfig } from '@playwright/test'
import type { HostName, HostOptions } from './e2e/app.ts'

const packaged = 'packaged*.spec.ts'
const project = (host: HostName) => ({
  name: host,
  use: { host },
  testIgnore: host === 'browser' ? [packaged, 'desktop.spec.ts'] : [packaged],
})

// One suite, two hosts, and the packaged studio by itself. Chromium and Electron are found by e2e/hosts/programs.ts; a host that is not there is skipped with its reason.
export default defineConfig<object, HostOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: process.env['CI'] === 'true',
  workers: 2,
  // None: a journey that passes only now and then is broken. In CI one more try tells a machine that stood still from a fault, and is named.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    colorScheme: 'light',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    actionTimeout: 15_000,
  },
  projects: [project('browser'), project('electron'), { name: 'packaged', testMatch: packaged }],
})
