import type { TestNow } from '../../api/answers.ts'

export type PhaseEvent = TestNow['phases'][number]

/** The phases that are under way, by what was told of their sessions in order; at most one of a side. */
export function openPhases(events: readonly PhaseEvent[]): PhaseEvent[] {
  const last = new Map<PhaseEvent['side'], PhaseEvent>()
  for (const event of events) {
    const known = last.get(event.side)
    const isOfBefore = known && known.session > event.session
    const endsAnother = known?.state === 'begun' && event.state !== 'begun' && known.phase !== event.phase
    if (!isOfBefore && !endsAnother) last.set(event.side, event)
  }
  return [...last.values()].filter(({ state }) => state === 'begun')
}

/** Whether the message is on its way: it was taken, and nothing was read yet. */
export function isInTransit(events: readonly PhaseEvent[]): boolean {
  const isOver = (wanted: string) => events.some(({ phase, state }) => phase === wanted && state === 'ended')
  return isOver('submit') && !isOver('retrieve')
}

/** Names one phase of one session. */
export function phaseId({ side, session, phase }: PhaseEvent): string {
  return `${side} ${session} ${phase}`
}
