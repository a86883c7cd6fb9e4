import { readEnv } from '../runtime/read-env.ts'
import { watchdogOptions } from './compose.ts'
import { watchdogHandler } from './handler.ts'

export const handler = watchdogHandler(watchdogOptions(readEnv('watchdog', process.env)))
