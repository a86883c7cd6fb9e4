import { tameLine } from '../../redaction/tame.ts'
import type { SaidError } from './said-error.ts'

const MOST = 300
const CORRELATION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TIMESTAMP = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?$/
/** What support asks for stands at the end once; Microsoft has it in its words too. */
const TRACES = /(?:Trace ID|Correlation ID|Timestamp):[^]*$/
/** No word, but perhaps a token, ours or somebody else's: an id has 36 characters. */
const LONG_RUN = /[A-Za-z0-9+/_.~=-]{40,}/g
const HIDDEN = '(hidden)'
/** As `tracesOf` writes them. */
const TOLD_TRACES =
  / \((?:correlation id [0-9a-f-]{36}, )?(?:correlation id [0-9a-f-]{36}|\d{4}[-\d :.TZ]{15,30})\)$/i

interface Told {
  /** What the endpoint's words do not say. */
  hint?: string | undefined
  /** Microsoft's number, where its words do not begin with it. */
  code?: number | undefined
  hide: (text: string) => string
}

/**
 * What stands in alerts and logs of a refusal: our hint, the endpoint's words, and the id and time that support
 * asks for. One tamed line of at most 300 characters; what was sent, and all that looks like a token, is hidden.
 */
export function refusalDetail(said: SaidError, { hint, code, hide }: Told): string {
  const traces = tracesOf(said, hide)
  const before = hint === undefined ? '' : `${hint}: `
  const words = wordsOf(said, code)
  const safe = hide(words).replace(LONG_RUN, HIDDEN)
  const room = MOST - before.length - traces.length
  return before + tameLine(safe, room) + traces
}

/** The same in fewer characters, 40 and the traces at least: the words are cut, and what support asks for stays. */
export function shortened(detail: string, most: number): string {
  if (detail.length <= most) return tameLine(detail, most)
  const [traces = ''] = TOLD_TRACES.exec(detail) ?? []
  return tameLine(detail.slice(0, detail.length - traces.length), most - traces.length) + traces
}

function wordsOf({ error, suberror, words }: SaidError, code: number | undefined): string {
  const short = words.replace(TRACES, '').replace(/\s+/g, ' ').trim()
  if (code !== undefined) return short.includes(`AADSTS${code}`) ? short : `AADSTS${code}: ${short || error}`
  const named = suberror === '' ? error : `${error} (${suberror})`
  return short === '' || short === error ? named : `${named}: ${short}`
}

/** An id has room for sixteen octets, of whatever the endpoint likes. */
function tracesOf({ correlationId, timestamp }: SaidError, hide: Told['hide']): string {
  const traces = [
    ...(CORRELATION_ID.test(correlationId) && hide(correlationId) === correlationId
      ? [`correlation id ${correlationId}`]
      : []),
    ...(TIMESTAMP.test(timestamp) ? [timestamp] : []),
  ]
  return traces.length === 0 ? '' : ` (${traces.join(', ')})`
}
