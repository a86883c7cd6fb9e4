import { firstOf } from '../../core/wording/words/first-of.ts'
import { type Check, type StackPorts, remark, problem } from './check.ts'
import { placedMonitors } from './placed-monitors.ts'

const SMTP_PORT = 25

/** Lambda cannot connect to port 25 outside of a VPC, and in one only after AWS has lifted its limit. */
export const port25: Check<StackPorts> = {
  name: 'port-25',
  of: 'monitors that send through port 25',
  async look(ports) {
    const [placed, registered] = await Promise.all([placedMonitors(ports), ports.locations()])
    const fixed = new Set(registered.flatMap(({ kind, name }) => (kind === 'fixed-address' ? [name] : [])))
    const sending = placed.filter(({ monitor }) => monitor.smtp?.server.port === SMTP_PORT)
    const idsWhere = (fits: (location: string) => boolean) =>
      sending.flatMap(({ monitor, locations }) => (locations.some(fits) ? [monitor.monitorId] : [])).sort()
    const blocked = idsWhere((location) => !fixed.has(location))
    const limited = idsWhere((location) => fixed.has(location))
    return [
      ...(blocked.length === 0
        ? []
        : [
            problem(
              `These monitors send through port 25 from a location without a fixed address: ${firstOf(blocked)}.`,
              'AWS Lambda cannot connect to port 25 there, so each run fails.',
              'Write port 587 or 465 in smtp.server, or let the monitor run at a location with fixedAddress alone.',
            ),
          ]),
      ...(limited.length === 0
        ? []
        : [
            remark(
              `These monitors send through port 25 from a fixed address: ${firstOf(limited)}.`,
              'AWS blocks port 25 in a VPC too, until it has lifted that limit for the account.',
              'If their runs end in a timeout of the connection: "Request to remove email sending limitations" in the support center of AWS.',
            ),
          ]),
    ]
  },
}
