import * as electron from 'electron'
import { startShell } from './main.ts'

startShell(electron, process)
