import type { IncidentView } from './answers.ts'
import { Refused, ask } from './ask.ts'
import { refresh } from './kept-answer.ts'

type Meant = Pick<IncidentView, 'monitorId' | 'openedAt'>

/**
 * Their repeats stop, and the recovery is still sent. One that is over by now does not stop the others; throws
 * `Refused` that names all such.
 */
export async function acknowledge(incidents: readonly Meant[], note = ''): Promise<void> {
  const over: Refused[] = []
  try {
    for (const incident of incidents) {
      const body = note.trim() === '' ? {} : { note: note.trim() }
      await ask(pathOf(incident), { method: 'PUT', body }).catch((error: unknown) => {
        if (!(error instanceof Refused) || error.status !== 404) throw error
        over.push(error)
      })
    }
  } finally {
    readAgain()
  }
  const [first] = over
  if (!first) return
  const { status, slug, title } = first
  throw new Refused({ status, type: slug, title, detail: over.map(({ message }) => message).join('; ') })
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
