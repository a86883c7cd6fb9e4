import { useState } from 'preact/hooks'

import type { Session, Topic } from '../api/answers.ts'
import { ask } from '../api/ask.ts'
import { refresh } from '../api/kept-answer.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Action } from '../parts/action.tsx'
import { Shown } from '../parts/states.tsx'
import { When } from '../parts/when.tsx'

/** Who is told when something fails, what was told last, and whether a test alert arrives. */
export function ToldPanel({ session }: { session: Session }) {
  const topics = useAnswer(reads.topics())
  const alerts = useAnswer(reads.alerts({ limit: 5 }))
  return (
    <>
      <h2 id="who-is-told">Who gets alerts</h2>
      {session.alerted === 'nobody' && <NobodyIsTold kind={session.kind} />}
      <Shown answer={topics} rows={2}>
        {({ items }) => <Topics topics={items} />}
      </Shown>
      <section>
        <h3>Alerts of the last 7 days</h3>
        <Shown answer={alerts} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="quiet">No alerts were sent.</p>
            ) : (
              <ul>
                {items.map(({ alertId, name, state, topic, toldAt }) => (
                  <li key={`${alertId} ${topic}`}>
                    <When at={toldAt} /> <bdi>{name}</bdi>: <bdi>{state}</bdi>{' '}
                    <span class="quiet">
                      to <bdi>{topic}</bdi>
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      </section>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </>
  )
}

function NobodyIsTold({ kind }: Pick<Session, 'kind'>) {
  return (
    <div class="problem">
      <p class="nobody-alerted">
        <strong>Alerts are sent to nobody.</strong>
      </p>
      {kind === 'local' ? (
        <p>
          The terminal of <code>npm start</code> shows them. For email or a webhook, set <code>topics</code>{' '}
          and <code>localAlerts</code> in <code>cdk/settings.ts</code> and restart (docs/one-machine.md).
        </p>
      ) : (
        <p>
          Add an address to <code>topics</code> in <code>cdk/settings.ts</code> and deploy, or subscribe to
          the topic in the SNS console; then open the confirmation link in the email from AWS
          (docs/alerts.md).
        </p>
      )}
    </div>
  )
}

function Topics({ topics }: { topics: readonly Topic[] }) {
  if (topics.length === 0) return <p class="quiet">The topics cannot be read from here.</p>
  return (
    <>
      {topics.map(({ name, subscriptions }) => (
        <section key={name}>
          <h3>
            Topic <bdi>{name}</bdi>
          </h3>
          {subscriptions === undefined && <p class="quiet">Subscribers cannot be read from here.</p>}
          {subscriptions?.length === 0 && <p class="nobody-alerted">Nobody is subscribed.</p>}
          <ul>
            {subscriptions?.map((subscription) => (
              <li key={`${subscription.protocol} ${subscription.endpoint}`}>
                {subscription.protocol} <bdi>{subscription.endpoint}</bdi>
                <SubscriptionState {...subscription} />
              </li>
            ))}
          </ul>
          <TestAlert topic={name} />
        </section>
      ))}
    </>
  )
}

type Subscription = NonNullable<Topic['subscriptions']>[number]

function SubscriptionState({ confirmed, notSent }: Subscription) {
  if (notSent !== undefined) return <span class="nobody-alerted"> · not sent from here: {notSent}</span>
  if (confirmed) return <span class="quiet"> · confirmed</span>
  return <span class="nobody-alerted"> · not confirmed: open the link in the email from AWS</span>
}

function TestAlert({ topic }: { topic: string }) {
  const [isOwed, setOwed] = useState(false)
  const send = async () => {
    await ask('/alerts/test', { method: 'POST', body: { topic } })
    setOwed(true)
    refresh('/alerts')
  }
  return (
    <p>
      <Action needs="operate" act={send} label={`Send a test alert to ${topic}`}>
        Send a test alert
      </Action>{' '}
      <span role="status">{isOwed && 'Queued; it arrives within a few minutes.'}</span>
    </p>
  )
}
