import * as v from 'valibot'

import { NEEDS } from '../needs.ts'
import { sessionSender } from './session-sender.ts'

export const session = v.object({
  kind: v.picklist(['local', 'stack']),
  place: v.string(),
  version: v.string(),
  may: v.picklist(NEEDS),
  mayTest: v.pipe(
    v.boolean(),
    v.description(
      'Whether runs may be asked for; who only looks has limits: one a monitor a minute, ten an hour.',
    ),
  ),
  zone: v.pipe(v.string(), v.description('The time zone of reports, an IANA name.')),
  locations: v.pipe(
    v.array(v.string()),
    v.description('Where runs are made when asked for, the usual one first; none: nobody makes them.'),
  ),
  alerted: v.pipe(
    v.picklist(['somebody', 'nobody', 'unknown']),
    v.description('Whether an alert would be sent to anybody: to a subscriber that is confirmed.'),
  ),
  builtInSender: v.exactOptional(
    v.pipe(
      sessionSender,
      v.description('Who sends for monitors that leave `smtp` out; absent: each must name a server.'),
    ),
  ),
  demo: v.exactOptional(
    v.pipe(v.literal(true), v.description('The demo mail server is here: `POST /demo/faults` works.')),
  ),
})
