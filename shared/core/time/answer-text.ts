import { isoInstant } from './units.ts'

/** Names of fields that hold an instant. */
const INSTANT = /^(?:at|since|from|to|until|before|now)$|(?:At|Since|From|Until)$/

/**
 * The JSON text of what a use case answered, as command line and API give it: fields named as `INSTANT` has it
 * as ISO 8601 in UTC, spans in ms (`…Ms`), what is not known absent.
 */
export function answerText(answer: object, indent?: number): string {
  return JSON.stringify(
    answer,
    (name, value: unknown) => (INSTANT.test(name) && isInstant(value) ? isoInstant(value) : value),
    indent,
  )
}

/** A row that was typed in by hand may hold any number under any name (ECMA-262, "Time Values"). */
function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15
}

type InstantName =
  | 'at'
  | 'since'
  | 'from'
  | 'to'
  | 'until'
  | 'before'
  | 'now'
  | `${string}${'At' | 'Since' | 'From' | 'Until'}`

/** The type of what is read back from that text. */
export type Answered<T> = unknown extends T
  ? unknown
  : T extends number | string | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Answered<Item>[]
      : {
          [K in keyof T]: K extends InstantName
            ? T[K] extends infer V
              ? V extends number
                ? string
                : Answered<V>
              : never
            : Answered<T[K]>
        }
