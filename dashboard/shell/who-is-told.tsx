import type { Session } from '../api/answers.ts'

/** Whether an alert reaches anybody: the first thing to know of a monitor. */
export function WhoIsTold({ alerted }: Pick<Session, 'alerted'>) {
  if (alerted === 'nobody') return <strong class="nobody-alerted">Nobody is told</strong>
  return alerted === 'somebody' ? <span>Alerts are sent</span> : null
}
