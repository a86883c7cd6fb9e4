import type { TopicTraffic } from '../../../core/judging/alert-cap.ts'

/** What each topic of alerts has had lately. */
export interface TrafficStore {
  findTraffic(topic: string): Promise<TopicTraffic | undefined>
  /** Puts it if the stored version is `traffic.version - 1` (0: none stored). */
  putTraffic(traffic: TopicTraffic): Promise<boolean>
}
