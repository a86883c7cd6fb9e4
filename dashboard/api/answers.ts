import type { InferOutput } from 'valibot'

import type { listedAlert } from '../../shared/http/answers/alert.ts'
import type { availability } from '../../shared/http/answers/availability.ts'
import type { incidentStory, incidentView, incidentsPage } from '../../shared/http/answers/incident.ts'
import type { location } from '../../shared/http/answers/location.ts'
import type { listedWindow } from '../../shared/http/answers/maintenance.ts'
import type { monitorNow, monitorView, writtenMonitor } from '../../shared/http/answers/monitor.ts'
import type { overview } from '../../shared/http/answers/overview.ts'
import type { monthReport } from '../../shared/http/answers/report.ts'
import type { roundTrips } from '../../shared/http/answers/round-trips.ts'
import type { doneRun, listedRun, logLine } from '../../shared/http/answers/run.ts'
import type { session } from '../../shared/http/answers/session.ts'
import type { strips } from '../../shared/http/answers/strips.ts'
import type { startedTest, testNow } from '../../shared/http/answers/test-run.ts'
import type { topic } from '../../shared/http/answers/topic.ts'
import type { startedTrial, trialNow } from '../../shared/http/answers/trial.ts'

/** What the API answers, by its own schemas: instants are ISO 8601, spans ms. */
export type Session = InferOutput<typeof session>
export type Overview = InferOutput<typeof overview>
export type MonitorNow = InferOutput<typeof monitorNow>
export type MonitorView = InferOutput<typeof monitorView>
export type WrittenMonitor = InferOutput<typeof writtenMonitor>
export type Strips = InferOutput<typeof strips>
export type Availability = InferOutput<typeof availability>
export type RoundTrips = InferOutput<typeof roundTrips>
export type ListedRun = InferOutput<typeof listedRun>
export type DoneRun = InferOutput<typeof doneRun>
export type LogLine = InferOutput<typeof logLine>
export type StartedTest = InferOutput<typeof startedTest>
export type TestNow = InferOutput<typeof testNow>
export type StartedTrial = InferOutput<typeof startedTrial>
export type TrialNow = InferOutput<typeof trialNow>
export type IncidentView = InferOutput<typeof incidentView>
export type IncidentsPage = InferOutput<typeof incidentsPage>
export type IncidentStory = InferOutput<typeof incidentStory>
export type ListedAlert = InferOutput<typeof listedAlert>
export type ListedWindow = InferOutput<typeof listedWindow>
export type Topic = InferOutput<typeof topic>
export type Location = InferOutput<typeof location>
export type MonthReport = InferOutput<typeof monthReport>

/** Some of a list; `next` is given back as `cursor`. */
export interface Page<T> {
  items: readonly T[]
  next?: string
}
