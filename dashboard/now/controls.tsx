import { useCallback, useRef } from 'preact/hooks'

import { address, setQuery } from '../address/address.ts'
import type { Overview } from '../api/answers.ts'
import { useKey } from '../parts/keys.ts'
import { isDense } from '../shell/taste.ts'
import type { Filters, Sort } from './filters.ts'
import { SPANS, type StripSpan, spanWords } from './table/strip-span.ts'

const SORT_WORDS: Readonly<Record<Sort, string>> = {
  worst: 'worst first',
  name: 'name',
  since: 'newest change first',
  slowest: 'slowest first',
  'last-run': 'latest run first',
}

interface ControlsProps {
  overview: Overview
  filters: Filters
  /** Without a choice. */
  usualSpan: StripSpan
}

/** What is looked for, in which order, and over which time. */
export function Controls({ overview: { monitors }, filters, usualSpan }: ControlsProps) {
  const tags = [...new Set(monitors.flatMap((monitor) => monitor.tags))].sort()
  return (
    <div class="controls">
      <Search value={filters.search ?? ''} />
      {tags.length > 0 && (
        <Choice
          label="Tag"
          value={filters.tag ?? ''}
          name="tag"
          options={[['', 'all tags'], ...tags.map((tag) => [tag, tag] as const)]}
        />
      )}
      <Choice
        label="Order"
        value={filters.sort === 'worst' ? '' : filters.sort}
        name="sort"
        options={Object.entries(SORT_WORDS).map(([sort, words]) => [sort === 'worst' ? '' : sort, words])}
      />
      <Choice
        label="Time range"
        value={address.value.query.get('span') ?? ''}
        name="span"
        options={[
          ['', spanWords(usualSpan).toLowerCase()],
          ...Object.keys(SPANS).map((span) => [span, span.replace(/(?=[a-z])/, ' ')] as const),
        ]}
      />
      <button
        type="button"
        class="density"
        aria-pressed={isDense.value}
        title="Compact rows"
        onClick={() => (isDense.value = !isDense.value)}
      >
        <span aria-hidden="true">≡</span>
        <span class="unseen">Compact rows</span>
      </button>
    </div>
  )
}

function Search({ value }: { value: string }) {
  const field = useRef<HTMLInputElement>(null)
  const focus = useCallback(() => field.current?.focus(), [])
  useKey('/', 'search monitors', focus)
  return (
    <input
      ref={field}
      type="search"
      aria-label="Search monitors"
      aria-keyshortcuts="/"
      placeholder="Search  /"
      value={value}
      onInput={({ currentTarget }) => setQuery({ q: currentTarget.value })}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') currentTarget.blur()
      }}
    />
  )
}

interface ChoiceProps {
  label: string
  value: string
  /** In the query. */
  name: string
  options: readonly (readonly [value: string, words: string])[]
}

function Choice({ label, value, name, options }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => setQuery({ [name]: currentTarget.value }, { step: true })}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  )
}
