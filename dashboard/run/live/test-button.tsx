import { useState } from 'preact/hooks'

import { go } from '../../address/address.ts'
import { links } from '../../address/links.ts'
import type { StartedTest } from '../../api/answers.ts'
import { Refused, ask } from '../../api/ask.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'

interface Test {
  monitorId: string
  /** Left out: the usual location. */
  location?: string
  /** Default: `Test now`. */
  children?: string
  /** It is what the page is most for. */
  primary?: boolean
}

/** Asks for a run, or joins the one that is under way, and shows it as it is made. */
export function TestButton({ monitorId, location, children = 'Test now', primary }: Test) {
  const { data: session } = useAnswer(reads.session())
  const [asking, setAsking] = useState(false)
  const [why, setWhy] = useState<string>()
  const mayNot = session?.may === 'view' ? 'Your key may only look.' : undefined

  async function start(): Promise<void> {
    setAsking(true)
    try {
      const body = location === undefined ? {} : { location }
      const { body: started } = await ask<StartedTest>(`/monitors/${monitorId}/runs`, {
        method: 'POST',
        body,
      })
      go(links.run(monitorId, started.runId))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setWhy(error.message)
    }
    setAsking(false)
  }

  return (
    <span class="test-now">
      <button
        type="button"
        class={primary ? 'primary' : undefined}
        disabled={asking || mayNot !== undefined}
        onClick={() => void start()}
      >
        {children}
      </button>
      {(mayNot ?? why) !== undefined && (
        <span class="quiet" role={why === undefined ? undefined : 'alert'}>
          {mayNot ?? why}
        </span>
      )}
    </span>
  )
}
