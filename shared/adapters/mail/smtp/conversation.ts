import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Clock, Instant } from '../../../app/ports/clock.ts'
import { instant } from '../../../app/concurrency/timing.ts'
import { FINAL_DOT, GREETING, commandOf, shownLine } from './commands.ts'
import { messageMeter } from './message-meter.ts'
import type { Reply } from './reply.ts'

/** A command and its answer, which is present once all of it was heard and it was one. */
export interface Exchange {
  command: string
  saidAt: Instant
  reply?: Reply
  heardAt?: Instant
}

/** What was said and answered on one connection, in order. */
export interface Conversation {
  /** What waits for its answer. */
  readonly waiting: Exchange | undefined
  /** Between the 354 and the final dot, where nothing is a command and no answer is due. */
  readonly isAmidMessage: boolean
  /** After a 334, where the next line is the login's and no command (RFC 4954 §4). */
  readonly isAmidLogin: boolean
  /** The last exchange, or the last one of this command. */
  exchange(command?: string): Exchange | undefined
  /** How often this command was said; each line of a login counts as AUTH. */
  timesSaid(command: string): number
  /** What the client says now goes into the log: a line, or the next bytes of the message. */
  say(bytes: Buffer): void
  /** The exchange that waited has its answer. */
  answer(reply: Reply): void
}

/** `greeted`: no greeting is to come, the first word is the client's. */
export function conversation(dialogue: Dialogue, clock: Clock, greeted: boolean): Conversation {
  const exchanges: Exchange[] = []
  const meter = messageMeter()
  let waiting: Exchange | undefined

  function expectAnswer(command: string): void {
    waiting = { command, saidAt: instant(clock) }
    exchanges.push(waiting)
  }

  function isAmidMessage(): boolean {
    const last = exchanges.at(-1)
    return last?.command === 'DATA' && last.reply?.code === 354
  }

  function isAmidLogin(): boolean {
    const last = exchanges.at(-1)
    return last?.command === 'AUTH' && last.reply?.code === 334
  }

  function sayLine(line: string): void {
    const continuesLogin = isAmidLogin()
    const { shown, sent } = shownLine(line, continuesLogin)
    dialogue.client(shown, sent)
    expectAnswer(continuesLogin ? 'AUTH' : commandOf(line))
  }

  function sayMessage(bytes: Buffer): void {
    if (!meter.take(bytes)) return
    dialogue.client(`[${meter.octets} octets]`)
    dialogue.client(FINAL_DOT)
    expectAnswer(FINAL_DOT)
  }

  if (!greeted) expectAnswer(GREETING)
  return {
    get waiting() {
      return waiting
    },
    get isAmidMessage() {
      return isAmidMessage()
    },
    get isAmidLogin() {
      return isAmidLogin()
    },
    exchange: (command) =>
      exchanges.findLast((exchange) => command === undefined || exchange.command === command),
    timesSaid: (command) => exchanges.filter((exchange) => exchange.command === command).length,
    say(bytes) {
      if (isAmidMessage()) sayMessage(bytes)
      else sayLine(bytes.toString('utf8').replace(/\r\n$/, ''))
    },
    answer(reply) {
      if (waiting) Object.assign(waiting, { reply, heardAt: instant(clock) })
      waiting = undefined
    },
  }
}
