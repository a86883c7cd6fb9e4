/**
 * One monitor as cells, by column: a column is the path of a field, as `mailbox.server` or
 * `slow.smtp.connect`. An empty cell is a field that is absent. Sections have a column for each of their
 * fields; every other nested value is JSON in one cell.
 */
export type Cells = ReadonlyMap<string, string>

type Fields = Readonly<Record<string, unknown>>

const SECTIONS: readonly string[] = ['mailbox', 'smtp', 'slow', 'slow.smtp', 'slow.mailbox']

/** Columns whose cell is text, whatever it looks like: elsewhere `12` is a number and `true` is no text. */
const TEXT = new Set([
  ...['monitorId', 'name', 'note', 'pausedUntil', 'emailAddress', 'locationMode'],
  ...['mailbox.server', 'mailbox.userid', 'mailbox.password', 'mailbox.auth', 'mailbox.tls'],
  ...['mailbox.grant', 'smtp.grant', 'mailbox.folder', 'mailbox.junk', 'mailbox.junkServer'],
  ...['smtp.server', 'smtp.from', 'smtp.heloName', 'smtp.userid', 'smtp.password', 'smtp.auth', 'smtp.tls'],
])

/** Columns whose cell may be words with blanks between them. */
const WORD_LISTS = new Set(['tags', 'locations'])

/** What a spreadsheet would take for a formula, also behind quotes of ours. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

export function cellsOf(definition: Fields): Map<string, string> {
  return new Map(cellsWithin('', definition))
}

function cellsWithin(section: string, fields: Fields): (readonly [column: string, cell: string])[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const column = section === '' ? name : `${section}.${name}`
    if (value === undefined) return []
    return SECTIONS.includes(column) && isFilled(value)
      ? cellsWithin(column, value)
      : [[column, written(column, value)] as const]
  })
}

/** The definition that the cells say; `undefined` beside the column that contradicts another. */
export function definitionOf(
  cells: Cells,
): { definition: Record<string, unknown> } | { definition: undefined; contradicts: string } {
  const definition: Record<string, unknown> = {}
  for (const [column, cell] of cells) {
    if (cell === '') continue
    const taken = put(definition, stepsOf(column), valueOf(column, cell))
    if (!taken) return { definition: undefined, contradicts: column }
  }
  return { definition }
}

/** False, and nothing is put, where something else stands in its place. */
function put(
  fields: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): boolean {
  const standing = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (rest.length === 0) {
    if (standing !== undefined) return false
    define(fields, name, value)
    return true
  }
  if (standing !== undefined && !isObject(standing)) return false
  const within = { ...standing }
  define(fields, name, within)
  return put(within, rest, value)
}

/** `mailbox.server` are two steps, but a dot in a name that is in no section is one of its characters. */
function stepsOf(column: string): string[] {
  const sections = SECTIONS.filter((section) => column.startsWith(`${section}.`))
  const innermost = sections.sort((a, b) => b.length - a.length)[0]
  return innermost === undefined ? [column] : [...innermost.split('.'), column.slice(innermost.length + 1)]
}

function written(column: string, value: unknown): string {
  const text = unguarded(column, value)
  return FORMULA.test(text) ? `'${text}` : text
}

function unguarded(column: string, value: unknown): string {
  if (TEXT.has(column) && typeof value === 'string') return value
  if (WORD_LISTS.has(column) && isListOfWords(value)) return value.join(' ')
  // Text that would be read as something else is written as JSON too.
  if (typeof value === 'string' && jsonIn(value) === undefined && value !== '') return value
  return JSON.stringify(value)
}

function valueOf(column: string, cell: string): unknown {
  const text = FORMULA.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell
  if (TEXT.has(column)) return text
  if (WORD_LISTS.has(column) && !text.startsWith('[')) return text.split(/\s+/).filter((word) => word !== '')
  const json = jsonIn(text)
  return json === undefined ? text : json.value
}

function jsonIn(text: string): { value: unknown } | undefined {
  // Spreadsheets write truth in capitals.
  if (/^(?:true|false)$/i.test(text)) return { value: text.toLowerCase() === 'true' }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function isListOfWords(value: unknown): value is readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return false
  const words = value.every((word) => typeof word === 'string' && /^\S+$/.test(word))
  return words && !(value[0] as string).startsWith('[')
}

function isFilled(value: unknown): value is Fields {
  return isObject(value) && Object.keys(value).length > 0
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As an ordinary field, whatever it is called: also `__proto__`. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })
}
