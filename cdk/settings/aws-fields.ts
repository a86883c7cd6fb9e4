import { field } from '../../shared/core/definition/fields/fields.ts'
import { kindOf } from '../../shared/core/definition/mistakes/shown-value.ts'
import { KMS_KEY_ARN, KMS_KEY_FORM } from '../../shared/core/aws/secret-names.ts'

/** E.164: a plus sign and up to 15 digits. */
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/
/** Not a FIFO queue: a standard topic cannot send to one. */
const QUEUE_ARN = /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/
const TABLE_NAME = /^[A-Za-z0-9_.-]{3,255}$/
/** What SNS may be told to call without TLS, to try things out. */
const THIS_MACHINE = ['127.0.0.1', 'localhost', '[::1]']
/** Letters of any script, digits, spaces and a few signs: what tags of all services may hold. */
const TAG_TEXT = /^[\p{L}\p{N}\p{Zs}_.:/=+@-]*$/u
/** AWS allows 50 and keeps some of those for itself; CloudFormation adds its own. */
const MOST_TAGS = 40

export const textLike = (what: string, pattern: RegExp) =>
  field<string>(what, (value) => typeof value === 'string' && pattern.test(value))

export const phoneNumber = textLike('a number with country code, as +15551230100', PHONE_NUMBER)

export const queueArn = textLike(
  "a standard queue's ARN, as arn:aws:sqs:eu-west-1:111122223333:name",
  QUEUE_ARN,
)

export const keyArn = textLike(`${KMS_KEY_FORM}, not of an alias`, KMS_KEY_ARN)

export const tableName = textLike(
  'the name of a table: 3 to 255 letters, digits and characters of _.-',
  TABLE_NAME,
)

export const webhookUrl = field<string>(
  'a URL that begins with https:// and holds no user or password',
  (value) => {
    const url = urlIn(value)
    if (url?.protocol === 'http:') return THIS_MACHINE.includes(url.hostname)
    return url?.protocol === 'https:'
  },
)

export const plainUrl = field<string>(
  'a URL that begins with https:// or http:// and holds no user or password',
  (value) => urlIn(value) !== undefined,
)

/** Goes into alerts that leave this machine, with the path of a page behind it. */
export const pageUrl = field<string>(
  'a URL of at most 200 characters that begins with https:// or http://, without user, password, ? and #, ' +
    'whose host others can reach: not localhost or 127.0.0.1',
  (value) => {
    const url = urlIn(value)
    return url !== undefined && url.href.length <= 200 && !/[?#]/.test(url.href) && !isThisMachine(url)
  },
)

/** `URL` writes every spelling of an IPv4 address alike (WHATWG URL, "host parsing"). */
function isThisMachine({ hostname }: URL): boolean {
  return /^(?:(?:.*\.)?localhost\.?|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f:]+\]|\[::ffff:0:0\])$/.test(
    hostname,
  )
}

/** Goes into an alarm's description, with `#` and a name behind it. */
export const runbookUrl = textLike(
  'a URL or path of at most 300 printable ASCII characters, without spaces and #',
  /^[\x21\x22\x24-\x7e]{1,300}$/,
)

export const tags = field<Readonly<Record<string, string>>>(
  `at most ${MOST_TAGS} tags: names of 1 to 128 letters, digits, spaces and _.:/=+@- that do not begin with aws:, ` +
    'each with a text of at most 256 such characters',
  isTags,
)

function isTags(value: unknown): boolean {
  if (kindOf(value) !== 'an object') return false
  const entries = Object.entries(value as object)
  return entries.length <= MOST_TAGS && entries.every(([name, text]) => isTagName(name) && isTagText(text))
}

function isTagName(name: string): boolean {
  return name.length >= 1 && name.length <= 128 && TAG_TEXT.test(name) && !/^aws:/i.test(name)
}

function isTagText(text: unknown): boolean {
  return typeof text === 'string' && text.length <= 256 && TAG_TEXT.test(text)
}

/** The URL if it is one for HTTP, is written in visible ASCII, and holds no credentials. */
function urlIn(value: unknown): URL | undefined {
  if (typeof value !== 'string' || !/^https?:\/\/[\x21-\x7e]{1,2000}$/.test(value)) return undefined
  const url = URL.parse(value)
  return url !== null && url.username === '' && url.password === '' ? url : undefined
}
