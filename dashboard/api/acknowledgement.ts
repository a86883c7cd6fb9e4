import type { IncidentView } from '../api/answers.ts'
import { ask } from '../api/ask.ts'
import { refresh } from '../api/kept-answer.ts'

type Meant = Pick<IncidentView, 'monitorId' | 'openedAt'>

/** Their repeats stop, and the recovery is still sent. Throws `Refused` at the first that cannot be. */
export async function acknowledge(incidents: readonly Meant[], note: string): Promise<void> {
  try {
    for (const incident of incidents) {
      await ask(pathOf(incident), { method: 'PUT', body: note.trim() === '' ? {} : { note: note.trim() } })
    }
  } finally {
    readAgain()
  }
}

/** Repeats go on. Throws `Refused`. */
export async function withdraw(incident: Meant): Promise<void> {
  await ask(pathOf(incident), { method: 'DELETE' })
  readAgain()
}

function pathOf({ monitorId, openedAt }: Meant): string {
  return `/incidents/${monitorId}/${openedAt}/acknowledgement`
}

function readAgain(): void {
  refresh('/incidents', '/overview', '/monitors')
}
