import type { ComponentChildren } from 'preact'

import { age } from '../../../shared/core/wording/words/figures.ts'
import { links } from '../../address/links.ts'
import type { MonitorNow } from '../../api/answers.ts'
import { HealthMark } from '../../parts/health-mark.tsx'
import { now } from '../../parts/now-ticks.ts'
import { TestButton } from '../../parts/test-button.tsx'
import { shortTime } from '../../parts/times.ts'
import { Ago, When } from '../../parts/when.tsx'
import { zone } from '../../shell/taste.ts'
import { TripBar } from './trip-bar.tsx'
import { whyWords } from './why-words.ts'

interface MonitorRowProps {
  monitor: MonitorNow
  index: number
  isMember: boolean
  strip: ComponentChildren
  /** Whether a column tells them. */
  hasLocations: boolean
  /** Somebody makes runs when asked. */
  hasTests: boolean
  /** On a narrow screen all of it is shown. */
  isOpen: boolean
  toggle(): void
}

export function MonitorRow({ monitor, index, isMember, isOpen, toggle, ...shown }: MonitorRowProps) {
  const { monitorId, name, health, roundTripMs, usualRoundTripMs } = monitor
  const kind = `row-${health}${isMember ? ' member' : ''}${isOpen ? ' open' : ''}`
  return (
    <tr role="row" class={kind} data-id={monitorId} data-index={index} aria-rowindex={index + 2}>
      <td role="cell" class="c-health">
        <HealthMark health={health} />
      </td>
      <th role="rowheader" scope="row" class="c-name">
        <a href={links.monitor(monitorId)}>
          <bdi>{name}</bdi>
        </a>
        <WhyLine monitor={monitor} />
      </th>
      <td role="cell" class="c-since">
        <Since monitor={monitor} />
      </td>
      {shown.hasLocations && (
        <td role="cell" class="c-location more">
          {locationWords(monitor)}
        </td>
      )}
      <td role="cell" class="c-trip more">
        <TripBar
          {...(roundTripMs !== undefined && { roundTripMs })}
          {...(usualRoundTripMs !== undefined && { usualRoundTripMs })}
        />
      </td>
      <td role="cell" class="c-strip more">
        {shown.strip}
      </td>
      <td role="cell" class="c-last more">
        <LastRun monitor={monitor} />
      </td>
      <td role="cell" class="c-test more">
        {shown.hasTests && <TestButton monitorId={monitorId} name={name} brief />}
      </td>
      <td role="cell" class="c-toggle">
        <button type="button" aria-expanded={isOpen} aria-label={`Details of ${name}`} onClick={toggle}>
          <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
        </button>
      </td>
    </tr>
  )
}

function WhyLine({ monitor }: { monitor: MonitorNow }) {
  const { marks, words } = whyWords(monitor, (at) => shortTime(Date.parse(at), now.value, zone.value))
  if (marks.length + words.length === 0) return null
  const text = words.join(' · ')
  return (
    <span class="why" title={[...marks, ...words].join(' · ')}>
      {marks.map((mark) => (
        <b key={mark}>{mark}</b>
      ))}
      {text !== '' && <bdi>{text}</bdi>}
    </span>
  )
}

function Since({ monitor: { monitorId, since, incident } }: { monitor: MonitorNow }) {
  if (since === undefined) return null
  const words = (
    <>
      <When at={since} />{' '}
      <span class="quiet">
        <i class="dot">· </i>
        {age(now.value - Date.parse(since))}
      </span>
    </>
  )
  return incident ? <a href={links.incident(monitorId, incident.openedAt)}>{words}</a> : words
}

function LastRun({ monitor: { lastRunAt, nextRunAt } }: { monitor: MonitorNow }) {
  if (lastRunAt !== undefined) return <Ago at={lastRunAt} />
  if (nextRunAt === undefined) return <span class="quiet">none yet</span>
  return (
    <>
      first run <Ago at={nextRunAt} />
    </>
  )
}

function locationWords({ failingAt, lastRuns }: MonitorNow): string {
  return failingAt.length > 0 ? `failing at ${failingAt.join(', ')}` : Object.keys(lastRuns).join(', ')
}
