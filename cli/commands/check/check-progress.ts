import type { PhaseEvent, PhaseListener } from '../../../shared/app/ports/dialogue.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import {
  MAILBOX_PHASES,
  type PhaseName,
  type PhaseTimes,
  type Phases,
  SENDING_PHASES,
  type Side,
} from '../../../shared/core/time/phases.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import type { Output } from '../../terminal/output.ts'
import { type Doing, liveLine } from '../../terminal/live-line.ts'

/** Phases of every look into the mailbox: those of the look that counts are shown at the end. */
const OF_EACH_LOOK: readonly PhaseName[] = ['search', 'retrieve', 'delete']
/**
 * Entered more than once in a session (EHLO and CAPA come again after TLS): complete when a later one begins.
 */
const ENTERED_AGAIN: readonly PhaseName[] = ['greeting', 'tls']

/** What is shown of a run under way: what it is, and how long it lasts at most. */
export interface Shown {
  heading: string
  timeoutSeconds: number
}

export interface CheckProgress {
  onPhase: PhaseListener
  /** A line beside the phases. */
  print(text: string): void
  /** The run has been stopped: only the message is still looked for. */
  stopping(): void
  /** Ends the live line, and shows the phases of the result that were not shown yet. */
  finish(phases: Phases): void
}

/** Shows each phase in a line as it is over, and on a terminal, last, what is waited for. */
export function checkProgress(
  output: Output,
  clock: Clock,
  { heading, timeoutSeconds }: Shown,
): CheckProgress {
  const shown = new Set<string>()
  const brokenOff = new Set<string>()
  const under: Partial<Record<Side, PhaseEvent>> = {}
  const begun: Record<Side, Map<PhaseName, Millis>> = { smtp: new Map(), mailbox: new Map() }
  const state = { sent: false, mailboxOpen: false, stopping: false }
  const { print, end } = liveLine(output, clock, doing)
  print(heading)

  function show(side: Side | '', phase: string, ms: Millis): void {
    const key = `${side}.${phase}`
    if (!shown.has(key)) print(phaseLine(side, phase, ms))
    shown.add(key)
  }

  function showEnteredAgain(side: Side): void {
    for (const phase of ENTERED_AGAIN) {
      const ms = begun[side].get(phase)
      if (ms !== undefined) show(side, phase, ms)
    }
  }

  function onPhase(event: PhaseEvent): void {
    const { side, session, phase, ms } = event
    under[side] = event
    switch (event.state) {
      case 'begun':
        if (session > 1 && begun[side].size === 0 && !isOpen(side)) print(`  ${side.padEnd(8)} trying again`)
        if (!ENTERED_AGAIN.includes(phase)) showEnteredAgain(side)
        begun[side].set(phase, ms)
        return
      case 'ended':
        begun[side].set(phase, ms)
        brokenOff.delete(`${side}.${phase}`)
        if (![...OF_EACH_LOOK, ...ENTERED_AGAIN].includes(phase)) show(side, phase, ms)
        if (phase === 'submit') state.sent = true
        if (phase === 'search') state.mailboxOpen = true
        return
      case 'broken-off':
        begun[side].delete(phase)
        showEnteredAgain(side)
        begun[side].clear()
        brokenOff.add(`${side}.${phase}`)
        print(`${phaseLine(side, phase, ms)}  not completed`)
        return
      default:
        return event.state satisfies never
    }
  }

  function showRest(side: Side, phases: readonly PhaseName[], times: PhaseTimes): void {
    for (const phase of phases) {
      const ms = times[phase]
      if (ms !== undefined && !brokenOff.has(`${side}.${phase}`)) show(side, phase, ms)
    }
  }

  function isOpen(side: Side): boolean {
    return side === 'smtp' ? state.sent : state.mailboxOpen
  }

  function doing(): Doing {
    if (state.stopping) return { what: 'looking for the test message', remark: '' }
    const remark = `(at most ${timeoutSeconds} s in all)`
    if (state.sent && state.mailboxOpen) return { what: 'waiting for the message', remark }
    const busy = (['smtp', 'mailbox'] as const).flatMap((side) => {
      const event = under[side]
      return event && !isOpen(side) ? [`${side} ${event.phase}`] : []
    })
    return { what: busy.join(', ') || 'beginning', remark }
  }

  return {
    onPhase,
    print,
    stopping() {
      state.stopping = true
      print('  stopping: the test message is looked for and deleted; Ctrl-C again ends at once')
    },
    finish({ smtp, transit, mailbox }) {
      end()
      showRest('smtp', SENDING_PHASES, smtp)
      if (transit !== undefined) show('', 'transit', transit)
      showRest('mailbox', MAILBOX_PHASES, mailbox)
    },
  }
}

function phaseLine(side: Side | '', phase: string, ms: Millis): string {
  return `  ${side.padEnd(8)} ${phase.padEnd(9)}${span(ms).padStart(9)}`
}
