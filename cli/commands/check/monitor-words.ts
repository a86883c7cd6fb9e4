import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import { secondsOf } from './monitor-from-options.ts'

/** A file's name has a dot or a slash; an id has neither. */
export function isFile(target: string): boolean {
  return /[./\\]/.test(target)
}

/**
 * The definition with the timeout of the options. The interval has no meaning in a check, and must not stand
 * in the way of a longer one.
 */
export function withTimeout(definition: unknown, timeout: string | undefined): unknown {
  return timeout === undefined || !isRecord(definition)
    ? definition
    : { ...definition, timeoutSeconds: secondsOf(timeout), intervalMinutes: undefined }
}
