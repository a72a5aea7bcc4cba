import type { Kind, Objects } from './sight-world.ts'

export type Fields = Record<string, string>
export type Probe =
  /** About one object, named by `:id` or by the fields; `fields` are of the programme's own objects. */
  | { of: Kind; fields?: (o: Objects) => Fields; managers?: true; ends?: true }
  /** About a programme, by ?programme= or a field. */
  | { list: true; fields?: (o: Objects) => Fields; managers?: true }
  /** Not about people of a programme. */
  | { own: true; managers?: true; ends?: true }

const about = (of: Kind): Probe => ({ of })
const pair = ({ mentor, participant }: Objects) => ({ mentor, mentee: participant })
const key = 'k'.repeat(24)
const list: Probe = { list: true }
const settings: Probe = { own: true, managers: true }
/** Not of every office. */
const ofOne: Probe = { ...settings, ends: true }

/** Every route of staff, and what it is about. */
export const ROUTES: Record<string, Probe> = {
  'GET /staff': list,
  'POST /staff/sign-out': { own: true },
  'GET /staff/events': list,
  'GET /staff/events/new': list,
  'POST /staff/events': { list: true, fields: () => ({ _form: key }) },
  'GET /staff/events/:id': about('event'),
  'POST /staff/events/:id': about('event'),
  'POST /staff/events/:id/door': about('event'),
  'GET /staff/events/:id/poster': about('event'),
  'GET /staff/participants': list,
  'GET /staff/participants/new': list,
  'POST /staff/participants': { list: true, fields: () => ({ side: 'mentee', _form: key }) },
  'GET /staff/participants/:id': about('participant'),
  'POST /staff/participants/:id/contact': about('participant'),
  'GET /staff/participants/:id/details': about('participant'),
  'POST /staff/participants/:id/details': about('participant'),
  'POST /staff/participants/:id/notes': about('participant'),
  'POST /staff/participants/:id/askings': about('mentor'),
  'POST /staff/participants/:id/pause': { of: 'participant', fields: () => ({ wish: 'pause' }) },
  'POST /staff/participants/:id/withdrawal': about('participant'),
  'POST /staff/signups/:id/proof': about('signup'),
  'GET /staff/participants/:id/readiness': about('participant'),
  'POST /staff/participants/:id/readiness/check': about('participant'),
  'POST /staff/participants/:id/readiness/intakes': about('participant'),
  'POST /staff/participants/:id/readiness/trainings': about('mentor'),
  'GET /staff/imports': list,
  'POST /staff/imports': { list: true, fields: () => ({ kind: 'people' }) },
  'GET /staff/imports/example/:kind': list,
  'GET /staff/imports/:id': about('file'),
  'POST /staff/imports/:id/confirmation': about('file'),
  'POST /staff/imports/:id/removal': { of: 'file', ends: true },
  'POST /staff/imports/:id/refused': about('file'),
  'POST /staff/imports/:id/undo': { of: 'file', ends: true },
  'GET /staff/matching': list,
  'POST /staff/matching/runs': { list: true, fields: () => ({ _form: key }) },
  'GET /staff/matching/runs/:id': about('run'),
  'GET /staff/matching/runs/:id/mentees/:menteeId': about('run'),
  'GET /staff/matching/runs/:id/what-if': about('run'),
  'POST /staff/matching/runs/:id/what-if': about('run'),
  'GET /staff/matching/runs/:id/sending': about('run'),
  'GET /staff/matching/topics': list,
  'POST /staff/matching/pins': { of: 'participant', fields: (o) => ({ ...pair(o), wish: 'pin' }) },
  'POST /staff/matching/left-out': { of: 'participant', fields: ({ participant }) => ({ participant, wish: 'out' }) },
  'POST /staff/matching/blocks': {
    of: 'participant',
    fields: (o) => ({ ...pair(o), reason: 'other', until: '', note: '', _form: key + o.programme }),
  },
  'POST /staff/matching/blocks/:id': about('block'),
  'GET /staff/matching/pair': { list: true },
  'GET /staff/introductions': list,
  'POST /staff/introductions': {
    of: 'participant',
    fields: ({ mentor, participant, programme }) => ({
      pair: `${participant}:${mentor}`,
      _form: `${key}s${programme}`,
    }),
  },
  'GET /staff/introductions/:id': about('introduction'),
  'POST /staff/introductions/:id/answer': about('introduction'),
  'POST /staff/introductions/:id/correction': about('introduction'),
  'POST /staff/introductions/:id/meetings': about('introduction'),
  'POST /staff/introductions/:id/meetings/:meeting/cancellation': { of: 'introduction', ends: true },
  'POST /staff/introductions/:id/told-meeting': about('introduction'),
  'POST /staff/introductions/:id/click': about('introduction'),
  'POST /staff/introductions/:id/agreement': { of: 'introduction', ends: true },
  'POST /staff/introductions/:id/extensions': about('introduction'),
  'POST /staff/introductions/:id/end': about('introduction'),
  'GET /staff/duos': list,
  'GET /staff/duos/:id': about('duo'),
  'POST /staff/duos/:id/notes': about('duo'),
  'POST /staff/duos/:id/checkins': about('duo'),
  'POST /staff/duos/:id/pauses': about('duo'),
  'POST /staff/duos/:id/resume': about('duo'),
  'POST /staff/duos/:id/extensions': about('duo'),
  'POST /staff/duos/:id/outcomes': about('duo'),
  'POST /staff/duos/:id/meetings': about('duo'),
  'POST /staff/duos/:id/meetings/void': { of: 'duo', ends: true },
  'POST /staff/duos/:id/reasons': about('duo'),
  'POST /staff/duos/:id/closure': about('duo'),
  'GET /staff/report': list,
  'GET /staff/report/events': list,
  'GET /staff/report/people': list,
  'GET /staff/report/years': list,
  'GET /staff/report/method': list,
  'GET /staff/report/answer': list,
  'GET /staff/report/figures.csv': list,
  'GET /staff/report/figures.json': list,
  'POST /staff/settings/report': ofOne,
  'GET /staff/mails': list,
  'GET /staff/mails/:id': about('mail'),
  'POST /staff/mails/:id/send': about('mail'),
  'GET /staff/settings': settings,
  'POST /staff/settings': ofOne,
  'POST /staff/settings/associations': ofOne,
  'POST /staff/settings/caps': settings,
  'POST /staff/settings/staff': settings,
  'GET /staff/settings/staff/:id': { of: 'colleague', managers: true, ends: true },
  'POST /staff/settings/staff/:id': { of: 'colleague', managers: true },
  'POST /staff/settings/staff/:id/access': { of: 'colleague', managers: true },
  'GET /staff/settings/partners': settings,
  'POST /staff/settings/partners': settings,
  'GET /staff/settings/partners/:id': { of: 'partner', managers: true },
  'POST /staff/settings/partners/:id/programmes': { of: 'partner', managers: true, ends: true },
  'POST /staff/settings/partners/:id/door': { of: 'partner', managers: true },
  'POST /staff/settings/partners/:id/people': { of: 'partner', managers: true },
  'POST /staff/settings/partners/:id/people/:memberId/access': { of: 'partner', managers: true, ends: true },
}
