import { useEffect, useState } from 'preact/hooks'

import { links } from '../address/links.ts'
import type { MonitorNow, Overview, Session } from '../api/answers.ts'
import { ask } from '../api/ask.ts'
import { Action } from '../parts/action.tsx'
import { now } from '../parts/now-ticks.ts'
import { TestButton } from '../parts/test-button.tsx'
import { Ago } from '../parts/when.tsx'
import { panelIsOpen } from '../shell/who-is-told.tsx'

/** Nobody has a monitor of their own yet. */
export function isDemoOnly({ demo }: Session, { monitors }: Overview): boolean {
  return demo === true && monitors.length === 1 && monitors[0]?.monitorId === 'demo'
}

/** What the sentence leaves out for a newcomer. */
export function DemoFacts({ demo: { lastRunAt, nextRunAt } }: { demo: MonitorNow }) {
  const isUnderWay = nextRunAt !== undefined && Date.parse(nextRunAt) < now.value - 1000
  return (
    <p class="quiet">
      {lastRunAt !== undefined && (
        <>
          The last run ended <Ago at={lastRunAt} />.{' '}
        </>
      )}
      {nextRunAt !== undefined && (
        <>
          {lastRunAt === undefined ? 'The first message' : 'The next message'}{' '}
          {isUnderWay ? (
            'is on its way'
          ) : (
            <>
              is sent <Ago at={nextRunAt} />
            </>
          )}
          .{' '}
        </>
      )}
      This monitor tests a small mail server built into Roundtrip, once a minute.
    </p>
  )
}

/** What to try next, until there is a monitor of one's own. */
export function FirstSteps({ demo, session }: { demo: MonitorNow; session: Session }) {
  return (
    <section class="first-steps">
      <h2>Try next</h2>
      <ol>
        <li>
          <TestButton monitorId={demo.monitorId} name={demo.name}>
            Test now
          </TestButton>
          <span>and watch both dialogues live</span>
        </li>
        <li>
          <LoseOne demo={demo} />
        </li>
        <li>
          <a class="button" href={links.newMonitor}>
            New monitor
          </a>
          <span>add your own mailbox: you can try it before you save</span>
        </li>
      </ol>
      <p>
        Who gets the alerts?{' '}
        {session.alerted === 'somebody'
          ? 'The subscribers of your topics. Alerts about the demo appear only in the terminal of npm start.'
          : 'Nobody yet. Alerts appear in the terminal of npm start.'}{' '}
        <button type="button" onClick={() => (panelIsOpen.value = true)}>
          Who gets alerts
        </button>
      </p>
    </section>
  )
}

/** One message is lost, so that a newcomer sees an alert and a recovery. */
function LoseOne({ demo: { nextRunAt, health } }: { demo: MonitorNow }) {
  const [isLost, setLost] = useState(false)
  const lose = async () => {
    await ask('/demo/faults', { method: 'POST', body: { fault: 'lose' } })
    setLost(true)
  }
  useEffect(() => {
    if (health === 'down') setLost(false)
  }, [health])
  return (
    <>
      <Action needs="operate" act={lose}>
        Lose a message
      </Action>
      <span role="status">
        {isLost && nextRunAt !== undefined ? (
          <>
            The message of the next run, <Ago at={nextRunAt} />, will be lost: 10 s later the monitor is down,
            and the terminal of npm start shows the alert.
          </>
        ) : (
          'the monitor goes down within a minute, the terminal shows an alert, and a minute later it is up again'
        )}
      </span>
    </>
  )
}
