import { Hono } from 'hono'
import { type HeldPlace, heldPlaces } from '../../../db/introductions/held-places.ts'
import { type CapUse, capsThisYear } from '../../../db/office/caps.ts'
import {
  type IntroductionItem,
  introductionsToday,
  type StuckMail,
  stuckMails,
  unprovedToday,
  type Waiting,
  waitingToday,
} from '../../../db/office/today.ts'
import { loadSettings, unsetSettings } from '../../../db/settings.ts'
import { type EventRow, eventCounts, listEvents } from '../../../db/signups/events.ts'
import { listUrl } from '../../../views/staff/people/participants.tsx'
import { type OpenEvent, type TodayItem, TodayPage } from '../../../views/staff/today.tsx'
import { dateOf, listOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { placesUnderCap } from '../../domain/cap.ts'
import { eventState } from '../../domain/event.ts'
import { SIDES } from '../../domain/facts.ts'
import { type Programme, programmeOf } from '../../domain/programmes.ts'
import { isManager } from '../../domain/staff-role.ts'
import { capItems } from '../../office/cap-items.ts'
import { duoItems } from '../../office/duo-items.ts'
import { figureProgrammes, mailReader, managesCity, namedProgrammes } from '../../office/sight.ts'
import { showStaff } from '../../office/staff-page.tsx'
import type { SignedIn, StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'
import { unsetAssociations } from '../../speaker.ts'

const words = nl.staff.today

export function todayRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.today(), async (c) => {
    const signedIn = c.get('signedIn')
    const named = namedProgrammes(signedIn)
    const held = await heldPlaces(deps)
    const events = (await listEvents(deps.db, idsOf(named))).filter((event) => eventState(event, deps.now()) === 'open')
    const caps = await capsThisYear(deps, idsOf(figureProgrammes(signedIn)), held)
    const found = await Promise.all([
      settingsItems(deps, signedIn),
      capItems(deps, signedIn, caps),
      introductionItems(deps, named, held),
      duoItems(deps, named),
      unprovedItems(deps, events),
      waitingItems(deps, named, caps, held),
      mailItems(deps, signedIn),
    ])
    const items = found.flat().sort((a, b) => Number(b.urgent) - Number(a.urgent) || (a.since ?? 0) - (b.since ?? 0))
    const page = <TodayPage words={words} items={items} events={await openEvents(deps, events)} />
    return showStaff(c, deps, { title: words.title, current: paths.today() }, page)
  })

  return app
}

/** Where an example still stands, what people read and answer to is nobody's. */
async function settingsItems(deps: Deps, signedIn: SignedIn): Promise<TodayItem[]> {
  if (!isManager(signedIn.office)) return []
  const settings = await loadSettings(deps.db)
  const link = { label: words.links.settings, href: paths.settings() }
  const item = (what: string, who: string) => ({ what, who, since: null, urgent: true, link })
  const example = (what: string, names: string) => item(what, words.settingsWho(names))
  const isCity = managesCity(signedIn)
  const unset = isCity ? unsetSettings(settings) : []
  return [
    ...(unset.length > 0 ? [example(words.settings, listOf(unset.map((key) => words.settingsNames[key])))] : []),
    ...unsetAssociations(namedProgrammes(signedIn), settings).map(({ name }) => example(words.contact, name)),
    ...(isCity && settings.accessibility === null ? [item(words.accessibility, words.accessibilityWho)] : []),
  ]
}

const introductionItems = async (deps: Deps, named: Programme[], held: HeldPlace[]): Promise<TodayItem[]> =>
  (await introductionsToday(deps, idsOf(named), held)).map(introductionItem)

function introductionItem({ introductionId, people, attention }: IntroductionItem): TodayItem {
  const link = { label: words.links.introduction, href: paths.staffIntroduction(introductionId) }
  const { since, urgent } = attention
  const both = listOf([people.mentor.name, people.mentee.name])
  switch (attention.kind) {
    case 'late-answer':
      return {
        what: words.lateAnswer(dateOf(attention.expiresAt)),
        who: people[attention.side].name,
        since,
        urgent,
        link,
      }
    case 'waiting-proof': {
      const { id, name } = people[attention.side]
      return {
        what: words.waitingProof,
        who: name,
        since,
        urgent,
        link: { label: words.links.participant, href: paths.participant(id) },
      }
    }
    case 'waiting-place':
      return { what: words.waitingPlace, who: both, since, urgent, link }
    case 'first-weeks':
      return {
        what: words.firstWeeks[attention.step](attention.daysLeft),
        who: both,
        since,
        urgent,
        link,
      }
  }
}

async function unprovedItems(deps: Deps, events: EventRow[]): Promise<TodayItem[]> {
  return (await unprovedToday(deps, events)).map(({ event, people, since }) => ({
    what: words.unproved(people),
    who: event.title,
    since,
    urgent: false,
    link: {
      label: words.links.participants,
      href: listUrl({ programme: event.programme, q: '', side: null, state: null, unproved: event.id, page: 1 }),
    },
  }))
}

async function waitingItems(deps: Deps, named: Programme[], caps: CapUse[], held: HeldPlace[]): Promise<TodayItem[]> {
  const { ready, preparing } = await waitingToday(deps, idsOf(named), held)
  const full = new Set(caps.filter((use) => placesUnderCap(use) === 0).map(({ programme }) => programme))
  return [...ready.map((each) => readyItem(each, full.has(each.programme))), ...preparing.map(preparingItem)]
}

/** In a full year nothing can be sent: then the row leads to who waits for a place. */
function readyItem({ programme: id, side, people, name, since }: Waiting, isFull: boolean): TodayItem {
  const role = programmeOf(id).sides[side]
  const toList = { label: nl.waiting.title, href: paths.waiting(id, side) }
  return {
    what: words.waiting(people, people === 1 ? role.one : role.many),
    who: words.longest(name),
    since,
    urgent: false,
    link: isFull ? toList : { label: words.links.matching, href: paths.matching(id) },
  }
}

/** Who waits for us: a check, a talk or a training stands between them and a first introduction. */
function preparingItem({ programme: id, side, people, name, since }: Waiting): TodayItem {
  const programme = programmeOf(id)
  const role = programme.sides[side]
  return {
    what: words.preparing(people, people === 1 ? role.one : role.many),
    who: `${words.longest(name)} (${programme.name})`,
    since,
    urgent: false,
    link: {
      label: words.links.participants,
      href: listUrl({ programme: id, q: '', side, state: 'preparing', page: 1 }),
    },
  }
}

async function mailItems(deps: Deps, signedIn: SignedIn): Promise<TodayItem[]> {
  const reasons: StuckMail[] = deps.mailer ? ['failed', 'late'] : ['waiting']
  const found = await Promise.all(reasons.map((why) => mailItem(deps, signedIn, why)))
  return found.flat()
}

async function mailItem(deps: Deps, signedIn: SignedIn, why: StuckMail): Promise<TodayItem[]> {
  const stuck = await stuckMails(deps, why, mailReader(signedIn))
  if (!stuck) return []
  const link = { label: words.links.mails, href: paths.mailsIn(why === 'failed' ? 'failed' : 'waiting') }
  return [
    {
      what: words.mails[why](stuck.mails),
      who: words.mailsWho[why],
      since: stuck.since,
      urgent: why !== 'waiting',
      link,
    },
  ]
}

const openEvents = (deps: Deps, events: EventRow[]): Promise<OpenEvent[]> =>
  Promise.all(
    events.map(async ({ id, title, programme }) => {
      const counts = await eventCounts(deps.db, id)
      const { sides } = programmeOf(programme)
      const figures = SIDES.map((side) => ({ label: sides[side].many, value: counts[side].people }))
      return { title, href: paths.eventPage(id), figures }
    }),
  )

const idsOf = (programmes: Programme[]): string[] => programmes.map(({ id }) => id)
