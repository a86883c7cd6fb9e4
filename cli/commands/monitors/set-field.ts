import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { counted } from '../../terminal/counted.ts'
import { definitionsIn } from '../../definitions/read-definitions.ts'
import { UsageError } from '../../arguments/usage-error.ts'

type Fields = Readonly<Record<string, unknown>>

/** `mailbox.server`, `alerts[0].onError`: names, and places in lists (from 0). */
const PATH = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d{1,3}\])*$/

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** The definition with the field of `PATH=VALUE` set; throws `UsageError`, which never repeats the value. */
export function withField(definition: Fields, assignment: string): Fields {
  const equals = assignment.indexOf('=')
  const path = assignment.slice(0, Math.max(0, equals))
  if (!PATH.test(path)) {
    throw new UsageError(
      '--set: expected PATH=VALUE, as intervalMinutes=5 or mailbox.server=pop3s://pop.example.com',
    )
  }
  const text = assignment.slice(equals + 1)
  if (text === '')
    throw new UsageError(`--set ${path}=: a value is missing; edit ID --unset ${path} removes the field`)
  return changed(definition, path, stepsOf(path), valueIn(path, text)) as Fields
}

/** The definition without the field at `path`; one that is absent already stays so. */
export function withoutField(definition: Fields, path: string): Fields {
  if (!PATH.test(path))
    throw new UsageError(`--unset: expected the path of a field, as smtp.from, got ${shown(path)}`)
  return changed(definition, path, stepsOf(path), undefined) as Fields
}

/** What a YAML file would say there: numbers, booleans, lists, objects, quoted text; all else is text. */
function valueIn(path: string, text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  if (NUMBER.test(text)) return Number(text)
  if (!/^["'[{]/.test(text)) return text
  const read = definitionsIn(text, 'yaml')
  if (read.ok && read.definitions.twice.length === 0) return read.definitions.written
  throw new UsageError(`--set ${path}: the value looks like YAML but is invalid; put such text in quotes`)
}

type Step = string | number

function stepsOf(path: string): Step[] {
  return (path.match(/[^.[\]]+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/** A copy with `value` where the steps lead, `undefined` taking it away. Objects on the way are made. */
function changed(target: unknown, path: string, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value
  if (target === undefined && value === undefined) return undefined
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(target) ? target : []
    if (step > list.length && value !== undefined) {
      const there = counted(list.length, 'element')
      throw new UsageError(
        `--set ${path}: of that list there ${list.length === 1 ? 'is' : 'are'} ${there}, so the next is [${list.length}], not [${step}]`,
      )
    }
    const inner = changed(list[step], path, rest, value)
    return [...list.slice(0, step), ...(inner === undefined ? [] : [inner]), ...list.slice(step + 1)]
  }
  const { [step]: before, ...others } = isRecord(target) ? target : {}
  const inner = changed(before, path, rest, value)
  if (inner === undefined) return others
  return { ...(isRecord(target) ? target : {}), [step]: inner }
}
