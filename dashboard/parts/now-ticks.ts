import { signal } from '@preact/signals'

import { SECOND } from '../../shared/core/time/units.ts'

/** The time, each second, while somebody looks. */
export const now = signal(Date.now())

export function startTicks(): void {
  setInterval(() => {
    if (!document.hidden) now.value = Date.now()
  }, SECOND)
}
