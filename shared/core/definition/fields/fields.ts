import * as v from 'valibot'

import type { Problem } from '../monitor.ts'
import { nearestName } from '../mistakes/nearest-name.ts'
import { kindOf, shown, shownName } from '../mistakes/shown-value.ts'

/** What came of reading one field: its value, or what was expected and what was got. */
export type Reading<T> = { ok: true; value: T } | { ok: false; message: string }

/** Objects with named fields and nothing more: no lists, dates, maps or bytes, and no null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** What editors and clients are told of a field: never narrower than what the field takes. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * A field that takes what `is` accepts. `what` completes "expected …"; the message shows what was got
 * instead.
 */
export function field<T>(what: string, is: (value: unknown) => boolean, json: JsonSchema = {}) {
  return v.pipe(
    v.custom<T>(is, (issue) => `expected ${what}, got ${shown(issue.input)}`),
    v.metadata(json),
  )
}

export const trueOrFalse = field<boolean>('true or false', (value) => typeof value === 'boolean', {
  type: 'boolean',
})

/** A field whose value is taken apart by `read`, which also words the mistake. */
export function taken<T>(read: (value: unknown) => Reading<T>, json: JsonSchema = {}) {
  return v.pipe(
    v.unknown(),
    v.metadata(json),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const reading = read(dataset.value)
      if (reading.ok) return reading.value
      addIssue({ message: reading.message })
      return NEVER
    }),
  )
}

/** A field that is refused, and why. */
export function absent(message: string) {
  return v.pipe(
    v.custom<undefined>((value) => value === undefined, message),
    v.metadata(NEVER),
  )
}

/** What JSON Schema says of a field that may not be there. */
export const NEVER = { not: {} }

/** A field of the design that nothing acts on yet: refused, so that nobody counts on it. */
export function notAvailableYet(what: string) {
  return absent(`${what} not available yet; leave this field out`)
}

/**
 * An object with these fields and no others. Every unknown field is a mistake of its own, whatever it is
 * called, and the fields are judged all the same. A field that is missing is judged as `undefined`, so that
 * it is told like a wrong one. `meant` guesses what an unknown field was meant to be, where that is not the
 * nearest of these names.
 */
export function section<const TEntries extends v.ObjectEntries>(
  what: string,
  entries: TEntries,
  meant: (name: string) => string | undefined = () => undefined,
) {
  type Output = v.InferOutput<v.ObjectSchema<TEntries, undefined>>
  const names = Object.keys(entries)
  const unknownField = v.never((issue) => (issue.input as Stray).mistake)
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(
      isRecord,
      (issue) => `expected ${what}, got ${kindOf(issue.input)}`,
    ),
    v.transform((written) => laidOut(written, names, meant)),
    v.objectWithRest(entries as v.ObjectEntries, unknownField),
  ) as v.GenericSchema<unknown, Output>
}

/** Stands in the place of an unknown field's value, which is never looked at. */
interface Stray {
  mistake: string
}

/** Unknown fields that are told one by one; of more than that, how many. */
const MOST_STRAYS = 50

/** All known fields, also those that were left out, then the unknown ones under the names that paths show. */
function laidOut(
  written: Readonly<Record<string, unknown>>,
  names: readonly string[],
  meant: (name: string) => string | undefined,
) {
  const known = names.map((name) => [name, Object.hasOwn(written, name) ? written[name] : undefined] as const)
  const unknown = Object.keys(written).filter((name) => !names.includes(name))
  const strays = unknown
    .slice(0, MOST_STRAYS)
    .map(
      (name) =>
        [
          shownName(name),
          { mistake: unknownName(meant(name) ?? nearestName(name, names)) } satisfies Stray,
        ] as const,
    )
  const rest = unknown.length - strays.length
  const more = [`[and ${rest} more]`, { mistake: 'there are no such fields' } satisfies Stray] as const
  return Object.fromEntries<unknown>([...known, ...strays, ...(rest > 0 ? [more] : [])])
}

function unknownName(near: string | undefined): string {
  return near === undefined ? 'there is no such field' : `there is no such field; did you mean ${near}?`
}

/**
 * The place of a mistake that a check finds in `input`: `at(monitor, 'alerts', 0, 'onSlow')` is
 * `alerts[0].onSlow`.
 */
export function at(
  input: unknown,
  key: string | number,
  ...deeper: readonly (string | number)[]
): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const value: unknown = (input as Readonly<Record<string | number, unknown>> | undefined)?.[key]
  const [next, ...rest] = deeper
  return [
    { type: 'unknown', origin: 'value', input, key, value },
    ...(next === undefined ? [] : at(value, next, ...rest)),
  ]
}

export function problemOf(issue: v.BaseIssue<unknown>): Problem {
  return { path: pathOf((issue.path ?? []).map((item) => item.key)), message: issue.message }
}

/** As `alerts[0].onError`; names that are no plain words come in brackets already. */
function pathOf(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    const name = String(key)
    return path === '' || name.startsWith('[') ? path + name : `${path}.${name}`
  }, '')
}
