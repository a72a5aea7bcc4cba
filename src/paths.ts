import type { Side } from './domain/facts.ts'
import { PROGRAMMES } from './domain/programmes.ts'

/** A path with `key=value` behind it, for each that has a value. */
export function withQuery(path: string, query: Record<string, string | number | null>): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]))
  if (given.length === 0) return path
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(given)}`
}

const [FIRST_PROGRAMME = ''] = Object.keys(PROGRAMMES)

/** A page about one programme. The first of the table is what stands there when the address names none. */
const about = (path: string, programme: string): string =>
  withQuery(path, { programme: programme === FIRST_PROGRAMME || programme === '' ? null : programme })

/** Figures of the days from one date to another, both included. */
const inPeriod = (path: string, programme: string, from: string, until: string): string =>
  withQuery(about(path, programme), from && until ? { from, until } : {})

/** Every address of the app. A path is spelled here and nowhere else; `routes` are the same paths as patterns. */
export const paths = {
  home: () => '/',
  health: () => '/healthz',
  ready: () => '/readyz',
  privacy: () => '/privacy',
  programmePrivacy: (programme: string) => `/privacy/${programme}`,
  accessibility: () => '/accessibility',
  asset: (file: string) => `/assets/${file}`,

  event: (code: string) => `/e/${code}`,
  /** In a QR code: capitals alone take the fewest squares. */
  eventInCapitals: (code: string) => `/E/${code}`,
  signupForm: (code: string, side: Side | ':side') => `/e/${code}/${side}`,
  signupCheck: (code: string, side: Side | ':side') => `/e/${code}/${side}/check`,
  signups: (code: string, side: Side | ':side') => `/e/${code}/${side}/signups`,
  signup: (id: string) => `/signups/${id}`,
  signupSaved: (id: string) => `/signups/${id}?saved=yes`,
  signupExtra: (id: string) => `/signups/${id}/extra`,
  signupProof: (id: string) => `/signups/${id}/proof`,

  /** A link in a mail: exchanged for a cookie and a clean address. */
  arrival: (token: string) => `/l/${token}`,
  arrivalAt: (token: string, place: string) => `/l/${token}?at=${place}`,
  /** A link in a mail to somebody who is no participant yet: exchanged for a cookie too. */
  invited: (token: string) => `/i/${token}`,
  invitation: (id: string) => `/invitations/${id}`,
  invitationRefusal: (id: string) => `/invitations/${id}/refusal`,
  introduction: (id: string, side: Side | ':side') => `/introductions/${id}/${side}`,
  answer: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/answer`,
  answerReason: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/answer/reason`,
  correction: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/correction`,
  firstMeeting: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/kennismaking.ics`,
  checkin: (id: string, side: Side | ':side', milestone: string) =>
    `/introductions/${id}/${side}/checkins/${milestone}`,
  meetings: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/meetings`,
  meetingAnswer: (id: string, side: Side | ':side', meeting: string) =>
    `/introductions/${id}/${side}/meetings/${meeting}/answer`,
  meetingCancellation: (id: string, side: Side | ':side', meeting: string) =>
    `/introductions/${id}/${side}/meetings/${meeting}/cancellation`,
  meetingCalendar: (id: string, side: Side | ':side', meeting: string) =>
    `/introductions/${id}/${side}/meetings/${meeting}/afspraak.ics`,
  /** "We zagen elkaar al": a meeting that they agreed between themselves. */
  toldMeeting: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/told-meeting`,
  click: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/click`,
  agreement: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/agreement`,
  contactCard: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/contact.vcf`,
  meetingNotes: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/notes`,
  /** Takes a note of one's own back. */
  meetingNoteVoid: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/notes/void`,
  duoStop: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/stop`,
  duoStopReason: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/stop/reason`,
  duoEnd: (id: string, side: Side | ':side') => `/introductions/${id}/${side}/end`,
  attest: (participantId: string) => `/my-data/${participantId}/attest`,
  volunteerNote: (participantId: string) => `/my-data/${participantId}/volunteer-note`,
  /** After a duo that stopped: look for somebody else, or not now. */
  searchAgain: (participantId: string) => `/my-data/${participantId}/again`,
  myData: (participantId: string) => `/my-data/${participantId}`,
  myDetails: (participantId: string) => `/my-data/${participantId}/details`,
  myPause: (participantId: string) => `/my-data/${participantId}/pause`,
  myInvitations: (participantId: string) => `/my-data/${participantId}/invitations`,
  withdrawal: (participantId: string) => `/my-data/${participantId}/withdrawal`,
  withdrawn: () => '/my-data/withdrawn',

  /** The one page of an organisation that sends people. */
  partner: () => '/partner',
  newReferral: () => '/partner/people/new',
  referrals: () => '/partner/people',
  referred: (id: string) => `/partner/people/${id}`,
  referredInvitation: (id: string) => `/partner/people/${id}/invitation`,
  /** A file of many: read and shown first, written by the second. */
  referralFile: () => '/partner/file',
  referralFilePeople: () => '/partner/file/people',

  signIn: () => '/sign-in',
  signInMailed: () => '/sign-in?mailed',
  signInLink: (token: string) => `/sign-in/${token}`,
  signOut: () => '/staff/sign-out',
  today: () => '/staff',
  events: (programme = '') => about('/staff/events', programme),
  newEvent: (programme = '') => about('/staff/events/new', programme),
  eventPage: (id: string) => `/staff/events/${id}`,
  eventDoor: (id: string) => `/staff/events/${id}/door`,
  poster: (id: string) => `/staff/events/${id}/poster`,
  participants: (programme = '') => about('/staff/participants', programme),
  newParticipant: (programme = '') => about('/staff/participants/new', programme),
  participant: (id: string) => `/staff/participants/${id}`,
  participantContact: (id: string) => `/staff/participants/${id}/contact`,
  participantDetails: (id: string) => `/staff/participants/${id}/details`,
  /** What staff do before a first introduction: conditions, talk, training. */
  participantReadiness: (id: string) => `/staff/participants/${id}/readiness`,
  participantCheck: (id: string) => `/staff/participants/${id}/readiness/check`,
  participantIntakes: (id: string) => `/staff/participants/${id}/readiness/intakes`,
  participantTakenBack: (id: string) => `/staff/participants/${id}/readiness/taken-back`,
  participantTrainings: (id: string) => `/staff/participants/${id}/readiness/trainings`,
  /** Asks this person for another programme. */
  participantAskings: (id: string) => `/staff/participants/${id}/askings`,
  participantNotes: (id: string) => `/staff/participants/${id}/notes`,
  participantNoteRemoval: (id: string, note: string) => `/staff/participants/${id}/notes/${note}/removal`,
  participantPause: (id: string) => `/staff/participants/${id}/pause`,
  participantWithdrawal: (id: string) => `/staff/participants/${id}/withdrawal`,
  /** "Dezelfde persoon als …" */
  samePerson: (id: string) => `/staff/participants/${id}/same`,
  samePersonAs: (id: string, other: string) => `/staff/participants/${id}/same/${other}`,
  mergeUndo: (id: string) => `/staff/merges/${id}/undo`,
  deskProof: (signupId: string) => `/staff/signups/${signupId}/proof`,
  imports: (programme = '') => about('/staff/imports', programme),
  importsCancelled: (programme: string) => withQuery('/staff/imports', { cancelled: 'yes', programme }),
  /** A file with every column that is read, as an example. */
  importExample: (kind: string, programme = '') => about(`/staff/imports/example/${kind}`, programme),
  import: (id: string) => `/staff/imports/${id}`,
  importConfirmation: (id: string) => `/staff/imports/${id}/confirmation`,
  importRemoval: (id: string) => `/staff/imports/${id}/removal`,
  importRefused: (id: string) => `/staff/imports/${id}/refused`,
  importUndo: (id: string) => `/staff/imports/${id}/undo`,
  matching: (programme = '') => about('/staff/matching', programme),
  runs: () => '/staff/matching/runs',
  run: (id: string) => `/staff/matching/runs/${id}`,
  /** One mentee of a run with every mentor whom it may have. */
  runMentee: (id: string, menteeId: string) => `/staff/matching/runs/${id}/mentees/${menteeId}`,
  /** Asks once more before many go out at once. */
  runSending: (id: string) => `/staff/matching/runs/${id}/sending`,
  whatIf: (id: string) => `/staff/matching/runs/${id}/what-if`,
  topics: (programme = '') => about('/staff/matching/topics', programme),
  /** "Samen voorstellen": a pair of staff's own, chosen by ?mentor= and ?mentee=. */
  ownPair: (programme = '') => about('/staff/matching/pair', programme),
  pins: () => '/staff/matching/pins',
  blocks: () => '/staff/matching/blocks',
  block: (id: string) => `/staff/matching/blocks/${id}`,
  blockNoteRemoval: (id: string) => `/staff/matching/blocks/${id}/note/removal`,
  leftOut: () => '/staff/matching/left-out',
  introductions: (programme = '') => about('/staff/introductions', programme),
  staffIntroduction: (id: string) => `/staff/introductions/${id}`,
  assistedAnswer: (id: string) => `/staff/introductions/${id}/answer`,
  assistedCorrection: (id: string) => `/staff/introductions/${id}/correction`,
  staffMeetings: (id: string) => `/staff/introductions/${id}/meetings`,
  staffToldMeeting: (id: string) => `/staff/introductions/${id}/told-meeting`,
  staffMeetingCancellation: (id: string, meeting: string) =>
    `/staff/introductions/${id}/meetings/${meeting}/cancellation`,
  meetingPlaceRemoval: (id: string, meeting: string) => `/staff/introductions/${id}/meetings/${meeting}/place/removal`,
  /** For who of staff comes along. */
  staffMeetingCalendar: (id: string, meeting: string) => `/staff/introductions/${id}/meetings/${meeting}/afspraak.ics`,
  assistedClick: (id: string) => `/staff/introductions/${id}/click`,
  /** A mistapped no to "klikt het?": the pair stays ended, and may be proposed anew. */
  clickCorrection: (id: string) => `/staff/introductions/${id}/click/correction`,
  assistedAgreement: (id: string) => `/staff/introductions/${id}/agreement`,
  /** More time before two yes lapse. */
  introductionExtensions: (id: string) => `/staff/introductions/${id}/extensions`,
  introductionEnd: (id: string) => `/staff/introductions/${id}/end`,
  duos: (programme = '') => about('/staff/duos', programme),
  duo: (id: string) => `/staff/duos/${id}`,
  duoNotes: (id: string) => `/staff/duos/${id}/notes`,
  duoNoteRemoval: (id: string, note: string) => `/staff/duos/${id}/notes/${note}/removal`,
  duoRemarkRemoval: (id: string, remark: string) => `/staff/duos/${id}/remarks/${remark}/removal`,
  duoCheckins: (id: string) => `/staff/duos/${id}/checkins`,
  duoPauses: (id: string) => `/staff/duos/${id}/pauses`,
  duoPauseCorrections: (id: string) => `/staff/duos/${id}/pauses/corrections`,
  duoResume: (id: string) => `/staff/duos/${id}/resume`,
  duoExtensions: (id: string) => `/staff/duos/${id}/extensions`,
  duoMeetings: (id: string) => `/staff/duos/${id}/meetings`,
  duoMeetingVoid: (id: string) => `/staff/duos/${id}/meetings/void`,
  duoReasons: (id: string) => `/staff/duos/${id}/reasons`,
  /** What one of the two says at the end, written down for them. */
  duoEndAnswers: (id: string) => `/staff/duos/${id}/end-answers`,
  duoOutcomes: (id: string) => `/staff/duos/${id}/outcomes`,
  duoClosure: (id: string) => `/staff/duos/${id}/closure`,
  /** Who waits for a duo, and when the places of this year are gone. */
  waiting: (programme = '', side = '', page = '') =>
    withQuery(about('/staff/waiting', programme), { side: side || null, page: page || null }),
  report: (programme = '', from = '', until = '') => inPeriod('/staff/report', programme, from, until),
  reportEvents: (programme = '', from = '', until = '') => inPeriod('/staff/report/events', programme, from, until),
  reportPeople: (programme = '', from = '', until = '', population = '') =>
    withQuery(inPeriod('/staff/report/people', programme, from, until), { population: population || null }),
  reportYears: (programme = '', from = '', until = '') => inPeriod('/staff/report/years', programme, from, until),
  reportMethod: (programme = '', from = '', until = '') => inPeriod('/staff/report/method', programme, from, until),
  reportCsv: (programme = '', from = '', until = '') => inPeriod('/staff/report/figures.csv', programme, from, until),
  reportJson: (programme = '', from = '', until = '') => inPeriod('/staff/report/figures.json', programme, from, until),
  /** One page that answers a question of the council about a calendar year. */
  councilAnswer: (programme = '', year = '') =>
    withQuery(about('/staff/report/answer', programme), { year: year || null }),
  reportRules: () => '/staff/settings/report',
  mails: () => '/staff/mails',
  mailsIn: (state: 'waiting' | 'sent' | 'failed', page = 1) => `/staff/mails?state=${state}&page=${page}`,
  mailsPage: (page: number) => `/staff/mails?page=${page}`,
  mailsQueued: () => '/staff/mails?queued',
  mail: (id: string) => `/staff/mails/${id}`,
  mailSend: (id: string) => `/staff/mails/${id}/send`,
  settings: () => '/staff/settings',
  settingsSaved: () => '/staff/settings?saved',
  associations: () => '/staff/settings/associations',
  bounds: () => '/staff/settings/bounds',
  accessibilitySettings: () => '/staff/settings/accessibility',
  caps: () => '/staff/settings/caps',
  partners: () => '/staff/settings/partners',
  partnerPage: (id: string) => `/staff/settings/partners/${id}`,
  partnerSends: (id: string) => `/staff/settings/partners/${id}/programmes`,
  partnerDoor: (id: string) => `/staff/settings/partners/${id}/door`,
  partnerMembers: (id: string) => `/staff/settings/partners/${id}/people`,
  partnerMemberAccess: (id: string, memberId: string) => `/staff/settings/partners/${id}/people/${memberId}/access`,
  staffMembers: () => '/staff/settings/staff',
  staffMember: (id: string) => `/staff/settings/staff/${id}`,
  staffAccess: (id: string) => `/staff/settings/staff/${id}/access`,
} as const
