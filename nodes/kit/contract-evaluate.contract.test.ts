import { contractBattery } from './harness/contract-battery.ts'

contractBattery('evaluate')
