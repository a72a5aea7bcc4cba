import type { FC } from 'hono/jsx'
import type { Comparable, Merge } from '../../../db/people/merges.ts'
import type { MergeDecision } from '../../../src/domain/merge.ts'
import { programmeOf, topicLabel } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Choices, ErrorSummary, type FieldError, Form, Tick } from '../../form.tsx'
import { Card, DataTable, Notice, Toolbar } from '../../parts.tsx'
import { capitalised, dateOf, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Search } from '../desk.tsx'
import { sectorLabel } from './participants.tsx'

type Own = { participantId: string; name: string }

type SearchProps = {
  words: Words
  own: Own
  q: string
  found: Comparable[]
  merges: Merge[]
  done: 'done' | 'undone' | null
  problem: string | null
  csrf: string
}

/** Looks for the other address of somebody, and shows those that are one with them already. */
export const SamePersonPage: FC<SearchProps> = ({ words: all, own, q, found, merges, done, problem, csrf }) => {
  const words = all.merges
  return (
    <>
      {done && <Notice kind="success">{words[done]}</Notice>}
      {problem && <Notice kind="error">{problem}</Notice>}
      <h1>{words.title(own.name)}</h1>
      <p class="lead">{words.lead}</p>
      <Toolbar>
        <Search
          action={paths.samePerson(own.participantId)}
          name="q"
          label={words.search}
          button={words.searchButton}
          value={q}
        />
      </Toolbar>
      {q !== '' && found.length === 0 && <p role="status">{words.none}</p>}
      {found.length > 0 && <Found words={words} own={own} found={found} />}
      {merges.length > 0 && <Merged words={words} merges={merges} csrf={csrf} />}
      <p>
        <a href={paths.participant(own.participantId)}>{words.back(own.name)}</a>
      </p>
    </>
  )
}

const Found: FC<{ words: Words['merges']; own: Own; found: Comparable[] }> = ({ words, own, found }) => (
  <DataTable
    caption={words.found}
    columns={[{ label: words.name }, { label: words.email }, { label: words.roles }, { label: words.since }]}
    rows={found.map((who) => ({
      cells: [
        <a href={paths.samePersonAs(own.participantId, who.id)}>{who.name}</a>,
        who.maskedEmail,
        listOf(who.participants.map((each) => roleText(words, each))),
        dateOf(who.createdAt),
      ],
    }))}
  />
)

const Merged: FC<{ words: Words['merges']; merges: Merge[]; csrf: string }> = ({ words, merges, csrf }) => (
  <Card title={words.merged}>
    {merges.map((merge) => {
      const name = merge.mergedName ?? words.erased
      return (
        <div class="part">
          <p>{words.mergedText(name, dateOf(merge.at), merge.staffName)}</p>
          <Form action={paths.mergeUndo(merge.id)} csrf={csrf}>
            <Button kind="secondary">
              {words.undo}
              <span class="hidden">{words.undoHidden(name)}</span>
            </Button>
          </Form>
        </div>
      )
    })}
  </Card>
)

/** `keeping`: what would happen if this one's address stays. */
export type Candidate = Comparable & { keeping: MergeDecision }

type CompareProps = {
  words: Words
  own: Own
  pair: [Candidate, Candidate]
  typed: { keep: string }
  errors: FieldError[]
  problem: string | null
  csrf: string
}

/** Both side by side, with what moves, before two become one. */
export const ComparePage: FC<CompareProps> = ({ words: all, own, pair, typed, errors, problem, csrf }) => {
  const words = all.merges
  const [one, other] = pair
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const rows: [string, (who: Candidate) => string][] = [
    [words.name, (who) => who.name],
    [words.email, (who) => who.maskedEmail],
    [words.roles, (who) => listOf(who.participants.map((each) => roleText(words, each)))],
    [all.participants.columns.topics, answersOf((each) => topicsText(all, each))],
    [all.participants.sector, answersOf(({ sector }) => sectorLabel(all.common, sector) ?? all.participants.noSector)],
    [all.participants.languages, answersOf(({ languages }) => languagesText(all, languages))],
    [words.since, (who) => dateOf(who.createdAt)],
  ]
  const possible = pair.filter(({ keeping }) => keeping.kind === 'merged')
  const refused = pair.filter(({ keeping }) => keeping.kind !== 'merged')
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={errors} />
      {problem && <Notice kind="error">{problem}</Notice>}
      <h1>{words.compareTitle}</h1>
      {possible.length > 0 ? (
        <p class="lead">{words.compareLead}</p>
      ) : (
        <Notice kind="warning" title={words.impossible}>
          {consequence(words, one.keeping, other)}
        </Notice>
      )}
      <DataTable
        caption={words.both}
        columns={[{ label: words.columns.what }, { label: words.columns.one }, { label: words.columns.other }]}
        rows={rows.map(([label, value]) => ({ cells: [label, value(one), value(other)] }))}
      />
      {possible.length > 0 && (
        <Card>
          <Form action={paths.samePersonAs(own.participantId, other.id)} csrf={csrf}>
            <Choices
              legend={words.keep}
              name="keep"
              type="radio"
              hint={words.keepHint}
              error={errorOf('keep')}
              options={possible.map((who) => ({
                value: who.id,
                label: words.keepOption(who.name, who.maskedEmail),
                hint: consequence(words, who.keeping, who === one ? other : one),
                checked: typed.keep === who.id || possible.length === 1,
              }))}
            />
            {refused.map((who) => (
              <p class="small">
                {words.notOffered(
                  words.keepOption(who.name, who.maskedEmail),
                  consequence(words, who.keeping, who === one ? other : one),
                )}
              </p>
            ))}
            <Tick name="sure" label={words.sure} error={errorOf('sure')} />
            <Button>{words.merge}</Button>
          </Form>
        </Card>
      )}
      <p>
        <a href={paths.samePerson(own.participantId)}>{words.back(own.name)}</a>
      </p>
    </>
  )
}

/** What would happen if this one stays: what moves, what takes no part any more, or why it cannot be. */
function consequence(words: Words['merges'], keeping: MergeDecision, from: Comparable): string {
  if (keeping.kind !== 'merged') return words.whyNot[keeping.kind]
  const rolesOf = (ids: string[]) =>
    listOf(
      from.participants.filter(({ id }) => ids.includes(id)).map((each) => roleText(words, { ...each, open: false })),
    )
  return [
    ...(keeping.moved.length > 0 ? [words.moves(rolesOf(keeping.moved))] : []),
    ...(keeping.kept.length > 0 ? [words.stays(rolesOf(keeping.kept))] : []),
  ].join(' ')
}

/** What somebody told, for each role they take part in: often it is the same. */
const answersOf =
  (textOf: (each: Comparable['participants'][number]) => string) =>
  ({ participants }: Comparable): string =>
    [...new Set(participants.map(textOf))].join(' / ')

function topicsText(words: Words, { programme, topics }: Comparable['participants'][number]): string {
  const known = programmeOf(programme)
  return topics.length > 0 ? listOf(topics.map((id) => topicLabel(known, id))) : words.participants.noTopics
}

function languagesText(words: Words, codes: string[]): string {
  const languages: Record<string, string> = words.common.languages
  return listOf(codes.map((code) => languages[code] ?? code))
}

type Role = Pick<Comparable['participants'][number], 'programme' | 'side' | 'open'>

function roleText(words: Words['merges'], { programme, side, open }: Role): string {
  const { name, sides } = programmeOf(programme)
  return words.role(capitalised(sides[side].one), name, open ? words.open : '')
}
