import type { ComponentChildren } from 'preact'

import { go } from '../address/address.ts'
import { links } from '../address/links.ts'
import type { StartedTest } from '../api/answers.ts'
import { ask } from '../api/ask.ts'
import { Action } from './action.tsx'

interface TestButtonProps {
  monitorId: string
  name: string
  children?: ComponentChildren
  class?: string
  brief?: boolean
}

/** Starts a run now, or joins the one under way, and shows it live. */
export function TestButton({ monitorId, name, children = 'Test', ...looks }: TestButtonProps) {
  const start = async () => {
    const { body } = await ask<StartedTest>(`/monitors/${monitorId}/runs`, { method: 'POST', body: {} })
    go(links.run(monitorId, body.runId))
  }
  return (
    <Action needs="operate" act={start} label={`Test ${name} now`} {...looks}>
      {children}
    </Action>
  )
}
