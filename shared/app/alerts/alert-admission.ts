import {
  type Admission,
  type AlertAsked,
  DEFAULT_ALERT_CAP,
  admit,
  quietTopic,
} from '../../core/judging/alert-cap.ts'
import { inTurn } from '../concurrency/in-turn.ts'
import type { RunPorts } from '../ports/run-ports.ts'
import type { TrafficStore } from '../ports/stores/topic-traffic.ts'
import { changeStored } from '../store/change-stored.ts'

/** Clocks that differ and windows that end: a few more than the cap lets through. */
const SPARE_TRIES = 10

/**
 * Whether an alert goes out now by itself or is folded, and notes that down; of many that ask at once each is
 * counted. Those of one process ask in turn: they would only lose to each other.
 */
export function admitAlert(
  topic: string,
  asked: AlertAsked,
  {
    runs,
    clock,
    alertCap = DEFAULT_ALERT_CAP,
  }: Pick<RunPorts, 'clock' | 'alertCap'> & { runs: TrafficStore },
): Promise<Admission> {
  async function attempt(): Promise<Admission | undefined> {
    const traffic = (await runs.findTraffic(topic)) ?? quietTopic(topic)
    const { admission, next } = admit(traffic, asked, clock.now(), alertCap)
    const stands = !next || (await runs.putTraffic({ ...next, version: traffic.version + 1 }))
    return stands ? admission : undefined
  }
  // Each try that is lost was lost to a write, and a window has one for each alert that goes out alone.
  const mostTries = alertCap + SPARE_TRIES
  return inTurn(runs, topic, () => changeStored(`the traffic of topic ${topic}`, attempt, { mostTries }))
}
