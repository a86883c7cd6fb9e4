import { shownName } from '../../shared/core/definition/mistakes/shown-value.ts'

/** A mistake in the text itself: its line, and what was expected. Never quotes it: it may hold a password. */
export interface SyntaxMistake {
  line: number
  message: string
}

/**
 * What a text says, and where: the line (from 1) of each value by its path, as `parseMonitors` writes paths;
 * a list at the top is `monitors`. `twice`: paths of fields that stand in one object more than once. `remarks`: what
 * was made of it that is worth a line each, though no mistake.
 */
export type TextReading =
  | {
      ok: true
      value: unknown
      lines: ReadonlyMap<string, number>
      twice: readonly string[]
      remarks?: readonly string[]
    }
  | { ok: false; mistake: SyntaxMistake }

/** The path of a field as `parseMonitors` writes it. */
export function fieldPath(parent: string, name: string): string {
  const shown = shownName(name)
  return parent === '' || shown.startsWith('[') ? parent + shown : `${parent}.${shown}`
}

export function elementPath(parent: string, index: number): string {
  return `${parent || 'monitors'}[${index}]`
}
