import { type Admission, type AlertAsked, admit, quietTopic } from '../../core/judging/alert-cap.ts'
import type { RunPorts } from '../ports/run-ports.ts'
import type { TrafficStore } from '../ports/stores/topic-traffic.ts'
import { changeStored } from '../store/change-stored.ts'

/**
 * Within one window a topic's traffic is written eleven times: for each alert that goes out alone, and for
 * the digest.
 */
const MOST_TRIES = 20

/**
 * Whether an alert goes out now by itself or is folded, and notes that down; of many that ask at once each is
 * counted.
 */
export function admitAlert(
  topic: string,
  asked: AlertAsked,
  { runs, clock, alertCap }: Pick<RunPorts, 'clock' | 'alertCap'> & { runs: TrafficStore },
): Promise<Admission> {
  async function attempt(): Promise<Admission | undefined> {
    const traffic = (await runs.findTraffic(topic)) ?? quietTopic(topic)
    const { admission, next } = admit(traffic, asked, clock.now(), alertCap)
    const stands = !next || (await runs.putTraffic({ ...next, version: traffic.version + 1 }))
    return stands ? admission : undefined
  }
  return changeStored(`the traffic of topic ${topic}`, attempt, { mostTries: MOST_TRIES })
}
