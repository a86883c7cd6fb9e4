/** A definition as it is being written. The page has no schema of it: any field may hold anything. */
export type Draft = Readonly<Record<string, unknown>>

/** Fields and places in lists, from the outside in. */
export type Path = readonly (string | number)[]

/** As `alerts[0].onSlow`, which is how mistakes name their field. */
export function pathOf(text: string): Path {
  return [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, place, name]) =>
    place === undefined ? (name ?? '') : Number(place),
  )
}

export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

export function valueAt(draft: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)] as unknown
    return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }, draft)
}

/** With this value there; `undefined` removes the field, and a section that holds nothing more. */
export function withValue(draft: Draft, path: Path, value: unknown): Draft {
  const changed = replaced(draft, path, value)
  return isRecord(changed) ? changed : {}
}

function replaced(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (typeof step === 'number') return replacedInList(whole, step, rest, value)
  const record = isRecord(whole) ? whole : {}
  const inside = replaced(Object.hasOwn(record, step) ? record[step] : undefined, rest, value)
  const others = Object.entries(record)
  if (inside === undefined || (rest.length > 0 && isEmpty(inside)))
    return Object.fromEntries(others.filter(([name]) => name !== step))
  if (!Object.hasOwn(record, step)) return Object.fromEntries([...others, [step, inside]])
  return Object.fromEntries(others.map(([name, before]) => [name, name === step ? inside : before]))
}

/** A part of a list may be empty and mean something: a policy with all defaults. */
function replacedInList(whole: unknown, place: number, rest: Path, value: unknown): unknown[] {
  const list: unknown[] = Array.isArray(whole) ? [...(whole as unknown[])] : []
  const inside = replaced(list[place], rest, value)
  list.splice(place, 1, ...(inside === undefined ? [] : [inside]))
  return list
}

/** The fields in which these differ; a list counts as one. */
export function changesBetween(before: Draft, after: Draft): Path[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name): Path[] => {
    const [old, now] = [valueAt(before, [name]), valueAt(after, [name])]
    if (isRecord(old) && isRecord(now)) return changesBetween(old, now).map((path) => [name, ...path])
    return isSame(old, now) ? [] : [[name]]
  })
}

/** What to send so that the one becomes the other: a JSON merge patch (RFC 7396). */
export function patchBetween(before: Draft, after: Draft): Draft {
  return changesBetween(before, after).reduce<Draft>(
    (patch, path) => withValue(patch, path, valueAt(after, path) ?? null),
    {},
  )
}

/** The changes from one to the other, made to a third: what somebody else has written meanwhile. */
export function rebased(before: Draft, after: Draft, onto: Draft): Draft {
  return changesBetween(before, after).reduce<Draft>(
    (whole, path) => withValue(whole, path, valueAt(after, path)),
    onto,
  )
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0
}
