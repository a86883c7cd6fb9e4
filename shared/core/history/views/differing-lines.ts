import { commandIn } from '../../run/client-lines.ts'
import type { LogLine } from '../../run/run.ts'
import { lastingWords } from './lasting-words.ts'

/** Places in two logs, from 0 on, in their order. */
export interface DifferingLines {
  /** Of the log: what was not said at this step of the good run. */
  differing: readonly number[]
  /** Of the good run's log: what was left out this time, at steps that both runs came to. */
  missing: readonly number[]
}

/**
 * What the servers said in a run that they did not say in the last good one, and the reverse, compared by the
 * command that it answers; our remarks are compared by their phase. What varies by nature is left out: ids,
 * times, addresses, challenges, counts. Our commands, the order of lines and repetitions make no difference.
 */
export function differingLines(log: readonly LogLine[], good: readonly LogLine[]): DifferingLines {
  const [here, there] = [sayingsOf(log), sayingsOf(good)]
  const steps = new Set(here.map(({ step }) => step))
  return {
    differing: notAmong(here, there),
    missing: notAmong(
      there.filter(({ step }) => steps.has(step)),
      here,
    ),
  }
}

interface Saying {
  at: number
  /** What it answers, as `smtp EHLO`. */
  step: string
  text: string
}

function notAmong(sayings: readonly Saying[], others: readonly Saying[]): number[] {
  const keyOf = ({ step, text }: Saying) => `${step}\n${text}`
  const known = new Set(others.map(keyOf))
  return sayings.filter((saying) => !known.has(keyOf(saying))).map(({ at }) => at)
}

/** How far a session has come. */
interface Progress {
  command: string
  /** Lines that have answered it. */
  answered: number
  /** What is offered before TLS and under it are two things. */
  cover: '' | ' under TLS'
}

const CONNECTED: Progress = { command: 'greeting', answered: 0, cover: '' }

function sayingsOf(log: readonly LogLine[]): Saying[] {
  const sessions = new Map<string, Progress>()
  return log.flatMap(({ dialogue, side, phase, text }, at): Saying[] => {
    const session = sessions.get(dialogue) ?? CONNECTED
    switch (side) {
      case 'client':
        sessions.set(dialogue, { ...session, command: commandIn(text) ?? session.command, answered: 0 })
        return []
      case 'note':
        if (text.startsWith('connected to ')) sessions.set(dialogue, CONNECTED)
        if (isOfTls(text)) sessions.set(dialogue, { ...session, cover: ' under TLS' })
        return [{ at, step: `${dialogue} note ${phase}`, text: remark(text) }]
      case 'server':
        sessions.set(dialogue, { ...session, answered: session.answered + 1 })
        return [{ at, step: `${dialogue} ${session.command}${session.cover}`, text: answer(text, session) }]
      default:
        return side satisfies never
    }
  })
}

function isOfTls(text: string): boolean {
  return /^TLSv?[\d.]* .*; certificate of /.test(text)
}

function remark(text: string): string {
  return isOfTls(text) ? text.replace(/, days left: .*$/, '') : lastingWords(text)
}

/** The line that goes on and the one that ends an answer say the same. */
function answer(text: string, { command, answered }: Progress): string {
  const line = text.replace(/^(\d{3})-/, '$1 ')
  if (command.startsWith('AUTH') && /^(?:334|\+)(?: |$)/.test(line)) return 'a challenge'
  // What a server can do it says in words and numbers that last.
  const isOffer = (command === 'EHLO' || command === 'CAPA') && answered > 0
  return isOffer || line.startsWith('* CAPABILITY ') ? line : lastingWords(line)
}
