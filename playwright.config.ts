import { defineConfig } from '@playwright/test'
import type { HostName, HostOptions } from './e2e/app.ts'

const project = (host: HostName) => ({ name: host, use: { host } })

// One suite, two hosts. Chromium and Electron are found by e2e/hosts/programs.ts; a host that is not there is skipped with its reason.
export default defineConfig<object, HostOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: process.env['CI'] === 'true',
  workers: 2,
  // A busy machine now and then loses a window of Electron before it is seen; a journey that fails three times is broken.
  retries: 2,
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
  projects: [project('browser'), project('electron')],
})
