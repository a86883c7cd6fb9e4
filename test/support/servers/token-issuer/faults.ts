import type { ServerResponse } from 'node:http'

const JSON_TYPE = { 'content-type': 'application/json' }

/** What a token endpoint, or what stands before it, does when it is not well. */
const FAULTS = {
  hang: () => undefined,
  close: (response: ServerResponse) => response.destroy(),
  'close within': (response: ServerResponse) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': 4000 })
    response.write('{"access_token":', () => response.destroy())
  },
  /** One octet, and then no more. */
  drip: (response: ServerResponse) => {
    response.writeHead(200, JSON_TYPE)
    response.write('{')
  },
  huge: (response: ServerResponse) => {
    response.writeHead(200, JSON_TYPE)
    const chunk = ' '.repeat(65_536)
    const more = () => {
      if (!response.destroyed) response.write(chunk, more)
    }
    more()
  },
  unavailable: (response: ServerResponse) =>
    response.writeHead(503, { 'retry-after': '30' }).end('Service Unavailable'),
  html: (response: ServerResponse) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!DOCTYPE html><title>Sign in to the hotel</title>'),
  redirect: (response: ServerResponse) => response.writeHead(302, { location: '/elsewhere' }).end(),
  empty: (response: ServerResponse) => response.writeHead(200, JSON_TYPE).end(),
  'half json': (response: ServerResponse) => response.writeHead(200, JSON_TYPE).end('{"access_token":"abc'),
  'no content': (response: ServerResponse) => response.writeHead(204).end(),
} as const satisfies Record<string, (response: ServerResponse) => unknown>

export type Fault = keyof typeof FAULTS

export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[]

export function makeFault(fault: Fault, response: ServerResponse): void {
  FAULTS[fault](response)
}
