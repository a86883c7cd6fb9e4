import * as v from 'valibot'

/** Levels of lists and maps that an item may have (DynamoDB, "Service, account, and table quotas"). */
const MOST_LEVELS = 32
const MOST_NAME = 255

const NAME = '#\\w{1,64}'
const VALUE = ':\\w{1,64}'
const TERM =
  `(?:attribute_(?:not_)?exists\\(${NAME}\\)|${NAME} (?:=|<>|<|<=|>|>=) ${VALUE}` +
  `|${NAME} BETWEEN ${VALUE} AND ${VALUE}|(?:NOT )?contains\\(${NAME}, ${VALUE}\\))`
const GROUP = `(?:${TERM}|\\(${TERM}(?: (?:AND|OR) ${TERM})*\\))`

/** Terms of one attribute and given values, at most in one pair of brackets. */
const condition = expression(`${GROUP}(?: (?:AND|OR) ${GROUP})*`)
const SET = `${NAME} = (?:${VALUE}|list_append\\(${NAME}, ${VALUE}\\))`
const change = expression(`SET ${SET}(?:, ${SET})*(?: REMOVE ${NAME}(?:, ${NAME})*)?`)

const flag = v.boolean()
const table = v.pipe(v.string(), v.regex(/^[\w.-]{3,255}$/))
const attributes = v.custom<object>((value) => isAttributes(value, MOST_LEVELS), 'expected attributes')
const names = v.custom<object>(isNames, 'expected names of attributes by their placeholders')
const capacity = v.optional(v.picklist(['NONE', 'TOTAL', 'INDEXES']))

const bound = {
  ExpressionAttributeNames: v.optional(names),
  ExpressionAttributeValues: v.optional(attributes),
}
const every = { TableName: table, ReturnConsumedCapacity: capacity }
const write = { ...every, ...bound, ConditionExpression: v.optional(condition) }
const pages = {
  ...every,
  ...bound,
  ConsistentRead: v.optional(flag),
  IndexName: v.optional(table),
  FilterExpression: v.optional(condition),
  ExclusiveStartKey: v.optional(attributes),
  Limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1))),
}

/**
 * Every operation that the product uses, and all that it says with each. dynalite believes what it is sent:
 * a `null` or a comparison of nothing with nothing ends the process from within a callback.
 */
const OPERATIONS = {
  GetItem: v.strictObject({ ...every, Key: attributes, ConsistentRead: v.optional(flag) }),
  BatchGetItem: v.strictObject({
    RequestItems: v.record(table, v.strictObject({ Keys: v.pipe(v.array(attributes), v.maxLength(100)) })),
    ReturnConsumedCapacity: capacity,
  }),
  PutItem: v.strictObject({ ...write, Item: attributes }),
  UpdateItem: v.strictObject({ ...write, Key: attributes, UpdateExpression: change }),
  DeleteItem: v.strictObject({ ...write, Key: attributes }),
  Query: v.strictObject({ ...pages, KeyConditionExpression: condition, ScanIndexForward: v.optional(flag) }),
  Scan: v.strictObject(pages),
  DescribeTable: v.strictObject({ TableName: table }),
  ListTables: v.strictObject({ ExclusiveStartTableName: v.optional(table) }),
} as const satisfies Record<string, v.GenericSchema>

/** Why a request with the secret goes no further, in one line; `undefined`: it may. */
export function refusalOfRequest(target: unknown, body: string, newTables: boolean): string | undefined {
  const [, operation = ''] = /^DynamoDB_20120810\.([A-Za-z]{1,40})$/.exec(String(target)) ?? []
  if (newTables && operation === 'CreateTable') return undefined
  if (!isOperation(operation)) return 'an operation that this database does not have'
  let asked: unknown
  try {
    asked = JSON.parse(body)
  } catch {
    return `${operation}: expected JSON`
  }
  const { issues: [issue] = [] } = v.safeParse(OPERATIONS[operation], asked)
  if (!issue) return undefined
  const path = v.getDotPath(issue)
  return `${operation}: ${path === null ? 'expected an object of its fields' : `${path.slice(0, MOST_NAME)}: not as this operation has it`}`
}

/** Longer ones are none of ours, and dynalite takes for ever over some of them. */
function expression(form: string) {
  return v.pipe(v.string(), v.maxLength(2000), v.regex(new RegExp(`^${form}$`)))
}

function isOperation(name: string): name is keyof typeof OPERATIONS {
  return Object.hasOwn(OPERATIONS, name)
}

function isNames(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([, name]) => typeof name === 'string')
}

function isAttributes(value: unknown, levels: number): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(([name, held]) => name.length <= MOST_NAME && isAttributeValue(held, levels))
  )
}

/** Exactly one type, with a value of it (DynamoDB API, `AttributeValue`). */
function isAttributeValue(value: unknown, levels: number): boolean {
  if (!isObject(value) || levels === 0) return false
  const [[type, held] = [], ...more] = Object.entries(value)
  if (more.length > 0) return false
  switch (type) {
    case 'S':
    case 'N':
    case 'B':
      return typeof held === 'string'
    case 'BOOL':
    case 'NULL':
      return typeof held === 'boolean'
    case 'SS':
    case 'NS':
    case 'BS':
      return Array.isArray(held) && held.every((one) => typeof one === 'string')
    case 'L':
      return Array.isArray(held) && held.every((one) => isAttributeValue(one, levels - 1))
    case 'M':
      return isAttributes(held, levels - 1)
    case undefined:
    default:
      return false
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
