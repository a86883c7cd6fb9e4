import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { snsAnswer, snsEntries } from '../../support/aws/sns-page.ts'
import type { Answer } from '../../support/aws/recording-endpoint.ts'

interface Asked {
  path: string
  body: string
}

/**
 * In front of the account: answers what that does not know of limits, as a new account of AWS would, and has email
 * subscriptions wait for their confirmation, which the account gives by itself. All else is handed on.
 */
export async function accountDoor(): Promise<{ url: string; close: () => Promise<void> }> {
  const account = process.env.AWS_ENDPOINT_URL ?? ''
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await text(incoming)
      const asked = { path: incoming.url ?? '', body }
      const { host: _, 'content-length': __, connection: ___, ...headers } = incoming.headers
      const given = ownAnswer(asked) ?? (await handedOn(account, asked, incoming.method ?? 'GET', headers))
      response.writeHead(given.status ?? 200, { 'content-type': given.type ?? 'application/json' })
      response.end(waiting(asked, given.body))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function ownAnswer({ path, body }: Asked): Answer | undefined {
  if (path.includes('/account-settings')) {
    const AccountLimit = { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 }
    return { body: JSON.stringify({ AccountLimit }) }
  }
  switch (new URLSearchParams(body).get('Action') ?? '') {
    case 'GetSMSSandboxAccountStatus':
      return snsAnswer('GetSMSSandboxAccountStatus', '<IsInSandbox>true</IsInSandbox>')
    case 'GetSMSAttributes':
      return snsAnswer(
        'GetSMSAttributes',
        `<attributes>${snsEntries({ MonthlySpendLimit: '1' })}</attributes>`,
      )
    default:
      return undefined
  }
}

async function handedOn(
  account: string,
  { path, body }: Asked,
  method: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Promise<Answer> {
  const answer = await fetch(`${account}${path}`, {
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(body !== '' && { body }),
  })
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? 'text/xml',
    body: await answer.text(),
  }
}

/** Each member of a page of subscriptions by itself. */
function waiting({ body }: Asked, answer: string): string {
  if (!body.includes('ListSubscriptionsByTopic')) return answer
  return answer.replaceAll(/<member>[^]*?<\/member>/g, (member) =>
    member.includes('<Protocol>email</Protocol>')
      ? member.replace(/(<SubscriptionArn>)[^<]*/, '$1PendingConfirmation')
      : member,
  )
}
