import { type Draft, isRecord } from '../form/draft.ts'

/** What belongs to the row of a monitor and not to its file. */
const OF_THE_ROW = ['pausedUntil', 'maintenance']

/** The definition as it is written in `cdk/monitors.ts`; it reads the same in a file of YAML. */
export function snippet(definition: Draft): string {
  return `${written(
    Object.fromEntries(Object.entries(definition).filter(([name]) => !OF_THE_ROW.includes(name))),
    '',
  )},\n`
}

function written(value: unknown, indent: string): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[${value.map((one) => written(one, indent)).join(', ')}]`
  if (!isRecord(value)) return JSON.stringify(value)
  const fields = Object.entries(value).map(
    ([name, field]) =>
      `${inner}${/^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name)}: ${written(field, inner)},\n`,
  )
  return fields.length === 0 ? '{}' : `{\n${fields.join('')}${indent}}`
}
