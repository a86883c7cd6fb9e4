import type { StartedTrial, TrialNow } from '../../api/answers.ts'
import { ask } from '../../api/ask.ts'
import type { Draft } from '../form/draft.ts'

const SECOND = 1000

/** A try as far as it has come: all lines and phases until now. */
export type Tried = Omit<TrialNow, 'cursor'>

const ENDED: readonly string[] = ['done', 'interrupted', 'not-started']

export function hasEnded({ state }: Pick<Tried, 'state'>): boolean {
  return ENDED.includes(state)
}

/** Makes one run of what is written, and tells each second how it goes, until it has ended. Throws `Refused`. */
export async function tryOut(
  definition: Draft,
  tell: (now: Tried) => void,
  signal: AbortSignal,
): Promise<Tried> {
  const { body: started } = await ask<StartedTrial>('/trials', {
    method: 'POST',
    body: { definition },
    signal,
  })
  let known: Tried | undefined
  for (let after = 0; ;) {
    const { body } = await ask<TrialNow>(`/trials/${started.trialId}?after=${after}`, { signal })
    const { cursor, ...now } = body
    after = cursor
    known = {
      ...now,
      lines: [...(known?.lines ?? []), ...now.lines],
      phases: [...(known?.phases ?? []), ...now.phases],
    }
    tell(known)
    if (hasEnded(known)) return known
    await pause(SECOND, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopped = () => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stopped)
      resolve()
    }, ms)
    signal.addEventListener('abort', stopped, { once: true })
  })
}
