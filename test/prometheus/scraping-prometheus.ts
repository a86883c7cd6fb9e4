import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { serve } from '@hono/node-server'
import { vi } from 'vitest'

import { KEYS, apiWorld } from '../http/api-world.ts'
import { programOf } from './program.ts'

export type ScrapingPrometheus = Awaited<ReturnType<typeof scrapingPrometheus>>

/** A Prometheus that scrapes a world with two monitors each second: with the key, and without. */
export async function scrapingPrometheus() {
  const hosts: string[] = []
  const world = apiWorld({ hosts })
  await world.has('shop')
  await world.has('lost')
  await world.delivered('shop', 2)
  await world.lost('lost', 2)
  const server = serve({ fetch: world.app.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`
  hosts.push(target)

  const folder = mkdtempSync(path.join(tmpdir(), 'prometheus.'))
  writeFileSync(`${folder}/key`, `${KEYS.metrics}\n`)
  writeFileSync(`${folder}/prometheus.yml`, configuration(target))
  const address = `127.0.0.1:${await freePort()}`
  const options = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`]
  const prometheus = spawn(programOf('prometheus'), [...options, `--web.listen-address=${address}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })

  async function api(question: string): Promise<unknown> {
    const response = await fetch(`http://${address}/api/v1/${question}`)
    const answer = (await response.json()) as { status: string; error?: string; data: unknown }
    if (answer.status !== 'success') throw new Error(`${question}: ${answer.error ?? ''}`)
    return answer.data
  }
  await vi.waitFor(() => api('status/buildinfo'), { timeout: 30_000, interval: 200 })

  return {
    monitors: world.monitors,
    clock: world.clock,
    /** The values of what the expression finds now. */
    async values(expression: string): Promise<number[]> {
      const found = (await api(`query?query=${encodeURIComponent(expression)}`)) as {
        result: { value: [number, string] }[]
      }
      return found.result.map(({ value: [, value] }) => Number(value))
    },
    metadata: (metric: string) => api(`targets/metadata?metric=${metric}`),
    async stop() {
      const ended = once(prometheus, 'exit')
      prometheus.kill()
      await ended
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configuration(target: string): string {
  const job = (name: string) => ({ job_name: name, static_configs: [{ targets: [target] }] })
  return JSON.stringify({
    global: { scrape_interval: '1s' },
    scrape_configs: [{ ...job('roundtrip'), authorization: { credentials_file: 'key' } }, job('without-key')],
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
