import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { UNKNOWN_MARK } from '../../../core/redaction/only-known-words.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import type { ImapLine } from './line-reader.ts'
import { LITERAL } from './line-reader.ts'
import { type Response, type StatusResponse, textOf } from './responses.ts'

/** Other people's mail and folders: only how many there were is shown. */
const COUNTED: Readonly<Record<string, string>> = { FETCH: 'messages', LIST: 'folders' }
/** Numbers there tell of messages and their sizes, which senders choose. */
const TELLS_OF_MESSAGES: readonly PhaseName[] = ['search', 'retrieve', 'delete']

/** One connection's lines in the diagnostic log. */
export interface ImapLog {
  /** `isPoll`: shown only if something comes of it. */
  client(text: string, secret: string | undefined, isPoll: boolean): void
  server(response: Response, read: ImapLine, isNews: boolean): void
  /** The command that waited has its answer; `poll` is its name where it was a poll. */
  answered(poll: string | undefined): void
  /** Shows how often it was asked in vain, if it was. */
  tell(): void
  /** From then on what is no response may be somebody's mail. */
  readonly hasShownMessages: boolean
}

export function imapLog(dialogue: Dialogue): ImapLog {
  /** Lines of the poll under way, as long as it has brought nothing new. */
  let held: (() => void)[] | undefined
  /** How often each command was asked in vain. */
  const polls = new Map<string, number>()
  let hasShownMessages = false
  /** SELECTs that were shown with all that was said of the folder; and whether one of them is asked again. */
  const selected = new Set<string>()
  let isSelectedAgain = false
  let count = { what: '', items: 0, octets: 0 }

  function tell(): void {
    const asked = [...polls].map(([name, times]) => `${name} ${times === 1 ? 'once' : `${times} times`}`)
    if (asked.length > 1 || [...polls.values()].some((times) => times > 1))
      dialogue.counted(`${asked.join(', ')}: nothing new`)
    polls.clear()
    for (const line of held ?? []) line()
    held = undefined
  }

  function show(line: () => void): void {
    if (held) held.push(line)
    else line()
  }

  function tellCount(): void {
    const { what, items, octets } = count
    if (items === 0) return
    count = { what: '', items: 0, octets: 0 }
    const size = octets > 0 ? `, ${octets} octets` : ''
    show(() => dialogue.counted(`[${items} ${items === 1 ? what.slice(0, -1) : what}${size}]`, 'server'))
  }

  /** Of what; `undefined`: it is shown. */
  function countedAs(response: Response): string | undefined {
    const name = response.kind === 'data' ? COUNTED[response.name] : undefined
    const isOfFolder = response.kind === 'data' || (response.kind === 'status' && isUntaggedOk(response))
    return name ?? (isSelectedAgain && isOfFolder ? 'lines' : undefined)
  }

  function lineOf(response: Response, { text }: ImapLine): string {
    const line = textOf(text).replaceAll(LITERAL, '…')
    const isGood = response.kind === 'data' || (response.kind === 'status' && response.status === 'OK')
    const shown = isGood && TELLS_OF_MESSAGES.includes(dialogue.phase) ? withoutNumbers(line) : line
    return withoutKeywords(shown)
  }

  return {
    client(text, secret, isPoll) {
      const [, folder] = /^\S+ SELECT (.*)$/.exec(text) ?? []
      isSelectedAgain = folder !== undefined && selected.has(folder)
      if (folder !== undefined) selected.add(folder)
      if (isPoll) held = []
      else tell()
      show(() => dialogue.client(text, secret))
    },
    server(response, read, isNews) {
      if (isNews && response.kind !== 'status') tell()
      const what = countedAs(response)
      if (what !== undefined) {
        if (count.what !== what) tellCount()
        const octets = octetsIn(response)
        hasShownMessages ||= octets > 0
        count = { what, items: count.items + 1, octets: count.octets + octets }
        return
      }
      tellCount()
      if (response.kind === 'status' && response.status !== 'OK') tell()
      const line = lineOf(response, read)
      if (response.kind === 'strange' && hasShownMessages)
        dialogue.counted(`[${Buffer.byteLength(line)} octets]`, 'server')
      else show(() => dialogue.server(line))
    },
    answered(poll) {
      tellCount()
      if (poll !== undefined && held) polls.set(poll, (polls.get(poll) ?? 0) + 1)
      held = undefined
    },
    tell,
    get hasShownMessages() {
      return hasShownMessages
    },
  }
}

function isUntaggedOk({ tag, status }: StatusResponse): boolean {
  return tag === '*' && status === 'OK'
}

function octetsIn(response: Response): number {
  return response.kind === 'data' ? response.literals.reduce((sum, { octets }) => sum + octets, 0) : 0
}

/** Keywords are other people's words: how many a folder has is shown. */
function withoutKeywords(line: string): string {
  return line.replace(
    /(^\s*\* +FLAGS +|\[PERMANENTFLAGS +)([^\]]*)/i,
    (_whole, before: string, flags: string) => {
      const words = flags.split(/[\s()]+/).filter((word) => word !== '')
      const shown = words.filter((word) => word.startsWith('\\'))
      const others = words.length - shown.length
      return `${before}(${[...shown, ...(others > 0 ? [`+${String(others)}`] : [])].join(' ')})`
    },
  )
}

/** All but the tag without its numbers. */
function withoutNumbers(line: string): string {
  const [tag = ''] = /^[A-Z]\d+ /.exec(line) ?? []
  return tag + line.slice(tag.length).replace(/\d+/g, UNKNOWN_MARK)
}
