import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { value } from '../application/parameters.ts'
import { UsageError } from './usage-error.ts'

export const portFlag = {
  port: value('N', 'the port; default: that of the last time, else 7025 or the next free one'),
}

export interface PortFlags {
  port: string | undefined
}

/** `undefined`: none is named; 0: any. Throws `UsageError`. */
export function portOf({ port }: PortFlags): number | undefined {
  if (port === undefined) return undefined
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port)
  throw new UsageError(`--port: expected a number from 0 (any) to 65535, got ${shown(port)}`)
}
