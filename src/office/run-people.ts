import type { Run } from '../../db/matching/matching.ts'
import { namesOf } from '../../db/people/participant.ts'
import { listOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { type Programme, programmeOf, topicLabel } from '../domain/programmes.ts'
import type { Candidate } from '../domain/proposals/proposals.ts'
import { paths } from '../paths.ts'

/** The people of a run who still have a name. */
export type RunPeople = {
  mentees: ReadonlySet<string>
  mentors: ReadonlySet<string>
  /** Behind the name of namesakes stands what they ask or offer. */
  nameOf(id: string): string
}

/** What a run calls people, and the page of who still has a name: a run stays as it was made, whoever is gone since. */
export type RunNames = { nameOf(id: string): string; hrefOf(id: string): string | undefined }

export async function runNames(deps: Deps, ids: string[]): Promise<RunNames> {
  const names = await namesOf(deps, ids)
  return {
    nameOf: (id) => names.get(id) ?? nl.participants.erasedName,
    hrefOf: (id) => (names.has(id) ? paths.participant(id) : undefined),
  }
}

export async function peopleOf(deps: Deps, { input, programme }: Run): Promise<RunPeople> {
  const all = [...input.mentees, ...input.mentors]
  const names = await namesOf(
    deps,
    all.map(({ id }) => id),
  )
  const known = all.flatMap((who) => {
    const name = names.get(who.id)
    return name === undefined ? [] : [{ who, name }]
  })
  const times = new Map<string, number>()
  for (const { name } of known) times.set(name, (times.get(name) ?? 0) + 1)
  const apart = known.map(({ who, name }): [string, string] => {
    const about = (times.get(name) ?? 0) > 1 ? aboutOf(programmeOf(programme), who) : ''
    return [who.id, about === '' ? name : nl.workbench.namesake(name, about)]
  })
  const shown = new Map(apart)
  const those = (people: Candidate[]) => new Set(people.flatMap(({ id }) => (shown.has(id) ? [id] : [])))
  return {
    mentees: those(input.mentees),
    mentors: those(input.mentors),
    nameOf: (id) => shown.get(id) ?? nl.participants.erasedName,
  }
}

function aboutOf(programme: Programme, { topics, sector }: Candidate): string {
  const sectors: Record<string, string> = nl.common.sectors
  const asked = listOf(topics.map((id) => topicLabel(programme, id).replaceAll('\u00AD', '')))
  return [asked, sector === null ? '' : (sectors[sector] ?? sector)].filter((text) => text !== '').join('; ')
}
