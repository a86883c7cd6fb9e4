/** What one field says of a filter's verdict: the words to quote, or nothing where it did not condemn the message. */
type Says = (value: string) => string | undefined

/** No filter says more in one field, characters; nor do so many of them speak of one message. */
const MAX_FIELD = 4096
const MOST_MARKS = 20

/** Of Exchange's report of many parts: its score, its verdict, and the kind of mail that it takes it for. */
const EXCHANGE_PARTS = /\b(?:SCL:-?\d+|SFV:[A-Z]+|CAT:[A-Z]+)(?=;|$)/g
const EXCHANGE_CONDEMNS = /\bSCL:[5-9]|\bSFV:(?:SPM|SKS|SKB|BLK)\b|\bCAT:(?!NONE\b)[A-Z]/
/** What filed it, as Exchange tells: a rule of the mailbox (`OFR`), or its filter (`RF`). */
const EXCHANGE_DELIVERY = /\b(?:dest|RF|OFR|OFSI?):[\w]+/g
const NOT_AUTHENTIC = /\b(?:spf|dkim|dmarc|arc|compauth|iprev)=(?:hard|soft)?fail\b/gi

/**
 * Fields of well-known filters: those that condemn a message come first, then those that say why, then bare
 * figures.
 */
const FIELDS: readonly (readonly [name: RegExp, says: Says])[] = [
  [/^x-(?:barracuda-)?spam-flag$/, where(/^(?:yes|true)/i)],
  [/^x-spam$/, where(/^(?:yes|true|spam)/i)],
  [/^x-(?:barracuda-)?spam-status$/, where(/^yes/i)],
  [/^x-rspamd-action$/, where(/^(?!no action)./i)],
  [/^x-forefront-antispam-report$/, parts(EXCHANGE_PARTS, EXCHANGE_CONDEMNS)],
  [/^x-ms-exchange-organization-scl$/, where(/^[5-9]/)],
  [/^x-microsoft-antispam-mailbox-delivery$/, parts(EXCHANGE_DELIVERY, /\bdest:J\b/)],
  [/^x-microsoft-antispam$/, parts(/\b(?:BCL|PCL):\d+/g, /\b(?:BCL|PCL):[4-9]/)],
  [/^x-proofpoint-spam-details/, where(/\brule=(?!notspam)/i)],
  [/^x-ses-spam-verdict$/, where(/^(?:fail|gray)/i)],
  [/^authentication-results$/, parts(NOT_AUTHENTIC)],
  [/^x-spamd-result$/, where(/./)],
  [/^x-(?:barracuda-|rspamd-)?(?:spam-)?score$/, where(/^\+?(?!0(?:\.0+)?$)\d/)],
  [/^x-(?:barracuda-)?spam-report$/, where(/./)],
]

/**
 * What marks a message as junk in its own header section: quotations as `X-Spam-Flag: YES`, the most telling
 * first, joined by `; `; empty where nothing does. Not tamed, and as long as the fields are: the words of others are
 * made safe whole, and cut after that.
 */
export function junkMarks(header: string): string {
  const fields = unfolded(header)
  const marks = FIELDS.flatMap(([wanted, says]) =>
    fields.flatMap(({ name, value }) => {
      const said = wanted.test(name.toLowerCase()) ? says(value) : undefined
      return said === undefined ? [] : [`${name}: ${said}`]
    }),
  )
  return [...new Set(marks)].slice(0, MOST_MARKS).join('; ')
}

/** The value as it is, where it says this. */
function where(pattern: RegExp): Says {
  return (value) => (pattern.test(value) ? value : undefined)
}

/** The parts of the value that count, where one of them `condemns`. */
function parts(wanted: RegExp, condemns = /./): Says {
  return (value) => {
    const found = value.match(wanted)?.join(' ') ?? ''
    return condemns.test(found) ? found : undefined
  }
}

/** Name and value of each field, in order (RFC 5322 §2.2.3). */
function unfolded(header: string): { name: string; value: string }[] {
  const section = header.split(/\r?\n\r?\n/, 1)[0] ?? ''
  return section
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value = ''] = /^([\w-]+)[ \t]*:[ \t]*([^]*)$/.exec(line) ?? []
      return name === undefined || value.length > MAX_FIELD ? [] : [{ name, value: value.trim() }]
    })
}
