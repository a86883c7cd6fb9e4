import type { ComponentChildren } from 'preact'

import { address, go } from '../address/address.ts'
import { links } from '../address/links.ts'
import type { StartedTest } from '../api/answers.ts'
import { ask } from '../api/ask.ts'
import { Action } from './action.tsx'

interface TestButtonProps {
  monitorId: string
  name: string
  /** What the button says where it stands alone; without, `Test`. */
  children?: ComponentChildren
  class?: string
  brief?: boolean
}

/** Starts a run now, or joins the one under way, and shows it live. */
export function TestButton({ monitorId, name, children, ...looks }: TestButtonProps) {
  const start = async () => {
    const { path } = address.peek()
    const { body } = await ask<StartedTest>(`/monitors/${monitorId}/runs`, { method: 'POST', body: {} })
    // Whoever is on another page by now stays there.
    if (address.peek().path === path) go(links.run(monitorId, body.runId))
  }
  return (
    <Action needs="test" act={start} {...(!children && { label: `Test ${name} now` })} {...looks}>
      {children ?? 'Test'}
    </Action>
  )
}
