import type { HealthNow } from '../../shared/core/history/views/health.ts'
import type { Colour, Words } from './words.ts'

const COLOURS = {
  up: 'green',
  slow: 'yellow',
  down: 'red',
  unknown: 'yellow',
  paused: 'dim',
  maintenance: 'magenta',
} as const satisfies Record<HealthNow['health'], Colour>

/** As `down`, `failing 1 of 3`, `up, misconfigured`. */
export function healthWords({ health, failing, marks }: HealthNow): Words {
  const word = failing && health !== 'paused' ? `failing ${failing.runs} of ${failing.of}` : health
  const colour = failing || marks.length > 0 ? (health === 'down' ? 'red' : 'yellow') : COLOURS[health]
  return { text: [word, ...marks.map((mark) => mark.replace('-', ' '))].join(', '), colour }
}
